import type { ParameterCounts } from '../estimators/estimator.ts';
import { allByK, type LikelihoodFactors, likelihoodSample, robustByK, withoutK } from './likelihood.ts';
import type { CovarianceFamily, Profile, SmallSample } from './profile.ts';

/** How a program counts K, and what it does with it where programs differ (statistics.md). */
export interface Counting {
  /** Of the full regression: for iid, HC1 and the degrees of freedom of what is not clustered. */
  readonly full: (counts: ParameterCounts) => number;
  /** For clusters: effects nested in them are not counted. */
  readonly clustered: (counts: ParameterCounts) => number;
  /** Factor of one sum over g clusters where K is k; for several dimensions see `dimensions`. */
  readonly clusterFactor: (n: number, k: number, g: number) => number;
  readonly clusterDf: (clusters: number, residual: number) => number | null;
  /** With several dimensions: one factor from the smallest on the total, or each piece its own G / (G - 1). */
  readonly dimensions: 'smallest' | 'each';
  /** Of newey-west and driscoll-kraay: n, K, the periods of the sample. */
  readonly serial: (
    family: 'newey-west' | 'driscoll-kraay',
    n: number,
    k: number,
    periods: number,
  ) => Pick<SmallSample, 'q' | 'df'>;
  /** Of models fitted by likelihood. */
  readonly likelihood: LikelihoodFactors;
  /** Of two-stage least squares, where it differs: n, K. */
  readonly instruments?: (family: CovarianceFamily, n: number, k: number) => Pick<SmallSample, 'q' | 'df'>;
  /** Reference of HC covariances: t over the residual degrees of freedom, or the normal. */
  readonly robust: 't' | 'z';
}

/** The factors of one program as a function of the family and of what there is to count. */
export function smallSample(counting: Counting): Profile['smallSample'] {
  return (family, counts) => {
    if (counts.likelihood) return likelihoodSample(counting, family, counts);
    const { n } = counts;
    const k = counting.full(counts);
    const df = counting.robust === 't' ? n - k : null;
    if (counts.instruments && counting.instruments) return { k, ...counting.instruments(family, n, k) };
    switch (family) {
      case 'iid':
      case 'nid':
        return { q: 1, k, df: n - k };
      case 'HC1':
        return { q: n / (n - k), k, df };
      case 'cluster':
      case 'wild':
        return clustered(counting, counts);
      case 'cr2':
      case 'cr3':
        return { q: 1, k, df: Math.min(...counts.clusters) - 1 };
      case 'newey-west':
      case 'driscoll-kraay':
        return { k, ...counting.serial(family, n, k, counts.periods ?? 0) };
      case 'bootstrap':
        return { q: 1, k, df: null };
      default:
        return { q: 1, k, df };
    }
  };
}

