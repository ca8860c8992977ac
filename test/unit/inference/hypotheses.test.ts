/**
 * What hypotheses must be whatever the numbers are: the joint test of all slopes is the F of the model, that of one
 * coefficient its t squared; neither units nor redundant ways of saying it matter. Rounding alone: 1e-9 relative.
 */
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import type { PlannedEquation, PlannedHypothesis } from '../../../compiler/plan/plan.ts';
import { testHypothesis } from '../../../runtime/inference/hypotheses.ts';
import { distance, fitted, noise, preparedPanel, specOf, tableOf } from '../numerics/fixture.ts';

const NEAR = 1e-9;
const panel = preparedPanel();

function zero(...terms: readonly string[]): PlannedHypothesis {
  return { name: 'h', terms, equations: [] };
}

function equation(weights: Readonly<Record<string, number>>, value: number): PlannedEquation {
  return { coefficients: Object.entries(weights).map(([name, weight]) => ({ name, weight })), value };
}

const slopes = ['TIN', 'POS', 'NUE', 'GRA'];
const right = slopes.join(' + ');

const models: Readonly<Record<string, ModelSpec>> = {
  'ols, HC1': specOf(`AGG ~ ${right}`),
  'ols, HC3': specOf(`AGG ~ ${right}`, { vcov: { type: 'HC3' } }),
  'effects, cluster': specOf(`AGG ~ ${right} | city + year`, { vcov: { type: 'cluster', by: ['city'] } }),
  'newey-west': specOf(`AGG ~ ${right}`, { vcov: { type: 'newey-west', lag: 2 } }),
  'driscoll-kraay': specOf(`AGG ~ ${right} | city`, { vcov: { type: 'driscoll-kraay', lag: 2 } }),
  between: specOf(`AGG ~ ${right}`, { estimator: 'between', vcov: { type: 'iid' } }),
  random: specOf(`AGG ~ ${right}`, { estimator: 'random', vcov: { type: 'cluster', by: ['city'] } }),
  'first-difference': specOf(`AGG ~ ${right}`, { estimator: 'first-difference', vcov: { type: 'HC1' } }),
  poisson: specOf(`AGG ~ ${right}`, { estimator: 'poisson', vcov: { type: 'HC1' } }),
};

describe.each(Object.entries(models))('%s', (_name, spec) => {
  const model = fitted(panel, spec);

  it('the joint test of all slopes is the F or chi-squared of the model', () => {
    const { statistic, df, df2, p } = testHypothesis(zero(...slopes), model, spec);
    const { f, f_df, f_p, chi2, chi2_df, chi2_p } = model.record.fit;
    expect([df, df2]).toEqual(f_df ?? [chi2_df, null]);
    expect(distance([statistic, p], [f ?? chi2!, f_p ?? chi2_p!])).toBeLessThan(NEAR * 100);
  });

  it('one coefficient has its estimate, standard error, interval and p', () => {
    const term = model.record.terms.find((one) => one.term === 'TIN')!;
    for (const hypothesis of [zero('TIN'), { ...zero(), equations: [equation({ TIN: 1 }, 0)] }]) {
      const found = testHypothesis(hypothesis, model, spec);
      const { estimate, std_error, conf_low, conf_high, p, statistic } = found;
      const own = [
        term.estimate,
        term.std_error,
        term.conf_low,
        term.conf_high,
        term.p,
        term.statistic! ** 2,
      ];
      expect(
        distance(
          [estimate, std_error, conf_low, conf_high, p, statistic],
          own.map((x) => x!),
        ),
      ).toBeLessThan(NEAR);
    }
  });

  it('does not depend on how restrictions are combined', () => {
    const apart = [equation({ TIN: 1 }, 0.5), equation({ POS: 1 }, 0.25)];
    const mixed = [equation({ TIN: 1, POS: 1 }, 0.75), equation({ TIN: -3, POS: 4 }, -0.5)];
    const [one, other] = [apart, mixed].map((equations) =>
      testHypothesis({ ...zero(), equations }, model, spec),
    );
    expect(distance([one!.statistic], [other!.statistic!])).toBeLessThan(NEAR);
    expect(one!.df).toBe(2);
  });
});

