import { scoreProducts, weightedProducts } from '../linalg/kernels/products.ts';
import { congruence, transpose } from '../linalg/matrix.ts';
import type { Product, Regressors } from '../linalg/regressors.ts';
import { dot } from '../linalg/sums.ts';

/**
 * bread (X' diag(w) X) bread, k x k row-major: rows independent of one another.
 * x: k columns of n; weights: n, the squared residuals in whatever form; bread: k x k symmetric.
 */
export function rowSandwich(x: Regressors, weights: Float64Array, bread: Float64Array): Float64Array {
  const k = x.count;
  const meat = x.product
    ? onColumns(x, weightedProducts(x.product.z, weights))
    : weighted(x.values(), weights);
  return congruence(bread, meat, k, k);
}

/** The covariances that `scoreSandwich` gives: an estimator may compute the products of scores beside the residuals. */
export const OF_SCORES: ReadonlySet<string> = new Set(['HC0', 'HC1']);

/** The same by the squares of the residuals as they are. residuals: n. */
export function scoreSandwich(x: Regressors, residuals: Float64Array, bread: Float64Array): Float64Array {
  const k = x.count;
  const meat = x.product
    ? onColumns(x, scoresOfProduct(x.product, residuals))
    : weighted(
        x.values(),
        residuals.map((e) => e * e),
      );
  return congruence(bread, meat, k, k);
}

function scoresOfProduct({ z, scores }: Product, residuals: Float64Array): Float64Array {
  return scores?.residuals === residuals ? scores.products : scoreProducts(z, residuals);
}

/** T'MT: products of the columns z, k x k, as those of x = z T. */
export function onColumns({ product, count: k }: Regressors, products: Float64Array): Float64Array {
  return product ? congruence(transpose(product.toColumns, k, k), products, k, k) : products;
}

function weighted(x: readonly Float64Array[], weights: Float64Array): Float64Array {
  const k = x.length;
  const meat = new Float64Array(k * k);
  x.forEach((column, i) => {
    const product = column.map((value, row) => value * weights[row]!);
    for (let j = 0; j <= i; j += 1) {
      const value = dot(product, x[j]!);
      meat[i * k + j] = value;
      meat[j * k + i] = value;
    }
  });
  return meat;
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
