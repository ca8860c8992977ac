import { studentQuantile, studentTail } from '../distributions/index.ts';
import type { TermRecord } from '../results/results.ts';
import type { Fit } from './estimator.ts';

/** Rows of the reported terms under a covariance (k' x k', row-major) with df degrees of freedom of t. */
export function termRecords(
  report: Fit['report'],
  covariance: Float64Array,
  df: number,
  level: number,
): readonly TermRecord[] {
  const k = report.terms.length;
  const margin = studentQuantile(1 - (1 - level) / 2, df);
  return report.terms.map((term, i) => {
    const estimate = report.estimates[i]!;
    const stdError = Math.sqrt(covariance[i * k + i]!);
    const statistic = stdError > 0 ? estimate / stdError : null;
    return {
      term,
      estimate,
      std_error: stdError,
      statistic,
      df,
      p: statistic === null ? null : studentTail(statistic, df),
      conf_low: estimate - margin * stdError,
      conf_high: estimate + margin * stdError,
    };
  });
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
