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

/** Numbers a draw. */
const WIDTH = 5;

/** Numerator and variance of each draw as polynomials in b - b0: five numbers a draw. */
function statisticsOf(problem: WildProblem, { values, draws }: WildWeights): Float64Array {
  const { clusters, m, images, scores, total } = problem;
  const slopes = images.map((value) => value / total);
  const out = new Float64Array(draws * WIDTH);
  const room = { first: new Float64Array(2 * m), second: new Float64Array(2 * m) };
  for (let draw = 0; draw < draws; draw += 2) {
    // The last of an odd number is computed beside itself.
    const other = Math.min(draw + 1, draws - 1);
    const [v, w] = [draw * clusters, other * clusters];
    combine(values, v, w, { scores, slopes, m, clusters }, room);
    addUp(problem, values, v, room.first, out, draw * WIDTH);
    if (other > draw) addUp(problem, values, w, room.second, out, other * WIDTH);
  }
  return out;
}

/** Constant and slope in b - b0 of what each column of the regression takes, of two draws. */
interface Taken {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

interface Sums {
  readonly scores: Float64Array;
  readonly slopes: Float64Array;
  readonly m: number;
  readonly clusters: number;
}

/** Two draws side by side: the sums of one alone would wait for one another. */
function combine(
  values: Float64Array,
  v: number,
  w: number,
  { scores, slopes, m, clusters }: Sums,
  { first, second }: Taken,
): void {
  for (let i = 0; i < m; i += 1) {
    let [constant, slope, otherConstant, otherSlope] = [0, 0, 0, 0];
    for (let g = 0, at = i; g < clusters; g += 1, at += m) {
      const one = values[v + g]!;
      const two = values[w + g]!;
      constant += one * scores[at]!;
      slope += one * slopes[at]!;
      otherConstant += two * scores[at]!;
      otherSlope += two * slopes[at]!;
    }
    first[2 * i] = constant;
    first[2 * i + 1] = slope;
    second[2 * i] = otherConstant;
    second[2 * i + 1] = otherSlope;
  }
}
/** The five numbers of one draw, whose weights begin at `v`. */
function addUp(
  { clusters, m, errors, inner, lengths, images }: WildProblem,
  values: Float64Array,
  v: number,
  taken: Float64Array,
  out: Float64Array,
  place: number,
): void {
  let [n0, n1, q00, q01, q11] = [0, 0, 0, 0, 0];
  for (let g = 0, at = 0; g < clusters; g += 1) {
    const weight = values[v + g]!;
    let s0 = weight * errors[g]!;
    let s1 = weight * inner[g]!;
    n0 += s0;
    n1 += weight * lengths[g]!;
    for (let i = 0; i < m; i += 1, at += 1) {
      const image = images[at]!;
      s0 -= image * taken[2 * i]!;
      s1 -= image * taken[2 * i + 1]!;
    }
    q00 += s0 * s0;
    q01 += s0 * s1;
    q11 += s1 * s1;
  }
  out[place] = n0;
  out[place + 1] = n1;
  out[place + 2] = q00;
  out[place + 3] = q01;
  out[place + 4] = q11;
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
