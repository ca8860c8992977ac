/** From YAML to plan: what the verbs beside `regress` are written out as. */
import { describe, expect, it } from 'vitest';
import { catalog } from '../../cli/catalog.ts';
import type { Catalog } from '../../compiler/plan/catalog.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { CurveParameters, Plan } from '../../compiler/plan/plan.ts';
import { printExpression } from '../../compiler/plan/print.ts';
import { run } from '../../runtime/index.ts';
import type { CurveRecord, CurveResult } from '../../runtime/results/results.ts';
import { compose } from '../../templates/document/compose.ts';
import { plainText } from '../../templates/document/rich.ts';
import { compileStudy, runOptions, studyFolder } from '../study.ts';

const planWith = (offered: Catalog, lines: readonly string[]): Plan => {
  const head = [
    'study: lower',
    'seed: 1',
    'defaults: {vcov: HC1}',
    'data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}',
    'analyses:',
    '  base: {regress: "rd ~ vht + fai"}',
  ];
  return compileStudy([...head, ...lines].join('\n'), studyFolder, offered);
};
const planOf = (...lines: readonly string[]): Plan => planWith(catalog, lines);

/** As if everything that is checked and planned ran. */
const whole: Catalog = {
  ...catalog,
  verbs: catalog.verbs.map((verb) => ({ ...verb, parts: ['parallel', 'draws', 'bca'] })),
};
const wholePlanOf = (...lines: readonly string[]): Plan => planWith(whole, lines);

/** `REF: formula where …`, one line a model of an analysis. */
function modelsOf(plan: Plan, id: string): readonly string[] {
  return plan.analyses
    .find((analysis) => analysis.id === id)!
    .models.map(({ ref, formula, step }) => {
      const { where, vcov } = plan.steps.find((one) => one.id === step)!.parameters as ModelSpec;
      return `${ref}: ${[formula, ...where.map(printExpression)].join(' & ')} [${vcov.type}]`;
    });
}

describe('vary', () => {
  it('leaves out each value of a column, after the variants', () => {
    const plan = planOf(
      '  v: {vary: base, where: year > 2014, variants: {less: {replace: {fai: []}}}, leave_out: industry}',
    );
    expect(modelsOf(plan, 'v')).toEqual([
      'v.less: rd ~ vht & year > 2014 [HC1]',
      "v.advanced: rd ~ vht + fai & year > 2014 & industry != 'advanced' [HC1]",
      "v.equipment: rd ~ vht + fai & year > 2014 & industry != 'equipment' [HC1]",
      "v.`new-industrialisation`: rd ~ vht + fai & year > 2014 & industry != 'new-industrialisation' [HC1]",
    ]);
  });

  it('says in a table what each model leaves out', async () => {
    const plan = planOf(
      '  v: {vary: base, variants: {less: {replace: {fai: []}}}, leave_out: industry}',
      'variables: {industry: {levels: {equipment: Equipment, advanced: Advanced, new-industrialisation: New}}}',
      'tables: {t: {of: v, columns: {labels: {equipment: No machines}}}}',
    );
    const { results } = await run(plan, runOptions(studyFolder));
    const header = compose(plan, results).tables.find((one) => one.id === 't')!.panels[0]!.header;
    const labels = header.flatMap((row) => row.cells.map((cell) => plainText(cell.text)));
    expect(labels.slice(1, 5)).toEqual(['less', 'No machines', 'without Advanced', 'without New']);
  });

  it('goes by groups of a split, outermost, on a common sample', () => {
    const plan = planOf(
      '  v:',
      '    vary: base',
      '    variants: {one: {replace: {fai: population}}, two: {vcov: HC3}}',
      '    split: {early: year < 2016, late: year >= 2016}',
      '    common_sample: true',
    );
    expect(modelsOf(plan, 'v')).toEqual([
      'v.one@early: rd ~ vht + population & year < 2016 [HC1]',
      'v.two@early: rd ~ vht + fai & year < 2016 [HC3]',
      'v.one@late: rd ~ vht + population & year >= 2016 [HC1]',
      'v.two@late: rd ~ vht + fai & year >= 2016 [HC3]',
    ]);
    const [one] = plan.analyses.find((analysis) => analysis.id === 'v')!.models;
    const { complete } = plan.steps.find((step) => step.id === one!.step)!.parameters as ModelSpec;
    expect(complete.map(printExpression)).toEqual(['rd', 'vht', 'population', 'fai']);
  });
});

