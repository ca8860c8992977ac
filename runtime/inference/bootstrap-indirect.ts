/**
 * Bootstrap of an indirect effect a b: whole units (rows or clusters) are drawn with replacement. Each unit's
 * cross-products of [1, controls, T, M, Y] are taken once; a draw is a weighted sum of them and one Cholesky factor,
 * whose last three rows hold both regressions: a = l_MT / l_TT and b = l_YM / l_MM.
 */
import { cholesky } from '../linalg/cholesky.ts';
import { factorise } from '../linalg/qr.ts';
import { dot } from '../linalg/sums.ts';
import { type DrawSource, givenIndices, openStream, resample } from './random.ts';

/** Plain data: crosses to worker threads. p columns in the order [1, controls, T, M, Y]. */
export interface IndirectProblem {
  readonly n: number;
  readonly units: number;
  /** p columns of n, centred (where there is a constant) and scaled to unit variance, rows unit by unit. */
  readonly columns: readonly Float64Array[];
  /** Rows of unit u are starts[u] … starts[u + 1] - 1. */
  readonly starts: Int32Array;
  /** Lower triangles, p (p + 1) / 2 a unit; null where units are rows and a product is as cheap as a look-up. */
  readonly products: Float64Array | null;
  /** Undoes the scaling of a b: sd(Y) / sd(T). */
  readonly scale: number;
}

export interface IndirectDraws {
  readonly problem: IndirectProblem;
  readonly source: DrawSource;
}

/**
 * Least pivot of a scaled cross-product that loses no digit which is reported: Cholesky keeps about 16 + log10(pivot)
 * digits, and ten are wanted.
 */
const SAFE_PIVOT = 1e-6;

/** a b of draws from … to - 1; NaN where the resampled rows do not identify it. */
export function drawIndirect(data: IndirectDraws, from: number, to: number): Float64Array {
  const { problem, source } = data;
  const counts = new Float64Array(problem.units);
  const values = new Float64Array(to - from);
  for (let draw = from; draw < to; draw += 1) {
    const drawn =
      source.kind === 'given'
        ? givenIndices(source, draw)
        : resample(openStream(source.key, draw), problem.units);
    counts.fill(0);
    for (let i = 0; i < drawn.length; i += 1) counts[drawn[i]!]! += 1;
    values[draw - from] = indirectEffect(problem, counts);
  }
  return values;
}

/** a b where unit u counts `counts[u]` times. */
export function indirectEffect(problem: IndirectProblem, counts: Float64Array): number {
  const p = problem.columns.length;
  const s = weightedProducts(problem, counts);
  const factor = wellScaled(s, p) ? cholesky(s, p, SAFE_PIVOT) : null;
  if (factor === null) return orthogonalEffect(problem, counts) * problem.scale;
  const [t, m, y] = [p - 3, p - 2, p - 1];
  const a = factor[m * p + t]! / factor[t * p + t]!;
  const b = factor[y * p + m]! / factor[m * p + m]!;
  return a * b * problem.scale;
}

/** Flops of one draw, for the decision on threads. */
export function indirectWork(problem: IndirectProblem): number {
  const p = problem.columns.length;
  return problem.units * (p * (p + 1) + 40) + p ** 3;
}

/** Sum over units of count times cross-product: p x p, lower triangle, row-major; units in their order. */
function weightedProducts(problem: IndirectProblem, counts: Float64Array): Float64Array {
  const { columns, products, units } = problem;
  const p = columns.length;
  const size = (p * (p + 1)) / 2;
  const packed = new Float64Array(size);
  for (let u = 0; u < units; u += 1) {
    const count = counts[u]!;
    if (count === 0) continue;
    if (products !== null) {
      for (let i = 0, at = u * size; i < size; i += 1, at += 1) packed[i]! += count * products[at]!;
    } else {
      addRow(packed, columns, u, count);
    }
  }
  const s = new Float64Array(p * p);
  for (let i = 0, at = 0; i < p; i += 1) for (let j = 0; j <= i; j += 1, at += 1) s[i * p + j] = packed[at]!;
  return s;
}

function addRow(packed: Float64Array, columns: readonly Float64Array[], row: number, count: number): void {
  for (let i = 0, at = 0; i < columns.length; i += 1) {
    const weighted = count * columns[i]![row]!;
    for (let j = 0; j <= i; j += 1, at += 1) packed[at]! += weighted * columns[j]![row]!;
  }
}

/** Lower triangles of the cross-products of each unit's rows, one after the other. */
export function unitProducts(columns: readonly Float64Array[], starts: Int32Array): Float64Array {
  const size = (columns.length * (columns.length + 1)) / 2;
  const units = starts.length - 1;
  const products = new Float64Array(units * size);
  for (let u = 0; u < units; u += 1) {
    const packed = products.subarray(u * size, (u + 1) * size);
    for (let row = starts[u]!; row < starts[u + 1]!; row += 1) addRow(packed, columns, row, 1);
  }
  return products;
}

/** No column of the draw is next to nothing against unit variance, of which only rounding would be factorised. */
function wellScaled(s: Float64Array, p: number): boolean {
  let largest = 0;
  for (let j = 0; j < p; j += 1) largest = Math.max(largest, s[j * p + j]!);
  for (let j = 0; j < p; j += 1) if (!(s[j * p + j]! > SAFE_PIVOT * largest)) return false;
  return true;
}

/**
 * The same by an orthogonal factor of the drawn rows: near-singular draws keep their digits, a control that is
 * redundant in this draw drops out, and NaN says that T or M itself is (a and b are then not identified).
 */
function orthogonalEffect(problem: IndirectProblem, counts: Float64Array): number {
  const drawn = drawnRows(problem, counts);
  const rows = drawn[0]!.length;
  const outcome = drawn.length - 1;
  const length = Math.sqrt(
    dot(counts, new Float64Array(counts.length).fill(1)) * (problem.n / problem.units),
  );
  const regressors = drawn.slice(0, outcome);
  const { kept, q, r } = factorise(regressors, new Array<number>(outcome).fill(length));
  const k = kept.length;
  if (rows < k || kept[k - 1] !== outcome - 1 || kept[k - 2] !== outcome - 2) return Number.NaN;
  const a = r[(k - 2) * k + k - 1]! / r[(k - 2) * k + k - 2]!;
  const b = dot(q[k - 1]!, drawn[outcome]!) / r[k * k - 1]!;
  return a * b;
}

/** Columns over the rows of the drawn units, each row times the square root of its count. */
function drawnRows(problem: IndirectProblem, counts: Float64Array): Float64Array[] {
  const { columns, starts, units } = problem;
  const rows: number[] = [];
  const weights: number[] = [];
  for (let u = 0; u < units; u += 1) {
    if (counts[u] === 0) continue;
    for (let row = starts[u]!; row < starts[u + 1]!; row += 1) {
      rows.push(row);
      weights.push(Math.sqrt(counts[u]!));
    }
  }
  return columns.map((column) => Float64Array.from(rows, (row, i) => weights[i]! * column[row]!));
}
