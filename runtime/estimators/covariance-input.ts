import type { VcovSpec } from '../../compiler/plan/model.ts';
import type { SmallSample } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { rootOf } from '../design/weighting.ts';
import { congruence, identity, multiply } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import { invertUpper } from '../linalg/triangular.ts';
import type { CovarianceInput } from '../vcov/vcov.ts';
import type { Estimated } from './estimate.ts';
import type { Fit } from './estimator.ts';

/** What a covariance needs, on the orthonormal basis. */
export function covarianceInput(
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
    bread: identity(columns.count),
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
export function toBasis(fit: Fit, vcov: Float64Array): Float64Array {
  const k = fit.terms.length;
  return congruence(invertUpper(fit.basis.toTerms, k), vcov, k, k);
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
