import { dot } from '../linalg/sums.ts';
import type { OwnInference } from './vcov.ts';
import { crossing, reachedAt } from './wild-crossing.ts';
import { wildStatistics } from './wild-statistics.ts';

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

/** p of zero and the interval at `level`, null bounds where p stays above 1 - level however far one goes. */
export function wildTest(
  problem: WildProblem,
  weights: WildWeights,
  { estimate, level }: { readonly estimate: number; readonly level: number },
): OwnInference {
  const variance = dot(problem.errors, problem.errors);
  if (!(variance > 0)) return { p: null, low: null, high: null };
  const statistics = wildStatistics(problem, weights);
  const per = (1 - ROUNDING) / variance;
  const p = (reached: number): number =>
    weights.exact ? reached / weights.draws : (1 + reached) / (1 + weights.draws);
  const out = (sign: 1 | -1): number | null => {
    const holds = (reached: number): boolean => p(reached) >= 1 - level;
    const width = crossing({ statistics, per, sign, holds }, Math.sqrt(variance));
    return width === null ? null : estimate - sign * width;
  };
  const all = Int32Array.from({ length: weights.draws }, (_, draw) => draw);
  return { p: p(reachedAt(statistics, all, all.length, estimate, per)), low: out(1), high: out(-1) };
}
