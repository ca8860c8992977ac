/** From YAML to plan: what is merged, what is written out, and what an id depends on. */
import { describe, expect, it } from 'vitest';
import type { Plan } from '../../compiler/plan/plan.ts';
import { compileStudy, studyFolder } from '../study.ts';

const head = [
  'study: lower',
  'seed: 1',
  'defaults: {vcov: HC1}',
  'data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}',
];

const planOf = (...lines: readonly string[]): Plan =>
  compileStudy([...head, ...lines].join('\n'), studyFolder);
const stepsOf = (plan: Plan, kind: string) => plan.steps.filter((step) => step.kind === kind);
const refs = (plan: Plan): string[] =>
  plan.analyses.flatMap((analysis) => analysis.models.map((model) => model.ref));

describe('equal steps are one step', () => {
  it.each([
    ['rd ~ vht*fai', 'rd ~ vht + fai + vht:fai'],
    ['rd ~ (vht + fai)^2', 'rd ~ vht+fai  + fai*vht - fai:vht + vht:fai'],
    ['rd ~ l(vht, 1:2)', 'rd ~ l(vht, 1) + l(vht, 2)'],
    ['rd ~ vht - 1', 'rd ~ 0 + vht'],
    ['rd ~ vht | city + year', 'rd ~ (vht) | city + year + city'],
    ['rd ~ i(year, ref=2015)', 'rd ~ i(year, ref = 2015) + i(year, ref=2015)'],
  ])('%s is %s', (first, second) => {
    const plan = planOf('analyses:', `  a: {regress: "${first}"}`, `  b: {regress: "${second}"}`);
    expect(stepsOf(plan, 'estimate')).toHaveLength(1);
  });

  it('terms in another order are another model, whose results stand in that order', () => {
    const plan = planOf('analyses:', '  a: {regress: rd ~ vht + fai}', '  b: {regress: rd ~ fai + vht}');
    expect(stepsOf(plan, 'estimate')).toHaveLength(2);
  });

  it('a model that stands in three analyses is estimated once', () => {
    const plan = planOf(
      'analyses:',
      '  a: {regress: "rd ~ vht + fai"}',
      '  b: {regress: "rd ~ csw(vht, fai)"}',
      '  c: {mediate: {outcome: rd, treatment: vht, mediator: employees, controls: [fai]}}',
    );
    expect(stepsOf(plan, 'estimate')).toHaveLength(5);
    const [a, b] = plan.analyses;
    expect(b!.models[1]!.step).toBe(a!.models[0]!.step);
  });

  it('reads only the columns that the study uses, in the order of the file', () => {
    const plan = planOf('analyses: {a: {regress: "rd ~ vht + fai"}}');
    expect(stepsOf(plan, 'read')[0]!.parameters).toMatchObject({
      columns: ['city', 'year', 'fai', 'vht', 'rd'],
    });
  });
});

describe('ids of steps', () => {
  const first = planOf(
    'prepare: [{winsorize: {columns: [rd], at: [1, 99]}}]',
    'analyses: {a: {regress: "rd ~ vht", where: year > 2014, vcov: {cluster: city}}}',
  );

  it('do not depend on the order of keys, on names or on spacing', () => {
    const second = planOf(
      'analyses: {other: {vcov: {cluster: city}, where: "year>2014", regress: "rd~vht"}}',
      'prepare: [{winsorize: {at: [1, 99], columns: [rd]}}]',
    );
    expect(second.steps.map((step) => step.id)).toEqual(first.steps.map((step) => step.id));
  });

  it('depend on everything that changes a number', () => {
    const changed = [
      ['at: [1, 99]', 'at: [2, 99]'],
      ['year > 2014', 'year > 2015'],
      ['cluster: city', 'cluster: year'],
      ['rd ~ vht', 'rd ~ vht + fai'],
    ].map(([from, to]) =>
      planOf(
        'prepare: [{winsorize: {columns: [rd], at: [1, 99]}}]'.replace(from!, to!),
        'analyses: {a: {regress: "rd ~ vht", where: year > 2014, vcov: {cluster: city}}}'.replace(from!, to!),
      ),
    );
    const last = [first, ...changed].map((plan) => plan.steps.at(-1)!.id);
    expect(new Set(last).size).toBe(last.length);
  });

  it('depend on the order in which columns are derived', () => {
    const derived = (text: string) =>
      planOf(`prepare: [{derive: ${text}}]`, 'analyses: {a: {regress: "x ~ y"}}').table;
    expect(derived('{x: rd + 1, y: vht}')).not.toBe(derived('{y: vht, x: rd + 1}'));
  });
});

