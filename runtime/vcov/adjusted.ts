import { invariant } from '../../compiler/plan/invariant.ts';
import { applySpectral, symmetricEigen } from '../linalg/eigen.ts';
import { congruence, multiply, transpose } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import { type ClusterProducts, clusterProducts } from './products.ts';
import type { CovarianceInput } from './vcov.ts';

/** Eigenvalues of I - H_gg up to here are zero: the cluster fits that direction exactly, and says nothing of it. */
const NOTHING_LEFT = 1e-12;

/** Adjustments (I - H_gg)^power of each cluster's residuals, carried over to the columns of the basis. */
export interface Adjusted {
  readonly products: ClusterProducts;
  /** clusters: m x m, (I - W_g'W_g)^power; since (I - W_g W_g')^p W_g = W_g (I - W_g'W_g)^p, no matrix of rows is needed. */
  readonly adjustments: readonly Float64Array[];
}

export function adjusted(input: CovarianceInput, power: -0.5 | -1): Adjusted {
  invariant(input.clusters.length === 1, 'one dimension of clusters');
  const products = clusterProducts(input, input.clusters[0]!);
  const { m } = products;
  const adjustments = Array.from({ length: products.clusters }, (_, g) => {
    const rest = squareOf(products, g).map((value, i) => (i % (m + 1) === 0 ? 1 - value : -value));
    return applySpectral(symmetricEigen(rest, m), (value) =>
      value > NOTHING_LEFT ? 1 / (power === -1 ? value : Math.sqrt(value)) : 0,
    );
  });
  return { products, adjustments };
}

/** m x m, W_g'W_g of a cluster. */
export function squareOf({ squares, m }: ClusterProducts, g: number): Float64Array {
  return squares.subarray(g * m * m, (g + 1) * m * m);
}

/** Sum of the outer products of the adjusted scores, between the breads: k x k, row-major. */
export function adjustedSandwich(input: CovarianceInput, { products, adjustments }: Adjusted): Float64Array {
  const { clusters, m, scores, coordinates } = products;
  const k = input.x.count;
  const toX = transpose(coordinates, m, k);
  const meat = new Float64Array(k * k);
  for (let g = 0; g < clusters; g += 1) {
    const score = multiply(adjustments[g]!, scores.subarray(g * m, (g + 1) * m), m, m, 1);
    const u = multiply(toX, score, k, m, 1);
    for (let i = 0; i < k; i += 1) {
      for (let j = 0; j < k; j += 1) meat[i * k + j]! += u[i]! * u[j]!;
    }
  }
  return congruence(input.bread, meat, k, k);
}

/**
 * Satterthwaite's degrees of freedom of each contrast under errors of equal variance: 2 / (relative variance) of the
 * variance estimator, a quadratic form with the matrix D - F F' over clusters. contrasts: k' x k, row-major.
 * Bell & McCaffrey (2002); Pustejovsky & Tipton (2018).
 */
export function satterthwaite(
  input: CovarianceInput,
  { products, adjustments }: Adjusted,
  contrasts: Float64Array,
): Float64Array {
  const k = input.x.count;
  const { clusters, m, coordinates } = products;
  return Float64Array.from({ length: contrasts.length / k }, (_, row) => {
    const contrast = multiply(input.bread, contrasts.subarray(row * k, (row + 1) * k), k, k, 1);
    const direction = multiply(coordinates, contrast, m, k, 1);
    const cross = new Float64Array(m * m);
    let expected = 0;
    let squares = 0;
    for (let g = 0; g < clusters; g += 1) {
      const t = multiply(adjustments[g]!, direction, m, m, 1);
      const f = multiply(squareOf(products, g), t, m, m, 1);
      const own = dot(t, f);
      const shared = dot(f, f);
      expected += own - shared;
      squares += own * own - 2 * own * shared;
      for (let i = 0; i < m; i += 1) for (let j = 0; j < m; j += 1) cross[i * m + j]! += f[i]! * f[j]!;
    }
    return expected ** 2 / (squares + dot(cross, cross));
  });
}
