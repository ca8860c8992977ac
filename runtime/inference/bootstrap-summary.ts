import { moments } from '../describe/moments.ts';
import { type PercentileType, percentile } from '../describe/percentile.ts';
import type { BootstrapRecord } from '../results/results.ts';

export interface BootstrapDescription {
  /** The column whose values were resampled; null for rows. */
  readonly cluster: string | null;
  readonly units: number;
  readonly level: number;
  readonly percentile: PercentileType;
}

/**
 * Percentile interval and standard error (sd of the draws, n - 1) of bootstrap draws. values: one a draw, NaN where
 * the draw failed; failed draws are counted and left out. Efron & Tibshirani (1993), ch. 13.
 */
export function summariseBootstrap(values: Float64Array, about: BootstrapDescription): BootstrapRecord {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const { mean, variance } = moments(values.filter((value) => !Number.isNaN(value)));
  const bound = (p: number): number | null =>
    sorted.length < 2 ? null : percentile(sorted, p, about.percentile);
  return {
    draws: values.length,
    failed: values.length - sorted.length,
    unit: about.cluster ?? 'rows',
    units: about.units,
    interval: 'percentile',
    level: about.level,
    mean: sorted.length > 0 ? mean : null,
    std_error: sorted.length > 1 ? Math.sqrt(variance) : null,
    conf_low: bound((1 - about.level) / 2),
    conf_high: bound((1 + about.level) / 2),
  };
}
