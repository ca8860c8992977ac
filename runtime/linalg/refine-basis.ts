import { cholesky } from './cholesky.ts';
import { differenceExtended, dotExtended, roundedOf, takeMultiple } from './extended.ts';
import { multiply, transpose } from './matrix.ts';
import { invertUpper } from './triangular.ts';

/** x = Q R and T = R^-1; q: k columns of n; both matrices k x k upper triangular, row-major. */
export interface Basis {
  readonly q: readonly Float64Array[];
  readonly toTerms: Float64Array;
}

/**
 * An orthonormal basis whose T belongs to the columns as they stand: in x T, computed in twice the precision, the errors
 * of T show as departures from orthogonality, which a Cholesky factor takes out. What is left is rounding of T itself,
 * where Householder's R is off by the condition times that (Yamamoto et al. 2015, for the repeated factorisation).
 * x: k columns of n. null where the departure is too large to be one.
 */
export function refineBasis(x: readonly Float64Array[], toTerms: Float64Array): Basis | null {
  const k = x.length;
  const columns = combined(x, toTerms);
  const gram = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      const product = dotExtended(columns[i]!, columns[j]!);
      gram[i * k + j] = product;
      gram[j * k + i] = product;
    }
  }
  const l = cholesky(gram, k);
  if (l === null) return null;
  const correction = invertUpper(transpose(l, k, k), k);
  return { q: combined(columns, correction), toTerms: multiply(toTerms, correction, k, k, k) };
}

/** The columns x T, rounded once. */
function combined(x: readonly Float64Array[], t: Float64Array): Float64Array[] {
  const k = x.length;
  return x.map((column, j) => {
    const zero = new Float64Array(column.length);
    const total = differenceExtended(zero, zero);
    for (let i = 0; i <= j; i += 1) takeMultiple(total, -t[i * k + j]!, x[i]!);
    return roundedOf(total);
  });
}
