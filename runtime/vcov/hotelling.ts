import { invariant } from '../../compiler/plan/invariant.ts';
import { cholesky, solveLower } from '../linalg/cholesky.ts';
import { multiply } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import { type Adjusted, squareOf } from './adjusted.ts';
import type { CovarianceInput } from './vcov.ts';

/**
 * Degrees of freedom eta of the T-squared of several contrasts under an adjusted covariance of clusters: those of the
 * Wishart matrix whose elements have, in sum, the variances that the elements of the covariance have under errors of
 * equal variance (AHT-Z; of one contrast Satterthwaite's). contrasts: q x k, row-major, linearly independent. Infinity
 * or NaN never: the covariance of a contrast that no cluster speaks of is the caller's to refuse.
 * Tipton & Pustejovsky (2015), Pustejovsky & Tipton (2018), section 3.2.
 */
export function hotelling(input: CovarianceInput, by: Adjusted, contrasts: Float64Array): number {
  const q = contrasts.length / input.x.count;
  const images = standardised(imagesOf(input, by, contrasts), by, q);
  let total = 0;
  for (let s = 0; s < q; s += 1) {
    for (let t = 0; t < q; t += 1) total += variance(images, by, s, t);
  }
  return (q * (q + 1)) / total;
}

/** Of each contrast by cluster: A_g d, and W_g'W_g times it; m numbers each. */
interface Images {
  readonly adjusted: readonly (readonly Float64Array[])[];
  readonly squared: readonly (readonly Float64Array[])[];
}

function imagesOf(
  input: CovarianceInput,
  { products, adjustments }: Adjusted,
  contrasts: Float64Array,
): Images {
  const k = input.x.count;
  const { clusters, m, coordinates } = products;
  const adjusted = Array.from({ length: contrasts.length / k }, (_, row) => {
    const contrast = multiply(input.bread, contrasts.subarray(row * k, (row + 1) * k), k, k, 1);
    const direction = multiply(coordinates, contrast, m, k, 1);
    return Array.from({ length: clusters }, (__, g) => multiply(adjustments[g]!, direction, m, m, 1));
  });
  const squared = adjusted.map((one) => one.map((t, g) => multiply(squareOf(products, g), t, m, m, 1)));
  return { adjusted, squared };
}

/** Contrasts combined so that the expected covariance of their estimates is the identity. */
function standardised(images: Images, { products }: Adjusted, q: number): Images {
  const { clusters, m } = products;
  const expected = new Float64Array(q * q);
  for (let s = 0; s < q; s += 1) {
    for (let t = 0; t < q; t += 1) {
      for (let g = 0; g < clusters; g += 1) {
        const f = images.squared[s]![g]!;
        expected[s * q + t]! += dot(images.adjusted[t]![g]!, f) - dot(f, images.squared[t]![g]!);
      }
    }
  }
  const l = cholesky(expected, q);
  invariant(l !== null, 'contrasts whose covariance is not singular');
  const combined = (rows: readonly (readonly Float64Array[])[]): Float64Array[][] => {
    const out = rows.map(() => Array.from({ length: clusters }, () => new Float64Array(m)));
    for (let g = 0; g < clusters; g += 1) {
      for (let i = 0; i < m; i += 1) {
        const solved = solveLower(
          l,
          rows.map((row) => row[g]![i]!),
          q,
        );
        for (let s = 0; s < q; s += 1) out[s]![g]![i] = solved[s]!;
      }
    }
    return out;
  };
  return { adjusted: combined(images.adjusted), squared: combined(images.squared) };
}

/**
 * Variance of sum over g of u_sg u_tg, u being normal with covariance [g = h] t_g'f_g - f_g'f_h between clusters: the sum
 * over g and h of P_ss P_tt + P_st P_ts, the products of different clusters taken together by their outer products.
 */
function variance({ adjusted, squared }: Images, { products }: Adjusted, s: number, t: number): number {
  const { clusters, m } = products;
  const outer = new Float64Array(m * m);
  let total = 0;
  for (let g = 0; g < clusters; g += 1) {
    const [ts, tt] = [adjusted[s]![g]!, adjusted[t]![g]!];
    const [fs, ft] = [squared[s]![g]!, squared[t]![g]!];
    const [ss, both, st] = [dot(ts, fs), dot(tt, ft), dot(ts, ft)];
    total += ss * both - ss * dot(ft, ft) - both * dot(fs, fs) + st * st - 2 * st * dot(fs, ft);
    for (let i = 0; i < m; i += 1) {
      for (let j = 0; j < m; j += 1) outer[i * m + j]! += fs[i]! * ft[j]!;
    }
  }
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < m; j += 1) total += outer[i * m + j]! * (outer[i * m + j]! + outer[j * m + i]!);
  }
  return total;
}
