import type { ModelSpec } from '../../compiler/plan/model.ts';
import { chiSquaredTail, fTail, normalQuantile, studentQuantile } from '../distributions/index.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { Fit } from '../estimators/estimator.ts';
import type { CovarianceOnBasis } from '../estimators/infer.ts';
import { cholesky, quadraticForm, solveLower } from '../linalg/cholesky.ts';
import { congruence, multiply, transpose } from '../linalg/matrix.ts';
import { factorise } from '../linalg/qr.ts';
import type { HypothesisRecord } from '../results/results.ts';
import { drawnModel } from './drawn-model.ts';

/** Linear restrictions R b = r on the k' reported coefficients. rows: m x k', row-major; values: m. */
export interface Restrictions {
  readonly rows: Float64Array;
  readonly values: Float64Array;
}

/** The covariance of the restrictions is singular, or T-squared has no degrees of freedom left for so many of them. */
export type NoTest = 'singular' | 'no degrees of freedom';

/** What the test asks of a model, or of several that are stacked. */
export interface TestedModel extends Pick<Estimated, 'profile' | 'covariance'> {
  readonly fit: Pick<Fit, 'report' | 'counts'> & { readonly basis: Pick<Fit['basis'], 'columns'> };
}

/** A pivot of the covariance below this share of its diagonal is rounding: the covariance is singular. */
const SINGULAR = 1e-10;

/**
 * Wald test of independent restrictions by the covariance of a model: (Rb - r)' (R V R')^-1 (Rb - r), over m as F with the degrees of
 * freedom of the model, or as it is, chi-squared, where its reference is normal. A covariance with degrees of freedom of
 * its own gives Hotelling's T-squared; one with an inference of its own its p. Of a single restriction also estimate,
 * standard error and interval. A text says why there is no test.
 */
export function waldTest(
  model: TestedModel,
  onBasis: CovarianceOnBasis,
  { rows, values }: Restrictions,
  spec: ModelSpec,
  name: string,
): HypothesisRecord | NoTest {
  const { report, counts } = model.fit;
  const m = values.length;
  const k = onBasis.rows.length / report.terms.length;
  const deviations = multiply(rows, report.estimates, m, report.terms.length, 1).map(
    (value, i) => value - values[i]!,
  );
  const overBasis = multiply(rows, onBasis.rows, m, report.terms.length, k);
  // The scores of G clusters add up to zero: their covariance has rank G - 1.
  if (counts.clusters.some((clusters) => clusters <= m)) return 'singular';
  const chi2 = distanceOf(deviations, overBasis, onBasis.vcov, m, k);
  if (chi2 === null) return 'singular';
  const test = referred(model, onBasis, overBasis, chi2, m);
  if (test.df2 !== null && !(test.df2 > 0)) return 'no degrees of freedom';
  const question = {
    contrasts: overBasis,
    estimates: deviations,
    names: Array.from(deviations, () => name),
    level: spec.level,
    percentile: model.profile.percentile,
    model: drawnModel(spec),
  };
  const { inference, jointInference } = model.covariance;
  if (m > 1) {
    const p = jointInference ? jointInference(onBasis.input, question) : test.p;
    return { ...NONE, ...test, p };
  }
  const single = intervalOf(deviations[0]!, overBasis, onBasis.vcov, test.df2, spec.level);
  const own = inference?.(onBasis.input, question);
  if (own === undefined) return { ...single, ...test };
  const { p, low, high } = own.tests[0]!;
  const note = low === null || high === null ? own.notes[0] : undefined;
  return { ...single, ...test, p, conf_low: low, conf_high: high, ...(note ? { note } : {}) };
}

/**
 * d' (A V A')^-1 d, by an orthonormal basis of the rows of A (A' = Q T), so that restrictions of very different size or
 * direction lose nothing to one another.
 */
function distanceOf(
  deviations: Float64Array,
  a: Float64Array,
  vcov: Float64Array,
  m: number,
  k: number,
): number | null {
  const columns = Array.from({ length: m }, (_, i) => a.slice(i * k, (i + 1) * k));
  const { q, r } = factorise(columns);
  if (q.length < m) return null;
  const orthonormal = Float64Array.from(q.flatMap((column) => [...column]));
  const l = cholesky(congruence(orthonormal, vcov, m, k), m, SINGULAR);
  return l && quadraticForm(l, solveLower(transpose(r, m, m), deviations, m), m);
}

type Test = Pick<HypothesisRecord, 'statistic' | 'distribution' | 'df' | 'df2' | 'p'>;

function referred(
  { covariance }: TestedModel,
  { input, df }: CovarianceOnBasis,
  contrasts: Float64Array,
  chi2: number,
  m: number,
): Test {
  if (df === null)
    return { statistic: chi2, distribution: 'chi2', df: m, df2: null, p: chiSquaredTail(chi2, m) };
  const own =
    m === 1
      ? covariance.degreesOfFreedom?.(input, contrasts)[0]
      : covariance.jointDegreesOfFreedom?.(input, contrasts);
  const df2 = own === undefined ? df : own - m + 1;
  const statistic = own === undefined ? chi2 / m : (chi2 / m) * (df2 / own);
  return { statistic, distribution: 'f', df: m, df2, p: df2 > 0 ? fTail(statistic, m, df2) : null };
}

type Single = Pick<HypothesisRecord, 'estimate' | 'std_error' | 'conf_low' | 'conf_high'>;

const NONE: Single = { estimate: null, std_error: null, conf_low: null, conf_high: null };

function intervalOf(
  estimate: number,
  row: Float64Array,
  vcov: Float64Array,
  df: number | null,
  level: number,
): Single {
  const stdError = Math.sqrt(congruence(row, vcov, 1, row.length)[0]!);
  const tail = 1 - (1 - level) / 2;
  const margin = (df === null ? normalQuantile(tail) : studentQuantile(tail, df)) * stdError;
  return { estimate, std_error: stdError, conf_low: estimate - margin, conf_high: estimate + margin };
}
