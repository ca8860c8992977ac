import type { VcovSpec } from '../../compiler/plan/model.ts';
import type { ParallelParameters } from '../../compiler/plan/plan.ts';
import { covarianceWith } from '../estimators/covariance-input.ts';
import type { Estimated, Estimation } from '../estimators/estimate.ts';
import { norm } from '../linalg/sums.ts';
import type { PathCovariances } from './mediation-parallel.ts';

/**
 * Covariances of the paths a, which are coefficients of one regressor in models with the same regressors on the same rows,
 * and of the paths b, from the direct model. Null where a model has no covariance, or one that is drawn.
 */
export function pathCovariances(
  { treatment, mediators }: ParallelParameters,
  vcov: VcovSpec,
  models: readonly Estimation[],
  direct: Estimation,
): PathCovariances | null {
  const estimated = models.filter((one): one is Estimated => one.kind === 'estimated');
  if (estimated.length < models.length || direct.kind !== 'estimated') return null;
  const b = directBlock(direct, mediators);
  const a = vcov.draws === undefined && b !== null ? betweenModels(estimated, vcov, treatment) : null;
  return a === null || b === null ? null : { a, b };
}

function directBlock({ fit, vcov }: Estimated, mediators: readonly string[]): Float64Array | null {
  const places = mediators.map((name) => fit.report.terms.indexOf(name));
  const k = fit.report.terms.length;
  if (vcov === null || places.includes(-1)) return null;
  return Float64Array.from(places.flatMap((i) => places.map((j) => vcov[i * k + j]!)));
}

/**
 * A covariance is a quadratic form of the residuals, so that of two models follows from the residuals' sum:
 * V(e + f) = V(e) + 2 C(e, f) + V(f). Residuals are brought to unit length before.
 */
function betweenModels(models: readonly Estimated[], vcov: VcovSpec, treatment: string): Float64Array | null {
  const [first] = models;
  const at = first!.fit.terms.indexOf(treatment);
  const k = first!.fit.terms.length;
  const same = models.every(
    ({ fit, record }) => record.estimator === 'ols' && fit.terms.join() === first!.fit.terms.join(),
  );
  if (at < 0 || !same) return null;
  const lengths = models.map(({ fit }) => norm(fit.residuals));
  const units = models.map(({ fit }, i) => fit.residuals.map((e) => e / (lengths[i]! || 1)));
  const variance = (residuals: Float64Array): number | null => {
    const whole = covarianceWith(first!, vcov, residuals);
    return whole && whole[at * k + at]!;
  };
  const own = units.map(variance);
  if (own.includes(null)) return null;
  const m = models.length;
  const result = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < m; j += 1) {
      const sum = units[i]!.map((e, row) => e + units[j]![row]!);
      const shared = i === j ? own[i]! : (variance(sum)! - own[i]! - own[j]!) / 2;
      result[i * m + j] = lengths[i]! * lengths[j]! * shared;
    }
  }
  return result;
}
