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
  const parent = Int32Array.from({ length: a.levels + b.levels }, (_, i) => i);
  const root = (node: number): number => {
    let top = node;
    while (parent[top] !== top) {
      parent[top] = parent[parent[top]!]!;
      top = parent[top]!;
    }
    return top;
  };
  for (let i = 0; i < a.codes.length; i += 1) {
    const left = root(a.codes[i]!);
    const right = root(a.levels + b.codes[i]!);
    if (left !== right) parent[Math.max(left, right)] = Math.min(left, right);
  }
  const numbers = new Map<number, number>();
  const of = Int32Array.from({ length: b.levels }, (_, level) => {
    const top = root(a.levels + level);
    if (!numbers.has(top)) numbers.set(top, numbers.size);
    return numbers.get(top)!;
  });
  return { count: numbers.size, of };
}

/** The combinations of the levels of two groupings that occur, numbered by first row. */
export function intersection(a: Grouping, b: Grouping): Grouping {
  const numbers = new Map<number, number>();
  const codes = Int32Array.from(a.codes, (code, i) => {
    const key = code * b.levels + b.codes[i]!;
    const known = numbers.get(key);
    if (known !== undefined) return known;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  });
  return { codes, levels: numbers.size };
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
