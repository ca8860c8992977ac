/**
 * Lower triangular L with A = L L'. A: k x k symmetric, row-major. Null where A is not positive definite: a pivot
 * falls below `tolerance` times its own diagonal element, so the verdict does not depend on units.
 */
export function cholesky(a: Float64Array, k: number, tolerance = 1e-12): Float64Array | null {
  const l = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j < i; j += 1) {
      l[i * k + j] = (a[i * k + j]! - rowProduct(l, k, i, j, j)) / l[j * k + j]!;
    }
    const pivot = a[i * k + i]! - rowProduct(l, k, i, i, i);
    if (!(pivot > tolerance * a[i * k + i]!) || !Number.isFinite(pivot)) return null;
    l[i * k + i] = Math.sqrt(pivot);
  }
  return l;
}

function rowProduct(l: Float64Array, k: number, i: number, j: number, length: number): number {
  let total = 0;
  for (let m = 0; m < length; m += 1) total += l[i * k + m]! * l[j * k + m]!;
  return total;
}

/** Solution z of L z = c. L: k x k lower triangular, row-major. */
export function solveLower(l: Float64Array, c: ArrayLike<number>, k: number): Float64Array {
  const z = new Float64Array(k);
  for (let i = 0; i < k; i += 1) {
    let rest = c[i]!;
    for (let j = 0; j < i; j += 1) rest -= l[i * k + j]! * z[j]!;
    z[i] = rest / l[i * k + i]!;
  }
  return z;
}

/** Solution z of L'z = c. L: k x k lower triangular, row-major. */
export function solveTransposed(l: Float64Array, c: ArrayLike<number>, k: number): Float64Array {
  const z = new Float64Array(k);
  for (let i = k - 1; i >= 0; i -= 1) {
    let rest = c[i]!;
    for (let j = i + 1; j < k; j += 1) rest -= l[j * k + i]! * z[j]!;
    z[i] = rest / l[i * k + i]!;
  }
  return z;
}

/** (L L')^-1, k x k, row-major. */
export function inverseFromCholesky(l: Float64Array, k: number): Float64Array {
  const rows: Float64Array[] = [];
  for (let j = 0; j < k; j += 1) {
    const unit = new Float64Array(k);
    unit[j] = 1;
    rows.push(solveLower(l, unit, k));
  }
  const inverse = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const a = rows[i]!;
      const b = rows[j]!;
      let total = 0;
      for (let m = i; m < k; m += 1) total += a[m]! * b[m]!;
      inverse[i * k + j] = total;
      inverse[j * k + i] = total;
    }
  }
  return inverse;
}

/** c' A^-1 c for A = L L'. */
export function quadraticForm(l: Float64Array, c: ArrayLike<number>, k: number): number {
  const z = solveLower(l, c, k);
  let total = 0;
  for (let i = 0; i < k; i += 1) total += z[i]! * z[i]!;
  return total;
}
