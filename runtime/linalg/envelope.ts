import type { Schur } from './schur.ts';
import type { Width } from './width.ts';

/**
 * S factorised as L L' within its envelope: row j from the first column that it, or any row it came from, shares with j.
 * A column that others explain has the diagonal 0 and gets no coefficient.
 */
export interface Envelope {
  /** Where row j begins in `values`, less its first column: entry (j, i) is at `base[j] + i`. */
  readonly base: Float64Array;
  readonly first: Int32Array;
  readonly values: Float64Array;
}

/** Operations of forming and factorising up to which S is solved directly, beside as many as this for each pair. */
const FREE = 4e7;
const PER_PAIR = 20;
/** Share of a column's squared length that has to be left beside the columns before it. */
const LEFT = 1e-10;

/** The factor of S, if it is small or narrow in the order of the levels; null where it would take too long. */
export function envelopeOf(s: Schur): Envelope | null {
  const pairs = s.eliminated.reduce((total, { level }) => total + level.length, 0);
  const budget = FREE + PER_PAIR * pairs;
  const first = firstColumns(s);
  let work = forming(s);
  let entries = 0;
  for (let j = 0; j < s.size; j += 1) {
    const width = j - first[j]! + 1;
    entries += width;
    work += width * width;
  }
  if (work > budget) return null;
  const base = new Float64Array(s.size);
  let end = 0;
  for (let j = 0; j < s.size; j += 1) {
    base[j] = end - first[j]!;
    end += j - first[j]! + 1;
  }
  const envelope = { base, first, values: new Float64Array(entries) };
  form(s, envelope);
  factorise(envelope, s.squares);
  return envelope;
}

/** The least column that shares an entry of S with each. */
function firstColumns(s: Schur): Int32Array {
  const first = new Int32Array(s.size);
  for (let j = 0; j < s.size; j += 1) first[j] = j;
  for (const { start, level } of s.eliminated) {
    for (let g = 0; g + 1 < start.length; g += 1) {
      let least = s.size;
      for (let q = start[g]!; q < start[g + 1]!; q += 1) least = Math.min(least, level[q]!);
      for (let q = start[g]!; q < start[g + 1]!; q += 1) {
        const j = level[q]!;
        if (least < first[j]!) first[j] = least;
      }
    }
  }
  for (const { start, level, rowOffset, columnOffset } of s.crossed) {
    for (let g = 0; g + 1 < start.length; g += 1) {
      for (let q = start[g]!; q < start[g + 1]!; q += 1) {
        const j = columnOffset + level[q]!;
        first[j] = Math.min(first[j]!, rowOffset + g);
      }
    }
  }
  return first;
}

function forming(s: Schur): number {
  let work = 0;
  for (const { start } of s.eliminated) {
    for (let g = 0; g + 1 < start.length; g += 1) {
      const length = start[g + 1]! - start[g]!;
      work += (length * length) / 2;
    }
  }
  return work;
}

/** The lower triangle of S. */
function form(s: Schur, { base, values }: Envelope): void {
  for (let j = 0; j < s.size; j += 1) values[base[j]! + j] = s.squares[j]!;
  for (const { start, level, weight, rowOffset, columnOffset } of s.crossed) {
    for (let g = 0; g + 1 < start.length; g += 1) {
      for (let q = start[g]!; q < start[g + 1]!; q += 1) {
        values[base[columnOffset + level[q]!]! + rowOffset + g]! += weight[q]!;
      }
    }
  }
  for (const { start, level, weight, inverse } of s.eliminated) {
    for (let g = 0; g < inverse.length; g += 1) {
      const to = start[g + 1]!;
      for (let q = start[g]!; q < to; q += 1) {
        const j = level[q]!;
        const row = base[j]!;
        const share = weight[q]! * inverse[g]!;
        for (let p = start[g]!; p <= q; p += 1) {
          const i = level[p]!;
          values[i <= j ? row + i : base[i]! + j]! -= share * weight[p]!;
        }
      }
    }
  }
}

/** Cholesky by rows, in place (George & Liu 1981, 4.4). */
function factorise({ base, first, values }: Envelope, squares: Float64Array): void {
  for (let j = 0; j < base.length; j += 1) {
    const row = base[j]!;
    for (let i = first[j]!; i < j; i += 1) {
      const other = base[i]!;
      let total = values[row + i]!;
      for (let k = Math.max(first[j]!, first[i]!); k < i; k += 1) {
        total -= values[row + k]! * values[other + k]!;
      }
      const diagonal = values[other + i]!;
      values[row + i] = diagonal > 0 ? total / diagonal : 0;
    }
    let rest = values[row + j]!;
    for (let k = first[j]!; k < j; k += 1) rest -= values[row + k]! * values[row + k]!;
    values[row + j] = rest > LEFT * squares[j]! ? Math.sqrt(rest) : 0;
  }
}

/** Adds to z the solution for r, which is overwritten: `width` columns, interleaved. */
export function solveEnvelope(
  { base, first, values }: Envelope,
  width: Width,
  r: Float64Array,
  z: Float64Array,
): void {
  const size = base.length;
  for (let j = 0; j < size; j += 1) {
    const row = base[j]!;
    const diagonal = values[row + j]!;
    for (let c = 0; c < width; c += 1) {
      let total = r[j * width + c]!;
      for (let i = first[j]!; i < j; i += 1) total -= values[row + i]! * r[i * width + c]!;
      r[j * width + c] = diagonal > 0 ? total / diagonal : 0;
    }
  }
  for (let j = size - 1; j >= 0; j -= 1) {
    const row = base[j]!;
    const diagonal = values[row + j]!;
    for (let c = 0; c < width; c += 1) {
      const at = j * width + c;
      const value = diagonal > 0 ? r[at]! / diagonal : 0;
      z[at]! += value;
      for (let i = first[j]!; i < j; i += 1) r[i * width + c]! -= values[row + i]! * value;
    }
  }
}
