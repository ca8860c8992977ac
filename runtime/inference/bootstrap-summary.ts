import { moments } from '../describe/moments.ts';
import { type PercentileType, percentile } from '../describe/percentile.ts';
import type { BootstrapRecord } from '../results/results.ts';
import { type BcaLevels, bcaLevels } from './bca.ts';

export interface BootstrapDescription {
  /** The column whose values were resampled; null for rows. */
  readonly cluster: string | null;
  readonly units: number;
  readonly level: number;
  readonly percentile: PercentileType;
  /** What BCa needs: the estimate, and the estimate without each unit. Null asks for the percentile interval. */
  readonly bca: { readonly estimate: number; readonly jackknife: Float64Array } | null;
}

/**
 * Interval and standard error (sd of the draws, n - 1) of bootstrap draws. values: one a draw, NaN where the draw
 * failed; failed draws are counted and left out. Efron & Tibshirani (1993), ch. 13 and 14.
 */
export function summariseBootstrap(values: Float64Array, about: BootstrapDescription): BootstrapRecord {
  const drawn = values.filter((value) => !Number.isNaN(value));
  const sorted = drawn.slice().sort();
  const { mean, variance } = moments(drawn);
  const levels = levelsOf(drawn, about);
  const bound = (p: number | null): number | null =>
    sorted.length < 2 || p === null ? null : percentile(sorted, p, about.percentile);
  return {
    draws: values.length,
    failed: values.length - sorted.length,
    unit: about.cluster ?? 'rows',
    units: about.units,
    interval: about.bca === null ? 'percentile' : 'bca',
    level: about.level,
    mean: sorted.length > 0 ? mean : null,
    std_error: sorted.length > 1 ? Math.sqrt(variance) : null,
    conf_low: bound(levels?.low ?? null),
    conf_high: bound(levels?.high ?? null),
    ...(levels && 'bias' in levels ? { bias: levels.bias, acceleration: levels.acceleration } : {}),
  };
}

function levelsOf(
  drawn: Float64Array,
  { bca, level }: BootstrapDescription,
): Pick<BcaLevels, 'low' | 'high'> | BcaLevels | null {
  if (bca === null) return { low: (1 - level) / 2, high: (1 + level) / 2 };
  return bcaLevels(drawn, bca.estimate, bca.jackknife, level);
}
