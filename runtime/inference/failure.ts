import type { NoteValues } from '../results/results.ts';
import type { Failure } from '../estimators/estimator.ts';

/** Why something was not computed, as a note for the results. */
export function failure(code: string, message: string, values?: NoteValues): Failure {
  return { kind: 'failure', note: { code, message, ...(values ? { values } : {}) } };
}

export function isFailure(value: unknown): value is Failure {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'failure';
}
