/** Where the share of draws that reach the statistic crosses a level, as the null moves away from the estimate. */
import { WILD_WIDTH } from './wild-statistics.ts';

const DOUBLINGS = 60;
const HALVINGS = 60;
/** Halvings after which the draws that are settled are put aside. */
const SETTLED_EVERY = 3;
/** Share of the terms of a sum, and of either side of a comparison, beyond what rounding can do to them. */
const MARGIN = 1e-12;

/** What is asked at each distance. */
export interface Crossing {
  readonly statistics: Float64Array;
  /** A draw is to reach t^2 of the sample, the squared distance times this. */
  readonly per: number;
  readonly sign: 1 | -1;
  /** Whether p of so many draws that reach it is high enough. */
  readonly holds: (reached: number) => boolean;
}

/** How many of the first `count` draws of a list have |t*| >= |t| for the null at `distance` below the estimate. */
export function reachedAt(
  statistics: Float64Array,
  draws: Int32Array,
  count: number,
  distance: number,
  per: number,
): number {
  const wanted = distance * distance * per;
  let reached = 0;
  for (let i = 0; i < count; i += 1) {
    const at = draws[i]! * WILD_WIDTH;
    const numerator = statistics[at]! + distance * statistics[at + 1]!;
    const square =
      statistics[at + 2]! + 2 * distance * statistics[at + 3]! + distance * distance * statistics[at + 4]!;
    if (numerator * numerator >= wanted * square) reached += 1;
  }
  return reached;
}

/**
 * Where it ceases to hold: between the last doubling that holds and the next, halved to rounding; null if it never does.
 * Draws on which no distance within the bounds can decide otherwise are counted once: the answer is that of all.
 */
export function crossing({ statistics, per, sign, holds }: Crossing, unit: number): number | null {
  const open = Int32Array.from({ length: statistics.length / WILD_WIDTH }, (_, draw) => draw);
  let left = open.length;
  let settled = 0;
  const reached = (length: number): number => settled + reachedAt(statistics, open, left, sign * length, per);
  let high = unit;
  for (let i = 0; holds(reached(high)); i += 1) {
    if (i === DOUBLINGS) return null;
    high *= 2;
  }
  let low = high === unit ? 0 : high / 2;
  for (let i = 0; i < HALVINGS; i += 1) {
    if (i % SETTLED_EVERY === 0) {
      const [still, sure] = settle(statistics, open, left, { low: sign * low, high: sign * high, per });
      left = still;
      settled += sure;
    }
    const middle = (low + high) / 2;
    if (holds(reached(middle))) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

interface Bounds {
  /** Distances, of which low is the nearer to zero. */
  readonly low: number;
  readonly high: number;
  readonly per: number;
}

/**
 * Keeps at the front of a list the draws that between the bounds may or may not reach the statistic. Gives how many these
 * are, and how many of the others reach it wherever.
 */
function settle(
  statistics: Float64Array,
  draws: Int32Array,
  count: number,
  bounds: Bounds,
): readonly [still: number, sure: number] {
  let still = 0;
  let sure = 0;
  for (let i = 0; i < count; i += 1) {
    const draw = draws[i]!;
    const verdict = verdictOf(statistics, draw * WILD_WIDTH, bounds);
    if (verdict > 0) sure += 1;
    if (verdict !== 0) continue;
    draws[still] = draw;
    still += 1;
  }
  return [still, sure];
}

/**
 * 1: the draw reaches the statistic at every distance between the bounds; -1: at none; 0: unknown. The numerator is linear
 * in the distance, the square convex: it lies below the higher end, and below the lower one by at most q11 / 4 of the squared width.
 */
function verdictOf(statistics: Float64Array, at: number, { low, high, per }: Bounds): -1 | 0 | 1 {
  const n0 = statistics[at]!;
  const n1 = statistics[at + 1]!;
  const q00 = statistics[at + 2]!;
  const q01 = statistics[at + 3]!;
  const q11 = statistics[at + 4]!;
  const one = n0 + low * n1;
  const two = n0 + high * n1;
  const offNumerator = MARGIN * (Math.abs(n0) + Math.abs(high * n1));
  const most = Math.max(Math.abs(one), Math.abs(two)) + offNumerator;
  const least = one > 0 === two > 0 ? Math.min(Math.abs(one), Math.abs(two)) - offNumerator : 0;
  const near = q00 + 2 * low * q01 + low * low * q11;
  const far = q00 + 2 * high * q01 + high * high * q11;
  const offSquare = MARGIN * (q00 + Math.abs(2 * high * q01) + high * high * q11);
  const dip = ((high - low) * (high - low) * q11) / 4;
  const above = high * high * per * (Math.max(near, far) + offSquare) * (1 + MARGIN);
  const below = low * low * per * (Math.min(near, far) - dip - offSquare) * (1 - MARGIN);
  if (least > 0 && least * least > above) return 1;
  return most * most < below ? -1 : 0;
}
