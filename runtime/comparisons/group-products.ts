import { sameTerm } from '../claims/terms.ts';
import type { Design } from '../design/design.ts';
import { reduce } from '../design/reduce.ts';
import { cholesky, inverseFromCholesky, solveLower } from '../linalg/cholesky.ts';
import { congruence, multiply } from '../linalg/matrix.ts';
import { project } from '../linalg/qr.ts';
import { invertUpper } from '../linalg/triangular.ts';
import { inverse, type Part } from './distance.ts';

/** Below this share of its diagonal a pivot of a group's products has lost the digits that are reported. */
const WELL_CONDITIONED = 1e-6;

/**
 * Least squares in groups of blocks of rows, from the cross-products of each block: a draw adds them up and touches no data.
 * By an orthonormal basis of the pooled regressors, and the residuals of the pooled regression, so that sums of products
 * keep their digits.
 */
export interface GroupProducts {
  /** Coefficients of the asked columns by group; null where a group needs its rows (collinear, or nearly). */
  readonly partsOf: (labels: Int32Array, groups: number) => readonly (Part | null)[];
}

/**
 * Effects must lie within blocks, each level in one: the groups' own are then those of the pooled rows. Null where the pooled
 * columns are collinear, or one that is asked for is not among them.
 */
export function groupProducts(
  design: Design,
  blocks: Int32Array,
  count: number,
  columns: readonly string[],
): GroupProducts | null {
  const { factor, y } = reduce(design);
  const { q, r, kept } = factor;
  const k = q.length;
  const places = columns.map((column) => design.names.findIndex((name) => sameTerm(name, column)));
  if (k < design.x.length || places.some((place) => place < 0)) return null;
  const { coordinates, residual } = project(q, y);
  const toTerms = invertUpper(r, k);
  const chosen = Float64Array.from(
    places.flatMap((place) => [...toTerms.subarray(kept.indexOf(place) * k, (kept.indexOf(place) + 1) * k)]),
  );
  const width = (k * (k + 1)) / 2 + k + 2;
  const sums = blockSums([...q, residual], blocks, count, width);
  return {
    partsOf: (labels, groups) => {
      const totals = new Float64Array(groups * width);
      for (let block = 0; block < count; block += 1) {
        const [from, to] = [block * width, labels[block]! * width];
        for (let i = 0; i < width; i += 1) totals[to + i]! += sums[from + i]!;
      }
      return Array.from({ length: groups }, (_, group) =>
        solve(totals.subarray(group * width, (group + 1) * width), {
          k,
          coordinates,
          chosen,
          m: places.length,
        }),
      );
    },
  };
}

/** Lower triangle of z'z by block, row by row, z being the basis and then the residual; the number of rows at the end. */
function blockSums(
  z: readonly Float64Array[],
  blocks: Int32Array,
  count: number,
  width: number,
): Float64Array {
  const sums = new Float64Array(count * width);
  for (let row = 0; row < blocks.length; row += 1) {
    let place = blocks[row]! * width;
    for (let i = 0; i < z.length; i += 1) {
      const value = z[i]![row]!;
      for (let j = 0; j <= i; j += 1) {
        sums[place]! += value * z[j]![row]!;
        place += 1;
      }
    }
    sums[place]! += 1;
  }
  return sums;
}

interface Basis {
  readonly k: number;
  /** Of the pooled regression on the basis. */
  readonly coordinates: Float64Array;
  /** m x k, row-major: the asked coefficients over the basis. */
  readonly chosen: Float64Array;
  readonly m: number;
}

function solve(total: Float64Array, { k, coordinates, chosen, m }: Basis): Part | null {
  const products = new Float64Array(k * k);
  for (let i = 0, place = 0; i < k; i += 1) {
    for (let j = 0; j <= i; j += 1, place += 1) {
      products[i * k + j] = total[place]!;
      products[j * k + i] = total[place]!;
    }
  }
  const after = (k * (k + 1)) / 2;
  const moments = total.subarray(after, after + k);
  const [squares, n] = [total[after + k]!, total[after + k + 1]!];
  const l = n > k ? cholesky(products, k, WELL_CONDITIONED) : null;
  if (l === null) return null;
  const bread = inverseFromCholesky(l, k);
  const own = multiply(bread, Float64Array.from(moments), k, k, 1);
  const explained = solveLower(l, moments, k).reduce((sum, value) => sum + value * value, 0);
  const variance = Math.max(0, squares - explained) / (n - k);
  const estimates = multiply(
    chosen,
    own.map((value, i) => value + coordinates[i]!),
    m,
    k,
    1,
  );
  const precision = inverse(
    congruence(chosen, bread, m, k).map((value) => value * variance),
    m,
  );
  return precision && { estimates, precision };
}
