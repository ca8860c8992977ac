import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { partialOut, partialResidualiser, residualise } from '../../../runtime/design/partial.ts';
import type { Estimated } from '../../../runtime/estimators/estimate.ts';
import { addLeverage } from '../../../runtime/linalg/qr.ts';
import { regressors } from '../../../runtime/linalg/regressors.ts';
import { dot } from '../../../runtime/linalg/sums.ts';
import { distance, fitted, noise, specOf, tableOf } from './fixture.ts';
import { cells, numbers, panelOf } from './made-up.ts';

/**
 * Identities of least squares on made-up panels with condition numbers below 1e3 and standard errors that are no tiny
 * remainder of anything: both sides of each are within some 1e-13 of the truth, 1e-10 relative leaves room for the
 * worst draw. A coefficient may itself be near zero; it is compared on the scale of its standard error.
 */
const TOLERANCE = 1e-10;

const runs = { numRuns: 25, seed: 20241220 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const types = ['iid', 'HC0', 'HC1', 'HC2', 'HC3'];
const vcovs: ModelSpec['vcov'][] = [...types.map((type) => ({ type })), { type: 'cluster', by: ['g'] }];

function expectEqual(actual: readonly number[], expected: readonly number[]): void {
  expect(distance(actual, expected, 1)).toBeLessThan(TOLERANCE);
}

const formulas = ['y ~ x + w', 'y ~ x + w | unit', 'y ~ x + w | unit + time'];

describe.each(formulas)('%s', (formula) => {
  it('does not depend on the order of rows', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, split) => {
        const made = cells(seed, split);
        const next = noise(seed + 1);
        const order = made['y']!.map((_, i) => ({ i, key: next() })).sort((a, b) => a.key - b.key);
        const shuffled = Object.fromEntries(
          Object.entries(made).map(([key, column]) => [key, order.map(({ i }) => column[i]!)]),
        );
        for (const vcov of vcovs) {
          const one = fitted(tableOf(made), specOf(formula, { vcov }));
          const other = fitted(tableOf(shuffled), specOf(formula, { vcov }));
          expectEqual(numbers(other, 'x'), numbers(one, 'x'));
          expectEqual(numbers(other, '(Intercept)'), numbers(one, '(Intercept)'));
        }
      }),
      runs,
    );
  });

  it('scales with the units of a regressor', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: -40, max: 40 }), (seed, exponent) => {
        const made = cells(seed, false);
        const scale = 10 ** exponent;
        const scaled = { ...made, x: made['x']!.map((value) => Number(value) * scale) };
        for (const vcov of vcovs) {
          const one = fitted(tableOf(made), specOf(formula, { vcov })).record;
          const other = fitted(tableOf(scaled), specOf(formula, { vcov })).record;
          const [before, after] = [one, other].map(
            (record) => record.terms.find((term) => term.term === 'x')!,
          );
          expectEqual(
            [after!.statistic!, after!.std_error! * scale],
            [before!.statistic!, before!.std_error!],
          );
          expectEqual([other.fit.f!, other.fit.r2!], [one.fit.f!, one.fit.r2!]);
        }
      }),
      runs,
    );
  });

  it('satisfies Frisch, Waugh and Lovell, with every covariance', () => {
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, split) => {
        for (const vcov of vcovs) {
          const whole = fitted(panelOf(seed, split), specOf(formula, { vcov }));
          const { design, covariance, smallSample, profile, fit } = whole;
          const problem = structuredClone(partialOut(design, 'x'));
          const xx = dot(problem.treatment, problem.treatment);
          const estimate = dot(problem.treatment, problem.outcome) / xx;
          const residuals = problem.outcome.map((value, i) => value - estimate * problem.treatment[i]!);
          const { k } = profile.smallSample('iid', fit.counts);
          const variance = covariance.compute({
            n: problem.n,
            x: regressors([problem.treatment]),
            residuals,
            bread: Float64Array.of(1 / xx),
            leverage: () => problem.leverage.map((h, i) => h + problem.treatment[i]! ** 2 / xx),
            ...{ clusters: design.clusters, spec: vcov, units: null, periods: null, fixed: [] },
            sigma2: dot(residuals, residuals) / (problem.n - k),
          })[0]!;
          const error = Math.sqrt(variance * smallSample.q);
          expectEqual([estimate / error, error], numbers(whole, 'x'));
        }
      }),
      runs,
    );
  });

  it('residualises any vector as it does its own columns', () => {
    const { design } = fitted(panelOf(12), specOf(formula));
    const problem = partialOut(design, 'w', false);
    expect(problem.leverage).toHaveLength(0);
    const again = partialResidualiser(problem);
    const j = design.names.indexOf('w');
    expect(distance(residualise(problem, design.x[j]!), problem.treatment, 1)).toBeLessThan(TOLERANCE);
    expect(distance(again(design.y.slice()), problem.outcome, 1)).toBeLessThan(TOLERANCE);
    expect(
      distance(again((design.x[1 - j] ?? design.x[0]!).slice()), new Float64Array(design.n), 1),
    ).toBeLessThan(TOLERANCE);
  });

  it('clusters of one row are HC0 up to the factor', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const table = panelOf(seed);
        const alone = fitted(table, specOf(formula, { vcov: { type: 'cluster', by: ['row'] } }));
        const robust = fitted(table, specOf(formula, { vcov: { type: 'HC0' } }));
        const { n } = alone.record;
        const { q, k } = alone.record.conventions;
        expect(distance([q], [((n - 1) / (n - k)) * (n / (n - 1))])).toBeLessThan(1e-14);
        const error = numbers(robust, 'x')[1]! * Math.sqrt(q!);
        expectEqual([numbers(alone, 'x')[1]!], [error]);
      }),
      runs,
    );
  });
});

