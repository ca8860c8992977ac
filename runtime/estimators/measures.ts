import type { Profile } from '../conventions/profile.ts';
import { weightedMean } from '../design/weighting.ts';
import { mean, squaresAbout, sum, sumOfSquares } from '../linalg/sums.ts';
import type { Fit } from './estimator.ts';

export interface MeasureInput {
  /** n: the outcome as observed. */
  readonly y: Float64Array;
  /** n: the outcome less absorbed effects; null without effects. */
  readonly within: Float64Array | null;
  /** n: weights of the rows, which `within` and `rss` have taken in; null without. */
  readonly weights: Float64Array | null;
  readonly rss: number;
  /** Parameters of the full regression, as the profile counts them. */
  readonly k: number;
  /** Whether a constant or absorbed effects stand among the regressors. */
  readonly centred: boolean;
}

/** What the outcome alone says: the same for every model of it on the same rows. */
export interface OutcomeTotals {
  readonly n: number;
  readonly tss: number;
  /** Of the outcome less absorbed effects; null without effects. */
  readonly withinTss: number | null;
  /** Degrees of freedom of `tss`. */
  readonly totalDf: number;
  /** Half the sum of the logarithms of the weights. */
  readonly ofWeights: number;
  readonly mean: number;
}

export function outcomeTotals({ y, within, weights, centred }: MeasureInput): OutcomeTotals {
  const average = mean(y);
  const centre = centred ? (weights ? weightedMean(y, weights) : average) : 0;
  return {
    n: y.length,
    tss: weights ? sum(y.map((value, i) => weights[i]! * (value - centre) ** 2)) : squaresAbout(y, centre),
    // The within-transformed outcome has mean zero, so its total is about zero.
    withinTss: within && sumOfSquares(within),
    totalDf: y.length - (centred ? 1 : 0),
    // Each row has the variance sigma^2 / w, as in R's logLik: the sum of log w does not depend on the scale of w.
    ofWeights: weights ? sum(weights.map(Math.log)) / 2 : 0,
    mean: average,
  };
}

/**
 * Measures of fit (statistics.md). Without a constant the total is taken about zero, as R and Stata do. What the data
 * do not determine is null: R2 of a constant outcome, sigma without degrees of freedom, the likelihood of a perfect fit.
 */
export function measuresOf(input: MeasureInput, profile: Profile): Fit['measures'] {
  return measuresFrom(outcomeTotals(input), input.rss, input.k, profile);
}

/** The same where the totals are known. k: parameters of the full regression, as the profile counts them. */
export function measuresFrom(
  totals: OutcomeTotals,
  rss: number,
  k: number,
  profile: Profile,
): Fit['measures'] {
  const { n, tss, withinTss, totalDf, ofWeights } = totals;
  const df = n - k;
  const sigma = df > 0 ? Math.sqrt(rss / df) : null;
  const normal = (-n / 2) * (Math.log(2 * Math.PI) + Math.log(rss / n) + 1);
  const logLik = rss > 0 && df > 0 ? normal + ofWeights : null;
  const parameters = k + (profile.countsSigma ? 1 : 0);
  return {
    r2: tss > 0 ? 1 - rss / tss : null,
    adj_r2: tss > 0 && df > 0 ? 1 - rss / df / (tss / totalDf) : null,
    within_r2: withinTss !== null && withinTss > 0 ? 1 - rss / withinTss : null,
    rmse: profile.rmse === 'sigma' ? sigma : Math.sqrt(rss / n),
    sigma,
    log_lik: logLik,
    aic: logLik === null ? null : -2 * logLik + 2 * parameters,
    bic: logLik === null ? null : -2 * logLik + Math.log(n) * parameters,
    rss,
    tss,
    outcome_mean: totals.mean,
  };
}
