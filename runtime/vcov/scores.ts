import type { CovarianceInput } from './vcov.ts';

/** Scores x_i e_i, n x k as columns. */
export function scoresOf({ x, residuals }: Pick<CovarianceInput, 'x' | 'residuals'>): Float64Array[] {
  return x.values().map((column) => column.map((value, i) => value * residuals[i]!));
}
