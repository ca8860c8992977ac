import type { CurveResult, TermRecord } from '../results/results.ts';
import { percentile } from '../describe/percentile.ts';

/** The followed term of one model and its level; null where the model has no estimate of it. */
export interface CurvePoint {
  readonly term: TermRecord | undefined;
  readonly level: number;
}

/**
 * What a specification curve says as a whole (Simonsohn, Simmons & Nelson 2020): median estimate, share above zero, share
 * with p below 1 - level of its own model. Models without an estimate count in none of them. `p` is the joint test's.
 */
export function curveResult(terms: readonly string[], points: readonly CurvePoint[]): CurveResult {
  const found = points.flatMap(({ term, level }) =>
    term && term.estimate !== null ? [{ estimate: term.estimate, p: term.p, level }] : [],
  );
  const n = found.length;
  const share = (count: number): number | null => (n === 0 ? null : count / n);
  const sorted = Float64Array.from(found, (one) => one.estimate).sort();
  return {
    terms,
    summary: {
      n,
      median: n === 0 ? null : percentile(sorted, 0.5, 7),
      share_positive: share(found.filter((one) => one.estimate > 0).length),
      share_significant: share(found.filter((one) => one.p !== null && one.p < 1 - one.level).length),
    },
    p: null,
  };
}
