import { normalQuantile, normalTwoSided, studentQuantile, studentTail } from '../distributions/index.ts';
import type { TermRecord } from '../results/results.ts';
import type { OwnInference } from '../vcov/vcov.ts';
import type { Fit } from './estimator.ts';

/**
 * Rows of the reported terms under a covariance (k' x k', row-major), with df degrees of freedom of t, one for all or one
 * a term; null is the normal distribution.
 */
export function termRecords(
  report: Fit['report'],
  covariance: Float64Array,
  df: number | null | Float64Array,
  level: number,
): readonly TermRecord[] {
  const k = report.terms.length;
  return report.terms.map((term, i) => {
    const own = df instanceof Float64Array ? df[i]! : df;
    const tail = 1 - (1 - level) / 2;
    const margin = own === null ? normalQuantile(tail) : studentQuantile(tail, own);
    const estimate = report.estimates[i]!;
    const variance = covariance[i * k + i]!;
    // A covariance of several dimensions of clusters may be negative in a constant that is no column of its own.
    if (variance < 0) return { ...emptyTerm(term), estimate };
    const stdError = Math.sqrt(variance);
    const statistic = stdError > 0 ? estimate / stdError : null;
    return {
      term,
      estimate,
      std_error: stdError,
      statistic,
      df: own,
      p: statistic === null ? null : own === null ? normalTwoSided(statistic) : studentTail(statistic, own),
      conf_low: estimate - margin * stdError,
      conf_high: estimate + margin * stdError,
    };
  });
}

/** The same terms with p and intervals that do not follow from the standard errors. */
export function withOwnInference(
  terms: readonly TermRecord[],
  tests: readonly OwnInference[],
): readonly TermRecord[] {
  return terms.map((term, i) => ({
    ...term,
    p: tests[i]!.p,
    conf_low: tests[i]!.low,
    conf_high: tests[i]!.high,
  }));
}

/** Estimates whose covariance does not exist. */
export function bareTermRecords(report: Fit['report']): readonly TermRecord[] {
  return report.terms.map((term, i) => ({ ...emptyTerm(term), estimate: report.estimates[i]! }));
}

/** A term of a model that could not be estimated. */
export function emptyTerm(term: string): TermRecord {
  return {
    term,
    estimate: null,
    std_error: null,
    statistic: null,
    df: null,
    p: null,
    conf_low: null,
    conf_high: null,
  };
}
