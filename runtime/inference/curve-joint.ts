import type { CurveJoint, JointTest } from '../results/results.ts';
import { CURVE_WIDTH } from './curve-draws.ts';
import { type CurveEstimate, curveStatistics } from './curve-statistics.ts';

/** A draw that gives the actual value again counts as reaching it, whatever the last digits of two ways to compute it. */
const TIE = 1e-10;

/**
 * The joint test from its draws. values: median, share, Stouffer's Z a draw, NaN where there is none. Each p is
 * (1 + #{|T*| >= |T|}) / (1 + draws) (Phipson & Smyth 2010), its Monte-Carlo error that of a share.
 */
export function jointTest(
  actual: readonly CurveEstimate[],
  values: Float64Array,
  permuted: CurveJoint['permuted'],
): CurveJoint {
  const draws = values.length / CURVE_WIDTH;
  const known = Array.from({ length: draws }, (_, i) =>
    values.subarray(i * CURVE_WIDTH, (i + 1) * CURVE_WIDTH),
  ).filter((draw) => !Number.isNaN(draw[0]));
  const own = curveStatistics(actual);
  const test = (statistic: number, at: number): JointTest => {
    const reached = known.filter((draw) => Math.abs(draw[at]!) >= Math.abs(statistic) * (1 - TIE)).length;
    const p = (1 + reached) / (1 + known.length);
    const error = known.length > 0 ? Math.sqrt((p * (1 - p)) / known.length) : 0;
    return { statistic, p, monte_carlo_error: error };
  };
  return {
    draws,
    failed: draws - known.length,
    permuted,
    median: test(own.median, 0),
    share: test(own.share, 1),
    stouffer: test(own.stouffer, 2),
  };
}
