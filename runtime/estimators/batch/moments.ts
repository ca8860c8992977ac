import type { Grouping } from '../../linalg/grouping.ts';

/**
 * Products of the columns of an orthonormal basis (P of n) from which the meat of every sandwich over it follows without
 * the rows: residuals of a model are e + Q g, with e what the whole span leaves and g of P numbers.
 */

/** Rows that are worked on at once: their pair products stay in the cache. */
const ROWS = 256;

/** Pairs i <= j of P columns, one after the other. */
export const pairCount = (p: number): number => (p * (p + 1)) / 2;

/** Different products of four columns, of P. */
export const quadrupleCount = (p: number): number => (p * (p + 1) * (p + 2) * (p + 3)) / 24;

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

const pairAt = (i: number, j: number, p: number): number => {
  const [low, high] = i < j ? [i, j] : [j, i];
  return (low * (2 * p - low + 1)) / 2 + high - low;
};

/** Sums over rows of products of four columns: pairs x pairs, row-major, symmetric. */
export function fourthMoments(q: readonly Float64Array[], n: number): Float64Array {
  const p = q.length;
  const pairs = pairsOf(p);
  const m = pairCount(p);
  const sums = new Float64Array(m * m);
  forBlocks(n, (from, to) => {
    const products = pairProducts(q, pairs, from, to);
    for (let a = 0; a < m; a += 1) {
      for (let b = a; b < m; b += 1) {
        // Each product of four once, its columns in order.
        if (pairs.second[a]! <= pairs.first[b]!)
          sums[a * m + b]! += dotBlock(products[a]!, products[b]!, to - from);
      }
    }
  });
  for (let a = 0; a < m; a += 1) {
    for (let b = 0; b < m; b += 1) {
      const four = [pairs.first[a]!, pairs.second[a]!, pairs.first[b]!, pairs.second[b]!].sort(
        (x, y) => x - y,
      );
      const source = pairAt(four[0]!, four[1]!, p) * m + pairAt(four[2]!, four[3]!, p);
      if (source !== a * m + b) sums[a * m + b] = sums[source]!;
    }
  }
  return sums;
}

/** With what the span leaves of an outcome, e (n): sums of q_i q_j e^2 (pairs), and of q_i q_j q_a e (pairs x P). */
export interface RestMoments {
  readonly squares: Float64Array;
  readonly cross: Float64Array;
}

export function restMoments(q: readonly Float64Array[], e: Float64Array): RestMoments {
  const p = q.length;
  const pairs = pairsOf(p);
  const m = pairCount(p);
  const squares = new Float64Array(m);
  const cross = new Float64Array(m * p);
  forBlocks(e.length, (from, to) => {
    const products = pairProducts(q, pairs, from, to);
    const rest = e.subarray(from, to);
    const scores = q.map((column) => rest.map((value, i) => value * column[from + i]!));
    const square = rest.map((value) => value * value);
    for (let a = 0; a < m; a += 1) {
      squares[a]! += dotBlock(products[a]!, square, to - from);
      for (let c = 0; c < p; c += 1) cross[a * p + c]! += dotBlock(products[a]!, scores[c]!, to - from);
    }
  });
  return { squares, cross };
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
      let value = squares[at]!;
      for (let c = 0; c < p; c += 1) value += 2 * g[c]! * cross[at * p + c]!;
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

function forBlocks(n: number, work: (from: number, to: number) => void): void {
  for (let from = 0; from < n; from += ROWS) work(from, Math.min(from + ROWS, n));
}

function pairProducts(
  q: readonly Float64Array[],
  { first, second }: Pairs,
  from: number,
  to: number,
): readonly Float64Array[] {
  return Array.from(first, (i, at) => {
    const [left, right] = [q[i]!, q[second[at]!]!];
    const product = new Float64Array(to - from);
    for (let row = from; row < to; row += 1) product[row - from] = left[row]! * right[row]!;
    return product;
  });
}

/** Four sums side by side, which the processor adds at once. */
function dotBlock(a: Float64Array, b: Float64Array, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    s0 += a[i]! * b[i]!;
    s1 += a[i + 1]! * b[i + 1]!;
    s2 += a[i + 2]! * b[i + 2]!;
    s3 += a[i + 3]! * b[i + 3]!;
  }
  for (let i = whole; i < length; i += 1) s0 += a[i]! * b[i]!;
  return s0 + s1 + (s2 + s3);
}
