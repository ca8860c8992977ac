import { normalQuantile, normalTwoSided } from '../distributions/index.ts';
import type { IndirectTestRecord } from '../results/results.ts';

/** Names of the tests that have a place in the results. */
export type IndirectTestName = 'sobel' | 'aroian' | 'goodman';

/** A closed-form test of a b = 0: a variance, and the normal as reference. */
export interface IndirectTest {
  readonly name: IndirectTestName;
  readonly doc: string;
  /** Variance of a b from its parts; may be negative. */
  readonly variance: (parts: VarianceParts) => number;
}

/** Of one mediator `first` is b^2 sa^2 + a^2 sb^2 and `second` sa^2 sb^2. */
export interface VarianceParts {
  readonly first: number;
  readonly second: number;
}

/** Sobel (1982); Aroian (1947); Goodman (1960). */
export const indirectTests: readonly IndirectTest[] = [
  {
    name: 'sobel',
    doc: 'First-order (delta method) test of the indirect effect: variance b^2 sa^2 + a^2 sb^2.',
    variance: ({ first }) => first,
  },
  {
    name: 'aroian',
    doc: 'Second-order exact test of the indirect effect: the variance of sobel plus sa^2 sb^2.',
    variance: ({ first, second }) => first + second,
  },
  {
    name: 'goodman',
    doc: 'Unbiased-variance test of the indirect effect: the variance of sobel minus sa^2 sb^2; may not exist.',
    variance: ({ first, second }) => first - second,
  },
];

export interface PathNumbers {
  readonly a: number;
  readonly b: number;
  readonly sa: number;
  readonly sb: number;
}

export function varianceParts({ a, b, sa, sb }: PathNumbers): VarianceParts {
  return { first: (b * sa) ** 2 + (a * sb) ** 2, second: (sa * sb) ** 2 };
}

/** Standard error, z, two-sided p and interval at `level`; all null where the variance is not positive. */
export function testIndirect(
  test: IndirectTest,
  estimate: number,
  parts: VarianceParts,
  level: number,
): IndirectTestRecord {
  const variance = test.variance(parts);
  if (!(variance > 0)) return { std_error: null, z: null, p: null, conf_low: null, conf_high: null };
  const error = Math.sqrt(variance);
  const reach = normalQuantile((1 + level) / 2) * error;
  const z = estimate / error;
  const [low, high] = [estimate - reach, estimate + reach];
  return { std_error: error, z, p: normalTwoSided(z), conf_low: low, conf_high: high };
}