describe('curve', () => {
  const axes = '{treatment: [vht, population], controls: subsets, where: [1, year > 2015], vcov: [HC1, HC3]}';

  it('is one model a combination, the first axis slowest, subsets by size', () => {
    const plan = planOf('  more: {regress: "rd ~ vht + fai + vht:fai"}', `  c: {curve: more, over: ${axes}}`);
    const models = modelsOf(plan, 'c');
    expect(models).toHaveLength(2 * 4 * 2 * 2);
    expect(models.filter((_, i) => i % 4 === 0)).toEqual([
      'c.1: rd ~ vht [HC1]',
      'c.5: rd ~ vht + fai [HC1]',
      'c.9: rd ~ vht + vht:fai [HC1]',
      'c.13: rd ~ vht + fai + vht:fai [HC1]',
      'c.17: rd ~ population [HC1]',
      'c.21: rd ~ population + fai [HC1]',
      'c.25: rd ~ population + population:fai [HC1]',
      'c.29: rd ~ population + fai + population:fai [HC1]',
    ]);
    expect(models.slice(0, 4)).toEqual([
      'c.1: rd ~ vht [HC1]',
      'c.2: rd ~ vht [HC3]',
      'c.3: rd ~ vht & year > 2015 [HC1]',
      'c.4: rd ~ vht & year > 2015 [HC3]',
    ]);
    const step = plan.steps.find((one) => one.kind === 'curve')!;
    expect(step.inputs).toHaveLength(32);
    expect(step.parameters).toMatchObject({ draws: null, seed: null });
    expect((step.parameters as CurveParameters).terms.slice(15, 17)).toEqual(['vht', 'population']);
  });

  it('takes outcomes, effects and lists of controls, group by group', () => {
    const plan = planOf(
      '  c:',
      '    curve: base',
      '    over:',
      '      outcome: [rd, log(rd)]',
      '      treatment: vht',
      '      controls: [[], [fai, population]]',
      '      fixed: [[], city, [city, year]]',
      '    split: {early: year < 2016, late: year >= 2016}',
    );
    const models = modelsOf(plan, 'c');
    expect(models).toHaveLength(24);
    expect(models.slice(0, 7)).toEqual([
      'c.1@early: rd ~ vht & year < 2016 [HC1]',
      'c.2@early: rd ~ vht | city & year < 2016 [HC1]',
      'c.3@early: rd ~ vht | city + year & year < 2016 [HC1]',
      'c.4@early: rd ~ vht + fai + population & year < 2016 [HC1]',
      'c.5@early: rd ~ vht + fai + population | city & year < 2016 [HC1]',
      'c.6@early: rd ~ vht + fai + population | city + year & year < 2016 [HC1]',
      'c.7@early: log(rd) ~ vht & year < 2016 [HC1]',
    ]);
    expect(models[12]).toBe('c.1@late: rd ~ vht & year >= 2016 [HC1]');
    const analysis = plan.analyses.find((one) => one.id === 'c')!;
    expect(Object.keys(analysis.steps)).toEqual(['curve@early', 'curve@late']);
  });

  it('sums up what its models say', async () => {
    const plan = planOf(
      `  c: {curve: base, over: ${axes}}`,
      `  g: {curve: base, over: {treatment: vht, controls: subsets}, split: industry}`,
      'claims:',
      '  A: {holds: c.summary.n == 16 and c.1.vht > 0}',
      '  B: {holds: g@equipment.summary.n == 2 and g.groups.equipment.summary.median > 0}',
    );
    const { results } = await run(plan, runOptions(studyFolder));
    const curve = results.analyses['c'] as CurveRecord & CurveResult;
    const followed = curve.models.map((model, i) => model.terms.find((one) => one.term === curve.terms[i])!);
    const sorted = followed.map((term) => term.estimate!).sort((a, b) => a - b);
    expect(curve.summary).toEqual({
      n: 16,
      median: (sorted[7]! + sorted[8]!) / 2,
      share_positive: followed.filter((term) => term.estimate! > 0).length / 16,
      share_significant: followed.filter((term) => term.p! < 0.05).length / 16,
    });
    expect(curve.p).toBeNull();
    expect(Object.values(results.claims).map((claim) => claim.holds)).toEqual([true, true]);
    const [table, groups] = compose(plan, results).tables.filter((one) => ['c', 'g'].includes(one.id));
    expect(table!.panels[0]!.blocks[0]!.map((row) => plainText(row.stub))).toEqual([
      'Models',
      'Median estimate',
      'Estimate above zero (%)',
      'Significant (%)',
    ]);
    expect(groups!.panels[0]!.columns).toHaveLength(3);
  });
});

