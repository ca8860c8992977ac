import type { Block } from './blocks.ts';

/**
 * The inner loops of absorption, written out for one, three and six vectors at once, so that what says which rows and levels
 * belong together is read once for all of them (measured: three times as fast as a loop over the vectors).
 */
export type Width = 1 | 3 | 6;

/** The narrowest width that takes so many vectors; of more than six, six. */
export function widthFor(vectors: number): Width {
  return vectors <= 1 ? 1 : vectors <= 3 ? 3 : 6;
}

export interface WidthKernels {
  /** image -= O'F (F'F)^-1 F'O p, row by row of F'O. p and image are interleaved. */
  readonly takeEliminated: (
    start: Int32Array,
    level: Int32Array,
    weight: Float64Array,
    inverse: Float64Array,
    p: Float64Array,
    image: Float64Array,
  ) => void;
  /** Adds the products of the block's columns with `width` columns of n to interleaved sums. */
  readonly addRows: (block: Block, columns: readonly Float64Array[], sums: Float64Array) => void;
  /**
   * rests = columns - block times interleaved shares. A column may stand more than once, with its rest, and may be its own
   * rest: a row is read before it is written.
   */
  readonly takeLevels: (
    block: Block,
    shares: Float64Array,
    columns: readonly Float64Array[],
    rests: readonly Float64Array[],
  ) => void;
}

function takeEliminatedOne(
  start: Int32Array,
  level: Int32Array,
  weight: Float64Array,
  inverse: Float64Array,
  p: Float64Array,
  image: Float64Array,
): void {
  for (let g = 0; g < inverse.length; g += 1) {
    const from = start[g]!;
    const to = start[g + 1]!;
    let t0 = 0;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]!;
      t0 += share * p[at]!;
    }
    const scale = inverse[g]!;
    t0 *= scale;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]!;
      image[at]! -= share * t0;
    }
  }
}

function addRowsOne({ codes, values }: Block, columns: readonly Float64Array[], sums: Float64Array): void {
  const v0 = columns[0]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]!;
    const value = values === null ? 1 : values[i]!;
    sums[at]! += value * v0[i]!;
  }
}

function takeLevelsOne(
  { codes, values }: Block,
  shares: Float64Array,
  columns: readonly Float64Array[],
  rests: readonly Float64Array[],
): void {
  const v0 = columns[0]!;
  const r0 = rests[0]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]!;
    const value = values === null ? 1 : values[i]!;
    const l0 = v0[i]! - value * shares[at]!;
    r0[i] = l0;
  }
}

function takeEliminatedThree(
  start: Int32Array,
  level: Int32Array,
  weight: Float64Array,
  inverse: Float64Array,
  p: Float64Array,
  image: Float64Array,
): void {
  for (let g = 0; g < inverse.length; g += 1) {
    const from = start[g]!;
    const to = start[g + 1]!;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 3;
      t0 += share * p[at]!;
      t1 += share * p[at + 1]!;
      t2 += share * p[at + 2]!;
    }
    const scale = inverse[g]!;
    t0 *= scale;
    t1 *= scale;
    t2 *= scale;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 3;
      image[at]! -= share * t0;
      image[at + 1]! -= share * t1;
      image[at + 2]! -= share * t2;
    }
  }
}

function addRowsThree({ codes, values }: Block, columns: readonly Float64Array[], sums: Float64Array): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]! * 3;
    const value = values === null ? 1 : values[i]!;
    sums[at]! += value * v0[i]!;
    sums[at + 1]! += value * v1[i]!;
    sums[at + 2]! += value * v2[i]!;
  }
}

function takeLevelsThree(
  { codes, values }: Block,
  shares: Float64Array,
  columns: readonly Float64Array[],
  rests: readonly Float64Array[],
): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  const r0 = rests[0]!;
  const r1 = rests[1]!;
  const r2 = rests[2]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]! * 3;
    const value = values === null ? 1 : values[i]!;
    const l0 = v0[i]! - value * shares[at]!;
    const l1 = v1[i]! - value * shares[at + 1]!;
    const l2 = v2[i]! - value * shares[at + 2]!;
    r0[i] = l0;
    r1[i] = l1;
    r2[i] = l2;
  }
}

