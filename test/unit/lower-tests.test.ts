/** From YAML to plan: hypotheses, diagnostics and comparisons as steps after the models that they are about. */
import { describe, expect, it } from 'vitest';
import type { Plan, PlanStep, StepKind, StepParameters } from '../../compiler/plan/plan.ts';
import { printExpression } from '../../compiler/plan/print.ts';
import { completePlan } from './complete.ts';

function stepOf<K extends StepKind>(plan: Plan, id: string | undefined): PlanStep<K> {
  return plan.steps.find((step) => step.id === id) as PlanStep<K>;
}

const modelOf = (plan: Plan, ref: string) =>
  plan.analyses.flatMap((analysis) => analysis.models).find((model) => model.ref === ref)!;

function hypothesesOf(plan: Plan, ref: string): StepParameters['hypotheses']['hypotheses'] {
  const model = modelOf(plan, ref);
  const step = stepOf<'hypotheses'>(plan, model.tests?.hypotheses);
  expect(step.inputs).toEqual([model.step]);
  return step.parameters.hypotheses;
}

describe('hypotheses', () => {
  const plan = completePlan(
    'a:',
    '  regress: "y ~ x * z + csw0(w, city + factor(year))"',
    '  hypotheses:',
    '    product: [z:x, x]',
    '    groups: [city, factor(year), w]',
    '    one: "2 * `z:x` - x == 1"',
    '    column: cityB == 0',
    '    several: [w, x == 1, "2 * `z:x` == x"]',
    'b: {regress: y ~ x}',
  );

  it('are of the models that have all their terms, under the names of the models', () => {
    expect(hypothesesOf(plan, 'a.1')).toEqual([
      { name: 'product', terms: ['x:z', 'x'], equations: [] },
      {
        name: 'one',
        terms: [],
        equations: [
          {
            coefficients: [
              { name: 'x:z', weight: 2 },
              { name: 'x', weight: -1 },
            ],
            value: 1,
          },
        ],
      },
    ]);
    expect(hypothesesOf(plan, 'a.2').map((one) => one.name)).toEqual(['product', 'one', 'several']);
    expect(hypothesesOf(plan, 'a.3')).toContainEqual({
      name: 'several',
      terms: ['w'],
      equations: [
        { coefficients: [{ name: 'x', weight: 1 }], value: 1 },
        {
          coefficients: [
            { name: 'x:z', weight: 2 },
            { name: 'x', weight: -1 },
          ],
          value: 0,
        },
      ],
    });
    expect(hypothesesOf(plan, 'a.3')).toContainEqual({
      name: 'groups',
      terms: ['city', 'factor(year)', 'w'],
      equations: [],
    });
    expect(hypothesesOf(plan, 'a.3')).toContainEqual({
      name: 'column',
      terms: [],
      equations: [{ coefficients: [{ name: 'cityB', weight: 1 }], value: 0 }],
    });
  });

  it('leave a model without any alone', () => {
    expect(modelOf(plan, 'b.1')).not.toHaveProperty('tests');
  });

  it('do not make a model another one', () => {
    const twice = completePlan(
      'a: {regress: y ~ x, hypotheses: {h: [x]}, diagnostics: [white]}',
      'b: {regress: y ~ x}',
    );
    expect(modelOf(twice, 'a.1').step).toBe(modelOf(twice, 'b.1').step);
  });
});

describe('diagnostics', () => {
  it('are one step a model', () => {
    const plan = completePlan('a: {regress: [y ~ x, y ~ z], diagnostics: [reset, white]}');
    for (const ref of ['a.1', 'a.2']) {
      const model = modelOf(plan, ref);
      const step = stepOf<'diagnose'>(plan, model.tests?.diagnostics);
      expect(step).toMatchObject({ inputs: [model.step], parameters: { tests: ['reset', 'white'] } });
    }
  });
});

describe('compare', () => {
  const plan = completePlan(
    'a:',
    '  regress: {one: y ~ x + z, two: "w ~ csw(z, x)"}',
    '  split: {low: k < 1, high: k >= 1}',
    '  compare: {terms: [x], test: permutation, draws: 99, unit: city}',
    'b: {regress: y ~ x, split: city, compare: {terms: [x]}}',
  );
  const { steps } = plan.analyses[0]!;

  it('is one step a formula that has a term, over the models of all groups', () => {
    expect(Object.keys(steps)).toEqual(['compare.one', 'compare.two.2']);
    const second = stepOf<'compare'>(plan, steps['compare.two.2']);
    expect(second.inputs).toEqual(['a.two.2@low', 'a.two.2@high'].map((ref) => modelOf(plan, ref).step));
  });

  it('carries the groups, the test and what it draws', () => {
    const { groups, ...rest } = stepOf<'compare'>(plan, steps['compare.one']).parameters;
    expect(rest).toEqual({ terms: ['x'], test: 'permutation', draws: 99, seed: 7, unit: 'city' });
    expect(groups.map(({ name, where }) => [name, printExpression(where)])).toEqual([
      ['low', 'k < 1'],
      ['high', 'k >= 1'],
    ]);
  });

  it('is suest where nothing is said, and draws nothing', () => {
    const step = stepOf<'compare'>(plan, plan.analyses[1]!.steps['compare.1']);
    expect(step.parameters).toMatchObject({ test: 'suest', draws: null, seed: null, unit: null });
  });
});
