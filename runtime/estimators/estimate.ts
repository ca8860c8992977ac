import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec, VcovSpec } from '../../compiler/plan/model.ts';
import { namesDefining, profileFor } from '../conventions/index.ts';
import type { Profile, SmallSample } from '../conventions/profile.ts';
import { buildDesign, type DesignOptions } from '../design/build.ts';
import type { Design } from '../design/design.ts';
import { noRows } from '../design/no-rows.ts';
import { rootOf } from '../design/weighting.ts';
import type { Table } from '../engines/memory/table.ts';
import { drawnModel } from '../inference/drawn-model.ts';
import { Intractable } from '../linalg/intractable.ts';
import { congruence, identity, multiply } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import { invertUpper } from '../linalg/triangular.ts';
import type { DrawnRecord, EstimateRecord, Note } from '../results/results.ts';
import { covarianceFor } from '../vcov/index.ts';
import { repaired } from '../vcov/repair.ts';
import { FULL_LEVERAGE } from '../vcov/sandwich.ts';
import type { Covariance, CovarianceInput, Replicates } from '../vcov/vcov.ts';
import { derivedModels, type EstimateOn } from './derived.ts';
import type { Estimator, Fit } from './estimator.ts';
import { estimatorFor } from './index.ts';
import { effectName, failedRecord, fittedRecord } from './record.ts';
import { type DrawKeeper, replicatesOf } from './resampling/replicates.ts';
import { bareTermRecords, termRecords, withOwnInference } from './terms.ts';
import { NO_WALD, waldOfSlopes } from './wald.ts';

export type EstimateOptions = Pick<DesignOptions, 'evaluate' | 'levels'> & {
  /** Of the model itself; those of models that follow from it are drawn anew. */
  readonly keeper?: DrawKeeper;
};

/** What an estimation hands on: its record, and what draws and comparisons need beside it. */
export type Estimation = Estimated | NotEstimated;

export interface Estimated {
  readonly kind: 'estimated';
  readonly record: EstimateRecord;
  readonly design: Design;
  readonly fit: Fit;
  readonly profile: Profile;
  readonly covariance: Covariance;
  readonly smallSample: SmallSample;
  /** k' x k' of the reported terms, row-major, factor included; null where it does not exist (a note says why). */
  readonly vcov: Float64Array | null;
  /** The same on the orthonormal basis of the fit, with what tests of several coefficients ask; null with `vcov`. */
  readonly onBasis: CovarianceOnBasis | null;
}

export interface CovarianceOnBasis {
  readonly input: CovarianceInput;
  /** k x k, row-major, factor and repair included. */
  readonly vcov: Float64Array;
  /** k' x k, row-major: the reported terms over the basis. */
  readonly rows: Float64Array;
  /** Degrees of freedom of the profile; null where the reference is normal. */
  readonly df: number | null;
}

/** A model without estimates: the record's numbers are null and its note says why. */
export interface NotEstimated {
  readonly kind: 'not-estimated';
  readonly record: EstimateRecord;
}

/**
 * One model on a prepared table: rows and columns, estimates, covariance, inference. `evaluate` gives the values of an
 * expression on every row of that table. Names of estimator, covariance and columns were checked by the compiler.
 */
export function estimate(table: Table, spec: ModelSpec, options: EstimateOptions): Estimation {
  const fail = (note: Note): NotEstimated => ({
    kind: 'not-estimated',
    record: failedRecord(spec, null, table.rows, note),
  });
  const estimator = estimatorFor(spec.estimator);
  const covariance = covarianceFor(spec.vcov.type);
  invariant(estimator !== undefined && covariance !== undefined, 'an estimator and a vcov of the catalog');
  const clusters = spec.vcov.by ?? [];
  const profile = profileFor(spec.conventions, spec.formula.fixed.length > 0, spec.estimator);
  if (profile === null) return fail(undefinedConvention(spec));
  const dropSingletons = profile.dropsSingletons;
  const normaliseWeights = profile.normalisesWeights ?? false;
  const whole = buildDesign(table, spec, { ...options, dropSingletons, normaliseWeights, clusters });
  if ('kind' in whole) return fail(whole.note);
  if (whole.n === 0) {
    const record = failedRecord(spec, whole, table.rows, noRows(whole.sample, spec));
    return { kind: 'not-estimated', record };
  }
  const estimation = estimateDesign(whole, spec, estimator, { profile, covariance }, options.keeper);
  if (estimation.kind === 'not-estimated') return estimation;
  const again: EstimateOn = (design, derived, by) =>
    estimateDesign(design, derived, by, { profile, covariance }).record;
  const derived = derivedModels(estimation, spec, { estimateOn: again, evaluate: options.evaluate });
  return { ...estimation, record: { ...estimation.record, derived } };
}