describe('units', () => {
  it('of regressors a million apart lose nothing', () => {
    const draw = noise(5);
    const x = Array.from({ length: 60 }, draw);
    const z = x.map((value) => value + draw());
    const y = x.map((value, i) => 1 + value - z[i]! + draw());
    const run = (scale: number) => {
      const spec = specOf('y ~ x + z');
      const data = tableOf({ y, x: x.map((value) => value * scale), z: z.map((value) => value / scale) });
      return testHypothesis(zero('x', 'z'), fitted(data, spec), spec).statistic;
    };
    expect(distance([run(1e6)], [run(1)!])).toBeLessThan(NEAR);
  });
});

describe('what cannot be tested says why', () => {
  const draw = noise(9);
  const n = 40;
  const x = Array.from({ length: n }, draw);
  const z = Array.from({ length: n }, draw);
  const city = x.map((_, i) => 'ABCD'[i % 4]!);
  const data = tableOf({
    y: x.map((value) => value + draw()),
    x,
    z,
    twice: x.map((value) => 2 * value),
    city,
  });
  const told = (hypothesis: PlannedHypothesis, spec: ModelSpec) => {
    const found = testHypothesis(hypothesis, fitted(data, spec), spec);
    return [found.df, found.note?.code, found.note?.message];
  };
  const spec = specOf('y ~ x + z + twice + city');

  it('a dropped term alone, in a list, and in an equation', () => {
    const dropped = 'twice is dropped as collinear with x';
    expect(told(zero('twice'), spec)).toEqual([null, 'hypothesis-dropped-term', dropped]);
    expect(told(zero('z', 'twice'), spec)).toEqual([1, 'fewer-restrictions', dropped]);
    const equal = { ...zero('z'), equations: [equation({ twice: 1, x: -1 }, 0)] };
    expect(told(equal, spec)).toEqual([null, 'hypothesis-dropped-term', dropped]);
  });

  it('a term of several columns is all of them; a reference level is none', () => {
    expect(told(zero('city'), spec)).toEqual([3, undefined, undefined]);
    expect(told(zero('cityA'), spec)).toEqual([
      null,
      'hypothesis-dropped-term',
      'cityA is no column of this model: a reference level, or one without rows',
    ]);
  });

  it('as many restrictions as clusters, and restrictions that are not independent', () => {
    const clustered = specOf('y ~ x + z + city', { vcov: { type: 'cluster', by: ['city'] } });
    expect(told(zero('x', 'z', 'city'), clustered)).toEqual([
      null,
      'hypothesis-singular',
      'the covariance of x, z, city is singular: 4 clusters by city for 5 restrictions',
    ]);
    const contradicting = { ...zero('x'), equations: [equation({ x: 2 }, 1)] };
    expect(told(contradicting, spec).slice(0, 2)).toEqual([null, 'hypothesis-contradiction']);
    const following = { ...zero('x', 'z'), equations: [equation({ x: 2, z: -0.1 }, 0)] };
    expect(told(following, spec)).toEqual([2, 'fewer-restrictions', '1 restriction follows from the others']);
    const model = fitted(data, spec);
    const { note: _, ...rest } = testHypothesis(following, model, spec);
    expect(rest).toEqual(testHypothesis(zero('x', 'z'), model, spec));
  });

  it('the constant beside absorbed effects, with others by the wild bootstrap', () => {
    const vcov = { type: 'wild', by: ['city'], draws: 9, seed: 1, weights: 'webb' } as const;
    const wild = specOf('AGG ~ TIN + POS | city', { vcov });
    const model = fitted(panel, wild);
    const both = testHypothesis(zero('(Intercept)', 'TIN'), model, wild);
    expect(both.note?.message).toContain('leaves out the constant beside absorbed effects');
    expect(testHypothesis(zero('(Intercept)'), model, wild).p).toBe(
      model.record.terms.find((one) => one.term === '(Intercept)')!.p,
    );
    expect(testHypothesis(zero('TIN', 'POS'), model, wild).p).toBeGreaterThanOrEqual(0.1);
  });

  it('a model without standard errors, and one that fits perfectly', () => {
    const one = specOf('y ~ x', { vcov: { type: 'cluster', by: ['one'] } });
    const found = fitted(tableOf({ y: x, x: z, one: x.map(() => 'a') }), one);
    expect(testHypothesis(zero('x'), found, one).note?.message).toBe('the model has no standard errors');
    const exact = fitted(tableOf({ y: x.map((value) => 2 * value), x }), specOf('y ~ x'));
    expect(testHypothesis(zero('x'), exact, specOf('y ~ x')).statistic).toBe(null);
  });
});
