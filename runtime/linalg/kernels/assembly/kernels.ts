// AssemblyScript, compiled by build/kernels.ts. Does to the bit what ../plain.ts does: the same lanes, in the same order.
// Places and lengths count doubles of the memory. A column of a block begins `stride` after the one before it.

/** Rows that are summed before the total is touched. */
const RUN: i32 = 128;

/** totals[i p + j] += sum of left_i right_j, for i up to the end of the tile of j; p: a multiple of three. */
export function gram(
  left: usize,
  right: usize,
  stride: usize,
  p: i32,
  rows: i32,
  totals: usize,
  lost: usize,
): void {
  for (let from = 0; from < rows; from += RUN) {
    const length = min(RUN, rows - from);
    for (let i = 0; i < p; i += 3) {
      for (let j = i; j < p; j += 3) {
        tile(
          (left + <usize>i * stride + <usize>from) << 3,
          (right + <usize>j * stride + <usize>from) << 3,
          stride << 3,
          length,
          (totals + <usize>(i * p + j)) << 3,
          (lost + <usize>(i * p + j)) << 3,
          (<usize>p) << 3,
        );
      }
    }
  }
}

/** Nine products at once: each loaded value is used three times. In bytes. */
function tile(
  a: usize,
  b: usize,
  stride: usize,
  length: i32,
  totals: usize,
  lost: usize,
  rowOfTotals: usize,
): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s02 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s12 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s22 = f64x2.splat(0);
  const end = a + ((<usize>length) << 3);
  while (a < end) {
    const a0 = v128.load(a);
    const a1 = v128.load(a + stride);
    const a2 = v128.load(a + 2 * stride);
    const b0 = v128.load(b);
    const b1 = v128.load(b + stride);
    const b2 = v128.load(b + 2 * stride);
    s00 = f64x2.add(s00, f64x2.mul(a0, b0));
    s01 = f64x2.add(s01, f64x2.mul(a0, b1));
    s02 = f64x2.add(s02, f64x2.mul(a0, b2));
    s10 = f64x2.add(s10, f64x2.mul(a1, b0));
    s11 = f64x2.add(s11, f64x2.mul(a1, b1));
    s12 = f64x2.add(s12, f64x2.mul(a1, b2));
    s20 = f64x2.add(s20, f64x2.mul(a2, b0));
    s21 = f64x2.add(s21, f64x2.mul(a2, b1));
    s22 = f64x2.add(s22, f64x2.mul(a2, b2));
    a += 16;
    b += 16;
  }
  take(totals, lost, s00);
  take(totals + 8, lost + 8, s01);
  take(totals + 16, lost + 16, s02);
  take(totals + rowOfTotals, lost + rowOfTotals, s10);
  take(totals + rowOfTotals + 8, lost + rowOfTotals + 8, s11);
  take(totals + rowOfTotals + 16, lost + rowOfTotals + 16, s12);
  take(totals + 2 * rowOfTotals, lost + 2 * rowOfTotals, s20);
  take(totals + 2 * rowOfTotals + 8, lost + 2 * rowOfTotals + 8, s21);
  take(totals + 2 * rowOfTotals + 16, lost + 2 * rowOfTotals + 16, s22);
}

/** Adds the lanes of a run to its total, and what that rounds away to what is lost (Knuth's two-sum). In bytes. */
function take(total: usize, lost: usize, lanes: v128): void {
  const run = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  const before = load<f64>(total);
  const after = before + run;
  const added = after - before;
  store<f64>(lost, load<f64>(lost) + (before - (after - added) + (run - added)));
  store<f64>(total, after);
}

/** totals[j] += sum of left_j vector, for p columns. */
export function products(
  left: usize,
  stride: usize,
  p: i32,
  vector: usize,
  rows: i32,
  totals: usize,
  lost: usize,
): void {
  for (let from = 0; from < rows; from += RUN) {
    const length = min(RUN, rows - from);
    const v = (vector + <usize>from) << 3;
    const first = (left + <usize>from) << 3;
    const next = stride << 3;
    let j = 0;
    for (; j + 3 < p; j += 4) {
      const at = (<usize>j) << 3;
      fourProducts(first + <usize>j * next, next, v, length, (totals << 3) + at, (lost << 3) + at);
    }
    for (; j < p; j += 1) {
      const at = (<usize>j) << 3;
      oneProduct(first + <usize>j * next, v, length, (totals << 3) + at, (lost << 3) + at);
    }
  }
}