/** The same of a design that is there, under a profile and a covariance: a model that follows from another. */
export function estimateDesign(
  whole: Design,
  spec: ModelSpec,
  estimator: Estimator,
  { profile, covariance }: Pick<Estimated, 'profile' | 'covariance'>,
  keeper?: DrawKeeper,
): Estimation {
  const fail = (note: Note, design: Design): NotEstimated => ({
    kind: 'not-estimated',
    record: failedRecord(spec, design, design.sample.rows, note),
  });
  const fit = estimator.fit(whole, profile, spec);
  if (fit.kind === 'failure') return fail(fit.note, whole);
  const design = fit.design ?? whole;
  const beyond = profile.undefinedFor?.(covariance.family, fit.counts) ?? null;
  if (beyond !== null) return fail(undefinedCovariance(spec, beyond), design);
  const smallSample = profile.smallSample(covariance.family, fit.counts);
  const replicates = (): Replicates => replicatesOf({ design: whole, fit, estimator, profile, spec }, keeper);
  const inference = infer(spec, design, fit, profile, { covariance, replicates });
  const fullK = profile.smallSample('iid', fit.counts).k;
  return {
    kind: 'estimated',
    record: fittedRecord(spec, design, fit, { small: smallSample, fullK, ...inference }),
    design,
    fit,
    profile,
    covariance,
    smallSample,
    vcov: inference.vcov,
    onBasis: inference.onBasis,
  };
}

/**
 * The record of a fit whose covariance on its basis comes from elsewhere than its rows, which may be left out of it; null
 * where the profile says nothing of such a covariance. `compute`: k x k, before the factor q.
 */
export function recordOfFit(
  spec: ModelSpec,
  design: Design,
  fit: Fit,
  { profile, covariance }: Pick<Estimated, 'profile' | 'covariance'>,
  compute: () => Float64Array,
): EstimateRecord | null {
  if (profile.undefinedFor?.(covariance.family, fit.counts)) return null;
  const small = profile.smallSample(covariance.family, fit.counts);
  const replicates = (): Replicates => invariantFailed();
  const inference = infer(spec, design, fit, profile, { covariance: { ...covariance, compute }, replicates });
  const fullK = profile.smallSample('iid', fit.counts).k;
  return fittedRecord(spec, design, fit, { small, fullK, ...inference });
}

function invariantFailed(): never {
  invariant(false, 'a covariance without draws');
}

function undefinedConvention(spec: ModelSpec): Note {
  const absorbed = spec.formula.fixed.map(effectName).join(', ');
  const what = absorbed === '' ? 'a model without absorbed effects' : `absorbed effects (${absorbed})`;
  return {
    code: 'undefined-convention',
    message: `conventions ${spec.conventions} say nothing of ${what}; use ${namesDefining(absorbed !== '').join(', ')}`,
  };
}

function undefinedCovariance(spec: ModelSpec, what: string): Note {
  return {
    code: 'undefined-convention',
    message: `conventions ${spec.conventions} say nothing of ${what}; state another vcov or other conventions`,
  };
}

interface Inference {
  readonly vcov: Float64Array | null;
  readonly onBasis: CovarianceOnBasis | null;
  readonly terms: EstimateRecord['terms'];
  readonly wald: typeof NO_WALD;
  readonly reference: 't' | 'z';
  readonly drawn?: DrawnRecord;
  readonly notes: readonly Note[];
}

