/** What the optimiser finds that steps have in common, with the work worked out by hand; and how `studyc plan` says it. */
import { describe, expect, it } from 'vitest';
import { planMermaid, planTree } from '../../cli/render-plan.ts';
import { MANY_ROWS } from '../../compiler/optimise/models.ts';
import { optimise } from '../../compiler/optimise/optimise.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import type { SharedGroup, SharedKind } from '../../compiler/plan/sharing.ts';
import { MANY_ROWS as RUNTIME_ROWS } from '../../runtime/linalg/sums.ts';
import { compileStudy, studyFolder } from '../study.ts';

const planOf = (analyses: Readonly<Record<string, unknown>>): Plan =>
  compileStudy(
    JSON.stringify({
      study: 'optimise',
      seed: 1,
      defaults: { vcov: 'HC1' },
      data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
      analyses,
    }),
    studyFolder,
  );

function groupsOf(plan: Plan, kind: SharedKind): readonly SharedGroup[] {
  return plan.sharing!.groups.filter((group) => group.kind === kind);
}

const refsOf = (plan: Plan, { steps }: SharedGroup): readonly string[] =>
  steps.map((id) => plan.analyses.flatMap(({ models }) => models).find(({ step }) => step === id)!.ref);

describe('models of one sample', () => {
  const plan = planOf({
    a: { regress: 'rd ~ csw(vht, fai) | city' },
    b: { regress: 'rd ~ vht', where: 'year > 2014' },
  });

  it('are those of equal conditions and effects; columns that only some need are named', () => {
    const [group, ...others] = groupsOf(plan, 'sample');
    expect(others).toEqual([]);
    expect(refsOf(plan, group!)).toEqual(['a.1', 'a.2']);
    expect(group).toMatchObject({ columns: ['rd', 'vht', 'city'], someNeed: ['fai'] });
  });

  it('look at 3 + 4 cells, gather 2 + 3 columns and code 1 + 1 ids, of which the columns and the id once', () => {
    expect(groupsOf(plan, 'sample')[0]!.work).toEqual({ alone: 7 + 5 + 2 * 2, together: 7 + 3 + 2 });
  });

  it('take 3 columns instead of 5 out of the effect', () => {
    expect(groupsOf(plan, 'effects')).toMatchObject([
      { columns: ['rd', 'vht', 'fai'], effects: ['city'], work: { alone: 20, together: 12 } },
    ]);
  });

  it('differ by weights and by conditions', () => {
    const other = planOf({
      a: { regress: ['rd ~ vht', 'rd ~ fai'], split: { low: 'year < 2015', high: 'year >= 2015' } },
      b: { regress: 'rd ~ vht + fai', weights: 'population' },
      c: { regress: 'm_city ~ vht + fai', weights: 'population' },
    });
    expect(groupsOf(other, 'sample').map((group) => refsOf(other, group))).toEqual([
      ['a.1@low', 'a.2@low'],
      ['a.1@high', 'a.2@high'],
      ['b.1', 'c.1'],
    ]);
  });
});

describe('one equation', () => {
  it('under several covariances is one solution', () => {
    const plan = planOf({
      a: { regress: 'rd ~ vht + fai' },
      b: { regress: 'rd ~ vht + fai', vcov: { cluster: 'city' } },
      c: { regress: 'rd ~ vht + fai', estimator: 'random', vcov: { cluster: 'city' } },
    });
    const [group, ...others] = groupsOf(plan, 'fit');
    expect(others).toEqual([]);
    expect(refsOf(plan, group!)).toEqual(['a.1', 'b.1']);
    expect(group!.work).toEqual({ alone: 2 * (2 + 6 + 8), together: 2 + 6 + 8 });
  });
});