describe('models are written out', () => {
  it('a split by a column of whole numbers has a group for each, by size', () => {
    const plan = planOf('analyses: {a: {regress: "rd ~ vht", split: year}}');
    expect(refs(plan).slice(0, 2)).toEqual(
      ['a.1@2013', 'a.1@2014'].map((ref) => expect.stringContaining(ref.slice(-4))),
    );
    expect(plan.analyses[0]!.models).toHaveLength(11);
  });

  it('group first, then formula, outcome and step', () => {
    const plan = planOf(
      'analyses:',
      '  a: {regress: {F: "c(rd, vht) ~ sw(fai, employees)", G: "rd ~ fai"}, split: {early: year < 2018, late: year >= 2018}}',
    );
    const early = ['rd ~ fai', 'rd ~ employees', 'vht ~ fai', 'vht ~ employees', 'rd ~ fai'];
    expect(plan.analyses[0]!.models.map((model) => model.formula)).toEqual([...early, ...early]);
    expect(plan.analyses[0]!.models.map((model) => model.group!.name)).toEqual([
      ...early.map(() => 'early'),
      ...early.map(() => 'late'),
    ]);
  });

  it('variants inherit, replace and narrow', () => {
    const plan = planOf(
      'analyses:',
      '  a: {regress: "rd ~ vht + fai", where: year > 2014}',
      '  b: {vary: a, variants: {swapped: {replace: {fai: employees}}, dropped: {replace: {fai: []}}, late: {where: year > 2018, vcov: iid}}}',
    );
    const [, b] = plan.analyses;
    expect(b!.models.map((model) => [model.ref, model.formula])).toEqual([
      ['b.swapped', 'rd ~ vht + employees'],
      ['b.dropped', 'rd ~ vht'],
      ['b.late', 'rd ~ vht + fai'],
    ]);
    const late = plan.steps.find((step) => step.id === b!.models[2]!.step)!;
    expect(late.parameters).toMatchObject({
      vcov: { type: 'iid' },
      where: [{ kind: 'binary' }, { kind: 'binary' }],
    });
  });
});

describe('presentations', () => {
  it('an analysis without a table or figure gets one under its own name', () => {
    const plan = planOf(
      'analyses:',
      '  a: {regress: "rd ~ vht"}',
      '  b: {describe: [rd, vht]}',
      '  p: {placebo: a, permute: vht, draws: 10}',
      'tables: {main: {of: a}}',
    );
    expect(plan.tables.map((table) => [table.id, table.number])).toEqual([
      ['main', 1],
      ['b', 2],
    ]);
    expect(plan.figures).toMatchObject([{ id: 'p', of: 'p', draw: 'density' }]);
  });

  it('a set in rows is a row for each member; a named row gathers its terms', () => {
    const plan = planOf(
      'sets: {Size: [fai, employees]}',
      'analyses: {a: {regress: "rd ~ vht + Size"}, b: {regress: "rd ~ m_city + Size"}}',
      'tables: {main: {of: [a, b], rows: {vht: [vht, m_city], Size: Size}}}',
    );
    expect(plan.tables[0]!.rows).toEqual([
      { name: 'vht', terms: ['vht', 'm_city'] },
      { name: 'fai', terms: ['fai'] },
      { name: 'employees', terms: ['employees'] },
    ]);
  });
});