/** Standard errors and tests, or the bare estimates with a note where the covariance does not exist. */
function infer(
  spec: ModelSpec,
  design: Design,
  fit: Fit,
  profile: Profile,
  { covariance, replicates }: Pick<Estimated, 'covariance'> & { readonly replicates: () => Replicates },
): Inference {
  const small = profile.smallSample(covariance.family, fit.counts);
  const df = fit.reference === 'z' ? null : small.df;
  const reference = df === null ? 'z' : 't';
  const fullDf = fit.n - profile.smallSample('iid', fit.counts).k;
  const bare = (notes: readonly Note[]): Inference => ({
    vcov: null,
    onBasis: null,
    terms: bareTermRecords(fit.report),
    wald: NO_WALD,
    reference,
    notes,
  });
  if (fullDf <= 0) return bare([]);
  if (design.clusters.some((cluster) => cluster.levels < 2)) return bare([oneCluster(design)]);
  if (spec.vcov.lag !== undefined) {
    if (!(design.units && design.periods)) return bare([NO_PANEL_KEYS]);
    if (design.periods.levels < 2) return bare([ONE_PERIOD]);
  }
  const own = fit.ownCovariance?.(spec.vcov.type) ?? null;
  if (own?.kind === 'failure') return bare([own.note]);
  try {
    const plain = covarianceInput(spec.vcov, fit, design, { fullDf, small });
    const input = { ...plain, replicates: once(replicates) };
    const onBasis = own ? toBasis(fit, own.vcov) : covariance.compute(input).map((value) => value * small.q);
    const { vcov, ofTerms, clipped } = reportedCovariance(fit, design, onBasis);
    if (!vcov.every(Number.isFinite)) return bare([NO_COVARIANCE]);
    const rows = contrasts(fit);
    const dfs = covariance.degreesOfFreedom?.(input, rows) ?? df;
    const terms = termRecords(fit.report, vcov, dfs, spec.level);
    const tests = covariance.inference?.(input, {
      contrasts: rows,
      estimates: fit.report.estimates,
      names: fit.report.terms,
      level: spec.level,
      percentile: profile.percentile,
      model: drawnModel(spec),
    });
    const joint = covariance.jointDegreesOfFreedom;
    const hotelling = joint && ((slopes: Float64Array) => joint(input, slopes));
    // Where an eigenvalue became zero the covariance is singular.
    const wald = clipped > 0 ? NO_WALD : waldOfSlopes(fit, onBasis, df, hotelling);
    return {
      vcov,
      onBasis: { input, vcov: clipped > 0 ? toBasis(fit, ofTerms) : onBasis, rows, df },
      terms: tests ? withOwnInference(terms, tests.tests) : terms,
      ...(tests?.drawn ? { drawn: tests.drawn } : {}),
      reference,
      wald,
      notes: [
        ...covarianceNotes(fit, design, covariance, wald.f === null),
        ...repairNotes(clipped),
        ...(tests?.notes ?? []),
        ...(own?.notes ?? []),
      ],
    };
  } catch (error) {
    if (error instanceof Intractable) return bare([{ code: error.code, message: error.message }]);
    throw error;
  }
}

const NO_PANEL_KEYS: Note = {
  code: 'no-panel-keys',
  message: 'standard errors along time need unit and time of the panel in every row',
};

const ONE_PERIOD: Note = {
  code: 'one-period',
  message: 'standard errors along time need two periods or more',
};

const NO_COVARIANCE: Note = {
  code: 'covariance-out-of-range',
  message:
    'the standard errors are too large for a number; state the variables in units that are less far apart',
};

function oneCluster(design: Design): Note {
  const names = design.clusters.filter((cluster) => cluster.levels < 2).map((cluster) => cluster.name);
  return { code: 'one-cluster', message: `${names.join(', ')}: standard errors need two clusters or more` };
}

/**
 * The covariance that the model would have with these residuals (n) in place of its own: k x k of `fit.terms`, the factor
 * included; null where there is none. For models with the same regressors on the same rows.
 */
