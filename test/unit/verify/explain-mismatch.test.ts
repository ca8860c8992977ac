/** A column printed from one model and tied to another: verify names the choice in which they differ. */
import { beforeAll, describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { compile, parse } from '../../../compiler/index.ts';
import type { Plan } from '../../../compiler/plan/plan.ts';
import type { Reported } from '../../../compiler/plan/reported.ts';
import type { ModelRecord, Results } from '../../../runtime/results/results.ts';
import { run } from '../../../runtime/index.ts';
import { attemptsOf, budget, estimateSteps } from '../../../runtime/verify/attempts.ts';
import { explainer } from '../../../runtime/verify/explain-mismatch.ts';
import { verify } from '../../../runtime/verify/index.ts';
import { describeAtOnce, runOptions, studyFolder } from '../../study.ts';

const validators = compileValidators(catalog);

const head = `
study: differences
conventions: stata
defaults: {vcov: HC1}
data: {file: data/agglomeration.csv, panel: {unit: city, time: year}}
analyses:
  base: {regress: "m_city ~ g_city + employees + population"}
  plain: {regress: "m_city ~ g_city + employees + population", vcov: iid}
  city: {regress: "m_city ~ g_city + employees + population", vcov: {cluster: city}}
  both: {regress: "m_city ~ g_city + employees + population", vcov: {cluster: [city, year]}}
  lagged: {regress: "m_city ~ g_city + employees + population", vcov: {newey-west: {lag: 2}}}
  small: {regress: "m_city ~ g_city + employees + population", vcov: {cr2: city}}
  normal: {regress: "m_city ~ g_city + employees + population", conventions: plm, vcov: {cluster: city}}
  late: {regress: "m_city ~ g_city + employees + population", split: {late: year >= 2020}}
  family: {regress: ["m_city ~ g_city + employees + population", "m_city ~ g_city + employees + population + rd + vht"]}
  shared: {regress: ["m_city ~ g_city + employees + population", "m_city ~ g_city + employees + population + rd + vht"], common_sample: true}
  more: {regress: "m_city ~ g_city + employees + fai + rd + vht + kw_ai + kw_iot + kw_bigdata"}
  odd: {regress: "m_city ~ g_city + employees + population", where: "year >= 2019 and city != '\\e[31m\\u202e'"}
  left: {regress: "m_city ~ g_city + population | year", where: year <= 2016 or year == 2018 and city == 'Wuhan'}
  kept: {regress: "m_city ~ g_city + population | year", where: year <= 2016 or year == 2018 and city == 'Wuhan', conventions: lsdv}
`;

function compiled(text: string): { readonly plan: Plan; readonly reported: Reported | null } {
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map(draft.needs.map((need) => [need.name, describeAtOnce(studyFolder, need)!] as const));
  const { plan, reported, diagnostics } = compile(draft, tables, '', catalog);
  if (plan === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { plan, reported };
}

const options = runOptions(studyFolder);
let results: Results;

function modelOf(id: string): ModelRecord {
  const [analysis, number] = id.split('.');
  const record = results.analyses[analysis!] as { readonly models: readonly ModelRecord[] };
  return record.models[Number(number ?? 1) - 1]!;
}

interface Printing {
  readonly stars?: (p: number) => string;
  /** Rows that are printed from another model. */
  readonly rows?: Readonly<Record<string, string>>;
}

/** A column as a paper would print that model. */
function columnOf(id: string, tied: string, { stars, rows = {} }: Printing = {}): string {
  const cells = modelOf(id).terms.map(({ term, estimate }) => {
    const { statistic, p } = modelOf(rows[term] ?? id).terms.find((one) => one.term === term)!;
    const row = term === '(Intercept)' ? '_cons' : term;
    return `${row}: "${estimate!.toFixed(4)}${stars?.(p!) ?? ''} (${statistic!.toFixed(3)})"`;
  });
  return `{model: ${tied}, n: ${modelOf(id).n}, cells: {${cells.join(', ')}}}`;
}

async function explained(
  columns: readonly string[],
  legend = '{"***": 0.01, "**": 0.05, "*": 0.1}',
): Promise<readonly string[]> {
  const lines = columns.map((column, i) => `        c${i + 1}: ${column}`).join('\n');
  const { plan, reported } = compiled(
    `${head}reported:\n  legend: ${legend}\n  tables:\n    "1":\n      parentheses: t\n      columns:\n${lines}\n`,
  );
  const verification = verify({ plan, results, lock: null, reported }, { strict: false });
  const found = explainer(plan, results, reported, verification);
  if (found === null) return [];
  const after = found.explain((await run(found.plan, options)).results);
  expect(after.reported.map(({ holds }) => holds)).toEqual(verification.reported.map(({ holds }) => holds));
  return [...new Set(after.reported.flatMap(({ explanation }) => explanation ?? []))];
}

const ladder =
  (...levels: readonly number[]) =>
  (p: number): string =>
    '*'.repeat(levels.filter((level) => p < level).length);

describe('the explainer', () => {
  beforeAll(async () => {
    results = (await run(compiled(head).plan, options)).results;
  });

  it.each([
    ['plain.1', 'The whole column agrees under vcov iid.'],
    ['city.1', 'The whole column agrees under vcov {cluster: city}.'],
    ['both.1', 'The whole column agrees under vcov {cluster: [city, year]}.'],
    ['lagged.1', 'The whole column agrees under vcov {newey-west: {lag: 2}}.'],
    ['small.1', 'The whole column agrees under vcov {cr2: city}.'],
    ['normal.1', 'under vcov {cluster: city} and conventions plm.'],
    ['late.1', 'The whole column agrees over the rows where year >= 2020.'],
  ])('finds that a column is that of %s', async (id, words) => {
    expect((await explained([columnOf(id, 'base.1')])).join(' ')).toContain(words);
  });

  it('says what the declared covariance is right for', async () => {
    const odd = columnOf('base.1', 'base.1', { rows: { population: 'city.1' } });
    const t = modelOf('city.1').terms.find(({ term }) => term === 'population')!.statistic!;
    const whole = columnOf('family.1', 'family.1');
    expect(await explained([odd, whole])).toEqual([
      `t agrees under vcov {cluster: city}: ${t.toFixed(6)}. The rest of the column and the other column agree under HC1, which this study declares.`,
    ]);
  });

  it('finds the sample that other models of the analysis leave', async () => {
    expect(modelOf('family.1').n).toBeGreaterThan(modelOf('shared.1').n);
    const [common] = await explained([columnOf('shared.1', 'family.1')]);
    expect(common).toBe('The whole column agrees over the rows that are complete for every model of family.');
    const [alone] = await explained([columnOf('family.1', 'shared.1')]);
    expect(alone).toContain('over the rows that are complete for this model alone');
  });

  it('finds the group of a split whose column is printed instead, and the whole', async () => {
    const [all] = await explained([columnOf('base.1', 'late@late')]);
    expect(all).toContain('The whole column agrees over all rows.');
  });

  it('finds the ladder of the stars', async () => {
    const stricter = columnOf('more.1', 'more.1', { stars: ladder(0.001, 0.01, 0.05) });
    const texts = await explained([stricter]);
    const words =
      'The stars of the whole column agree under *** below 0.001, ** below 0.01 and * below 0.05.';
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts)
      expect(text).toMatch(new RegExp(`^p is .*\\. ${words.replace(/[*.]/g, '\\$&')}$`));
    expect(await explained([columnOf('more.1', 'more.1', { stars: ladder(0.01, 0.05, 0.1) })])).toEqual([]);
  });

  it('finds that levels with a single row were kept, or left out', async () => {
    const [kept] = await explained([columnOf('kept.1', 'left.1')]);
    expect(kept).toMatch(/^The whole column agrees under .*conventions lsdv \(singletons kept\)/);
    const [left] = await explained([columnOf('left.1', 'kept.1')]);
    expect(left).toMatch(/^The whole column agrees under conventions stata \(singletons left out\)/);
  });

  it('says that nothing explains what is a slip of the hand', async () => {
    const slip = columnOf('base.1', 'base.1').replace(
      /population: "(\S+) \(\S+\)/,
      'population: "$1 (77.123)',
    );
    expect((await explained([slip])).join(' ')).toMatch(
      /^None of the \d+ other covariances and conventions that were tried gives it\.$/,
    );
  });

  it('says nothing of an estimate that no sample gives', async () => {
    const wrong = columnOf('base.1', 'base.1').replace(/population: "\S+/, 'population: "77.1234');
    expect(await explained([wrong])).toEqual([]);
  });

  it('lets no character of a name steer a terminal', async () => {
    const texts = await explained([columnOf('odd.1', 'base.1')]);
    expect(texts.join(' ')).toContain("over the rows where year >= 2019 and city != '\uFFFD[31m\uFFFD'");
  });

  it('tries a bounded number of variants, each once, in an order of its own', () => {
    const { plan } = compiled(head);
    for (const step of estimateSteps(plan)) {
      const analysis = plan.analyses.find(({ models }) => models.some((model) => model.step === step.id))!;
      const attempts = attemptsOf(step, analysis, plan, 308);
      expect(attempts.length).toBeLessThanOrEqual(budget(308));
      expect(new Set(attempts.map(({ words }) => words)).size).toBe(attempts.length);
      expect(attemptsOf(step, analysis, plan, 308)).toEqual(attempts);
    }
    expect([budget(10), budget(1e5), budget(1e9)]).toEqual([120, 30, 12]);
  });
});