describe('absorbed effects are dummies', () => {
  it.each([
    ['one', false, 'y ~ x + w | unit', 'y ~ x + w + factor(unit)'],
    ['two', false, 'y ~ x + w | unit + time', 'y ~ x + w + factor(unit) + factor(time)'],
    ['two, the smaller first', false, 'y ~ x + w | time + unit', 'y ~ x + w + factor(unit) + factor(time)'],
    ['two in two components', true, 'y ~ x + w | unit + time', 'y ~ x + w + factor(unit) + factor(time)'],
    ['combined', false, 'y ~ x + w | g^half', 'y ~ x + w + factor(g):factor(half)'],
  ])('%s', (_, split, absorbed, dummies) => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const table = panelOf(seed, split);
        for (const vcov of vcovs.slice(0, 5)) {
          // Singletons change n; `reghdfe` would drop them, so both see the same rows only without any.
          const one = fitted(table, specOf(absorbed, { vcov, conventions: 'stata' }));
          fc.pre(one.record.sample.singletons === 0);
          const other = fitted(table, specOf(dummies, { vcov, conventions: 'stata' }));
          expectEqual(numbers(one, 'x'), numbers(other, 'x'));
          expectEqual(numbers(one, 'w'), numbers(other, 'w'));
          expect(one.record.df_residual).toBe(other.record.df_residual);
          const measures = (r: Estimated) => [r.record.fit.r2!, r.record.fit.adj_r2!, r.record.fit.sigma!];
          expectEqual(measures(one), measures(other));
        }
      }),
      { ...runs, numRuns: 10 },
    );
  });

  it('and their constant is the mean of the effects over the rows, standard error included', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const table = panelOf(seed);
        for (const vcov of vcovs.slice(0, 5)) {
          const one = fitted(table, specOf('y ~ x + w | unit', { vcov }));
          fc.pre(one.record.sample.singletons === 0);
          const other = fitted(table, specOf('y ~ 0 + factor(unit) + x + w', { vcov }));
          const { design, fit, vcov: covariance } = other;
          const k = fit.terms.length;
          const weights = design.x.map((column, j) =>
            fit.terms[j]!.startsWith('factor') ? column.reduce((a, b) => a + b, 0) / design.n : 0,
          );
          const estimate = weights.reduce((total, weight, j) => total + weight * fit.estimates[j]!, 0);
          let variance = 0;
          for (let i = 0; i < k; i += 1) {
            for (let j = 0; j < k; j += 1) variance += weights[i]! * weights[j]! * covariance![i * k + j]!;
          }
          const error = Math.sqrt(variance);
          expectEqual(numbers(one, '(Intercept)'), [estimate / error, error]);
        }
      }),
      { ...runs, numRuns: 10 },
    );
  });
});

describe('leverages', () => {
  it('sum to the rank', () => {
    const { fit } = fitted(panelOf(4, true), specOf('y ~ x + w | unit + time'));
    const rank =
      fit.counts.slopes + fit.counts.fixed.reduce((total, effect) => total + effect.independent, 0);
    expect(fit.leverage().reduce((a, b) => a + b, 0)).toBeCloseTo(rank, 10);
    const plain = fitted(panelOf(4), specOf('y ~ x + w'));
    const hat = new Float64Array(plain.design.n);
    addLeverage(hat, plain.fit.basis.columns.values());
    expect(distance(plain.fit.leverage(), hat)).toBeLessThan(1e-15);
  });
});
