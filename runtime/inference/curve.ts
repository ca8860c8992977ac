import { percentile } from '../describe/percentile.ts';
import type { CurveJoint, CurveResult, Note, TermRecord } from '../results/results.ts';
import type { CurveEstimate } from './curve-statistics.ts';

/** The followed term of one of the different models and its level; undefined where the model has no estimate of it. */
export interface CurvePoint {
  readonly term: TermRecord | undefined;
  readonly level: number;
}

/** What is known of a curve beside its models. */
export interface CurveDescription {
  /** The followed term, combination by combination. */
  readonly terms: readonly string[];
  /** Combinations that give the model of another. */
  readonly repeated: number;
  readonly joint: CurveJoint | null;
  readonly notes: readonly Note[];
}

/**
 * What a specification curve says as a whole (Simonsohn, Simmons & Nelson 2020): median estimate, share above zero, share
 * with p below 1 - level of its own model. Each different model counts once; models without an estimate count in none.
 * `p` is that of the median in the joint test.
 */
export function curveResult(points: readonly CurvePoint[], about: CurveDescription): CurveResult {
  const found = points.flatMap(({ term, level }) =>
    term && term.estimate !== null ? [{ estimate: term.estimate, p: term.p, level }] : [],
  );
  const n = found.length;
  const share = (count: number): number | null => (n === 0 ? null : count / n);
  const sorted = Float64Array.from(found, (one) => one.estimate).sort();
  const { joint } = about;
  return {
    terms: about.terms,
    summary: {
      n,
      median: n === 0 ? null : percentile(sorted, 0.5, 7),
      share_positive: share(found.filter((one) => one.estimate > 0).length),
      share_significant: share(found.filter((one) => one.p !== null && one.p < 1 - one.level).length),
    },
    p: joint === null ? null : joint.median.p,
    joint,
    notes: [...countNotes(about, points.length, n), ...about.notes, ...failedNotes(joint)],
  };
}

/** What the joint test compares: the models with an estimate and its p. */
export function curveEstimates(points: readonly CurvePoint[]): readonly CurveEstimate[] {
  return points.flatMap(({ term, level }) =>
    term && term.estimate !== null && term.p !== null
      ? [{ estimate: term.estimate, p: term.p, alpha: 1 - level }]
      : [],
  );
}

function countNotes({ terms, repeated }: CurveDescription, models: number, n: number): readonly Note[] {
  const notes: Note[] = [];
  if (repeated > 0) {
    const message = `${repeated} of ${terms.length} combinations give the same model as another and count once`;
    notes.push({ code: 'curve-repeated', message, values: { repeated, models: terms.length } });
  }
  if (n < models) {
    const message = `${models - n} of ${models} models have no estimate and do not count`;
    notes.push({ code: 'curve-no-estimate', message, values: { failed: models - n, models } });
  }
  return notes;
}

function failedNotes(joint: CurveJoint | null): readonly Note[] {
  if (!joint || joint.failed === 0) return [];
  const message = `on ${joint.failed} of ${joint.draws} draws some model has no estimate (the others explain the permuted treatment); they are left out`;
  return [{ code: 'curve-failed-draws', message, values: { failed: joint.failed, draws: joint.draws } }];
}
