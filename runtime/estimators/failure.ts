import type { Failure } from './estimator.ts';

/** Why there are no estimates. */
export function failure(code: string, message: string): Failure {
  return { kind: 'failure', note: { code, message } };
}
