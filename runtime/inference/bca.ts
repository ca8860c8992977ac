import { normalLower, normalQuantile } from '../distributions/index.ts';
import { mean } from '../linalg/sums.ts';

/** Probabilities of the draws' distribution that bound the interval, with what they were corrected by. */
export interface BcaLevels {
  readonly low: number;
  readonly high: number;
  /** z0: the normal quantile of the share of draws below the estimate. */
  readonly bias: number;
  readonly acceleration: number;
}

/**
 * Where the bias-corrected and accelerated interval ends (Efron 1987). draws: without those that failed. jackknife: the
 * estimate without each unit. Null where all draws lie on one side of the estimate, or the jackknife does not exist or
 * does not vary: the correction is then infinite or unknown.
 */
export function bcaLevels(
  draws: Float64Array,
  estimate: number,
  jackknife: Float64Array,
  level: number,
): BcaLevels | null {
  const below = draws.filter((value) => value < estimate).length;
  const acceleration = accelerationOf(jackknife);
  if (below === 0 || below === draws.length || acceleration === null) return null;
  const bias = normalQuantile(below / draws.length);
  const reach = normalQuantile((1 + level) / 2);
  const bound = (z: number): number => normalLower(bias + (bias + z) / (1 - acceleration * (bias + z)));
  return { low: bound(-reach), high: bound(reach), bias, acceleration };
}

/** A sixth of the skewness of the jackknife's influence values. */
function accelerationOf(jackknife: Float64Array): number | null {
  const centre = mean(jackknife);
  let [squares, cubes] = [0, 0];
  for (const value of jackknife) {
    const influence = centre - value;
    squares += influence ** 2;
    cubes += influence * influence * influence;
  }
  const acceleration = cubes / (6 * squares * Math.sqrt(squares));
  return Number.isFinite(acceleration) ? acceleration : null;
}
