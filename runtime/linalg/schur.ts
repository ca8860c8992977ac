import { conjugateGradients } from './conjugate-gradients.ts';
import { type Grouping, groupSizes } from './grouping.ts';

/**
 * Two effects with the larger one, a, eliminated. S = N_b - C' N_a^-1 C over the levels of b, where C counts the
 * rows of each pair of levels, in compressed rows: `start[g] … start[g + 1]` are the pairs of level g of a.
 */
export interface Schur {
  readonly a: Grouping;
  readonly b: Grouping;
  readonly sizesA: Float64Array;
  readonly sizesB: Float64Array;
  readonly start: Int32Array;
  readonly level: Int32Array;
  readonly count: Float64Array;
  /** Diagonal of S; what is zero but for rounding is zero. */
  readonly diagonal: Float64Array;
}

/** a: the effect with more levels. */
export function schurComplement(a: Grouping, b: Grouping): Schur {
  const sizesA = groupSizes(a);
  const sizesB = groupSizes(b);
  const { start, level, count } = compressPairs(a, b, sizesA);
  const diagonal = sizesB.slice();
  for (let g = 0; g < a.levels; g += 1) {
    for (let p = start[g]!; p < start[g + 1]!; p += 1) {
      diagonal[level[p]!]! -= (count[p]! * count[p]!) / sizesA[g]!;
    }
  }
  const cleaned = diagonal.map((value, j) => (value > 1e-12 * sizesB[j]! ? value : 0));
  return { a, b, sizesA, sizesB, start, level, count, diagonal: cleaned };
}

function compressPairs(
  a: Grouping,
  b: Grouping,
  sizesA: Float64Array,
): Pick<Schur, 'start' | 'level' | 'count'> {
  const byA = rowsByLevel(a, sizesA);
  const start = new Int32Array(a.levels + 1);
  const level = new Int32Array(a.codes.length);
  const count = new Float64Array(a.codes.length);
  const place = new Int32Array(b.levels).fill(-1);
  let end = 0;
  let row = 0;
  for (let g = 0; g < a.levels; g += 1) {
    for (const last = row + sizesA[g]!; row < last; row += 1) {
      const j = b.codes[byA[row]!]!;
      if (place[j]! < start[g]!) {
        place[j] = end;
        level[end] = j;
        end += 1;
      }
      count[place[j]!]! += 1;
    }
    start[g + 1] = end;
  }
  return { start, level: level.slice(0, end), count: count.slice(0, end) };
}

/** Row numbers sorted by level, in their own order within. */
function rowsByLevel(grouping: Grouping, sizes: Float64Array): Int32Array {
  const next = new Int32Array(grouping.levels);
  for (let g = 1; g < grouping.levels; g += 1) next[g] = next[g - 1]! + sizes[g - 1]!;
  const rows = new Int32Array(grouping.codes.length);
  for (let i = 0; i < rows.length; i += 1) {
    const g = grouping.codes[i]!;
    rows[next[g]!] = i;
    next[g]! += 1;
  }
  return rows;
}

/** S p. p: one value a level of b. */
function applySchur(s: Schur, p: Float64Array): Float64Array {
  const result = p.map((value, j) => value * s.sizesB[j]!);
  for (let g = 0; g < s.a.levels; g += 1) {
    let total = 0;
    for (let q = s.start[g]!; q < s.start[g + 1]!; q += 1) total += s.count[q]! * p[s.level[q]!]!;
    const share = total / s.sizesA[g]!;
    for (let q = s.start[g]!; q < s.start[g + 1]!; q += 1) result[s.level[q]!]! -= s.count[q]! * share;
  }
  return result;
}

/**
 * A solution of S z = r by conjugate gradients. S is singular, r lies in its range: every solution removes the same
 * from the rows.
 */
export function solveSchur(s: Schur, r: Float64Array): Float64Array {
  return conjugateGradients((p) => applySchur(s, p), s.diagonal, r);
}
