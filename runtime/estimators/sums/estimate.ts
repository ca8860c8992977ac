import { invariant } from '../../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { profileFor } from '../../conventions/index.ts';
import type { Profile } from '../../conventions/profile.ts';
import type { Codes, Design } from '../../design/design.ts';
import { expressionName, INTERCEPT, termName } from '../../design/names.ts';
import { noRows } from '../../design/no-rows.ts';
import { congruence, identity, multiply, transpose } from '../../linalg/matrix.ts';
import { regressors } from '../../linalg/regressors.ts';
import type { Note, SampleRecord } from '../../results/results.ts';
import { covarianceFor } from '../../vcov/index.ts';
import { countParameters } from '../counts.ts';
import { type Estimation, estimationOfFit, type NotEstimated, undefinedConvention } from '../estimate.ts';
import type { Fit } from '../estimator.ts';
import { failure } from '../failure.ts';
import { measuresFrom } from '../measures.ts';
import { failedRecord } from '../record.ts';
import { constantOutcome, outsideOfLengths } from '../unusable.ts';
import type { RowSums } from './row-sums.ts';
import { solveFromSums, type SummedSolution, type Unresolved } from './solve.ts';

/** What is known of the rows of a model that are not in memory. */
export interface SummedRows {
  readonly sample: SampleRecord;
  /** Groups; null without them. */
  readonly clusters: number | null;
  readonly units: number | null;
  readonly periods: number | null;
}

/**
 * A linear model without effects, weights and instruments from sums over its rows; its record is that of the model in
 * memory, to rounding. Nothing that asks for rows may stand on it: the design and the fit have none.
 */
export async function estimateFromSums(
  spec: ModelSpec,
  rows: SummedRows,
  sums: RowSums,
): Promise<Estimation> {
  const { formula } = spec;
  const names = [...(formula.intercept ? [INTERCEPT] : []), ...formula.terms.map(termName)];
  const design = designOf(spec, names, rows);
  const fail = (note: Note): NotEstimated => ({
    kind: 'not-estimated',
    record: failedRecord(spec, design, rows.sample.rows, note),
  });
  const profile = profileFor(spec.conventions, false, spec.estimator);
  if (profile === null) return fail(undefinedConvention(spec));
  if (design.n === 0) return fail(noRows(rows.sample, spec));
  const refused = await unusableSums(design, sums);
  if (refused) return fail(refused);
  const solution = await solveFromSums(sums, names.length, formula.intercept);
  if ('kind' in solution) return fail(withoutDigits(solution, design));
  if (design.n <= names.length) return fail(withoutDigits({ kind: 'perfect' }, design));
  const covariance = covarianceFor(spec.vcov.type);
  invariant(covariance, 'a covariance of the catalog');
  const fit = fitOf(design, solution, profile);
  const own = profile.smallSample(covariance.family, fit.counts).ownFactors === true;
  const vcov = await covarianceOf(spec, solution, sums, { own, clusters: rows.clusters ?? 0, fit, profile });
  return estimationOfFit(spec, design, fit, { profile, covariance }, () => vcov);
}

function designOf({ formula, vcov }: ModelSpec, names: readonly string[], rows: SummedRows): Design {
  const groups = (name: string, levels: number | null): Codes | null =>
    levels === null ? null : { name, codes: new Int32Array(0), levels };
  return {
    n: rows.sample.used,
    rows: new Int32Array(0),
    outcomeName: expressionName(formula.outcome),
    y: NONE,
    names,
    x: [],
    intercept: formula.intercept,
    fixed: [],
    clusters: (vcov.by ?? []).map((name) => groups(name, rows.clusters ?? 0)!),
    units: groups('', rows.units),
    periods: groups('', rows.periods),
    times: null,
    sample: rows.sample,
  };
}

const NONE = new Float64Array(0);

/** What `unusable` says of a design in memory. */
async function unusableSums(design: Design, sums: RowSums): Promise<Note | null> {
  const { names, outcomeName, n } = design;
  const { least, most } = await sums.ranges();
  const all = [...names, outcomeName];
  const lengths = all.map((name, j) => ({
    name,
    length: Math.max(Math.abs(least[j]!), Math.abs(most[j]!)) * Math.sqrt(n),
  }));
  const outside = outsideOfLengths(lengths);
  if (outside) return outside.note;
  const k = names.length;
  if (design.intercept && least[k] === most[k]) return constantOutcome(outcomeName, n).note;
  return k === 0 ? failure('no-regressors', 'the model has no regressor').note : null;
}

function withoutDigits(found: Unresolved, { names, outcomeName }: Design): Note {
  const column = found.kind === 'perfect' ? outcomeName : names[found.column]!;
  const what =
    found.kind === 'perfect'
      ? `${column} is explained by the regressors all but perfectly, or by parts that cancel out`
      : `${column} is all but explained by the columns before it, or does not vary`;
  const message = `${what}: sums of products have no digits left for it`;
  return { code: 'sums-lose-digits', message, values: { names: [column] } };
}

function fitOf(design: Design, solution: SummedSolution, profile: Profile): Fit {
  const { n, names, intercept } = design;
  const { estimates, coordinates, toTerms, rss, tss, outcomeMean } = solution;
  const k = names.length;
  const counts = countParameters(design, k - (intercept ? 1 : 0));
  const totals = {
    n,
    tss,
    withinTss: null,
    totalDf: n - (intercept ? 1 : 0),
    ofWeights: 0,
    mean: outcomeMean,
  };
  return {
    kind: 'fit',
    n,
    terms: names,
    estimates,
    ...{ x: [], residuals: NONE, scale: null, reference: 't', ownCovariance: null },
    bread: multiply(toTerms, transpose(toTerms, k, k), k, k, k),
    basis: { columns: regressors([]), coordinates, toTerms },
    leverage: () => NONE,
    report: { terms: names, estimates, map: identity(k) },
    slopes: names.flatMap((name, i) => (name === INTERCEPT ? [] : [i])),
    counts,
    collinear: [],
    measures: measuresFrom(totals, rss, profile.smallSample('iid', counts).k, profile),
    notes: intercept ? [] : [UNCENTRED],
  };
}

const UNCENTRED: Note = {
  code: 'uncentred-r2',
  message: 'without a constant, R2 compares with zero, not with the mean',
};

interface Factors {
  /** Whether the clusters have a factor of their own. */
  readonly own: boolean;
  readonly clusters: number;
  readonly fit: Fit;
  readonly profile: Profile;
}

/** k x k on the orthonormal basis, before the factor q. */
async function covarianceOf(
  { vcov }: ModelSpec,
  { centres, b, rss, toColumns }: SummedSolution,
  sums: RowSums,
  { own, clusters, fit, profile }: Factors,
): Promise<Float64Array> {
  const k = fit.terms.length;
  const clustered = vcov.by !== undefined;
  if (!clustered && vcov.type === 'iid') {
    const sigma2 = rss / (fit.n - profile.smallSample('iid', fit.counts).k);
    return identity(k).map((value) => value * sigma2);
  }
  const meat = await sums.scores(centres, b, clustered);
  const factor = clustered && own ? clusters / (clusters - 1) : 1;
  return congruence(transpose(toColumns, k, k), meat, k, k).map((value) => value * factor);
}
