import { cholesky, quadraticForm, solveLower } from '../linalg/cholesky.ts';
import { multiply, transpose } from '../linalg/matrix.ts';
import { solveUpper } from '../linalg/triangular.ts';
import type { ClusterProducts } from './products.ts';
import type { WildWeights } from './wild-test.ts';

/** Draws that equal the statistic but for rounding count as reaching it. */
const ROUNDING = 1e-9;
/** A pivot below this share of its diagonal is rounding: the clusters of a draw leave a direction without variance. */
const SINGULAR = 1e-10;

/**
 * p of several estimates at once by the wild cluster bootstrap with the null imposed: the share of draws whose Wald
 * statistic by cluster reaches that of the sample. Under the null residuals are e + A'(AA')^-1 d, d being the q deviations
 * from it; a draw multiplies them by one number a cluster. directions: q x m, row-major, the contrasts over the columns
 * of the products. Drawn ones count the sample itself. A draw whose covariance is singular reaches anything. Null where
 * the sample's own is singular. As `wildTest` of one estimate; Roodman, Nielsen, MacKinnon & Webb (2019), section 5.
 */
export function wildJoint(
  products: ClusterProducts,
  directions: Float64Array,
  deviations: Float64Array,
  { values, draws, exact }: WildWeights,
): number | null {
  const { clusters, m } = products;
  const q = deviations.length;
  const scores = restrictedScores(products, directions, deviations);
  const images = imagesOf(products, directions, q);
  const statistic = (v: Float64Array): number | null =>
    waldOf(v, { scores, images, directions, clusters, m, q });
  const own = statistic(new Float64Array(clusters).fill(1));
  if (own === null) return null;
  let reached = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn = statistic(values.subarray(draw * clusters, (draw + 1) * clusters));
    if (drawn === null || drawn >= own * (1 - ROUNDING)) reached += 1;
  }
  return exact ? reached / draws : (1 + reached) / (1 + draws);
}

/** clusters x m: W_g' times the residuals under the null, W_g'e_g + W_g'W_g D'(DD')^-1 d. */
function restrictedScores(
  { clusters, m, squares, scores }: ClusterProducts,
  directions: Float64Array,
  deviations: Float64Array,
): Float64Array {
  const q = deviations.length;
  const gram = multiply(directions, transpose(directions, q, m), q, m, q);
  const l = cholesky(gram, q);
  if (l === null) return scores;
  const weights = solveUpper(transpose(l, q, q), solveLower(l, deviations, q), q);
  const shift = multiply(transpose(directions, q, m), weights, m, q, 1);
  const out = scores.slice();
  for (let g = 0; g < clusters; g += 1) {
    const moved = multiply(squares.subarray(g * m * m, (g + 1) * m * m), shift, m, m, 1);
    for (let i = 0; i < m; i += 1) out[g * m + i]! += moved[i]!;
  }
  return out;
}

/** clusters x q x m: D W_g'W_g. */
function imagesOf(
  { clusters, m, squares }: ClusterProducts,
  directions: Float64Array,
  q: number,
): Float64Array {
  const out = new Float64Array(clusters * q * m);
  for (let g = 0; g < clusters; g += 1) {
    out.set(multiply(directions, squares.subarray(g * m * m, (g + 1) * m * m), q, m, m), g * q * m);
  }
  return out;
}

interface Drawn {
  readonly scores: Float64Array;
  readonly images: Float64Array;
  readonly directions: Float64Array;
  readonly clusters: number;
  readonly m: number;
  readonly q: number;
}

/** N'(sum of u_g u_g')^-1 N with N = D sum of v_g t_g and u_g = D v_g t_g - D W_g'W_g (sum of v_h t_h). */
function waldOf(v: Float64Array, { scores, images, directions, clusters, m, q }: Drawn): number | null {
  const sum = new Float64Array(m);
  for (let g = 0; g < clusters; g += 1) {
    for (let i = 0; i < m; i += 1) sum[i]! += v[g]! * scores[g * m + i]!;
  }
  const covariance = new Float64Array(q * q);
  for (let g = 0; g < clusters; g += 1) {
    const u = new Float64Array(q);
    for (let j = 0; j < q; j += 1) {
      const row = (g * q + j) * m;
      for (let i = 0; i < m; i += 1) {
        u[j]! += directions[j * m + i]! * v[g]! * scores[g * m + i]! - images[row + i]! * sum[i]!;
      }
    }
    for (let a = 0; a < q; a += 1) for (let b = 0; b < q; b += 1) covariance[a * q + b]! += u[a]! * u[b]!;
  }
  const l = cholesky(covariance, q, SINGULAR);
  return l && quadraticForm(l, multiply(directions, sum, q, m, 1), q);
}
