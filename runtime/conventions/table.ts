import type { ParameterCounts } from '../estimators/estimator.ts';
import {
  everyColumn,
  lessRedundant,
  nestedUncounted,
  noFactor,
  normalReference,
  oneLevelRedundant,
  residualThroughout,
  smallSample,
  unitsNested,
} from './counting.ts';
import type { CovarianceFamily, Profile } from './profile.ts';

/** What Stata's commands have in common. */
const stata = {
  reportsConstant: true,
  differencesAsStata: true,
  normalisesWeights: true,
  percentile: 2,
  countsSigma: false,
  rmse: 'sigma',
} as const;

export const regressProfile: Profile = {
  ...stata,
  name: 'regress',
  doc: "Stata's regress: every column counts; no absorbed effects.",
  smallSample: smallSample(everyColumn),
  dropsSingletons: false,
};

export const reghdfeProfile: Profile = {
  ...stata,
  name: 'reghdfe',
  doc: "Stata's reghdfe: levels less redundant ones count; effects nested in clusters do not.",
  smallSample: smallSample(lessRedundant),
  dropsSingletons: true,
};

export const xtregProfile: Profile = {
  ...stata,
  name: 'xtreg',
  doc: "Stata's xtreg, fe: one absorbed effect, nested in the clusters and then not counted.",
  smallSample: smallSample(unitsNested),
  dropsSingletons: false,
  undefinedFor: beyondXtreg,
};

export const lsdvProfile: Profile = {
  ...stata,
  name: 'lsdv',
  doc: "Stata's areg, or dummies by hand: every level counts, nested in the clusters or not.",
  smallSample: smallSample(everyColumn),
  dropsSingletons: false,
};

/**
 * fixest 0.14.2: AIC = -2 logLik + 2 nparams, where nparams counts the constant, the slopes and every effect's levels
 * but one; sigma is not counted, unlike in R's own AIC. adj. R2 and the residual degrees of freedom use nparams too.
 */
export const fixestProfile: Profile = {
  name: 'fixest',
  doc: "R's fixest: one level of each effect is redundant; effects nested in clusters do not count.",
  smallSample: smallSample(oneLevelRedundant),
  dropsSingletons: true,
  reportsConstant: false,
  percentile: 7,
  countsSigma: false,
  rmse: 'n',
};

export const lmProfile: Profile = {
  name: 'lm',
  doc: "R's lm with sandwich (vcovCL, vcovPL): every column counts, t over the residual degrees of freedom.",
  smallSample: smallSample(residualThroughout),
  dropsSingletons: false,
  reportsConstant: true,
  percentile: 7,
  countsSigma: true,
  rmse: 'n',
};

export const plmProfile: Profile = {
  name: 'plm',
  doc: "R's plm (vcovHC, vcovNW, vcovSCC): no small-sample factor, t over the residual degrees of freedom.",
  smallSample: smallSample(noFactor),
  dropsSingletons: false,
  reportsConstant: false,
  percentile: 7,
  countsSigma: true,
  rmse: 'n',
  undefinedFor: noLikelihood,
};

export const linearmodelsProfile: Profile = {
  name: 'linearmodels',
  doc: "Python's linearmodels: N/(N-K) without G/(G-1); one effect nested in the clusters does not count.",
  smallSample: smallSample(nestedUncounted),
  dropsSingletons: false,
  reportsConstant: false,
  percentile: 7,
  countsSigma: false,
  rmse: 'n',
  undefinedFor: beyondLinearmodels,
};

export const statsmodelsProfile: Profile = {
  name: 'statsmodels',
  doc: "Python's statsmodels with a cov_type: factors as Stata's, normal distribution.",
  smallSample: smallSample(normalReference),
  dropsSingletons: false,
  reportsConstant: true,
  percentile: 7,
  countsSigma: false,
  rmse: 'n',
  undefinedFor: beyondStatsmodels,
};

const RULED_BY_UNITS: readonly CovarianceFamily[] = ['HC0', 'HC1', 'HC2', 'HC3', 'HC4'];

const INSTRUMENTS = 'instrumented models';

/** What `xtreg` does not have; its robust is clustered by unit, and is not HC1. */
function beyondXtreg(
  family: CovarianceFamily,
  { fixed, clusters, likelihood, instruments }: ParameterCounts,
): string | null {
  if (serialUndefined(family)) return serialUndefined(family);
  if (instruments) return INSTRUMENTS;
  if (fixed.length === 0) return null;
  if (likelihood) return 'a likelihood with absorbed effects';
  if (fixed.length > 1) return `${fixed.length} absorbed effects`;
  if (RULED_BY_UNITS.includes(family))
    return `${family} with an absorbed effect (its robust is clustered by the unit)`;
  if (clusters.length > 1) return 'clusters in several dimensions';
  const crossed = fixed.find((effect) => effect.nested.some((nested) => !nested));
  return crossed ? `clusters in which ${crossed.name} is not nested` : null;
}

/** A program without models fitted by likelihood. */
function noLikelihood(_family: CovarianceFamily, { likelihood }: ParameterCounts): string | null {
  return likelihood ? 'models fitted by likelihood' : null;
}

/** Its IV2SLS absorbs nothing; what it does to clusters is met by no reference here. */
function beyondLinearmodels(family: CovarianceFamily, counts: ParameterCounts): string | null {
  const { fixed, instruments } = counts;
  if (!instruments) return noLikelihood(family, counts) ?? serialUndefined(family);
  if (fixed.length > 0) return `${INSTRUMENTS} beside absorbed effects`;
  return family === 'iid' || family === 'HC0' ? null : `${family} of ${INSTRUMENTS}`;
}

function beyondStatsmodels(family: CovarianceFamily, { instruments }: ParameterCounts): string | null {
  return instruments ? INSTRUMENTS : serialUndefined(family);
}

function serialUndefined(family: CovarianceFamily): string | null {
  return family === 'newey-west' || family === 'driscoll-kraay' ? family : null;
}
