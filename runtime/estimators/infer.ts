import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { drawnModel } from '../inference/drawn-model.ts';
import { Intractable } from '../linalg/intractable.ts';
import { congruence } from '../linalg/matrix.ts';
import type { DrawnRecord, EstimateRecord, Note } from '../results/results.ts';
import { repaired } from '../vcov/repair.ts';
import { FULL_LEVERAGE } from '../vcov/sandwich.ts';
import type { Covariance, CovarianceInput, Replicates } from '../vcov/vcov.ts';
import { contrasts, covarianceInput, toBasis } from './covariance-input.ts';
import type { Fit } from './estimator.ts';
import { bareTermRecords, termRecords, withOwnInference } from './terms.ts';
import { NO_WALD, waldOfSlopes } from './wald.ts';

export interface CovarianceOnBasis {
  readonly input: CovarianceInput;
  /** k x k, row-major, factor and repair included. */
  readonly vcov: Float64Array;
  /** k' x k, row-major: the reported terms over the basis. */
  readonly rows: Float64Array;
  /** Degrees of freedom of the profile; null where the reference is normal. */
  readonly df: number | null;
}

export interface Inference {
  readonly vcov: Float64Array | null;
  readonly onBasis: CovarianceOnBasis | null;
  readonly terms: EstimateRecord['terms'];
  readonly wald: typeof NO_WALD;
  readonly reference: 't' | 'z';
  readonly drawn?: DrawnRecord;
  readonly notes: readonly Note[];
}

/** Standard errors and tests, or the bare estimates with a note where the covariance does not exist. */
export function infer(
  spec: ModelSpec,
  design: Design,
  fit: Fit,
  profile: Profile,
  { covariance, replicates }: { readonly covariance: Covariance; readonly replicates: () => Replicates },
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
  const message = `${names.join(', ')}: standard errors need two clusters or more`;
  return { code: 'one-cluster', message, values: { names } };
}

function once<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
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
  return [{ code: 'vcov-repaired', message, values: { clipped } }];
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
      values: {
        names: few.map(({ name }) => name),
        clusters: few.map(({ levels }) => String(levels)),
        slopes,
      },
    });
  } else if (withoutF && slopes > 0 && covariance.jointDegreesOfFreedom) {
    const message = `the clusters leave no degrees of freedom for the joint F of ${slopes} slopes`;
    notes.push({ code: 'few-clusters', message, values: { names: [], slopes } });
  }
  if (covariance.usesLeverage) {
    const rows = fit.leverage().filter((h) => h > FULL_LEVERAGE).length;
    const message = `${rows} rows with leverage 1 are fitted exactly and add nothing to the covariance`;
    if (rows > 0) notes.push({ code: 'full-leverage', message, values: { rows } });
  }
  return notes;
}
