import { sameTerm } from '../claims/terms.ts';
import type { Fit } from '../estimators/estimator.ts';
import { cholesky, inverseFromCholesky } from '../linalg/cholesky.ts';
import { multiply } from '../linalg/matrix.ts';

/** Coefficients of one group, and how precise they are. */
export interface Part {
  /** q */
  readonly estimates: Float64Array;
  /** q x q, row-major: the inverse of their classical covariance, effects not counted as parameters. */
  readonly precision: Float64Array;
}

/** Of some columns of a fit; null where it lacks one of them, or their covariance is singular. */
export function partOf(fit: Fit, columns: readonly string[]): Part | null {
  const places = columns.map((column) => fit.terms.findIndex((term) => sameTerm(term, column)));
  if (places.some((place) => place < 0)) return null;
  const [q, k] = [columns.length, fit.terms.length];
  const { rss } = fit.measures;
  const { slopes, constant } = fit.counts;
  const variance = fit.scale ?? (rss === null ? 1 : rss / Math.max(1, fit.n - slopes - constant));
  const covariance = places.flatMap((i) => places.map((j) => variance * fit.bread[i * k + j]!));
  const precision = inverse(Float64Array.from(covariance), q);
  return precision && { estimates: Float64Array.from(places, (place) => fit.estimates[place]!), precision };
}

/**
 * How far the coefficients of groups lie from one another: sum of (b_g - b)' W_g (b_g - b), W_g the precision of group g
 * and b the mean of the b_g with these weights. Cochran (1954), of several coefficients. Null where W is singular.
 */
export function distance(parts: readonly Part[], q: number): number | null {
  const total = new Float64Array(q * q);
  const moment = new Float64Array(q);
  for (const { estimates, precision } of parts) {
    precision.forEach((value, i) => {
      total[i]! += value;
    });
    multiply(precision, estimates, q, q, 1).forEach((value, i) => {
      moment[i]! += value;
    });
  }
  const spread = inverse(total, q);
  if (spread === null) return null;
  const centre = multiply(spread, moment, q, q, 1);
  return parts.reduce((sum, { estimates, precision }) => {
    const off = estimates.map((value, i) => value - centre[i]!);
    const weighted = multiply(precision, off, q, q, 1);
    return sum + off.reduce((product, value, i) => product + value * weighted[i]!, 0);
  }, 0);
}

/** Of a symmetric positive definite matrix, q x q, row-major; null of another. */
export function inverse(matrix: Float64Array, q: number): Float64Array | null {
  const l = cholesky(matrix, q);
  return l && inverseFromCholesky(l, q);
}
