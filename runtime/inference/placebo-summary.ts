import { moments } from '../describe/moments.ts';
import { percentile } from '../describe/percentile.ts';
import type { DrawRecord, Note, PlaceboResult, TermRecord } from '../results/results.ts';
import { PLACEBO_WIDTH } from './placebo.ts';

export interface PlaceboDescription {
  /** The model's own record of the permuted term. */
  readonly actual: TermRecord;
  readonly within: string | null;
  readonly unit: string | null;
  readonly statistic: 'statistic' | 'estimate';
  /** Of the problem. */
  readonly notes: readonly Note[];
}

/**
 * A draw that gives the actual value again (the identity permutation) counts as reaching it, whatever the last digits
 * of two ways to compute it.
 */
const TIE = 1e-10;

/**
 * Distribution and permutation p of placebo draws. values: estimate, statistic, p a draw, NaN where there is none.
 * p = (1 + #{|T*| >= |T|}) / (1 + draws) over the draws that have a T*; its Monte-Carlo error is that of a share.
 * Phipson & Smyth (2010).
 */
export function summarisePlacebo(values: Float64Array, about: PlaceboDescription): PlaceboResult {
  const draws = recordsOf(values);
  const reached = draws.map((draw) => draw[about.statistic]).filter((value) => value !== null);
  const own = about.actual[about.statistic];
  const extreme =
    own === null ? reached.length : reached.filter((t) => Math.abs(t) >= Math.abs(own) * (1 - TIE)).length;
  const p = (1 + extreme) / (1 + reached.length);
  return {
    actual: about.actual,
    permuted: { term: about.actual.term, within: about.within, unit: about.unit },
    draws,
    summary: summaryOf(draws),
    p,
    statistic: about.statistic,
    monte_carlo_error: reached.length > 0 ? Math.sqrt((p * (1 - p)) / reached.length) : 0,
    notes: [...about.notes, ...failedNotes(draws.length - reached.length, draws.length, about.statistic)],
  };
}

const known = (value: number): number | null => (Number.isFinite(value) ? value : null);

function recordsOf(values: Float64Array): DrawRecord[] {
  return Array.from({ length: values.length / PLACEBO_WIDTH }, (_, draw) => ({
    estimate: known(values[draw * PLACEBO_WIDTH]!),
    statistic: known(values[draw * PLACEBO_WIDTH + 1]!),
    p: known(values[draw * PLACEBO_WIDTH + 2]!),
  }));
}

function summaryOf(draws: readonly DrawRecord[]): PlaceboResult['summary'] {
  const estimates = Float64Array.from(draws.map((draw) => draw.estimate).filter((value) => value !== null));
  const ps = draws.map((draw) => draw.p).filter((value) => value !== null);
  const { mean, variance, skewness, kurtosis } = moments(estimates);
  const sorted = estimates.slice().sort();
  const share = (holds: (p: number) => boolean): number | null => known(ps.filter(holds).length / ps.length);
  return {
    n: estimates.length,
    mean: known(mean),
    sd: known(Math.sqrt(variance)),
    min: known(sorted[0] ?? Number.NaN),
    median: known(percentile(sorted, 0.5, 7)),
    max: known(sorted[sorted.length - 1] ?? Number.NaN),
    share_p_above_10: share((p) => p > 0.1),
    share_p_below_5: share((p) => p < 0.05),
    skewness: known(skewness),
    kurtosis: known(kurtosis),
  };
}

function failedNotes(failed: number, draws: number, statistic: string): Note[] {
  if (failed === 0) return [];
  return [
    {
      code: 'placebo-failed-draws',
      message: `${failed} of ${draws} draws have no ${statistic} (the other regressors explain the permuted column) and are left out`,
      values: { failed, draws },
    },
  ];
}
