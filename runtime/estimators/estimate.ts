import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { namesDefining, profileFor } from '../conventions/index.ts';
import type { Profile, SmallSample } from '../conventions/profile.ts';
import { buildDesign, type DesignOptions } from '../design/build.ts';
import type { Design } from '../design/design.ts';
import { noRows } from '../design/no-rows.ts';
import type { Table } from '../engines/memory/table.ts';
import type { EstimateRecord, Note } from '../results/results.ts';
import { covarianceFor } from '../vcov/index.ts';
import type { Covariance, Replicates } from '../vcov/vcov.ts';
import { derivedModels, type EstimateOn } from './derived.ts';
import type { Estimator, Fit } from './estimator.ts';
import { estimatorFor } from './index.ts';
import { type CovarianceOnBasis, infer } from './infer.ts';
import { effectName, failedRecord, fittedRecord } from './record.ts';
import { type DrawKeeper, replicatesOf } from './resampling/replicates.ts';

export type EstimateOptions = Pick<DesignOptions, 'evaluate' | 'levels' | 'memo'> & {
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
  by: Pick<Estimated, 'profile' | 'covariance'>,
  compute: () => Float64Array,
): EstimateRecord | null {
  const estimation = estimationOfFit(spec, design, fit, by, compute);
  return estimation.kind === 'estimated' ? estimation.record : null;
}

/** The same with what tests of its coefficients ask. */
export function estimationOfFit(
  spec: ModelSpec,
  design: Design,
  fit: Fit,
  { profile, covariance }: Pick<Estimated, 'profile' | 'covariance'>,
  compute: () => Float64Array,
): Estimation {
  const beyond = profile.undefinedFor?.(covariance.family, fit.counts) ?? null;
  if (beyond !== null) {
    const record = failedRecord(spec, design, design.sample.rows, undefinedCovariance(spec, beyond));
    return { kind: 'not-estimated', record };
  }
  const smallSample = profile.smallSample(covariance.family, fit.counts);
  const replicates = (): Replicates => invariantFailed();
  const inference = infer(spec, design, fit, profile, { covariance: { ...covariance, compute }, replicates });
  const fullK = profile.smallSample('iid', fit.counts).k;
  return {
    kind: 'estimated',
    record: fittedRecord(spec, design, fit, { small: smallSample, fullK, ...inference }),
    ...{ design, fit, profile, covariance, smallSample },
    vcov: inference.vcov,
    onBasis: inference.onBasis,
  };
}

function invariantFailed(): never {
  invariant(false, 'a covariance without draws');
}

/** Why a model has no estimates under conventions that say nothing of it. */
export function undefinedConvention(spec: ModelSpec): Note {
  const absorbed = spec.formula.fixed.map(effectName).join(', ');
  const what = absorbed === '' ? 'a model without absorbed effects' : `absorbed effects (${absorbed})`;
  return {
    code: 'undefined-convention',
    message: `conventions ${spec.conventions} say nothing of ${what}; use ${namesDefining(absorbed !== '').join(', ')}`,
    values: { conventions: spec.conventions },
  };
}

function undefinedCovariance(spec: ModelSpec, what: string): Note {
  return {
    code: 'undefined-convention',
    message: `conventions ${spec.conventions} say nothing of ${what}; state another vcov or other conventions`,
    values: { conventions: spec.conventions },
  };
}
