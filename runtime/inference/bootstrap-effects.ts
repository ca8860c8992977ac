import type { PercentileType } from '../describe/percentile.ts';
import type { BootstrapRecord } from '../results/results.ts';
import { type BootstrapDescription, summariseBootstrap } from './bootstrap-summary.ts';
import type { ParallelBootstrap } from './mediation-parallel.ts';

export interface IndirectDescription {
  readonly mediators: readonly string[];
  readonly cluster: string | null;
  readonly units: number;
  readonly level: number;
  readonly percentile: PercentileType;
  /** a b of each mediator and c, of the sample itself. */
  readonly whole: Float64Array;
  /** The same without each unit, one after the other, where BCa intervals are asked for. */
  readonly jackknife: Float64Array | null;
}

/**
 * Draws of a b of each mediator and of c, one after the other, as records by mediator, and `total` for the sum of the
 * indirect effects; each with the interval of its share in c.
 */
export function summariseIndirect(values: Float64Array, about: IndirectDescription): ParallelBootstrap {
  const sum: Pick = (effects) => effects.slice(0, -1).reduce((total, effect) => total + effect, 0);
  const own = about.mediators.map((name, j): [string, Pick] => [name, (effects) => effects[j]!]);
  const picks: readonly [string, Pick][] = [...own, ['total', sum]];
  return Object.fromEntries(picks.map(([name, pick]) => [name, record(values, pick, about)]));
}

/** One number from the effects of a draw: a b of each mediator, and c at the end. */
type Pick = (effects: Float64Array) => number;

function record(values: Float64Array, pick: Pick, about: IndirectDescription): BootstrapRecord {
  const effect = summary(values, pick, about);
  const share = summary(values, (effects) => pick(effects) / effects[effects.length - 1]!, about);
  return { ...effect, share_conf_low: share.conf_low, share_conf_high: share.conf_high };
}

function summary(values: Float64Array, pick: Pick, about: IndirectDescription): BootstrapRecord {
  const { whole, jackknife, cluster, units, level, percentile } = about;
  const width = whole.length;
  const series = (all: Float64Array): Float64Array =>
    Float64Array.from({ length: all.length / width }, (_, i) =>
      pick(all.subarray(i * width, (i + 1) * width)),
    );
  const bca: BootstrapDescription['bca'] =
    jackknife === null ? null : { estimate: pick(whole), jackknife: series(jackknife) };
  return summariseBootstrap(series(values), { cluster, units, level, percentile, bca });
}
