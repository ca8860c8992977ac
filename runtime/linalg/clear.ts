import { dot } from './sums.ts';

/** Rows that are summed before their sum is added to the total: bounds the growth of rounding errors, as in sums.ts. */
const RUN = 256;
/** Share of the squared length below which what is left has lost digits, and is cleared again. */
const LITTLE = 0.01;
const WIDTH = 4;

/**
 * What takes the span of orthonormal columns out of a vector of n, in place, four columns in one reading of the rows: for
 * draws, which are many. Twice where little of the vector is left, so that the rest is orthogonal to twelve digits.
 */
export function clearer(columns: readonly Float64Array[]): (v: Float64Array) => void {
  const n = columns[0]?.length ?? 0;
  const nothing = new Float64Array(n);
  const groups = Array.from({ length: Math.ceil(columns.length / WIDTH) }, (_, i) =>
    Array.from({ length: WIDTH }, (_unused, j) => columns[i * WIDTH + j] ?? nothing),
  );
  return (v) => {
    if (groups.length === 0) return;
    const before = clearOnce(groups, v);
    if (dot(v, v) < LITTLE * before) clearOnce(groups, v);
  };
}

/** Clears v of all columns once. Gives its squared length before, which reading it for the first of them tells. */
function clearOnce(groups: readonly (readonly Float64Array[])[], v: Float64Array): number {
  let before = Number.NaN;
  groups.forEach((four, i) => {
    const sums = clearFour(four, v);
    if (i === 0) before = sums[WIDTH]!;
  });
  return before;
}

/** Gives the four products with v, and its square, as they were. */
function clearFour(four: readonly Float64Array[], v: Float64Array): Float64Array {
  const p = four[0]!;
  const q = four[1]!;
  const r = four[2]!;
  const s = four[3]!;
  const sums = new Float64Array(WIDTH + 1);
  for (let from = 0; from < v.length; from += RUN) addProducts(p, q, r, s, v, from, sums);
  const [a, b, c, d] = [sums[0]!, sums[1]!, sums[2]!, sums[3]!];
  for (let i = 0; i < v.length; i += 1) v[i]! -= a * p[i]! + b * q[i]! + c * r[i]! + d * s[i]!;
  return sums;
}

/** Adds to the sums the products with v of the run of rows that begins with `from`: of four columns, and of itself. */
function addProducts(
  p: Float64Array,
  q: Float64Array,
  r: Float64Array,
  s: Float64Array,
  v: Float64Array,
  from: number,
  sums: Float64Array,
): void {
  const to = Math.min(from + RUN, v.length);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let own = 0;
  for (let i = from; i < to; i += 1) {
    const value = v[i]!;
    a += p[i]! * value;
    b += q[i]! * value;
    c += r[i]! * value;
    d += s[i]! * value;
    own += value * value;
  }
  sums[0]! += a;
  sums[1]! += b;
  sums[2]! += c;
  sums[3]! += d;
  sums[WIDTH]! += own;
}