describe('mediate', () => {
  it('has the models of each group, and one step a group', async () => {
    const plan = planOf(
      '  m: {mediate: {outcome: rd, treatment: vht, mediator: fai, controls: population}, split: industry, where: year > 2013}',
      'claims: {A: {holds: "m@advanced.verdict != \'\' and m.groups.advanced.a.estimate == m.mediator@advanced.vht"}}',
    );
    expect(modelsOf(plan, 'm').slice(3, 6)).toEqual([
      "m.total@equipment: rd ~ vht + population & year > 2013 & industry == 'equipment' [HC1]",
      "m.mediator@equipment: fai ~ vht + population & year > 2013 & industry == 'equipment' [HC1]",
      "m.direct@equipment: rd ~ vht + fai + population & year > 2013 & industry == 'equipment' [HC1]",
    ]);
    const { steps, models } = plan.analyses.find((one) => one.id === 'm')!;
    const step = plan.steps.find((one) => one.id === steps['mediate@equipment'])!;
    expect(step.inputs).toEqual(models.slice(3, 6).map((model) => model.step));
    const { results } = await run(plan, runOptions(studyFolder));
    expect(results.claims['A']!.holds).toBe(true);
    const table = compose(plan, results).tables.find((one) => one.id === 'm')!;
    expect(table.panels.map((panel) => plainText(panel.heading!))).toEqual([
      'Panel A. advanced: Stepwise regressions',
      'Panel B. advanced: Decomposition of the effect',
      'Panel C. equipment: Stepwise regressions',
      'Panel D. equipment: Decomposition of the effect',
      'Panel E. new-industrialisation: Stepwise regressions',
      'Panel F. new-industrialisation: Decomposition of the effect',
    ]);
    expect(plainText(table.notes.flat())).toContain('vht in columns (2), (5) and (8)');
  });

  it('has one model a mediator where they are a list', () => {
    const plan = wholePlanOf(
      '  m: {mediate: {outcome: rd, treatment: vht, mediator: [fai, employees]}, tests: [{bootstrap: {draws: 9, interval: bca}}]}',
    );
    expect(modelsOf(plan, 'm')).toEqual([
      'm.total: rd ~ vht [HC1]',
      'm.mediator.fai: fai ~ vht [HC1]',
      'm.mediator.employees: employees ~ vht [HC1]',
      'm.direct: rd ~ vht + fai + employees [HC1]',
    ]);
    const step = plan.steps.find((one) => one.kind === 'mediate-parallel')!;
    expect(step.inputs).toHaveLength(4);
    expect(step.parameters).toMatchObject({
      mediators: ['fai', 'employees'],
      bootstrap: { draws: 9, cluster: null, interval: 'bca' },
      seed: 1,
    });
  });
});

describe('placebo', () => {
  it('is of the model that it names, or of that model changed', async () => {
    const plan = planOf(
      '  p: {placebo: base, permute: vht, draws: 3}',
      '  q: {placebo: base, permute: vht, draws: 3, where: year > 2015, vcov: iid}',
      'claims: {A: {holds: q.actual.p == q.vht.p and q.n < base.n}}',
    );
    expect(modelsOf(plan, 'p')).toEqual([]);
    expect(modelsOf(plan, 'q')).toEqual(['q: rd ~ vht + fai & year > 2015 [iid]']);
    const inputs = plan.steps.filter((one) => one.kind === 'placebo').map((one) => one.inputs);
    expect(inputs).toEqual(
      ['base', 'q'].map((id) => [plan.analyses.find((one) => one.id === id)!.models[0]!.step]),
    );
    const { results } = await run(plan, runOptions(studyFolder));
    expect(results.claims['A']!.holds).toBe(true);
    const figure = compose(plan, results).figures.find((one) => one.id === 'q')!;
    expect(plainText(figure.notes.flat())).toContain('model q is estimated again');
  });
});

describe('contrast', () => {
  it('is a step of two models, sets written out', () => {
    const plan = wholePlanOf(
      '  other: {regress: "rd ~ vht + fai + population"}',
      '  c: {contrast: {models: [base, other], terms: Both}}',
      'sets: {Both: [vht, fai]}',
    );
    const step = plan.steps.find((one) => one.kind === 'contrast')!;
    expect(step.parameters).toEqual({ terms: ['vht', 'fai'], test: 'suest' });
    expect(step.inputs).toEqual(plan.analyses.slice(0, 2).map((analysis) => analysis.models[0]!.step));
  });
});
