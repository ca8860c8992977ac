/** Small dense matrices, row-major in one Float64Array; shapes are the caller's promise. */

export function identity(k: number): Float64Array {
  const result = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) result[i * k + i] = 1;
  return result;
}

/** A B: (rows x inner) (inner x columns). */
export function multiply(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  inner: number,
  columns: number,
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let l = 0; l < inner; l += 1) {
      const factor = a[i * inner + l]!;
      for (let j = 0; j < columns; j += 1) result[i * columns + j]! += factor * b[l * columns + j]!;
    }
  }
  return result;
}

/** Transpose of a rows x columns matrix. */
export function transpose(a: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i += 1) {
    for (let j = 0; j < columns; j += 1) result[j * rows + i] = a[i * columns + j]!;
  }
  return result;
}

/** A V A': how a covariance goes through a linear map. A: rows x k, V: k x k. Returns rows x rows. */
export function congruence(a: Float64Array, v: Float64Array, rows: number, k: number): Float64Array {
  return multiply(multiply(a, v, rows, k, k), transpose(a, rows, k), rows, k, rows);
}

/** The square block of a k x k matrix at the given indices, in their order. */
export function block(a: Float64Array, k: number, indices: readonly number[]): Float64Array {
  const m = indices.length;
  const result = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < m; j += 1) result[i * m + j] = a[indices[i]! * k + indices[j]!]!;
  }
  return result;
}
