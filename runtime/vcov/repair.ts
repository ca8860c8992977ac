import { applySpectral, symmetricEigen } from '../linalg/eigen.ts';
import { block } from '../linalg/matrix.ts';

/** Eigenvalues below this share of the largest, taken negative, are more than rounding. */
const ROUNDING = 1e-12;

export interface Repaired {
  readonly vcov: Float64Array;
  /** How many eigenvalues were set to zero; 0 where nothing had to be done. */
  readonly clipped: number;
}

/**
 * A covariance of which the block `indices` is made positive semi-definite: its negative eigenvalues become zero.
 * vcov: k x k, row-major. Depends on the units of the terms, as the rule of the programs does.
 * Cameron, Gelbach & Miller (2011), 2.3.
 */
export function repaired(vcov: Float64Array, k: number, indices: readonly number[]): Repaired {
  const m = indices.length;
  if (m === 0) return { vcov, clipped: 0 };
  const eigen = symmetricEigen(block(vcov, k, indices), m);
  const largest = Math.max(...eigen.values);
  const clipped = eigen.values.filter((value) => value < -ROUNDING * Math.abs(largest)).length;
  if (clipped === 0) return { vcov, clipped };
  const positive = applySpectral(eigen, (value) => Math.max(value, 0));
  const out = vcov.slice();
  indices.forEach((row, i) => {
    indices.forEach((column, j) => {
      out[row * k + column] = positive[i * m + j]!;
    });
  });
  return { vcov: out, clipped };
}