function takeEliminatedSix(
  start: Int32Array,
  level: Int32Array,
  weight: Float64Array,
  inverse: Float64Array,
  p: Float64Array,
  image: Float64Array,
): void {
  for (let g = 0; g < inverse.length; g += 1) {
    const from = start[g]!;
    const to = start[g + 1]!;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    let t3 = 0;
    let t4 = 0;
    let t5 = 0;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 6;
      t0 += share * p[at]!;
      t1 += share * p[at + 1]!;
      t2 += share * p[at + 2]!;
      t3 += share * p[at + 3]!;
      t4 += share * p[at + 4]!;
      t5 += share * p[at + 5]!;
    }
    const scale = inverse[g]!;
    t0 *= scale;
    t1 *= scale;
    t2 *= scale;
    t3 *= scale;
    t4 *= scale;
    t5 *= scale;
    for (let q = from; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 6;
      image[at]! -= share * t0;
      image[at + 1]! -= share * t1;
      image[at + 2]! -= share * t2;
      image[at + 3]! -= share * t3;
      image[at + 4]! -= share * t4;
      image[at + 5]! -= share * t5;
    }
  }
}

function addRowsSix({ codes, values }: Block, columns: readonly Float64Array[], sums: Float64Array): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  const v3 = columns[3]!;
  const v4 = columns[4]!;
  const v5 = columns[5]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]! * 6;
    const value = values === null ? 1 : values[i]!;
    sums[at]! += value * v0[i]!;
    sums[at + 1]! += value * v1[i]!;
    sums[at + 2]! += value * v2[i]!;
    sums[at + 3]! += value * v3[i]!;
    sums[at + 4]! += value * v4[i]!;
    sums[at + 5]! += value * v5[i]!;
  }
}

function takeLevelsSix(
  { codes, values }: Block,
  shares: Float64Array,
  columns: readonly Float64Array[],
  rests: readonly Float64Array[],
): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  const v3 = columns[3]!;
  const v4 = columns[4]!;
  const v5 = columns[5]!;
  const r0 = rests[0]!;
  const r1 = rests[1]!;
  const r2 = rests[2]!;
  const r3 = rests[3]!;
  const r4 = rests[4]!;
  const r5 = rests[5]!;
  for (let i = 0; i < codes.length; i += 1) {
    const at = codes[i]! * 6;
    const value = values === null ? 1 : values[i]!;
    const l0 = v0[i]! - value * shares[at]!;
    const l1 = v1[i]! - value * shares[at + 1]!;
    const l2 = v2[i]! - value * shares[at + 2]!;
    const l3 = v3[i]! - value * shares[at + 3]!;
    const l4 = v4[i]! - value * shares[at + 4]!;
    const l5 = v5[i]! - value * shares[at + 5]!;
    r0[i] = l0;
    r1[i] = l1;
    r2[i] = l2;
    r3[i] = l3;
    r4[i] = l4;
    r5[i] = l5;
  }
}

/** The same of two blocks whose values are all 1, in one reading of six columns. */
function addBothSix(
  a: Int32Array,
  b: Int32Array,
  columns: readonly Float64Array[],
  sumsA: Float64Array,
  sumsB: Float64Array,
): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  const v3 = columns[3]!;
  const v4 = columns[4]!;
  const v5 = columns[5]!;
  for (let i = 0; i < a.length; i += 1) {
    const p = a[i]! * 6;
    const q = b[i]! * 6;
    const x0 = v0[i]!;
    const x1 = v1[i]!;
    const x2 = v2[i]!;
    const x3 = v3[i]!;
    const x4 = v4[i]!;
    const x5 = v5[i]!;
    sumsA[p]! += x0;
    sumsA[p + 1]! += x1;
    sumsA[p + 2]! += x2;
    sumsA[p + 3]! += x3;
    sumsA[p + 4]! += x4;
    sumsA[p + 5]! += x5;
    sumsB[q]! += x0;
    sumsB[q + 1]! += x1;
    sumsB[q + 2]! += x2;
    sumsB[q + 3]! += x3;
    sumsB[q + 4]! += x4;
    sumsB[q + 5]! += x5;
  }
}

