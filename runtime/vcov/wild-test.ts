import { dot } from '../linalg/sums.ts';
import type { OwnInference } from './vcov.ts';

/** Draws of one weight a cluster, draws x G; `exact` where they are all that there are. */
export interface WildWeights {
  readonly values: Float64Array;
  readonly draws: number;
  readonly exact: boolean;
}

/**
 * One estimate a'y in products by cluster. Under the null b0 residuals are e + (b - b0) a / a'a, so that everything of a
 * draw is linear in b - b0.
 */
export interface WildProblem {
  readonly clusters: number;
  readonly m: number;
  /** clusters: a_g'e_g, and the part of a_g'a_g / a'a that absorbed effects leave, and all of it. */
  readonly errors: Float64Array;
  readonly inner: Float64Array;
  readonly lengths: Float64Array;
  /** clusters x m: W_g'a_g and W_g'e_g. */
  readonly images: Float64Array;
  readonly scores: Float64Array;
  /** a'a. */
  readonly total: number;
}

/** Draws that equal the statistic but for rounding count as reaching it. */
const ROUNDING = 1e-9;
const DOUBLINGS = 60;
const HALVINGS = 60;

/** p of zero and the interval at `level`, null bounds where p stays above 1 - level however far one goes. */
export function wildTest(
  problem: WildProblem,
  weights: WildWeights,
  { estimate, level }: { readonly estimate: number; readonly level: number },
): OwnInference {
  const variance = dot(problem.errors, problem.errors);
  if (!(variance > 0)) return { p: null, low: null, high: null };
  const draws = statisticsOf(problem, weights);
  const p = (distance: number): number => pOf(draws, weights, distance, variance);
  const out = (sign: 1 | -1): number | null => {
    const width = crossing((length) => p(sign * length) >= 1 - level, Math.sqrt(variance));
    return width === null ? null : estimate - sign * width;
  };
  return { p: p(estimate), low: out(1), high: out(-1) };
}

/** Numerator and variance of each draw as polynomials in b - b0: five numbers a draw. */
function statisticsOf(problem: WildProblem, { values, draws }: WildWeights): Float64Array {
  const { clusters, m, errors, inner, lengths } = problem;
  const out = new Float64Array(draws * 5);
  const images = byColumn(problem.images, m);
  const scores = byColumn(problem.scores, m);
  const slopes = images.map((column) => column.map((value) => value / problem.total));
  const s0 = new Float64Array(clusters);
  const s1 = new Float64Array(clusters);
  for (let draw = 0; draw < draws; draw += 1) {
    const v = values.subarray(draw * clusters, (draw + 1) * clusters);
    let [n0, n1] = [0, 0];
    for (let g = 0; g < clusters; g += 1) {
      n0 += v[g]! * errors[g]!;
      n1 += v[g]! * lengths[g]!;
      s0[g] = v[g]! * errors[g]!;
      s1[g] = v[g]! * inner[g]!;
    }
    for (let i = 0; i < m; i += 1) takeColumn(v, scores[i]!, slopes[i]!, images[i]!, s0, s1);
    let [q00, q01, q11] = [0, 0, 0];
    for (let g = 0; g < clusters; g += 1) {
      q00 += s0[g]! * s0[g]!;
      q01 += s0[g]! * s1[g]!;
      q11 += s1[g]! * s1[g]!;
    }
    const at = draw * 5;
    out[at] = n0;
    out[at + 1] = n1;
    out[at + 2] = q00;
    out[at + 3] = q01;
    out[at + 4] = q11;
  }
  return out;
}

/** What one column of the regression takes from the sums of the clusters' scores, constant and slope in b - b0, in place. */
function takeColumn(
  v: Float64Array,
  scores: Float64Array,
  slopes: Float64Array,
  image: Float64Array,
  s0: Float64Array,
  s1: Float64Array,
): void {
  let [constant, slope] = [0, 0];
  for (let g = 0; g < v.length; g += 1) {
    constant += v[g]! * scores[g]!;
    slope += v[g]! * slopes[g]!;
  }
  for (let g = 0; g < v.length; g += 1) {
    s0[g]! -= image[g]! * constant;
    s1[g]! -= image[g]! * slope;
  }
}

/** Columns of a table whose rows of m stand one after the other: a draw reads each from one end to the other. */
function byColumn(table: Float64Array, m: number): readonly Float64Array[] {
  const rows = table.length / m;
  return Array.from({ length: m }, (_, j) =>
    Float64Array.from({ length: rows }, (_unused, g) => table[g * m + j]!),
  );
}

/** Share of draws with |t*| >= |t| for the null at `distance` below the estimate; drawn ones count the sample itself. */
function pOf(draws: Float64Array, weights: WildWeights, distance: number, variance: number): number {
  const wanted = (distance * distance * (1 - ROUNDING)) / variance;
  let reached = 0;
  for (let at = 0; at < draws.length; at += 5) {
    const numerator = draws[at]! + distance * draws[at + 1]!;
    const square = draws[at + 2]! + 2 * distance * draws[at + 3]! + distance * distance * draws[at + 4]!;
    if (numerator * numerator >= wanted * square) reached += 1;
  }
  return weights.exact ? reached / weights.draws : (1 + reached) / (1 + weights.draws);
}

/** Where `holds` ceases: between the last doubling that holds and the next, halved to rounding; null if it never does. */
function crossing(holds: (length: number) => boolean, unit: number): number | null {
  let high = unit;
  for (let i = 0; holds(high); i += 1) {
    if (i === DOUBLINGS) return null;
    high *= 2;
  }
  let low = high === unit ? 0 : high / 2;
  for (let i = 0; i < HALVINGS; i += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
