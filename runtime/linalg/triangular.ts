/** Solution z of R z = c. R: k x k upper triangular, row-major with rows of length `stride`; c: k. */
export function solveUpper(r: Float64Array, c: ArrayLike<number>, k: number, stride = k): Float64Array {
  const z = new Float64Array(k);
  for (let i = k - 1; i >= 0; i -= 1) {
    let rest = c[i]!;
    for (let j = i + 1; j < k; j += 1) rest -= r[i * stride + j]! * z[j]!;
    z[i] = rest / r[i * stride + i]!;
  }
  return z;
}

/** R^-1, k x k upper triangular, row-major. No diagonal element of R is zero: the caller's promise. */
export function invertUpper(r: Float64Array, k: number): Float64Array {
  const inverse = new Float64Array(k * k);
  const unit = new Float64Array(k);
  for (let j = 0; j < k; j += 1) {
    unit.fill(0);
    unit[j] = 1;
    const column = solveUpper(r, unit, k);
    for (let i = 0; i <= j; i += 1) inverse[i * k + j] = column[i]!;
  }
  return inverse;
}

/** Solution z of R'z = c. R: k x k upper triangular, row-major; c: k. */
export function solveTransposed(r: Float64Array, c: ArrayLike<number>, k: number): Float64Array {
  const z = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    let rest = c[i]!;
    for (let j = 0; j < i; j += 1) rest -= r[j * k + i]! * z[j]!;
    z[i] = rest / r[i * k + i]!;
  }
  return z;
}
