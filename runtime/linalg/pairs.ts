import type { Block } from './blocks.ts';

/**
 * Products of the columns of one block with those of others, in compressed rows: `start[g] … start[g + 1]` are the columns
 * with which column g shares a row, `level` counts them through all others, `weight` is the product (of plain effects: how
 * many rows are shared).
 */
export interface Pairs {
  readonly start: Int32Array;
  readonly level: Int32Array;
  readonly weight: Float64Array;
}

/** Each pair once, in the order in which the rows of g bring them up. Columns of which nothing is left have none. */
export function pairsOf(block: Block, others: readonly Block[]): Pairs {
  const ends = rowEnds(block);
  const ascending = isAscending(block.codes);
  const sorted = others.map((other) => (ascending ? asItStands(block, other) : inOrder(block, other, ends)));
  const most = block.codes.length * others.length;
  const level = new Int32Array(most);
  const weight = new Float64Array(most);
  const start = new Int32Array(block.levels + 1);
  const place = new Int32Array(others.reduce((total, { levels }) => total + levels, 0)).fill(-1);
  let end = 0;
  for (let g = 0; g < block.levels; g += 1) {
    let offset = 0;
    for (let o = 0; o < others.length; o += 1) {
      const { codes, products } = sorted[o]!;
      const { levels, squares } = others[o]!;
      const from = start[g]!;
      for (let row = g === 0 ? 0 : ends[g - 1]!; row < ends[g]!; row += 1) {
        const j = offset + codes[row]!;
        const product = products === null ? 1 : products[row]!;
        if (products !== null && !(squares[codes[row]!]! > 0)) continue;
        if (place[j]! < from) {
          place[j] = end;
          level[end] = j;
          end += 1;
        }
        weight[place[j]!]! += product;
      }
      offset += levels;
    }
    start[g + 1] = end;
  }
  return { start, level: trimmed(level, end), weight: trimmed(weight, end) };
}

/** Where the rows of each level end, once they are sorted by it. */
function rowEnds({ codes, levels }: Block): Int32Array {
  const ends = new Int32Array(levels);
  for (let i = 0; i < codes.length; i += 1) ends[codes[i]!]! += 1;
  for (let g = 1; g < levels; g += 1) ends[g]! += ends[g - 1]!;
  return ends;
}

interface Sorted {
  readonly codes: Int32Array;
  /** Of the values of both blocks; null where all are 1. */
  readonly products: Float64Array | null;
}

function isAscending(codes: Int32Array): boolean {
  for (let i = 1; i < codes.length; i += 1) if (codes[i]! < codes[i - 1]!) return false;
  return true;
}

/** The rows of `other` where those of `block` are in order already, as units of a panel mostly are. */
function asItStands(block: Block, other: Block): Sorted {
  if (block.values === null && other.values === null) return { codes: other.codes, products: null };
  const products = new Float64Array(other.codes.length);
  for (let i = 0; i < products.length; i += 1) products[i] = productOf(block, other, i);
  return { codes: other.codes, products };
}

/** Of the values of both blocks in a row; 0 in a column of which nothing is left. */
function productOf(block: Block, other: Block, i: number): number {
  const own = block.squares[block.codes[i]!]! > 0 ? (block.values?.[i] ?? 1) : 0;
  return own * (other.values?.[i] ?? 1);
}

/** The rows of `other` by level of `block`, in their own order within. */
function inOrder(block: Block, other: Block, ends: Int32Array): Sorted {
  const n = block.codes.length;
  const next = new Int32Array(block.levels);
  next.set(ends.subarray(0, block.levels - 1), 1);
  const codes = new Int32Array(n);
  if (block.values === null && other.values === null) {
    for (let i = 0; i < n; i += 1) {
      const g = block.codes[i]!;
      codes[next[g]!] = other.codes[i]!;
      next[g]! += 1;
    }
    return { codes, products: null };
  }
  const products = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    const g = block.codes[i]!;
    codes[next[g]!] = other.codes[i]!;
    products[next[g]!] = productOf(block, other, i);
    next[g]! += 1;
  }
  return { codes, products };
}

/** Without the unused end; a copy only where that saves much. */
function trimmed<T extends Int32Array | Float64Array>(values: T, end: number): T {
  return (2 * end < values.length ? values.slice(0, end) : values.subarray(0, end)) as T;
}
