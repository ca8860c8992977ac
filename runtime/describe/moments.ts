import { mean, sum } from '../linalg/sums.ts';

/** Count, mean and central moments of a sample; what is not defined for so few values is NaN. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** With n - 1. */
  readonly variance: number;
  /** m3 / m2^1.5, with m of divisor n. */
  readonly skewness: number;
  /** m4 / m2^2, not excess. */
  readonly kurtosis: number;
}

/**
 * Two passes with compensated sums; the sum of squares is corrected by what the rounded mean leaves
 * (Chan, Golub & LeVeque 1983). values: none missing.
 */
export function moments(values: Float64Array): Moments {
  const n = values.length;
  const centre = mean(values);
  const deviations = values.map((value) => value - centre);
  const left = sum(deviations);
  const squares = Math.max(0, sum(deviations.map((d) => d * d)) - (left * left) / n);
  const m2 = squares / n;
  const m3 = sum(deviations.map((d) => d * d * d)) / n;
  const m4 = sum(deviations.map((d) => d * d * d * d)) / n;
  return {
    n,
    mean: centre,
    variance: n > 1 ? squares / (n - 1) : Number.NaN,
    skewness: m3 / (m2 * Math.sqrt(m2)),
    kurtosis: m4 / (m2 * m2),
  };
}
