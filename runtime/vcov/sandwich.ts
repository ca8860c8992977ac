import { congruence } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';

/**
 * bread (X' diag(w) X) bread, k x k row-major: rows independent of one another.
 * x: k columns of n; weights: n, the squared residuals in whatever form; bread: k x k symmetric.
 */
export function rowSandwich(
  x: readonly Float64Array[],
  weights: Float64Array,
  bread: Float64Array,
): Float64Array {
  const k = x.length;
  const meat = new Float64Array(k * k);
  x.forEach((column, i) => {
    const weighted = column.map((value, row) => value * weights[row]!);
    for (let j = 0; j <= i; j += 1) {
      const value = dot(weighted, x[j]!);
      meat[i * k + j] = value;
      meat[j * k + i] = value;
    }
  });
  return congruence(bread, meat, k, k);
}

/** Leverages from here on are 1: such a row is fitted exactly and its residual is rounding. */
export const FULL_LEVERAGE = 1 - 1e-10;

/**
 * Squared residuals over (1 - h)^power, n; 0 where h is 1, where both are 0. The limit has no value of its own; a note
 * says how many rows it concerns.
 */
export function inflatedSquares(residuals: Float64Array, leverage: Float64Array, power: 1 | 2): Float64Array {
  return residuals.map((e, i) =>
    leverage[i]! > FULL_LEVERAGE
      ? 0
      : power === 1
        ? e ** 2 / (1 - leverage[i]!)
        : e ** 2 / (1 - leverage[i]!) ** 2,
  );
}