function takeBothSix(
  a: Int32Array,
  b: Int32Array,
  sharesA: Float64Array,
  sharesB: Float64Array,
  columns: readonly Float64Array[],
  rests: readonly Float64Array[],
): void {
  const v0 = columns[0]!;
  const v1 = columns[1]!;
  const v2 = columns[2]!;
  const v3 = columns[3]!;
  const v4 = columns[4]!;
  const v5 = columns[5]!;
  const r0 = rests[0]!;
  const r1 = rests[1]!;
  const r2 = rests[2]!;
  const r3 = rests[3]!;
  const r4 = rests[4]!;
  const r5 = rests[5]!;
  for (let i = 0; i < a.length; i += 1) {
    const p = a[i]! * 6;
    const q = b[i]! * 6;
    const l0 = v0[i]! - sharesA[p]! - sharesB[q]!;
    const l1 = v1[i]! - sharesA[p + 1]! - sharesB[q + 1]!;
    const l2 = v2[i]! - sharesA[p + 2]! - sharesB[q + 2]!;
    const l3 = v3[i]! - sharesA[p + 3]! - sharesB[q + 3]!;
    const l4 = v4[i]! - sharesA[p + 4]! - sharesB[q + 4]!;
    const l5 = v5[i]! - sharesA[p + 5]! - sharesB[q + 5]!;
    r0[i] = l0;
    r1[i] = l1;
    r2[i] = l2;
    r3[i] = l3;
    r4[i] = l4;
    r5[i] = l5;
  }
}

/** sums -= F'O p for six interleaved vectors, row by row of F'O. */
function takeProductsSix(
  start: Int32Array,
  level: Int32Array,
  weight: Float64Array,
  p: Float64Array,
  sums: Float64Array,
): void {
  for (let g = 0; g + 1 < start.length; g += 1) {
    const to = start[g + 1]!;
    let t0 = 0;
    let t1 = 0;
    let t2 = 0;
    let t3 = 0;
    let t4 = 0;
    let t5 = 0;
    for (let q = start[g]!; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 6;
      t0 += share * p[at]!;
      t1 += share * p[at + 1]!;
      t2 += share * p[at + 2]!;
      t3 += share * p[at + 3]!;
      t4 += share * p[at + 4]!;
      t5 += share * p[at + 5]!;
    }
    const row = g * 6;
    sums[row]! -= t0;
    sums[row + 1]! -= t1;
    sums[row + 2]! -= t2;
    sums[row + 3]! -= t3;
    sums[row + 4]! -= t4;
    sums[row + 5]! -= t5;
  }
}

/** image -= O'F (F'F)^-1 sums for six interleaved vectors. */
function takeSharesSix(
  start: Int32Array,
  level: Int32Array,
  weight: Float64Array,
  inverse: Float64Array,
  sums: Float64Array,
  image: Float64Array,
): void {
  for (let g = 0; g < inverse.length; g += 1) {
    const to = start[g + 1]!;
    const scale = inverse[g]!;
    const row = g * 6;
    const t0 = sums[row]! * scale;
    const t1 = sums[row + 1]! * scale;
    const t2 = sums[row + 2]! * scale;
    const t3 = sums[row + 3]! * scale;
    const t4 = sums[row + 4]! * scale;
    const t5 = sums[row + 5]! * scale;
    for (let q = start[g]!; q < to; q += 1) {
      const share = weight[q]!;
      const at = level[q]! * 6;
      image[at]! -= share * t0;
      image[at + 1]! -= share * t1;
      image[at + 2]! -= share * t2;
      image[at + 3]! -= share * t3;
      image[at + 4]! -= share * t4;
      image[at + 5]! -= share * t5;
    }
  }
}

/** Both halves of `takeEliminated` by themselves: once a system, and only for many vectors worth writing out. */
export const halves = { width: 6, takeProducts: takeProductsSix, takeShares: takeSharesSix } as const;

/** One reading of the rows for both effects, where these are two and plain, and the vectors many: the same digits. */
export const bothEffects = { width: 6, add: addBothSix, take: takeBothSix } as const;

export const widthKernels: Readonly<Record<Width, WidthKernels>> = {
  1: { takeEliminated: takeEliminatedOne, addRows: addRowsOne, takeLevels: takeLevelsOne },
  3: { takeEliminated: takeEliminatedThree, addRows: addRowsThree, takeLevels: takeLevelsThree },
  6: { takeEliminated: takeEliminatedSix, addRows: addRowsSix, takeLevels: takeLevelsSix },
};
