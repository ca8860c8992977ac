import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

/** Of a symmetric matrix, k x k row-major: eigenvalues ascending, and their orthonormal vectors as columns. */
export interface SymmetricEigen {
  readonly values: Float64Array;
  /** k x k, row-major: column j belongs to values[j]. */
  readonly vectors: Float64Array;
}

/** Householder's reduction and implicit QL (EISPACK's tred2 and tql2, by ml-matrix). */
export function symmetricEigen(a: Float64Array, k: number): SymmetricEigen {
  const found = new EigenvalueDecomposition(Matrix.from1DArray(k, k, a), { assumeSymmetric: true });
  return {
    values: Float64Array.from(found.realEigenvalues),
    vectors: Float64Array.from(found.eigenvectorMatrix.to1DArray()),
  };
}

/** V diag(f(values)) V', k x k, row-major: a function of a symmetric matrix. */
export function applySpectral(
  { values, vectors }: SymmetricEigen,
  f: (value: number) => number,
): Float64Array {
  const k = values.length;
  const images = values.map(f);
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let total = 0;
      for (let m = 0; m < k; m += 1) total += vectors[i * k + m]! * images[m]! * vectors[j * k + m]!;
      out[i * k + j] = total;
      out[j * k + i] = total;
    }
  }
  return out;
}