/** The smallest dimension decides where there are several. */
function clustered(counting: Counting, counts: ParameterCounts): SmallSample {
  const { n } = counts;
  const k = counting.clustered(counts);
  const g = Math.min(...counts.clusters);
  const df = counting.clusterDf(g, n - k);
  const q = counting.clusterFactor(n, k, g);
  const each = counts.clusters.length > 1 && counting.dimensions === 'each';
  return each ? { q: q / (g / (g - 1)), k, df, ownFactors: true } : { q, k, df };
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const isNested = (effect: ParameterCounts['fixed'][number]): boolean =>
  effect.nested.some((nested) => nested);

/** Levels that add something to a constant and to the effects before. */
const besideConstant = (effect: ParameterCounts['fixed'][number]): number =>
  effect.slope ? effect.independent : Math.min(effect.independent, effect.levels - 1);

/** All levels but one, which the constant stands for; of slopes all. */
const butOne = (effect: ParameterCounts['fixed'][number]): number => effect.levels - (effect.slope ? 0 : 1);

/** Stata's factor of clusters, which most programs have. */
const usual = (n: number, k: number, g: number): number => ((n - 1) / (n - k)) * (g / (g - 1));

/** Stata's newey and xtscc: N / (N - K); xtscc takes t over the periods. From the manuals; no reference here. */
const stataSerial: Counting['serial'] = (family, n, k, periods) => ({
  q: n / (n - k),
  df: family === 'newey-west' ? n - k : periods - 1,
});

const fullRank = (c: ParameterCounts): number =>
  c.slopes + c.constant + total(c.fixed.map((effect) => effect.independent));

/** Every column counts, the constant too. */
export const everyColumn: Counting = {
  full: fullRank,
  clustered: fullRank,
  clusterFactor: usual,
  clusterDf: (g) => g - 1,
  dimensions: 'each',
  serial: stataSerial,
  likelihood: withoutK,
  robust: 't',
};

/** xtreg, fe: effects nested in the clusters are not counted, others are refused. */
export const unitsNested: Counting = {
  ...everyColumn,
  clustered: (c) => c.slopes + 1,
  dimensions: 'smallest',
};

/**
 * Levels less redundant ones, exactly. Under clusters a nested effect counts 0; one more parameter then stands for the
 * constant, and each other effect loses a level to it. From the program's manual; on connected graphs met by R's
 * cluster_time_nested, on others (where more levels are redundant) by no reference here.
 */
export const lessRedundant: Counting = {
  ...everyColumn,
  clustered: (c) =>
    c.fixed.some(isNested)
      ? c.slopes + 1 + total(c.fixed.map((effect) => (isNested(effect) ? 0 : besideConstant(effect))))
      : fullRank(c),
  clusterDf: (g, residual) => Math.min(g - 1, residual),
  dimensions: 'smallest',
};

const oneConstant = (c: ParameterCounts): number => (c.fixed.length > 0 ? 1 : c.constant);

/**
 * One level of each effect is redundant, whatever the graph (met: fixest 0.14.2 on a graph of two components). Serial
 * covariances take (N - 1) / (N - K) T / (T - 1) and t over the periods (met: fixest 0.14.2).
 */
export const oneLevelRedundant: Counting = {
  ...everyColumn,
  full: (c) => c.slopes + oneConstant(c) + total(c.fixed.map(butOne)),
  clustered: (c) =>
    c.slopes + oneConstant(c) + total(c.fixed.map((effect) => (isNested(effect) ? 0 : butOne(effect)))),
  dimensions: 'smallest',
  serial: (_, n, k, periods) => ({ q: usual(n, k, periods), df: periods - 1 }),
  likelihood: allByK,
};

/** sandwich's vcovCL and vcovPL on an lm object: t over the residual degrees of freedom throughout. */
export const residualThroughout: Counting = {
  ...everyColumn,
  clusterDf: (_, residual) => residual,
  serial: (_, n, k) => ({ q: n / (n - k), df: n - k }),
  likelihood: robustByK,
};

/** plm's vcovHC, vcovNW, vcovSCC: no factor at all, t over the residual degrees of freedom. */
export const noFactor: Counting = {
  ...everyColumn,
  clusterFactor: () => 1,
  clusterDf: (_, residual) => residual,
  dimensions: 'smallest',
  serial: (_, n, k) => ({ q: 1, df: n - k }),
};

/**
 * linearmodels: IV2SLS divides by N and takes the normal distribution. Else N / (N - K) without G / (G - 1); one effect that is nested in the clusters is not counted. From the
 * manual; no reference here.
 */
export const nestedUncounted: Counting = {
  ...everyColumn,
  clustered: (c) => (c.fixed.length === 1 && c.fixed.every(isNested) ? c.slopes : fullRank(c)),
  clusterFactor: (n, k) => n / (n - k),
  clusterDf: (_, residual) => residual,
  dimensions: 'smallest',
  instruments: (family, n, k) => ({ q: family === 'iid' ? (n - k) / n : 1, df: null }),
};

/** statsmodels with a cov_type: the normal distribution, factors as Stata's. From the manual; no reference here. */
export const normalReference: Counting = { ...everyColumn, clusterDf: () => null, robust: 'z' };