export function covarianceWith(
  { fit, design, profile, covariance, smallSample }: Estimated,
  vcov: VcovSpec,
  residuals: Float64Array,
): Float64Array | null {
  const fullDf = fit.n - profile.smallSample('iid', fit.counts).k;
  if (fullDf <= 0 || design.clusters.some((cluster) => cluster.levels < 2)) return null;
  const input = covarianceInput(vcov, fit, design, { fullDf, small: smallSample });
  const sigma2 = dot(residuals, residuals) / fullDf;
  const k = fit.terms.length;
  const onBasis = covariance.compute({ ...input, residuals, sigma2 });
  return congruence(
    fit.basis.toTerms,
    onBasis.map((value) => value * smallSample.q),
    k,
    k,
  );
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

/** What a covariance needs, on the orthonormal basis. */
function covarianceInput(
  spec: VcovSpec,
  fit: Fit,
  design: Design,
  { fullDf, small }: { readonly fullDf: number; readonly small: SmallSample },
): CovarianceInput {
  const { columns } = fit.basis;
  return {
    n: fit.n,
    spec,
    units: design.units,
    periods: design.periods,
    fixed: design.fixed,
    root: rootOf(design),
    x: columns,
    residuals: fit.residuals,
    bread: identity(columns.length),
    leverage: fit.leverage,
    clusters: design.clusters,
    ownFactors: small.ownFactors === true,
    sigma2: fit.scale ?? (fit.measures.rss ?? 0) / fullDf,
  };
}

/** Rows of the reported terms over the basis, k' x k row-major. */
export function contrasts(fit: Fit): Float64Array {
  const k = fit.terms.length;
  return multiply(fit.report.map, fit.basis.toTerms, fit.report.terms.length, k, k);
}

/** A covariance of the terms on the basis: terms = toTerms basis, so basis = toTerms^-1 terms. */
function toBasis(fit: Fit, vcov: Float64Array): Float64Array {
  const k = fit.terms.length;
  return congruence(invertUpper(fit.basis.toTerms, k), vcov, k, k);
}

/**
 * The covariance of the reported terms. One of clusters in several dimensions is repaired where it is not positive
 * semi-definite: on the slopes beside absorbed effects, on every column otherwise.
 */
function reportedCovariance(
  fit: Fit,
  design: Design,
  onBasis: Float64Array,
): { readonly vcov: Float64Array; readonly ofTerms: Float64Array; readonly clipped: number } {
  const k = fit.terms.length;
  const found = congruence(fit.basis.toTerms, onBasis, k, k);
  const indices = design.fixed.length > 0 ? fit.slopes : fit.terms.map((_, i) => i);
  const { vcov: ofTerms, clipped } =
    design.clusters.length > 1 ? repaired(found, k, indices) : { vcov: found, clipped: 0 };
  return { vcov: congruence(fit.report.map, ofTerms, fit.report.terms.length, k), ofTerms, clipped };
}

function repairNotes(clipped: number): readonly Note[] {
  if (clipped === 0) return [];
  const message = `the covariance was not positive semi-definite: ${clipped} negative ${clipped === 1 ? 'eigenvalue was' : 'eigenvalues were'} set to zero, and the joint F does not exist`;
  return [{ code: 'vcov-repaired', message }];
}

/** Leverages of 1 concern only the covariances that divide by 1 - h. */
function covarianceNotes(
  fit: Fit,
  design: Design,
  covariance: Covariance,
  withoutF: boolean,
): readonly Note[] {
  const notes: Note[] = [];
  const slopes = fit.slopes.length;
  const few = design.clusters.filter((cluster) => slopes > 0 && cluster.levels <= slopes);
  if (few.length > 0) {
    const names = few.map((cluster) => `${cluster.levels} clusters by ${cluster.name}`).join(', ');
    notes.push({
      code: 'few-clusters',
      message: `${names} for ${slopes} slopes: their joint F does not exist`,
    });
  } else if (withoutF && slopes > 0 && covariance.jointDegreesOfFreedom) {
    const message = `the clusters leave no degrees of freedom for the joint F of ${slopes} slopes`;
    notes.push({ code: 'few-clusters', message });
  }
  if (covariance.usesLeverage) {
    const rows = fit.leverage().filter((h) => h > FULL_LEVERAGE).length;
    const message = `${rows} rows with leverage 1 are fitted exactly and add nothing to the covariance`;
    if (rows > 0) notes.push({ code: 'full-leverage', message });
  }
  return notes;
}
