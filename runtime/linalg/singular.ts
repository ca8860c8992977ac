import { Matrix, SingularValueDecomposition } from 'ml-matrix';

/** Singular values of k columns of m >= k each (Golub & Reinsch, by ml-matrix). */
export function singularValues(columns: readonly Float64Array[]): Float64Array {
  const matrix = new Matrix(columns.map((column) => [...column])).transpose();
  const found = new SingularValueDecomposition(matrix, {
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  });
  return Float64Array.from(found.diagonal);
}
