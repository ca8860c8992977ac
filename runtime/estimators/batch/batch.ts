/**
 * Many least-squares models on the same rows from one pass over them: every model of a specification curve. Records are
 * those of one model at a time, to rounding.
 */
import { invariant } from '../../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { profileFor } from '../../conventions/index.ts';
import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { expressionName, INTERCEPT } from '../../design/names.ts';
import { requiredNames } from '../../design/rows.ts';
import type { Table } from '../../engines/memory/table.ts';
import { Intractable } from '../../linalg/intractable.ts';
import { identity, multiply } from '../../linalg/matrix.ts';
import { factorise, project } from '../../linalg/qr.ts';
import { regressors } from '../../linalg/regressors.ts';
import { dot } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import type { EstimateRecord, SampleRecord } from '../../results/results.ts';
import { covarianceFor } from '../../vcov/index.ts';
import { countParameters } from '../counts.ts';
import { type EstimateOptions, recordOfFit } from '../estimate.ts';
import type { Fit, ParameterCounts } from '../estimator.ts';
import { measuresFrom } from '../measures.ts';
import { redundancyNotes, weightNotes } from '../sample-notes.ts';
import { unusable } from '../unusable.ts';
import { type CorrelationProducts, correlationProducts, squaredCorrelationOf } from './correlations.ts';
import { groupsOf, type ModelGroup } from './groups.ts';
import { type MeatOf, meats } from './meats.ts';
import { outcomeOver, type Span, type SpanOutcome, spanOf } from './span.ts';

/** Fewer models than this gain nothing over one at a time. */
const LEAST = 4;
/** Digits of the outcome that may be lost beside its residuals: with more, a model is solved (and refined) by itself. */
const LOST = 1e5;
/** A model that leaves less of its outcome than this share of its squares is near a perfect fit. */
const PERFECT = 1e-8;

/**
 * Records of the models, in their order: least squares without instruments and varying slopes, with a constant or absorbed
 * effects, under a covariance that follows from products of columns (iid, HC0, HC1, clusters). Null where a
 * model is to be estimated by itself.
 */
export function estimateBatch(
  table: Table,
  specs: readonly ModelSpec[],
  options: EstimateOptions,
): readonly (EstimateRecord | null)[] {
  const records: (EstimateRecord | null)[] = specs.map(() => null);
  const profileOf = ({ conventions, formula, estimator }: ModelSpec): Profile | null =>
    profileFor(conventions, formula.fixed.length > 0, estimator);
  for (const group of groupsOf(table, specs, profileOf, options, LEAST)) {
    const profile = profileOf(specs[group.members[0]!]!);
    invariant(profile, 'a profile, since the group has one');
    const solver = solverOf(group, specs, profile, options);
    if (!solver) continue;
    for (const i of group.members) records[i] = solver(specs[i]!);
  }
  return records;
}

type Solver = (spec: ModelSpec) => EstimateRecord | null;

/** What all models of a group share; null where they are better estimated by themselves. */
function solverOf(
  group: ModelGroup,
  specs: readonly ModelSpec[],
  profile: Profile,
  options: EstimateOptions,
): Solver | null {
  const span = spanOrNull(group.design, profile);
  if (!span) return null;
  const own = group.members.map((i) => specs[i]!);
  const meatOf = meats(span, own);
  const outcomes = new Map<string, Outcome | null>();
  const outcomeOf = (spec: ModelSpec): Outcome | null => {
    const name = expressionName(spec.formula.outcome);
    const known = outcomes.get(name);
    if (known !== undefined) return known;
    const found = outcome(spec, span, options);
    outcomes.set(name, found);
    return found;
  };
  const counts = countsBy(group.design);
  const notes = [...weightNotes(group.design), ...redundancyNotes(group.design)];
  return (spec) => {
    const y = outcomeOf(spec);
    return y && solve({ spec, span, y, meatOf, profile, notes, counts: counts(spec.vcov.by ?? []) });
  };
}

function spanOrNull(design: Design, profile: Profile): Span | null {
  const numbers = design.names.every((name) => name === INTERCEPT || design.termOf?.get(name) === name);
  if (!numbers || design.n <= design.names.length + 1 || unusable(design)) return null;
  try {
    return spanOf(design, profile);
  } catch (error) {
    if (error instanceof Intractable) return null;
    throw error;
  }
}

interface Outcome extends SpanOutcome {
  readonly name: string;
  readonly values: Float64Array;
  /** Beside one absorbed effect, of the panel's unit; null elsewhere. */
  readonly correlations: CorrelationProducts | null;
}

function outcome({ formula }: ModelSpec, span: Span, { evaluate }: EstimateOptions): Outcome | null {
  const { design } = span;
  const name = expressionName(formula.outcome);
  const column = evaluate(formula.outcome);
  if (column.kind === 'text') return null;
  const values = Float64Array.from(design.rows, (row) => column.values[row]!);
  if (unusable({ ...design, y: values, outcomeName: name }) !== null) return null;
  const over = outcomeOver(span, values);
  if (!(over.rss > 0) || span.loss * over.length > LOST * Math.sqrt(over.rss)) return null;
  const { fixed, units, weights } = design;
  const ofUnit = fixed.length === 1 && units !== null && fixed[0]!.name === units.name && !weights;
  return {
    ...over,
    ...{ name, values },
    correlations: ofUnit ? correlationProducts(design, fixed[0]!, values) : null,
  };
}

