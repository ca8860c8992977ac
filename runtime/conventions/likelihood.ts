import type { ParameterCounts } from '../estimators/estimator.ts';
import type { Counting } from './counting.ts';
import type { CovarianceFamily, SmallSample } from './profile.ts';

/** The factors of models fitted by likelihood, of N and K; clusters have G / (G - 1) beside theirs. */
export interface LikelihoodFactors {
  readonly iid: (n: number, k: number) => number;
  readonly robust: (n: number, k: number) => number;
  readonly clustered: (n: number, k: number) => number;
}

/**
 * Stata knows no K here: N/(N-1) for vce(robust), G/(G-1) for clusters. That ppmlhdfe does the same beside absorbed
 * effects is taken from memory of its manual and met by no reference here.
 */
export const withoutK: LikelihoodFactors = {
  iid: () => 1,
  robust: (n) => n / (n - 1),
  clustered: () => 1,
};

/** sandwich's vcovHC of type HC1 on a glm object. */
export const robustByK: LikelihoodFactors = { ...withoutK, robust: (n, k) => n / (n - k) };

/** fixest: (N-1)/(N-K) in all, the classical one too (met: fepois and feglm of fixest 0.14.2). */
export const allByK: LikelihoodFactors = {
  iid: (n, k) => (n - 1) / (n - k),
  robust: (n, k) => n / (n - k),
  clustered: (n, k) => (n - 1) / (n - k),
};

/** The reference of a likelihood is normal under every profile. */
export function likelihoodSample(
  counting: Counting,
  family: CovarianceFamily,
  counts: ParameterCounts,
): SmallSample {
  const { n, clusters } = counts;
  const { likelihood } = counting;
  if (family !== 'cluster') {
    const k = counting.full(counts);
    const q = family === 'iid' ? likelihood.iid(n, k) : family === 'HC1' ? likelihood.robust(n, k) : 1;
    return { q, k, df: null };
  }
  const k = counting.clustered(counts);
  const q = likelihood.clustered(n, k);
  const g = Math.min(...clusters);
  const each = clusters.length > 1 && counting.dimensions === 'each';
  return each ? { q, k, df: null, ownFactors: true } : { q: q * (g / (g - 1)), k, df: null };
}