describe('nested models', () => {
  const plan = planOf({
    a: { regress: 'rd ~ csw(vht, fai)' },
    b: { regress: 'm_city ~ vht' },
    c: { regress: 'rd ~ csw(vht, fai)', vcov: { cluster: 'city' } },
    w: { regress: 'rd ~ csw(vht, fai)', weights: 'population' },
    s: { regress: 'rd ~ csw(vht, fai) | city[year]' },
  });

  it('of few rows share the factors of their first columns, none under weights and varying slopes', () => {
    const [group, ...others] = groupsOf(plan, 'factors');
    expect(others).toEqual([]);
    expect(refsOf(plan, group!)).toEqual(['a.1', 'a.2', 'b.1']);
    expect(group!.work).toEqual({ alone: 2 + (2 + 6) + 2, together: 2 + 6 });
    expect(groupsOf(plan, 'fit')).toHaveLength(2);
    expect(groupsOf(plan, 'products')).toEqual([]);
  });

  it('of many rows share products of two columns, solved twice where one covariance is of scores', () => {
    const large = optimise({ ...plan, sharing: null }, MANY_ROWS);
    const [group] = groupsOf(large, 'products');
    expect(refsOf(large, group!)).toEqual(['a.1', 'a.2', 'b.1', 'c.1', 'c.2']);
    // Of rd and vht, with fai, of m_city and vht, and again: rd, vht, fai each with each, m_city with itself and vht.
    expect(group!.work).toEqual({ alone: 3 + 6 + 3 + 3 + 6, together: 6 + 2 });
    expect(groupsOf(large, 'fit')).toEqual([]);
    expect(groupsOf(large, 'factors')).toEqual([]);
  });

  it('are solved as the runtime does it', () => {
    expect(MANY_ROWS).toBe(RUNTIME_ROWS);
  });
});

describe('draws', () => {
  it('of permutations, bootstraps and wild bootstraps are listed with what they are made from', () => {
    const plan = planOf({
      a: { regress: 'rd ~ vht + fai' },
      placebo: { placebo: 'a', permute: 'vht', draws: 100 },
      m: {
        mediate: { outcome: 'rd', treatment: 'vht', mediator: 'fai' },
        tests: [{ bootstrap: { draws: 200, cluster: 'city' } }],
      },
      w: { regress: 'rd ~ fai', vcov: { wild: { cluster: 'city', draws: 99 } } },
    });
    const groups = groupsOf(plan, 'draws');
    expect(groups.map(({ draws, clusters }) => [draws, clusters])).toEqual([
      [99, ['city']],
      [100, undefined],
      [200, ['city']],
    ]);
    for (const { work } of groups) expect(work.together).toBeLessThan(work.alone);
  });
});

describe('a curve', () => {
  const over = { treatment: ['vht'], controls: 'subsets' };
  const curve = (controls: string) => ({
    a: { regress: `rd ~ vht + ${controls}` },
    c: { curve: 'a.1', over },
  });

  it('of 16 models is estimated from moments, of 8 model by model', () => {
    const long = planOf(curve('fai + employees + population + m_city'));
    const short = planOf(curve('fai + employees + population'));
    expect(groupsOf(long, 'moments').map(({ steps }) => steps.length)).toEqual([16]);
    expect(groupsOf(short, 'moments')).toEqual([]);
    expect(refsOf(long, groupsOf(long, 'moments')[0]!)).toContain('a.1');
  });
});

describe('the whole', () => {
  const plan = planOf({
    a: { regress: 'rd ~ csw(vht, fai)' },
    p: { placebo: 'a.1', permute: 'vht', draws: 9 },
  });

  it('is the sum of its parts, and steps stay as they are', () => {
    const { work, groups } = plan.sharing!;
    const saved = groups.reduce((sum, one) => sum + one.work.alone - one.work.together, 0);
    expect(work.alone - work.together).toBe(saved);
    const naive = { ...plan, sharing: null };
    expect(optimise(naive, 308)).toEqual(plan);
  });

  it('is said by the tree, by Mermaid, and its absence too', () => {
    const tree = planTree(plan);
    expect(tree).toContain(
      '2 models, rows and columns: a.1, a.2; the same rows unless gaps in fai take some\n',
    );
    expect(tree).toContain('9 draws, 2 columns prepared once: p\n');
    const { alone, together } = plan.sharing!.work;
    expect(tree).toContain(`\nestimated work a row: ${alone} → ${together}; of the 308 rows of the file: `);
    expect(planMermaid(plan)).toMatch(/ {2}shared0\(\["sample .*"\]\)\n {2}shared0 -\.- s/);
    expect(planTree({ ...plan, sharing: null })).toContain('\nnothing is shared: every model by itself');
  });
});
