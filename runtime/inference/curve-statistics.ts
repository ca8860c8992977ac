import { percentile } from '../describe/percentile.ts';
import { normalQuantile } from '../distributions/index.ts';

/** The followed coefficient of one model. */
export interface CurveEstimate {
  readonly estimate: number;
  readonly p: number;
  /** Below which p is significant. */
  readonly alpha: number;
}

/** What a whole curve says, in three numbers. */
export interface CurveStatistics {
  readonly median: number;
  readonly share: number;
  readonly stouffer: number;
}

/** A p that underflows would have an infinite z; below this one they count the same. */
const LEAST_P = 1e-300;

/**
 * Median estimate; share of models that are significant with the dominant sign; Stouffer's Z of the signed two-sided p
 * values. At least one model. Simonsohn, Simmons & Nelson (2020), Nature Human Behaviour 4: 1208-1214, their three test
 * statistics. The dominant sign is that of more estimates, of as many either way that with more significant ones.
 */
export function curveStatistics(models: readonly CurveEstimate[]): CurveStatistics {
  const sorted = Float64Array.from(models, (one) => one.estimate).sort();
  const positive = models.filter((one) => one.estimate > 0);
  const negative = models.filter((one) => one.estimate < 0);
  const significant = (some: readonly CurveEstimate[]): number =>
    some.filter((one) => one.p < one.alpha).length;
  const [above, below] = [significant(positive), significant(negative)];
  const dominant =
    positive.length === negative.length
      ? Math.max(above, below)
      : positive.length > negative.length
        ? above
        : below;
  const total = models.reduce((sum, { estimate, p }) => sum + Math.sign(estimate) * score(p), 0);
  return {
    median: percentile(sorted, 0.5, 7),
    share: dominant / models.length,
    stouffer: total / Math.sqrt(models.length),
  };
}

/** The z of which p is the two-sided tail, from that tail. */
function score(p: number): number {
  return -normalQuantile(Math.max(p, LEAST_P) / 2);
}
