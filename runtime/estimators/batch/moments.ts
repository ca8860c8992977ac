import type { Grouping } from '../../linalg/grouping.ts';
import { type Block, load, throughBlocks } from '../../linalg/kernels/blocks.ts';
import { scoreProducts, sumAt, symmetric } from '../../linalg/kernels/products.ts';

/**
 * Products of the columns of an orthonormal basis (P of n) from which the meat of every sandwich over it follows without
 * the rows: residuals of a model are e + Q g, with e what the whole span leaves and g of P numbers.
 */

/** Pairs i <= j of P columns, one after the other. */
export const pairCount = (p: number): number => (p * (p + 1)) / 2;

interface Pairs {
  readonly first: Int32Array;
  readonly second: Int32Array;
}

function pairsOf(p: number): Pairs {
  const [first, second] = [new Int32Array(pairCount(p)), new Int32Array(pairCount(p))];
  let at = 0;
  for (let i = 0; i < p; i += 1) {
    for (let j = i; j < p; j += 1) {
      first[at] = i;
      second[at] = j;
      at += 1;
    }
  }
  return { first, second };
}

/** Columns of q, then the products of each pair of them, in a block of rows. */
function loadPairs({ kernels, columns, stride }: Block, p: number, rows: number): number {
  const pairs = columns + p * stride;
  let out = pairs;
  for (let i = 0; i < p; i += 1) {
    const column = columns + i * stride;
    kernels.scale(column, stride, p - i, column, rows, out);
    out += (p - i) * stride;
  }
  return pairs;
}

/** Columns that the Gram kernel takes: a multiple of three, those beyond the last being zeros. */
const inThrees = (count: number): number => Math.ceil(count / 3) * 3;

/** Sums over rows of products of four columns: pairs x pairs, row-major, symmetric. */
export function fourthMoments(q: readonly Float64Array[]): Float64Array {
  const p = q.length;
  const m = pairCount(p);
  const width = inThrees(m);
  const block = throughBlocks({ columns: q, centres: null }, width, (at, _from, _to, rows) => {
    const pairs = loadPairs(at, p, rows);
    at.kernels.gram(pairs, pairs, at.stride, width, rows, at.totals, at.lost);
  });
  return symmetric(block, m, width);
}

/** With what the span leaves of an outcome, e (n): sums of q_i q_j e^2 (P x P), and of q_i q_j q_a e (P x pairs). */
export interface RestMoments {
  readonly squares: Float64Array;
  readonly cross: Float64Array;
}

export function restMoments(q: readonly Float64Array[], e: Float64Array): RestMoments {
  const p = q.length;
  const m = pairCount(p);
  const cross = new Float64Array(p * m);
  const block = throughBlocks({ columns: q, centres: null }, m, (at, from, to, rows) => {
    const { kernels, columns, stride, second, vector, totals, lost } = at;
    const pairs = loadPairs(at, p, rows);
    load(at, vector, e, from, to);
    kernels.scale(columns, stride, p, vector, rows, second);
    for (let a = 0; a < p; a += 1) {
      kernels.products(pairs, stride, m, second + a * stride, rows, totals + a * m, lost + a * m);
    }
  });
  for (let i = 0; i < cross.length; i += 1) cross[i] = sumAt(block, i);
  return { squares: scoreProducts({ columns: q, centres: null }, e), cross };
}

/** P x P, row-major: sum of q_i q_j (e + Q g)^2. */
export function robustMeat(
  four: Float64Array,
  { squares, cross }: RestMoments,
  g: Float64Array,
): Float64Array {
  const p = g.length;
  const m = pairCount(p);
  const weights = pairWeights(g);
  const meat = new Float64Array(p * p);
  let at = 0;
  for (let i = 0; i < p; i += 1) {
    for (let j = i; j < p; j += 1) {
      let value = squares[i * p + j]!;
      for (let c = 0; c < p; c += 1) value += 2 * g[c]! * cross[c * m + at]!;
      for (let b = 0; b < m; b += 1) value += weights[b]! * four[at * m + b]!;
      meat[i * p + j] = value;
      meat[j * p + i] = value;
      at += 1;
    }
  }
  return meat;
}

/** g_a g_b of each pair, twice where the two differ. */
function pairWeights(g: Float64Array): Float64Array {
  const { first, second } = pairsOf(g.length);
  return Float64Array.from(first, (a, i) => g[a]! * g[second[i]!]! * (a === second[i] ? 1 : 2));
}

/** clusters x pairs: Q'Q of the rows of each cluster. */
export function clusterSquares(q: readonly Float64Array[], { codes, levels }: Grouping): Float64Array {
  const m = pairCount(q.length);
  const sums = new Float64Array(levels * m);
  let at = 0;
  for (let i = 0; i < q.length; i += 1) {
    for (let j = i; j < q.length; j += 1) {
      const [left, right] = [q[i]!, q[j]!];
      for (let row = 0; row < codes.length; row += 1) sums[codes[row]! * m + at]! += left[row]! * right[row]!;
      at += 1;
    }
  }
  return sums;
}

/** clusters x P: Q'e of the rows of each cluster. */
export function clusterScores(
  q: readonly Float64Array[],
  e: Float64Array,
  { codes, levels }: Grouping,
): Float64Array {
  const p = q.length;
  const sums = new Float64Array(levels * p);
  q.forEach((column, i) => {
    for (let row = 0; row < codes.length; row += 1) sums[codes[row]! * p + i]! += column[row]! * e[row]!;
  });
  return sums;
}

/** P x P, row-major, added to `meat` with a factor: sum over clusters of u u', u = Q'(e + Q g) of the cluster. */
export function addClusterMeat(
  meat: Float64Array,
  squares: Float64Array,
  scores: Float64Array,
  g: Float64Array,
  factor: number,
): void {
  const p = g.length;
  const m = pairCount(p);
  const clusters = scores.length / p;
  const u = new Float64Array(p);
  const own = new Float64Array(p * p);
  for (let c = 0; c < clusters; c += 1) {
    for (let i = 0; i < p; i += 1) u[i] = scores[c * p + i]!;
    let at = c * m;
    for (let i = 0; i < p; i += 1) {
      u[i]! += squares[at]! * g[i]!;
      at += 1;
      for (let j = i + 1; j < p; j += 1) {
        const square = squares[at]!;
        u[i]! += square * g[j]!;
        u[j]! += square * g[i]!;
        at += 1;
      }
    }
    for (let i = 0; i < p; i += 1) {
      for (let j = 0; j <= i; j += 1) own[i * p + j]! += u[i]! * u[j]!;
    }
  }
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j < p; j += 1) meat[i * p + j]! += factor * own[i < j ? j * p + i : i * p + j]!;
  }
}
