import { numberCodes } from './number-codes.ts';

/** Rows in groups: `codes[i]` in 0 … levels - 1, every level present. */
export interface Grouping {
  readonly codes: Int32Array;
  readonly levels: number;
}

/** Rows of each level. */
export function groupSizes(grouping: Grouping): Float64Array {
  const sizes = new Float64Array(grouping.levels);
  for (let i = 0; i < grouping.codes.length; i += 1) sizes[grouping.codes[i]!]! += 1;
  return sizes;
}

/** Sum of v over the rows of each level. */
export function groupSums(grouping: Grouping, v: Float64Array): Float64Array {
  const sums = new Float64Array(grouping.levels);
  for (let i = 0; i < v.length; i += 1) sums[grouping.codes[i]!]! += v[i]!;
  return sums;
}

/** Takes the mean of its level from each row, in place. */
export function demean(grouping: Grouping, sizes: Float64Array, v: Float64Array): void {
  const means = groupSums(grouping, v);
  for (let g = 0; g < means.length; g += 1) means[g]! /= sizes[g]!;
  for (let i = 0; i < v.length; i += 1) v[i]! -= means[grouping.codes[i]!]!;
}

/** Whether each level of `inner` lies within one level of `outer`. */
export function isNested(inner: Grouping, outer: Grouping): boolean {
  if (inner.codes === outer.codes) return true;
  const home = new Int32Array(inner.levels).fill(-1);
  for (let i = 0; i < inner.codes.length; i += 1) {
    const level = inner.codes[i]!;
    if (home[level] === -1) home[level] = outer.codes[i]!;
    else if (home[level] !== outer.codes[i]) return false;
  }
  return true;
}

/**
 * Component of each level of `b` in the bipartite graph that joins levels of `a` and `b` which share a row, numbered
 * by first level, and the number of components: by how much J_a + J_b exceeds the rank of all dummies together.
 */
export function components(a: Grouping, b: Grouping): { readonly count: number; readonly of: Int32Array } {
  const parent = new Int32Array(a.levels + b.levels);
  for (let node = 0; node < parent.length; node += 1) parent[node] = node;
  // Once all is one component, no further row can join anything.
  let apart = parent.length;
  for (let i = 0; i < a.codes.length && apart > 1; i += 1) {
    const left = top(parent, a.codes[i]!);
    const right = top(parent, a.levels + b.codes[i]!);
    if (left === right) continue;
    parent[Math.max(left, right)] = Math.min(left, right);
    apart -= 1;
  }
  const number = new Int32Array(parent.length).fill(-1);
  const of = new Int32Array(b.levels);
  let count = 0;
  for (let level = 0; level < b.levels; level += 1) {
    const node = top(parent, a.levels + level);
    if (number[node] === -1) {
      number[node] = count;
      count += 1;
    }
    of[level] = number[node]!;
  }
  return { count, of };
}

/** The least node of a tree, its path halved on the way (Tarjan & van Leeuwen 1984). */
function top(parent: Int32Array, node: number): number {
  let at = node;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at]!]!;
    at = parent[at]!;
  }
  return at;
}

/** The combinations of the levels of two groupings that occur, numbered by first row. */
export function intersection(a: Grouping, b: Grouping): Grouping {
  const joint = new Float64Array(a.codes.length);
  for (let i = 0; i < joint.length; i += 1) joint[i] = a.codes[i]! * b.levels + b.codes[i]!;
  const { codes, keys } = numberCodes(joint);
  const number = new Int32Array(keys.length).fill(-1);
  let levels = 0;
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i]!;
    if (number[code] === -1) {
      number[code] = levels;
      levels += 1;
    }
    codes[i] = number[code]!;
  }
  return { codes, levels };
}

/** Rows ordered by the first grouping, then by the next; of equal ones in their own order. Linear in rows and levels. */
export function sortedBy(groupings: readonly Grouping[]): Int32Array {
  const n = groupings[0]?.codes.length ?? 0;
  let order = Int32Array.from({ length: n }, (_, i) => i);
  for (const { codes, levels } of [...groupings].reverse()) {
    const starts = new Int32Array(levels + 1);
    for (const code of codes) starts[code + 1]! += 1;
    for (let g = 0; g < levels; g += 1) starts[g + 1]! += starts[g]!;
    const next = new Int32Array(n);
    for (const row of order) {
      const code = codes[row]!;
      next[starts[code]!] = row;
      starts[code]! += 1;
    }
    order = next;
  }
  return order;
}
