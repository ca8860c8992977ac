/** Identities of the distribution functions; every value of R is met in test/reference/distributions.test.ts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chiSquaredQuantile,
  chiSquaredTail,
  fQuantile,
  fTail,
  gammaRegularized,
  gammaRegularizedUpper,
  normalLower,
  normalQuantile,
  normalTwoSided,
  normalUpper,
  studentQuantile,
  studentTail,
  studentUpper,
} from '../../../runtime/distributions/index.ts';

describe('quantiles', () => {
  it('ends, outside, and a normal reference', () => {
    expect([normalQuantile(0), normalQuantile(1), normalQuantile(1.1)]).toEqual([
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect([studentQuantile(0.5, 3), studentQuantile(1, 3), studentQuantile(0.2, -1)]).toEqual([
      0,
      Number.POSITIVE_INFINITY,
      Number.NaN,
    ]);
    expect(studentQuantile(0.975, Number.POSITIVE_INFINITY)).toBe(normalQuantile(0.975));
    expect([chiSquaredQuantile(0, 2), fQuantile(1, 2, 3)]).toEqual([0, Number.POSITIVE_INFINITY]);
  });
});

describe('beyond the reference', () => {
  it('keeps tails whose t cannot be squared: 2 / (pi t) for one degree of freedom', () => {
    const exact = 2 / Math.PI / 1e160;
    expect(Math.abs(studentTail(1e160, 1) / exact - 1)).toBeLessThan(1e-12);
  });

  it('passes a missing number on and knows infinity', () => {
    for (const p of [
      studentTail(Number.NaN, 3),
      studentTail(2, Number.NaN),
      normalUpper(Number.NaN),
      fTail(Number.NaN, 1, 2),
    ]) {
      expect(p).toBeNaN();
    }
    expect([studentTail(Number.POSITIVE_INFINITY, 5), fTail(Number.POSITIVE_INFINITY, 2, 3)]).toEqual([0, 0]);
  });

  it('meets the normal where degrees of freedom are many (relative distance (t^4 + t^2) / (4 df))', () => {
    for (const t of [0.5, 1.1, 2])
      expect(Math.abs(studentTail(t, 1e12) / normalTwoSided(t) - 1)).toBeLessThan(1e-11);
    expect(studentTail(2, Number.POSITIVE_INFINITY)).toBe(normalTwoSided(2));
    expect(Math.abs(fTail(3, 4, Number.POSITIVE_INFINITY) / chiSquaredTail(12, 4) - 1)).toBeLessThan(1e-14);
  });

  it('the two incomplete gammas are one another complements, and exponential for a = 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 500, noNaN: true }),
        fc.double({ min: 0, max: 500, noNaN: true }),
        (a, x) => {
          expect(gammaRegularized(a, x) + gammaRegularizedUpper(a, x)).toBeCloseTo(1, 14);
          expect(Math.abs(gammaRegularizedUpper(1, x) / Math.exp(-x) - 1)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 200, seed: 1 },
    );
  });

  it('F with one and d degrees of freedom is the square of t', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-3, max: 60, noNaN: true }),
        fc.integer({ min: 1, max: 5000 }),
        (t, df) => {
          const p = studentTail(t, df);
          if (p > 1e-300) expect(Math.abs(fTail(t * t, 1, df) / p - 1)).toBeLessThan(1e-11);
        },
      ),
      { numRuns: 300, seed: 2 },
    );
  });

  it('quantile and tail undo one another', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-12, max: 0.5, noNaN: true }),
        fc.double({ min: 0.8, max: 1e6, noNaN: true }),
        (p, df) => {
          expect(Math.abs(studentUpper(-studentQuantile(p, df), df) / p - 1)).toBeLessThan(1e-11);
          expect(Math.abs(normalLower(normalQuantile(p)) / p - 1)).toBeLessThan(1e-12);
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });
});
