/** From YAML to plan: what the verbs beside `regress` are written out as. */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { printExpression } from '../../compiler/plan/print.ts';
import { compileStudy, studyFolder } from '../study.ts';

const planOf = (...lines: readonly string[]): Plan => {
  const head = [
    'study: lower',
    'seed: 1',
    'defaults: {vcov: HC1}',
    'data: {file: data/agglomeration-complete.csv, panel: {unit: city, time: year}}',
    'analyses:',
    '  base: {regress: "rd ~ vht + fai"}',
  ];
  return compileStudy([...head, ...lines].join('\n'), studyFolder);
};

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
