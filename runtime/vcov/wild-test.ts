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
  const { clusters, m, errors, inner, lengths, images, scores, total } = problem;
  const out = new Float64Array(draws * 5);
  const constant = new Float64Array(m);
  const slope = new Float64Array(m);
  for (let draw = 0; draw < draws; draw += 1) {
    const v = values.subarray(draw * clusters, (draw + 1) * clusters);
    constant.fill(0);
    slope.fill(0);
    let [n0, n1, q00, q01, q11] = [0, 0, 0, 0, 0];
    for (let g = 0; g < clusters; g += 1) {
      n0 += v[g]! * errors[g]!;
      n1 += v[g]! * lengths[g]!;
      for (let i = 0; i < m; i += 1) {
        constant[i]! += v[g]! * scores[g * m + i]!;
        slope[i]! += (v[g]! * images[g * m + i]!) / total;
      }
    }
    for (let g = 0; g < clusters; g += 1) {
      let s0 = v[g]! * errors[g]!;
      let s1 = v[g]! * inner[g]!;
      for (let i = 0; i < m; i += 1) {
        s0 -= images[g * m + i]! * constant[i]!;
        s1 -= images[g * m + i]! * slope[i]!;
      }
      q00 += s0 * s0;
      q01 += s0 * s1;
      q11 += s1 * s1;
    }
    out.set([n0, n1, q00, q01, q11], draw * 5);
  }
  return out;
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
