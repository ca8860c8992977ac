import type { Plan } from '../../compiler/plan/plan.ts';
import type { Reported } from '../../compiler/plan/reported.ts';
import type { Results } from '../results/results.ts';
import type { ClaimCheck, LockCheck, ReportedCheck } from './check.ts';
import { checkClaims } from './claims.ts';
import { compareLock, type LockTerms } from './lock-checks.ts';
import { compareReported } from './reported.ts';

export type { Check, CheckClass, CheckKind, ClaimCheck, LockCheck, ReportedCheck } from './check.ts';
export { lockText } from './lock.ts';
export { type ComparedColumn, mismatchingColumns } from './reported.ts';

/** What verify has before it. */
export interface Evidence {
  readonly plan: Pick<Plan, 'claims'>;
  readonly results: Results;
  /** The text of study.lock; null where there is none. */
  readonly lock: string | null;
  readonly reported: Reported | null;
}

/** Every comparison, kind by kind. */
export interface Verification {
  readonly lock: readonly LockCheck[];
  readonly reported: readonly ReportedCheck[];
  readonly claims: readonly ClaimCheck[];
}

/** Compares what was computed with what was recorded, printed and claimed. Pure. */
export function verify({ plan, results, lock, reported }: Evidence, terms: LockTerms): Verification {
  return {
    lock: lock === null ? [] : compareLock(lock, results, terms),
    reported: reported === null ? [] : compareReported(reported, results),
    claims: checkClaims(plan, results),
  };
}

/** Said where there is no lock, nothing tied and no claim: such a study does not count as verified. */
export const nothingToCompare = {
  code: 'nothing-to-compare',
  message: 'there is nothing to compare: no lock, no reported number that is tied to this study, no claim',
  hint: 'studyc lock records the numbers',
} as const;
