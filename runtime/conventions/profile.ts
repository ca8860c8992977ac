import type { ParameterCounts } from '../estimators/estimator.ts';

/** The families of covariance that have small-sample factors of their own. */
export type CovarianceFamily =
  | 'iid'
  | 'HC0'
  | 'HC1'
  | 'HC2'
  | 'HC3'
  | 'HC4'
  | 'nid'
  | 'cluster'
  | 'cr2'
  | 'cr3'
  | 'newey-west'
  | 'driscoll-kraay'
  | 'bootstrap'
  | 'wild';

export interface SmallSample {
  /** Multiplies the sandwich (for iid: rss / (n - k) is applied by the covariance, q is 1). */
  readonly q: number;
  /** The K that q (or sigma) counted. */
  readonly k: number;
  /** Degrees of freedom of t; null where the reference is normal. */
  readonly df: number | null;
  /** Of several dimensions of clusters each piece has its own G / (G - 1), which q leaves out. */
  readonly ownFactors?: true;
}

/** One row of the table of conventions (statistics.md). Data and small formulas, no code elsewhere knows a name. */
export interface Profile {
  readonly name: string;
  readonly doc: string;
  readonly smallSample: (family: CovarianceFamily, counts: ParameterCounts) => SmallSample;
  /** What of a defined kind of model it says nothing of, in words; null where it does. Absent: it always does. */
  readonly undefinedFor?: (family: CovarianceFamily, counts: ParameterCounts) => string | null;
  /** Whether singleton levels of absorbed effects are dropped, iteratively. */
  readonly dropsSingletons: boolean;
  /** Whether a constant is reported with absorbed effects. */
  readonly reportsConstant: boolean;
  /** First differences as Stata's D.: no constant, none across a gap. Absent: plm's, with both. */
  readonly differencesAsStata?: boolean;
  /** Analytic weights are scaled to a mean of 1, as Stata's aweight; absent: taken as they are, as R does. */
  readonly normalisesWeights?: boolean;
  /** Hyndman & Fan type of a percentile. */
  readonly percentile: 2 | 7;
  /** Whether AIC and BIC count sigma as a parameter. */
  readonly countsSigma: boolean;
  /** `sigma`: rmse is sqrt(rss/df); `n`: sqrt(rss/n). */
  readonly rmse: 'sigma' | 'n';
}