function fourProducts(a: usize, stride: usize, v: usize, length: i32, totals: usize, lost: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const end = v + ((<usize>length) << 3);
  while (v < end) {
    const value = v128.load(v);
    s0 = f64x2.add(s0, f64x2.mul(v128.load(a), value));
    s1 = f64x2.add(s1, f64x2.mul(v128.load(a + stride), value));
    s2 = f64x2.add(s2, f64x2.mul(v128.load(a + 2 * stride), value));
    s3 = f64x2.add(s3, f64x2.mul(v128.load(a + 3 * stride), value));
    a += 16;
    v += 16;
  }
  take(totals, lost, s0);
  take(totals + 8, lost + 8, s1);
  take(totals + 16, lost + 16, s2);
  take(totals + 24, lost + 24, s3);
}

function oneProduct(a: usize, v: usize, length: i32, total: usize, lost: usize): void {
  let s = f64x2.splat(0);
  const end = v + ((<usize>length) << 3);
  while (v < end) {
    s = f64x2.add(s, f64x2.mul(v128.load(a), v128.load(v)));
    a += 16;
    v += 16;
  }
  take(total, lost, s);
}

/** out = vector - factors_0 block_0 - factors_1 block_1 - … of p columns, in that order. */
export function subtract(
  block: usize,
  stride: usize,
  p: i32,
  factors: usize,
  vector: usize,
  rows: i32,
  out: usize,
): void {
  const next = stride << 3;
  const ofFactors = factors << 3;
  for (let i = 0; i < rows; i += 8) {
    const at = (<usize>i) << 3;
    const y = (vector << 3) + at;
    let e0 = v128.load(y);
    let e1 = v128.load(y + 16);
    let e2 = v128.load(y + 32);
    let e3 = v128.load(y + 48);
    let x = (block << 3) + at;
    for (let j = 0; j < p; j += 1) {
      const b = v128.load64_splat(ofFactors + ((<usize>j) << 3));
      e0 = f64x2.sub(e0, f64x2.mul(b, v128.load(x)));
      e1 = f64x2.sub(e1, f64x2.mul(b, v128.load(x + 16)));
      e2 = f64x2.sub(e2, f64x2.mul(b, v128.load(x + 32)));
      e3 = f64x2.sub(e3, f64x2.mul(b, v128.load(x + 48)));
      x += next;
    }
    const e = (out << 3) + at;
    v128.store(e, e0);
    v128.store(e + 16, e1);
    v128.store(e + 32, e2);
    v128.store(e + 48, e3);
  }
}

/** block_j -= factors_j vector, in place, for p columns. */
export function centre(block: usize, stride: usize, p: i32, factors: usize, vector: usize, rows: i32): void {
  for (let j = 0; j < p; j += 1) {
    const c = v128.load64_splat((factors + <usize>j) << 3);
    let x = (block + <usize>j * stride) << 3;
    let v = vector << 3;
    const end = v + ((<usize>rows) << 3);
    while (v < end) {
      v128.store(x, f64x2.sub(v128.load(x), f64x2.mul(c, v128.load(v))));
      x += 16;
      v += 16;
    }
  }
}

/** out_j = block_j vector, row by row, for p columns. */
export function scale(block: usize, stride: usize, p: i32, vector: usize, rows: i32, out: usize): void {
  for (let j = 0; j < p; j += 1) {
    let x = (block + <usize>j * stride) << 3;
    let o = (out + <usize>j * stride) << 3;
    let v = vector << 3;
    const end = v + ((<usize>rows) << 3);
    while (v < end) {
      v128.store(o, f64x2.mul(v128.load(x), v128.load(v)));
      x += 16;
      o += 16;
      v += 16;
    }
  }
}
