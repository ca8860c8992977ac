import type { ParameterCounts } from '../estimators/estimator.ts';
import type { Profile, SmallSample } from './profile.ts';

/** How a program counts K. The rest of the small-sample table is common to them (statistics.md). */
interface Counting {
  /** Of the full regression: for iid, HC1 and the degrees of freedom of what is not clustered. */
  readonly full: (counts: ParameterCounts) => number;
  /** For clusters: effects nested in them are not counted. */
  readonly clustered: (counts: ParameterCounts) => number;
  readonly clusterDf: (clusters: number, residual: number) => number;
}

function smallSample(counting: Counting): Profile['smallSample'] {
  return (family, counts) => {
    const { n } = counts;
    const k = counting.full(counts);
    if (family === 'cluster') return clustered(counting, counts);
    return { q: family === 'HC1' ? n / (n - k) : 1, k, df: n - k };
  };
}

/** The smallest dimension decides where there are several. */
function clustered(counting: Counting, counts: ParameterCounts): SmallSample {
  const { n } = counts;
  const k = counting.clustered(counts);
  const g = Math.min(...counts.clusters);
  return { q: ((n - 1) / (n - k)) * (g / (g - 1)), k, df: counting.clusterDf(g, n - k) };
}

/** Levels that add something to a constant and to the effects before. */
const besideConstant = (effect: ParameterCounts['fixed'][number]): number =>
  Math.min(effect.independent, effect.levels - 1);

const isNested = (effect: ParameterCounts['fixed'][number]): boolean =>
  effect.nested.some((nested) => nested);
const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

/** Every column counts, the constant too. */
const everyColumn: Counting = {
  full: (c) => c.slopes + c.constant,
  clustered: (c) => c.slopes + c.constant,
  clusterDf: (g) => g - 1,
};

/**
 * Levels less redundant ones, exactly. Under clusters a nested effect counts 0; one more parameter then stands for the
 * constant, and each other effect loses a level to it. From the program's manual; on connected graphs met by R's
 * cluster_time_nested, on others (where more levels are redundant) by no reference here.
 */
const reghdfe: Counting = {
  full: (c) => c.slopes + c.constant + total(c.fixed.map((effect) => effect.independent)),
  clustered: (c) =>
    c.fixed.some(isNested)
      ? c.slopes + 1 + total(c.fixed.map((effect) => (isNested(effect) ? 0 : besideConstant(effect))))
      : reghdfe.full(c),
  clusterDf: (g, residual) => Math.min(g - 1, residual),
};

/** One level of each effect is redundant, whatever the graph (met: fixest 0.14.2 on a graph of two components). */
const fixest: Counting = {
  full: (c) => c.slopes + fixestConstant(c) + total(c.fixed.map((effect) => effect.levels - 1)),
  clustered: (c) =>
    c.slopes + fixestConstant(c) + total(c.fixed.map((effect) => (isNested(effect) ? 0 : effect.levels - 1))),
  clusterDf: (g) => g - 1,
};

const fixestConstant = (c: ParameterCounts): number => (c.fixed.length > 0 ? 1 : c.constant);

export const regressProfile: Profile = {
  name: 'regress',
  doc: "Stata's regress: every column counts; no absorbed effects.",
  smallSample: smallSample(everyColumn),
  dropsSingletons: false,
  reportsConstant: true,
  percentile: 2,
  countsSigma: false,
  rmse: 'sigma',
};

export const reghdfeProfile: Profile = {
  name: 'reghdfe',
  doc: "Stata's reghdfe: levels less redundant ones count; effects nested in clusters do not.",
  smallSample: smallSample(reghdfe),
  dropsSingletons: true,
  reportsConstant: true,
  percentile: 2,
  countsSigma: false,
  rmse: 'sigma',
};

/**
 * fixest 0.14.2: AIC = -2 logLik + 2 nparams, where nparams counts the constant, the slopes and every effect's levels
 * but one; sigma is not counted, unlike in R's own AIC. adj. R2 and the residual degrees of freedom use nparams too.
 */
export const fixestProfile: Profile = {
  name: 'fixest',
  doc: "R's fixest: one level of each effect is redundant; effects nested in clusters do not count.",
  smallSample: smallSample(fixest),
  dropsSingletons: true,
  reportsConstant: false,
  percentile: 7,
  countsSigma: false,
  rmse: 'n',
};
