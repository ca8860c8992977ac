/**
 * Bootstrap of indirect effects a b: whole units (rows or clusters) are drawn with replacement. Each unit's
 * cross-products of [1, controls, T, M1 … Mm, Y] are taken once; a draw is a weighted sum of them and one Cholesky factor
 * L, whose last rows hold all regressions: a_j = l_MjT / l_TT, c = l_YT / l_TT, and b solves b' L_MM = l_YM.
 */
import { cholesky } from '../linalg/cholesky.ts';
import { factorise } from '../linalg/qr.ts';
import { dot } from '../linalg/sums.ts';
import { type DrawSource, givenIndices, openStream, resample } from './random.ts';

/** Plain data: crosses to worker threads. p columns in the order [1, controls, T, M1 … Mm, Y]. */
export interface IndirectProblem {
  readonly n: number;
  readonly units: number;
  /** m, of the columns. */
  readonly mediators: number;
  /** p columns of n, centred (where there is a constant) and scaled to unit variance, rows unit by unit. */
  readonly columns: readonly Float64Array[];
  /** Rows of unit u are starts[u] … starts[u + 1] - 1. */
  readonly starts: Int32Array;
  /** Lower triangles, p (p + 1) / 2 a unit; null where units are rows and a product is as cheap as a look-up. */
  readonly products: Float64Array | null;
  /** Undoes the scaling of a b and of c: sd(Y) / sd(T). */
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

/** Numbers a draw: a b of each mediator, and c. */
export const indirectWidth = ({ mediators }: IndirectProblem): number => mediators + 1;

/** Effects of draws from … to - 1, `indirectWidth` a draw; NaN where the resampled rows do not identify them. */
export function drawIndirect(data: IndirectDraws, from: number, to: number): Float64Array {
  const { problem, source } = data;
  const width = indirectWidth(problem);
  const counts = new Float64Array(problem.units);
  const values = new Float64Array((to - from) * width);
  for (let draw = from; draw < to; draw += 1) {
    const drawn =
      source.kind === 'given'
        ? givenIndices(source, draw)
        : resample(openStream(source.key, draw), problem.units);
    counts.fill(0);
    for (let i = 0; i < drawn.length; i += 1) counts[drawn[i]!]! += 1;
    values.set(indirectEffects(problem, counts), (draw - from) * width);
  }
  return values;
}

/** The effects where unit u counts `counts[u]` times. */
export function indirectEffects(problem: IndirectProblem, counts: Float64Array): Float64Array {
  return effectsOf(problem, weightedProducts(problem, counts), () => drawnRows(problem, counts));
}

/** The effects without one unit each, units x width: what the jackknife needs. */
export function leaveOneOut(problem: IndirectProblem): Float64Array {
  const { columns, products, units, starts } = problem;
  const [p, width] = [columns.length, indirectWidth(problem)];
  const counts = new Float64Array(units).fill(1);
  const whole = weightedProducts(problem, counts);
  const own = new Float64Array((p * (p + 1)) / 2);
  const values = new Float64Array(units * width);
  for (let u = 0; u < units; u += 1) {
    own.fill(0);
    if (products === null) addRow(own, columns, starts[u]!, 1);
    else own.set(products.subarray(u * own.length, (u + 1) * own.length));
    const rest = whole.slice();
    for (let i = 0, at = 0; i < p; i += 1)
      for (let j = 0; j <= i; j += 1, at += 1) rest[i * p + j]! -= own[at]!;
    counts[u] = 0;
    values.set(
      effectsOf(problem, rest, () => drawnRows(problem, counts)),
      u * width,
    );
    counts[u] = 1;
  }
  return values;
}

/** From the cross-products of a draw, or from its rows where these lose digits. */
function effectsOf(
  problem: IndirectProblem,
  s: Float64Array,
  rows: () => readonly Float64Array[],
): Float64Array {
  const { mediators, scale } = problem;
  const p = problem.columns.length;
  const l = wellScaled(s, p) ? cholesky(s, p, SAFE_PIVOT) : null;
  if (l === null) return orthogonalEffects(problem, rows()).map((value) => value * scale);
  const t = p - mediators - 2;
  const at = (i: number, j: number): number => l[i * p + j]!;
  return productsOfPaths({
    mediators,
    a: (j) => at(t + 1 + j, t) / at(t, t),
    block: (i, j) => at(t + 1 + i, t + 1 + j),
    outcome: (j) => at(p - 1, t + 1 + j),
    total: at(p - 1, t) / at(t, t),
  }).map((value) => value * scale);
}

interface Factored {
  readonly mediators: number;
  readonly a: (j: number) => number;
  /** Lower triangular block of the mediators, i >= j. */
  readonly block: (i: number, j: number) => number;
  /** The outcome along the mediators' directions. */
  readonly outcome: (j: number) => number;
  readonly total: number;
}

function productsOfPaths({ mediators, a, block, outcome, total }: Factored): Float64Array {
  const b = new Float64Array(mediators);
  for (let j = mediators - 1; j >= 0; j -= 1) {
    let rest = outcome(j);
    for (let i = j + 1; i < mediators; i += 1) rest -= b[i]! * block(i, j);
    b[j] = rest / block(j, j);
  }
  const values = new Float64Array(mediators + 1);
  for (let j = 0; j < mediators; j += 1) values[j] = a(j) * b[j]!;
  values[mediators] = total;
  return values;
}

/** Flops of one draw, for the decision on threads. */
export function indirectWork(problem: IndirectProblem): number {
  const p = problem.columns.length;
  return problem.units * (p * (p + 1) + 40) + p * p * p;
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
 * redundant in this draw drops out, and NaN says that T or a mediator itself is (the paths are then not identified).
 */
function orthogonalEffects(problem: IndirectProblem, drawn: readonly Float64Array[]): Float64Array {
  const { mediators, n } = problem;
  const rows = drawn[0]!.length;
  const outcome = drawn.length - 1;
  const lengths = new Array<number>(outcome).fill(Math.sqrt(n));
  const { kept, q, r } = factorise(drawn.slice(0, outcome), lengths);
  const k = kept.length;
  const t = k - mediators - 1;
  const lost = kept.slice(t).some((column, i) => column !== outcome - mediators - 1 + i);
  if (rows < k || t < 0 || lost) return new Float64Array(mediators + 1).fill(Number.NaN);
  const at = (i: number, j: number): number => r[i * k + j]!;
  const along = (j: number): number => dot(q[j]!, drawn[outcome]!);
  return productsOfPaths({
    mediators,
    a: (j) => at(t, t + 1 + j) / at(t, t),
    block: (i, j) => at(t + 1 + j, t + 1 + i),
    outcome: (j) => along(t + 1 + j),
    total: along(t) / at(t, t),
  });
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
