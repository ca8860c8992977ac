import type { Design } from '../../design/design.ts';
import type { Estimated } from '../../estimators/estimate.ts';
import type { Failure } from '../../estimators/estimator.ts';
import { type Stages, stagesOf } from '../../estimators/instruments/stages.ts';
import { cholesky, quadraticForm } from '../../linalg/cholesky.ts';
import { identity } from '../../linalg/matrix.ts';
import { regressors } from '../../linalg/regressors.ts';
import { dot } from '../../linalg/sums.ts';
import { noTest } from '../diagnostic.ts';

/** The covariances of instrumented models whose sums of scores mean something for other moments too. */
const OF_MOMENTS: readonly string[] = ['iid', 'HC0', 'HC1', 'cluster', 'newey-west', 'driscoll-kraay'];

/** Several tests of one model ask for the same: effects are absorbed once. */
const known = new WeakMap<Design, Stages | Failure>();

/** An instrumented model before it is solved. Throws Intractable as absorption does. */
export function stagesIn({ design }: Estimated): Stages | Failure {
  const stages = known.get(design) ?? stagesOf(design);
  known.set(design, stages);
  return stages;
}

/** The same for tests by the model's vcov, where it has sums of scores. */
export function stagesByVcov(model: Estimated): Stages | Failure {
  const { covariance, vcov } = model;
  if (!OF_MOMENTS.includes(covariance.family))
    return noTest(`the test is not one of vcov ${covariance.family}`);
  return vcov === null ? noTest('the covariance of the model does not exist') : stagesIn(model);
}

/** Sums of products of columns with something whose mean product should be zero. */
export interface Moments {
  /** m columns of n, orthonormal. */
  readonly columns: readonly Float64Array[];
  /** n: what should be unrelated to them, as far as it varies. */
  readonly residuals: Float64Array;
  /** Where errors are taken for independent and of equal variance: that variance. */
  readonly sigma2: number;
  /** Whether pieces of several dimensions of clusters have the factors that the profile gives each. */
  readonly factors?: boolean;
}

/** The covariance of the moments as the model's vcov has it, m x m row-major, without the factor q. */
export function momentCovariance(
  { design, fit, covariance, smallSample, record }: Estimated,
  { columns, residuals, sigma2, factors = false }: Moments,
): Float64Array {
  const { units, periods, fixed, clusters, n } = design;
  return covariance.compute({
    n,
    spec: record.vcov,
    units,
    periods,
    fixed,
    clusters,
    x: regressors(columns),
    residuals,
    sigma2,
    bread: identity(columns.length),
    leverage: fit.leverage,
    ownFactors: factors && smallSample.ownFactors === true,
  });
}

/** h' S^-1 h for sums h of m moments; null where S is singular: m clusters have m - 1 independent sums at most. */
export function quadratic(covariance: Float64Array, h: Float64Array): number | null {
  const l = cholesky(covariance, h.length);
  return l === null ? null : quadraticForm(l, h, h.length);
}

/** Columns' inner products with a vector of n. */
export function along(columns: readonly Float64Array[], v: Float64Array): Float64Array {
  return Float64Array.from(columns, (column) => dot(column, v));
}

/** Why sums of scores over clusters or periods have no inverse. */
export function singularMoments(moments: number): Failure {
  return noTest(
    `the covariance of ${moments} moments is singular: the model's vcov has too few clusters or periods`,
  );
}
