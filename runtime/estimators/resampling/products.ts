import type { Codes, Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { rootOf } from '../../design/weighting.ts';
import { unitProducts } from '../../inference/bootstrap-indirect.ts';
import { crossedColumns, splitEffects } from '../../inference/crossed-effects.ts';
import { cholesky, solveLower, solveTransposed } from '../../linalg/cholesky.ts';
import { groupSums } from '../../linalg/grouping.ts';
import { dot, sum } from '../../linalg/sums.ts';
import type { Fit } from '../estimator.ts';
import type { Groups } from './groups.ts';

/** Numbers in the cross-products of all groups, 400 MB. */
const MOST_NUMBERS = 5e7;
/** Least pivot of the cross-product of orthonormal columns, drawn, that loses no digit which is reported. */
const SAFE_PIVOT = 1e-6;

/** Draws of a model without a fit of its own for each. */
export interface QuickDraws {
  /** Moves of the coordinates (k) where group g counts `counts[g]` times; null where only a fit of its own can tell. */
  readonly moves: (counts: Float64Array) => Float64Array | null;
  /** The same where every group but one counts once. */
  readonly without: (group: number) => Float64Array | null;
}

/**
 * A least-squares regression drawn again, by sums of cross-products of whole groups: with y = Q c + e on orthonormal
 * columns, a draw moves the coordinates by (sum of Q_g'Q_g)^-1 (sum of Q_g'e_g). Effects nested in the groups are taken out
 * before (each of their levels is drawn as a whole), the levels of others stand among the columns. Null where there are too
 * many levels or numbers.
 */
export function leastSquaresDraws(fit: Fit, design: Design, groups: Groups): QuickDraws | null {
  const constant = design.fixed.length > 0 && fit.terms[0] === INTERCEPT;
  const grouping = groups.by === null ? null : groupCodes(design.n, groups);
  const crossed = crossedColumns(splitEffects(design.fixed, grouping), rootOf(design));
  if (crossed === null) return null;
  const slopes = fit.basis.columns.values().slice(constant ? 1 : 0);
  const columns = [...crossed, ...slopes, fit.residuals].map((column) => sorted(column, groups));
  const p = columns.length;
  const size = (p * (p + 1)) / 2;
  if (groups.count * size > MOST_NUMBERS) return null;
  const products = unitProducts(columns, groups.starts);
  const centre = constant ? constantMoves(fit, design, groups) : null;
  const drawn = (counts: Float64Array): Float64Array => sumProducts(products, counts, size);
  const moved = (packed: Float64Array, sumOf: SumOf): Float64Array | null => {
    const all = solve(packed, p - 1);
    if (all === null) return null;
    const slopesMove = all.subarray(crossed.length);
    return centre === null ? slopesMove : Float64Array.of(centre(sumOf, slopesMove), ...slopesMove);
  };
  const whole = drawn(new Float64Array(groups.count).fill(1));
  return {
    moves: (counts) => moved(drawn(counts), (part) => dot(counts, part)),
    without: (group) => {
      const rest = whole.map((value, i) => value - products[group * size + i]!);
      return moved(rest, (part) => sum(part) - part[group]!);
    },
  };
}

/** Sum over the drawn groups of what each has: one number a group. */
type SumOf = (part: Float64Array) => number;

function sumProducts(products: Float64Array, counts: Float64Array, size: number): Float64Array {
  const packed = new Float64Array(size);
  for (let g = 0; g < counts.length; g += 1) {
    const count = counts[g]!;
    if (count === 0) continue;
    for (let i = 0, at = g * size; i < size; i += 1, at += 1) packed[i]! += count * products[at]!;
  }
  return packed;
}

const sorted = (column: Float64Array, { order }: Groups): Float64Array =>
  Float64Array.from(order, (row) => column[row]!);

function groupCodes(n: number, { order, starts, count, by }: Groups): Codes {
  const codes = new Int32Array(n);
  for (let g = 0; g < count; g += 1) {
    for (let i = starts[g]!; i < starts[g + 1]!; i += 1) codes[order[i]!] = g;
  }
  return { name: by ?? '', codes, levels: count };
}

/** z of A z = b, where the packed lower triangle of order m + 1 holds A and, in its last row, b. */
function solve(packed: Float64Array, m: number): Float64Array | null {
  const a = new Float64Array(m * m);
  let at = 0;
  for (let i = 0; i < m; i += 1) for (let j = 0; j <= i; j += 1, at += 1) a[i * m + j] = packed[at]!;
  const l = cholesky(a, m, SAFE_PIVOT);
  if (l === null || !evenlyLong(a, m)) return null;
  return solveTransposed(l, solveLower(l, packed.subarray(at, at + m), m), m);
}

/** No drawn column is next to nothing beside the longest, of which only rounding would be factorised. */
function evenlyLong(a: Float64Array, m: number): boolean {
  let largest = 0;
  for (let j = 0; j < m; j += 1) largest = Math.max(largest, a[j * m + j]!);
  for (let j = 0; j < m; j += 1) if (!(a[j * m + j]! > SAFE_PIVOT * largest)) return false;
  return true;
}

/**
 * What a draw adds to the first coordinate, of the constant beside absorbed effects, so that the reported one is
 * mean(y) - mean(x)'b over the drawn rows.
 */
function constantMoves(
  fit: Fit,
  design: Design,
  groups: Groups,
): (sumOf: SumOf, slopes: Float64Array) => number {
  const grouping = groupCodes(design.n, groups);
  const weights = design.weights ?? new Float64Array(design.n).fill(1);
  const sums = (v: Float64Array): Float64Array =>
    groupSums(
      grouping,
      v.map((value, i) => value * weights[i]!),
    );
  const k = fit.terms.length;
  const columns = fit.terms.slice(1).map((name) => design.x[design.names.indexOf(name)]!);
  const [all, ...parts] = [new Float64Array(design.n).fill(1), design.y, ...columns].map(sums);
  const { toTerms } = fit.basis;
  const centres = columns.map((_, j) => sum(parts[j + 1]!) / sum(all!));
  return (sumOf, moved) => {
    const total = sumOf(all!);
    let reported = sumOf(parts[0]!) / total;
    let level = 0;
    for (let j = 1; j < k; j += 1) {
      let change = 0;
      for (let i = 1; i < k; i += 1) change += toTerms[j * k + i]! * moved[i - 1]!;
      const b = fit.estimates[j]! + change;
      reported -= (sumOf(parts[j]!) / total) * b;
      level += centres[j - 1]! * b;
    }
    return (reported + level - fit.estimates[0]!) / toTerms[0]!;
  };
}
