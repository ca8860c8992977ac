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
 * Nulls without slopes, or with a singular V: m clusters have at most m - 1 independent sums of scores.
 */
export function waldOfSlopes(fit: Fit, covariance: Float64Array, df: number | null): WaldRecord {
  const { coordinates } = fit.basis;
  const m = fit.slopes.length;
  if (m === 0 || fit.counts.clusters.some((clusters) => clusters <= m)) return NO_WALD;
  const l = cholesky(block(covariance, coordinates.length, fit.slopes), m, SINGULAR);
  if (l === null) return NO_WALD;
  const slopes = fit.slopes.map((i) => coordinates[i]!);
  const chi2 = quadraticForm(l, slopes, m);
  if (df === null) return { ...NO_WALD, chi2, chi2_df: m, chi2_p: chiSquaredTail(chi2, m) };
  const f = chi2 / m;
  return { f, f_df: [m, df], f_p: fTail(f, m, df) };
}
