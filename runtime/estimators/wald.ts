import { chiSquaredTail, fTail } from '../distributions/index.ts';
import { cholesky, quadraticForm } from '../linalg/cholesky.ts';
import { block } from '../linalg/matrix.ts';
import type { FitRecord } from '../results/results.ts';
import type { Fit } from './estimator.ts';

export type WaldRecord = Pick<FitRecord, 'f' | 'f_df' | 'f_p' | 'chi2' | 'chi2_df' | 'chi2_p'>;

export const NO_WALD: WaldRecord = { f: null, f_df: null, f_p: null };

/** A pivot of the covariance below this share of its diagonal is rounding: the covariance is singular. */
const SINGULAR = 1e-10;

/**
 * Wald F of all slopes: c' V^-1 c / m on the orthonormal basis, where V is singular only if it is so in truth (the
 * statistic does not depend on the basis, and the constant stands first in it). covariance: k x k, of the basis. Where
 * the reference is normal (`df` null) it is a chi-squared with m degrees of freedom.
 * Nulls without slopes, or with a singular V: m clusters have at most m - 1 independent sums of scores. `hotelling`: the
 * degrees of freedom of T-squared of the contrasts (m x k) under a covariance that has its own; nulls where none are left.
 */
export function waldOfSlopes(
  fit: Fit,
  covariance: Float64Array,
  df: number | null,
  hotelling?: (contrasts: Float64Array) => number,
): WaldRecord {
  const { coordinates } = fit.basis;
  const m = fit.slopes.length;
  if (m === 0 || fit.counts.clusters.some((clusters) => clusters <= m)) return NO_WALD;
  const l = cholesky(block(covariance, coordinates.length, fit.slopes), m, SINGULAR);
  if (l === null) return NO_WALD;
  const slopes = fit.slopes.map((i) => coordinates[i]!);
  const chi2 = quadraticForm(l, slopes, m);
  if (df === null) return { ...NO_WALD, chi2, chi2_df: m, chi2_p: chiSquaredTail(chi2, m) };
  const eta = hotelling?.(unitRows(fit.slopes, coordinates.length));
  const df2 = eta === undefined ? df : eta - m + 1;
  if (!(df2 > 0)) return NO_WALD;
  const f = (chi2 / m) * (eta === undefined ? 1 : df2 / eta);
  return { f, f_df: [m, df2], f_p: fTail(f, m, df2) };
}

/** m x k, row-major: a one in each row, at these columns. */
function unitRows(at: readonly number[], k: number): Float64Array {
  const rows = new Float64Array(at.length * k);
  at.forEach((column, i) => {
    rows[i * k + column] = 1;
  });
  return rows;
}
