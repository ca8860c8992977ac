/**
 * Against R 4.2.2 (test/reference/distributions.json, 02-distributions.R) at every value that it holds.
 *
 * Tolerance 1e-12 relative: R itself states 1e-13 in the ordinary range; an exponent of 690 (a tail of 1e-300) rounded
 * to 2^-53 costs 690 * 1.1e-16 = 8e-14, a few such roundings stay below 1e-12. Below 1e-300 doubles lose digits
 * (the file prints 0 there): only the order of magnitude is asserted.
 * Quantiles of F: R forms 1 / q - 1 from a beta quantile q near 1, which costs 2^-52 / (f d1 / d2) relative; that is
 * added, and our own value is checked against the tail (round trip, 1e-12).
 * jstat: 1e-6 in the everyday zone, where its own error is 1e-7.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import jstat from 'jstat';
import { describe, expect, it } from 'vitest';
import {
  betaRegularized,
  betaRegularizedUpper,
  chiSquaredLower,
  chiSquaredQuantile,
  chiSquaredTail,
  fLower,
  fQuantile,
  fTail,
  gammaRegularized,
  gammaRegularizedUpper,
  logGamma,
  normalLower,
  normalQuantile,
  normalTwoSided,
  normalUpper,
  studentQuantile,
  studentTail,
  studentUpper,
} from '../../../runtime/distributions/index.ts';

type Columns = Readonly<Record<string, readonly number[]>>;
const reference = JSON.parse(
  readFileSync(new URL('../../reference/distributions.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Columns>>;

/** Largest relative error over the rows of one block, and where. */
function worst(
  block: string,
  wanted: string,
  compute: (row: (name: string) => number) => number,
  allowance: (row: (name: string) => number) => number = () => 1e-12,
): { readonly count: number; readonly failures: readonly string[] } {
  const columns = reference[block]!;
  const failures: string[] = [];
  columns[wanted]!.forEach((want, i) => {
    const row = (name: string): number => columns[name]![i]!;
    const got = compute(row);
    const small = Math.abs(want) < 1e-300;
    const holds = small ? Math.abs(got) < 1e-300 : Math.abs(got - want) <= allowance(row) * Math.abs(want);
    if (!holds) failures.push(`${block}.${wanted}[${i}]: ${got}, R ${want}`);
  });
  return { count: columns[wanted]!.length, failures };
}

function expectAll(
  result: { readonly count: number; readonly failures: readonly string[] },
  count: number,
): void {
  expect(result.failures).toEqual([]);
  expect(result.count).toBe(count);
}

describe('tails against R', () => {
  it('normal', () => {
    expectAll(
      worst('normal', 'cdf', (r) => normalLower(r('z'))),
      25,
    );
    expectAll(
      worst('normal', 'sf', (r) => normalUpper(r('z'))),
      25,
    );
    expectAll(
      worst('normal', 'two_sided_p', (r) => normalTwoSided(r('z'))),
      25,
    );
  });

  it('Student', () => {
    expectAll(
      worst('t', 'two_sided_p', (r) => studentTail(r('t'), r('df'))),
      224,
    );
    expectAll(
      worst('t', 'sf', (r) => studentUpper(r('t'), r('df'))),
      224,
    );
  });

  it('F', () => {
    expectAll(
      worst('f', 'sf', (r) => fTail(r('F'), r('df1'), r('df2'))),
      560,
    );
    expectAll(
      worst('f', 'cdf', (r) => fLower(r('F'), r('df1'), r('df2'))),
      560,
    );
  });

  it('chi-squared', () => {
    expectAll(
      worst('chi2', 'sf', (r) => chiSquaredTail(r('x'), r('df'))),
      80,
    );
    expectAll(
      worst('chi2', 'cdf', (r) => chiSquaredLower(r('x'), r('df'))),
      80,
    );
  });

  it('beta and the logarithm of gamma', () => {
    expectAll(
      worst('beta_inc', 'cdf', (r) => betaRegularized(r('x'), r('a'), r('b'))),
      150,
    );
    expectAll(
      worst('beta_inc', 'sf', (r) => betaRegularizedUpper(r('x'), r('a'), r('b'))),
      150,
    );
    expectAll(
      worst('lgamma', 'y', (r) => logGamma(r('x'))),
      12,
    );
  });
});

describe('quantiles against R', () => {
  it('normal, Student, chi-squared', () => {
    expectAll(
      worst('normal_quantile', 'q', (r) => normalQuantile(r('p'))),
      21,
    );
    expectAll(
      worst('t_quantile', 'q', (r) => studentQuantile(r('p'), r('df'))),
      252,
    );
    expectAll(
      worst('chi2_quantile', 'q', (r) => chiSquaredQuantile(r('p'), r('df'))),
      144,
    );
  });

  it('F', () => {
    const allowance = (r: (name: string) => number): number =>
      1e-12 + 2 ** -52 / (r('q') * (r('df1') / r('df2')));
    expectAll(
      worst('f_quantile', 'q', (r) => fQuantile(r('p'), r('df1'), r('df2')), allowance),
      272,
    );
    const trip = (r: (name: string) => number): number =>
      fLower(fQuantile(r('p'), r('df1'), r('df2')), r('df1'), r('df2'));
    expectAll(worst('f_quantile', 'p', trip), 272);
  });

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

describe('jstat, an independent program, in the everyday zone', () => {
  const { jStat } = jstat;
  const near = (got: number, want: number): void => expect(Math.abs(got / want - 1)).toBeLessThan(1e-6);
  it('agrees to 1e-6', () => {
    for (const df of [3, 10, 27, 303]) {
      for (const t of [0.3, 1, 1.96, 2.6]) near(studentTail(t, df), 2 * jStat.studentt.cdf(-t, df));
      for (const f of [0.5, 1, 2, 4]) near(fTail(f, 3, df), 1 - jStat.centralF.cdf(f, 3, df));
      for (const x of [0.8, 1, 1.2]) near(chiSquaredTail(x * df, df), 1 - jStat.chisquare.cdf(x * df, df));
    }
    for (const z of [0.3, 1, 1.96, 2.6]) near(normalLower(-z), jStat.normal.cdf(-z, 0, 1));
  });
});
