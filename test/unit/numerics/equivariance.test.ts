/**
 * What no estimator and no covariance may depend on: the order of rows, and the units of outcome and regressors. On made-up
 * panels with condition numbers below 1e3; 1e-10 relative leaves room for the worst draw. Estimates are compared on the
 * scale of their standard errors.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { distance, fitted, noise, specOf, tableOf } from './fixture.ts';
import { type Cells, cells, numbers } from './made-up.ts';

const TOLERANCE = 1e-10;

const runs = { numRuns: 12, seed: 20261124 };
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const check = (property: (seed: number) => void): void => fc.assert(fc.property(seeds, property), runs);

function expectEqual(actual: readonly number[], expected: readonly number[]): void {
  expect(distance(actual, expected, 1)).toBeLessThan(TOLERANCE);
}

const numeric = (made: Cells, name: string): number[] => made[name]!.map(Number);

/** Every estimator that has estimates on these panels, each with covariances of its own beside the usual ones. */
const models: readonly (readonly [name: string, formula: string, more: Partial<ModelSpec>])[] = [
  ['ols, CR2', 'y ~ x + w | unit', { vcov: { type: 'cr2', by: ['g'] } }],
  ['ols, CR3', 'y ~ x + w | time', { vcov: { type: 'cr3', by: ['g'] } }],
  ['ols, two-way', 'y ~ x + w', { vcov: { type: 'cluster', by: ['g', 'time'] } }],
  ['ols, Newey-West', 'y ~ x + w | unit', { vcov: { type: 'newey-west', lag: 2 } }],
  ['ols, Driscoll-Kraay', 'y ~ x + w | unit', { vcov: { type: 'driscoll-kraay', lag: 2 } }],
  ['ols, HC4, weights', 'y ~ x + w | unit', { vcov: { type: 'HC4' }, weights: 'weight' }],
  ['between', 'y ~ x + w', { vcov: { type: 'HC1' }, estimator: 'between' }],
  ['random', 'y ~ x + w', { vcov: { type: 'cluster', by: ['unit'] }, estimator: 'random' }],
  ['first-difference', 'y ~ x + w', { vcov: { type: 'iid' }, estimator: 'first-difference' }],
  ['quantile', 'y ~ x + w', { vcov: { type: 'iid' }, estimator: 'quantile', tau: 0.4 }],
];

describe.each(models)('%s', (_, formula, more) => {
  const on = (made: Cells) =>
    fitted(tableOf(made, { unit: 'unit', time: 'time' }), specOf(formula, { conventions: 'plm', ...more }));

  it('does not depend on the order of rows', () => {
    check((seed) => {
      const made = cells(seed);
      const next = noise(seed + 1);
      const order = made['y']!.map((_value, i) => ({ i, key: next() })).sort((a, b) => a.key - b.key);
      const shuffled = Object.fromEntries(
        Object.entries(made).map(([key, column]) => [key, order.map(({ i }) => column[i]!)]),
      );
      const [one, other] = [on(made), on(shuffled)];
      for (const term of ['x', 'w']) expectEqual(numbers(other, term), numbers(one, term));
    });
  });

  it('has the units of outcome and regressors', () => {
    check((seed) => {
      const made = cells(seed);
      // Powers of two round nothing: what differs is the arithmetic.
      const [up, down] = [2 ** (seed % 30), 2 ** -(seed % 17)];
      const scaled = {
        ...made,
        y: numeric(made, 'y').map((value) => value * up),
        x: numeric(made, 'x').map((value) => value * down),
      };
      const [one, other] = [on(made), on(scaled)];
      // A repair clips eigenvalues in the units of the terms, as the programs do that the profiles follow.
      fc.pre(!one.record.notes.some((note) => note.code === 'vcov-repaired'));
      const [t, se] = numbers(other, 'x');
      expectEqual([t!, (se! * down) / up], numbers(one, 'x'));
      const [tOfW, seOfW] = numbers(other, 'w');
      expectEqual([tOfW!, seOfW! / up], numbers(one, 'w'));
    });
  });
});
