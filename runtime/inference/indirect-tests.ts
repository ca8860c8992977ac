import { normalQuantile, normalTwoSided } from '../distributions/index.ts';
import type { IndirectTestRecord } from '../results/results.ts';

/** Names of the tests that have a place in the results. */
export type IndirectTestName = 'sobel' | 'aroian' | 'goodman';

/** A closed-form test of a b = 0: a variance, and the normal as reference. */
export interface IndirectTest {
  readonly name: IndirectTestName;
  readonly doc: string;
  /** Variance of a b from the two paths and their standard errors; may be negative. */
  readonly variance: (a: number, b: number, sa: number, sb: number) => number;
}

const first = (a: number, b: number, sa: number, sb: number): number => (b * sa) ** 2 + (a * sb) ** 2;

/** Sobel (1982); Aroian (1947); Goodman (1960). */
export const indirectTests: readonly IndirectTest[] = [
  {
    name: 'sobel',
    doc: 'First-order (delta method) test of the indirect effect: variance b^2 sa^2 + a^2 sb^2.',
    variance: first,
  },
  {
    name: 'aroian',
    doc: 'Second-order exact test of the indirect effect: the variance of sobel plus sa^2 sb^2.',
    variance: (a, b, sa, sb) => first(a, b, sa, sb) + (sa * sb) ** 2,
  },
  {
    name: 'goodman',
    doc: 'Unbiased-variance test of the indirect effect: the variance of sobel minus sa^2 sb^2; may not exist.',
    variance: (a, b, sa, sb) => first(a, b, sa, sb) - (sa * sb) ** 2,
  },
];

/** Standard error, z, two-sided p and interval at `level`; all null where the variance is not positive. */
export function testIndirect(
  test: IndirectTest,
  paths: { readonly a: number; readonly b: number; readonly sa: number; readonly sb: number },
  level: number,
): IndirectTestRecord {
  const { a, b, sa, sb } = paths;
  const variance = test.variance(a, b, sa, sb);
  if (!(variance > 0)) return { std_error: null, z: null, p: null, conf_low: null, conf_high: null };
  const error = Math.sqrt(variance);
  const reach = normalQuantile((1 + level) / 2) * error;
  const z = (a * b) / error;
  return { std_error: error, z, p: normalTwoSided(z), conf_low: a * b - reach, conf_high: a * b + reach };
}
