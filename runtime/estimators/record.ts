import type { FixedEffect, ModelSpec } from '../../compiler/plan/model.ts';
import type { SmallSample } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { expressionName } from '../design/names.ts';
import type {
  ConventionsRecord,
  DrawnRecord,
  EstimateRecord,
  FitRecord,
  Note,
  SampleRecord,
  TermRecord,
} from '../results/results.ts';
import type { Fit } from './estimator.ts';
import { emptyTerm } from './terms.ts';
import { NO_WALD, type WaldRecord } from './wald.ts';

type Common = Pick<
  EstimateRecord,
  | 'outcome'
  | 'estimator'
  | 'fixed'
  | 'weights'
  | 'tau'
  | 'level'
  | 'vcov'
  | 'n'
  | 'units'
  | 'periods'
  | 'clusters'
  | 'references'
  | 'sample'
  | 'statistic'
  | 'diagnostics'
  | 'hypotheses'
  | 'derived'
>;

/** What a record says of the specification and of the sample, whatever became of the estimation. */
function common(spec: ModelSpec, design: Design | null, rows: number): Common {
  return {
    outcome: expressionName(spec.formula.outcome),
    estimator: spec.estimator,
    fixed: spec.formula.fixed.map(effectName),
    weights: spec.weights ?? null,
    ...(spec.tau === undefined ? {} : { tau: spec.tau }),
    level: spec.level,
    vcov: spec.vcov,
    n: design?.n ?? 0,
    units: design?.units?.levels ?? null,
    periods: design?.periods?.levels ?? null,
    clusters: spec.vcov.by === undefined ? null : clusterCounts(spec.vcov.by, design),
    ...(design?.references?.size ? { references: Object.fromEntries(design.references) } : {}),
    sample: design?.sample ?? emptySample(rows),
    statistic: 't',
    diagnostics: {},
    hypotheses: {},
    derived: { first: [], margins: null },
  };
}

export function effectName(effect: FixedEffect): string {
  const slopes = effect.slopes.length > 0 ? `[${effect.slopes.join(', ')}]` : '';
  return `${effect.columns.join('^')}${slopes}`;
}

function clusterCounts(by: readonly string[], design: Design | null): Readonly<Record<string, number>> {
  return Object.fromEntries(by.map((name, i) => [name, design?.clusters[i]?.levels ?? 0]));
}

function emptySample(rows: number): SampleRecord {
  return {
    rows,
    excluded: 0,
    undecided: 0,
    missing: {},
    incomplete: 0,
    lags: 0,
    singletons: 0,
    used: 0,
  };
}

/** The record of a fitted model. `q` is null where it does not exist. */
export function fittedRecord(
  spec: ModelSpec,
  design: Design,
  fit: Fit,
  inference: {
    readonly small: SmallSample;
    readonly fullK: number;
    readonly reference: 't' | 'z';
    readonly terms: readonly TermRecord[];
    readonly wald: WaldRecord;
    readonly drawn?: DrawnRecord;
    readonly notes: readonly Note[];
  },
): EstimateRecord {
  const { small } = inference;
  const conventions: ConventionsRecord = {
    name: spec.conventions,
    q: Number.isFinite(small.q) && fit.n > small.k ? small.q : null,
    k: small.k,
    df: inference.reference === 'z' ? null : small.df,
  };
  return {
    ...common(spec, design, design.sample.rows),
    vcov: { ...spec.vcov, ...inference.drawn },
    conventions,
    df_residual: fit.n - inference.fullK,
    collinear: fit.collinear,
    terms: inference.terms,
    fit: { ...fit.measures, ...inference.wald },
    statistic: inference.reference,
    notes: [...fit.notes, ...inference.notes],
  };
}

const NO_FIT: FitRecord = {
  r2: null,
  adj_r2: null,
  within_r2: null,
  rmse: null,
  sigma: null,
  log_lik: null,
  aic: null,
  bic: null,
  ...NO_WALD,
  rss: null,
  tss: null,
  outcome_mean: null,
};

/** The record of a model that could not be estimated: every number null, and a note that says why. */
export function failedRecord(
  spec: ModelSpec,
  design: Design | null,
  rows: number,
  note: Note,
): EstimateRecord {
  return {
    ...common(spec, design, rows),
    conventions: { name: spec.conventions, q: null, k: 0, df: null },
    df_residual: 0,
    collinear: [],
    terms: (design?.names ?? []).map(emptyTerm),
    fit: NO_FIT,
    notes: [note],
  };
}
