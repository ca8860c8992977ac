import type { Estimated } from '../estimators/estimate.ts';
import { INTERCEPT } from '../design/names.ts';
import { invertUpper } from '../linalg/triangular.ts';

/** A slope of a model: the term that it belongs to, and its column of R less the constant, where there is one. */
export interface Slope {
  readonly term: string;
  readonly column: Float64Array;
}

/**
 * The regressors by their triangular factor: columns of k numbers with the inner products of the centred (weighted,
 * within-transformed) columns of n. Without a constant they are taken as they are.
 */
export function slopesOf({ fit, design }: Estimated): readonly Slope[] {
  const k = fit.terms.length;
  const r = invertUpper(fit.basis.toTerms, k);
  const first = fit.terms[0] === INTERCEPT ? 1 : 0;
  return fit.terms.slice(first).map((name, j) => ({
    term: design.termOf?.get(name) ?? name,
    column: Float64Array.from({ length: k - first }, (_, i) => r[(i + first) * k + j + first]!),
  }));
}
