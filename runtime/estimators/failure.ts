import type { NoteValues } from '../results/results.ts';
import type { Failure } from './estimator.ts';

/** Why there are no estimates; `values` are the names and numbers in the message. */
export function failure(code: string, message: string, values?: NoteValues): Failure {
  return { kind: 'failure', note: { code, message, ...(values ? { values } : {}) } };
}
