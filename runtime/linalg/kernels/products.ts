import { type Block, type Centred, load, throughBlocks } from './blocks.ts';

/** z'z of centred columns, p x p. Errors: kernels.ts. */
export function crossProducts(z: Centred): Float64Array {
  const block = throughBlocks(z, 0, ({ kernels, columns, stride, p, totals, lost }, _from, _to, rows) => {
    kernels.gram(columns, columns, stride, p, rows, totals, lost);
  });
  return symmetric(block, z.columns.length);
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

export interface Residuals {
  /** n: y - z b. */
  readonly residuals: Float64Array;
  /** k: z'e. */
  readonly products: Float64Array;
  /** e'e. */
  readonly square: number;
}

/** What b leaves of y. y: n; b: k. */
export function residualsOf(z: Centred, y: Float64Array, b: Float64Array): Residuals {
  const k = z.columns.length;
  const residuals = new Float64Array(y.length);
  const block = throughBlocks(z, 1, (at, from, to, rows) => {
    const { kernels, memory, columns, second, stride, vector, totals, lost } = at;
    load(at, vector, y, from, to);
    memory.set(b, second);
    const e = columns + k * stride;
    kernels.subtract(columns, stride, k, second, vector, rows, e);
    kernels.products(columns, stride, k + 1, e, rows, totals, lost);
    residuals.set(memory.subarray(e, e + to - from), from);
  });
  const { memory, totals, lost } = block;
  const products = Float64Array.from({ length: k + 1 }, (_, j) => memory[totals + j]! + memory[lost + j]!);
  return { residuals, products: products.subarray(0, k), square: products[k]! };
}

function symmetric({ memory, p, totals, lost }: Block, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = i; j < k; j += 1) {
      const value = memory[totals + i * p + j]! + memory[lost + i * p + j]!;
      out[i * k + j] = value;
      out[j * k + i] = value;
    }
  }
  return out;
}
