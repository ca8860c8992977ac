import type { Grouping } from '../grouping.ts';
import { type Block, type Centred, load, throughBlocks } from './blocks.ts';

/** z'z of centred columns, p x p. Errors: kernels.ts. */
export function crossProducts(z: Centred): Float64Array {
  const block = throughBlocks(z, 0, ({ kernels, columns, stride, p, totals, lost }, _from, _to, rows) => {
    kernels.gram(columns, columns, stride, p, rows, totals, lost);
  });
  return symmetric(block, z.columns.length);
}

/** Some rows of z'z, one after the other: the products of the chosen columns with all p, in the order of `crossProducts`. */
export function productsWith(z: Centred, chosen: readonly number[]): Float64Array {
  const k = z.columns.length;
  const sums = new Float64Array(chosen.length * k);
  const block = throughBlocks(z, 0, ({ kernels, columns, stride, p, totals, lost }, _from, _to, rows) => {
    chosen.forEach((column, at) => {
      const own = at * p;
      kernels.products(columns, stride, k, columns + column * stride, rows, totals + own, lost + own);
    });
  });
  for (let i = 0; i < chosen.length; i += 1) {
    for (let j = 0; j < k; j += 1) sums[i * k + j] = sumAt(block, i * block.p + j);
  }
  return sums;
}

/** The sum of the outer products of the scores z_i e_i, k x k. residuals: n. */
export function scoreProducts(z: Centred, residuals: Float64Array): Float64Array {
  const block = throughBlocks(z, 0, (at, from, to, rows) => {
    const { kernels, columns, stride, p, vector, totals, lost } = at;
    load(at, vector, residuals, from, to);
    kernels.scale(columns, stride, p, vector, rows, columns);
    kernels.gram(columns, columns, stride, p, rows, totals, lost);
  });
  return symmetric(block, z.columns.length);
}

/** z' diag(w) z, k x k. weights: n. */
export function weightedProducts(z: Centred, weights: Float64Array): Float64Array {
  const block = throughBlocks(z, 0, (at, from, to, rows) => {
    const { kernels, columns, second, stride, p, vector, totals, lost } = at;
    load(at, vector, weights, from, to);
    kernels.scale(columns, stride, p, vector, rows, second);
    kernels.gram(second, columns, stride, p, rows, totals, lost);
  });
  return symmetric(block, z.columns.length);
}

/** Sums of the scores z_i e_i by group: k columns of as many numbers as there are levels. residuals, codes: n. */
export function groupScores(
  z: Centred,
  residuals: Float64Array,
  { codes, levels }: Grouping,
): Float64Array[] {
  const k = z.columns.length;
  // The sums of a group side by side: where there are many groups, a row reaches for one place of the memory.
  const sums = new Float64Array(levels * k);
  throughBlocks(z, 0, ({ memory, columns, stride }, from, to) => {
    for (let row = from; row < to; row += 1) {
      const e = residuals[row]!;
      const at = codes[row]! * k;
      const first = columns + row - from;
      for (let j = 0; j < k; j += 1) sums[at + j]! += memory[first + j * stride]! * e;
    }
  });
  return z.columns.map((_, j) => Float64Array.from({ length: levels }, (__, g) => sums[g * k + j]!));
}

export interface Residuals {
  /** n: y - z b. */
  readonly residuals: Float64Array;
  /** k: z'e. */
  readonly products: Float64Array;
  /** e'e. */
  readonly square: number;
  /** k x k: as `scoreProducts` of these residuals; null where they were not asked for. */
  readonly scores: Float64Array | null;
}

/** What b leaves of y. y: n; b: k. withScores: whether the products of scores are computed in the same pass. */
export function residualsOf(z: Centred, y: Float64Array, b: Float64Array, withScores = false): Residuals {
  const k = z.columns.length;
  const residuals = new Float64Array(y.length);
  const block = throughBlocks(z, 1, (at, from, to, rows) => {
    const { kernels, memory, columns, second, stride, p, vector, totals, lost } = at;
    load(at, vector, y, from, to);
    memory.set(b, second);
    const e = columns + k * stride;
    kernels.subtract(columns, stride, k, second, vector, rows, e);
    kernels.products(columns, stride, k + 1, e, rows, totals + p * p, lost + p * p);
    residuals.set(memory.subarray(e, e + to - from), from);
    if (!withScores) return;
    kernels.scale(columns, stride, k, e, rows, columns);
    kernels.gram(columns, columns, stride, p, rows, totals, lost);
  });
  const products = Float64Array.from({ length: k + 1 }, (_, j) => sumAt(block, block.p * block.p + j));
  const scores = withScores ? symmetric(block, k) : null;
  return { residuals, products: products.subarray(0, k), square: products[k]!, scores };
}

/** A total with what rounding took from it. */
export function sumAt({ memory, totals, lost }: Block, place: number): number {
  return memory[totals + place]! + memory[lost + place]!;
}

/** The first k rows and columns of a Gram matrix of `width` columns. */
export function symmetric(block: Block, k: number, width = block.p): Float64Array {
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = i; j < k; j += 1) {
      const value = sumAt(block, i * width + j);
      out[i * k + j] = value;
      out[j * k + i] = value;
    }
  }
  return out;
}