/** Parameters of a model without slopes, by its clusters. */
function countsBy(
  design: Design,
): (by: readonly string[]) => { counts: ParameterCounts; clusters: Design['clusters'] } {
  const known = new Map<string, { counts: ParameterCounts; clusters: Design['clusters'] }>();
  return (by) => {
    const key = JSON.stringify(by);
    const before = known.get(key);
    if (before) return before;
    const clusters = by.map((name) => design.clusters.find((cluster) => cluster.name === name)!);
    const found = { clusters, counts: countParameters({ ...design, clusters }, 0) };
    known.set(key, found);
    return found;
  };
}

interface Problem {
  readonly spec: ModelSpec;
  readonly span: Span;
  readonly y: Outcome;
  readonly meatOf: MeatOf;
  readonly profile: Profile;
  readonly notes: Fit['notes'];
  readonly counts: { readonly counts: ParameterCounts; readonly clusters: Design['clusters'] };
}

/** One model in the coordinates of the span. */
function solve({
  spec,
  span,
  y,
  meatOf,
  profile,
  notes,
  counts: { counts: plain, clusters },
}: Problem): EstimateRecord | null {
  const names = namesOf(spec, span);
  if (!names) return null;
  const slopes = names.filter((name) => name !== INTERCEPT).length;
  if (names.length === 0) return null;
  const factor = factorise(
    names.map((name) => span.columns.get(name)!),
    names.map((name) => span.lengths.get(name)!),
  );
  if (factor.dropped.length > 0) return null;
  const k = names.length;
  const toTerms = invertUpper(factor.r, k);
  const { coordinates, residual: g } = project(factor.q, y.along);
  const rss = y.rss + dot(g, g);
  const counts = { ...plain, slopes };
  if (rss < PERFECT * y.length ** 2 || y.totals.n <= k) return null;
  const measures = measuresFrom(y.totals, rss, profile.smallSample('iid', counts).k, profile);
  const estimates = multiply(toTerms, coordinates, k, k, 1);
  const design: Design = {
    ...span.design,
    ...{ outcomeName: y.name, y: y.values, names, x: [], clusters },
    sample: sampleOf(spec, span.design.sample),
  };
  const fit: Fit = {
    kind: 'fit',
    n: design.n,
    terms: names,
    estimates,
    ...{ x: [], residuals: NONE, bread: NONE, scale: null, reference: 't', ownCovariance: null },
    basis: { columns: regressors([]), coordinates, toTerms },
    leverage: () => NONE,
    report: reported(names, estimates, span),
    slopes: names.flatMap((name, i) => (name === INTERCEPT ? [] : [i])),
    counts,
    collinear: [],
    measures: { ...measures, ...(y.correlations && ofUnits(y.correlations, names, estimates, span)) },
    notes,
  };
  const covariance = covarianceFor(spec.vcov.type);
  invariant(covariance, 'a covariance of the catalog');
  const compute = meatOf(spec, y, { basis: factor.q, g, counts, rss, profile });
  return compute && recordOfFit(spec, design, fit, { profile, covariance }, compute);
}

const NONE = new Float64Array(0);

/** The columns of a model as its formula has them; null where the span lacks one. */
function namesOf({ formula }: ModelSpec, span: Span): readonly string[] | null {
  const { design } = span;
  const constant = design.intercept || span.constant > 0;
  const terms = formula.terms.map(({ factors }) => factors.map(expressionName).join(':'));
  const names = [...(constant ? [INTERCEPT] : []), ...terms];
  return names.every((name) => span.columns.has(name)) && new Set(names).size === names.length ? names : null;
}

/** Beside absorbed effects the constant becomes mean(y) - mean(x)'b (linear.ts). */
function reported(
  names: readonly string[],
  estimates: Float64Array,
  { constant, means }: Span,
): Fit['report'] {
  const k = names.length;
  const map = identity(k);
  if (constant > 0) {
    for (let j = 1; j < k; j += 1) map[j] = -means.get(names[j]!)!;
  }
  return { terms: names, estimates: multiply(map, estimates, k, k, 1), map };
}

function ofUnits(
  { between, overall }: CorrelationProducts,
  names: readonly string[],
  estimates: Float64Array,
  { design }: Span,
): Pick<Fit['measures'], 'between_r2' | 'overall_r2'> {
  const b = new Float64Array(design.names.length);
  names.forEach((name, j) => {
    if (name !== INTERCEPT) b[design.names.indexOf(name)] = estimates[j]!;
  });
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    between_r2: known(squaredCorrelationOf(between, b)),
    overall_r2: known(squaredCorrelationOf(overall, b)),
  };
}

/** What is missing, by the names that the model itself needs; rows and their losses are those of the group. */
function sampleOf(spec: ModelSpec, sample: SampleRecord): SampleRecord {
  const names = requiredNames(spec, spec.vcov.by ?? []);
  return { ...sample, missing: Object.fromEntries(names.map((name) => [name, sample.missing[name] ?? 0])) };
}
