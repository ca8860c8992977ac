import type { Plan } from '../../compiler/plan/plan.ts';
import type { Results } from '../results/results.ts';
import type { ClaimCheck } from './check.ts';

/** The claims of a study on its results; one that cannot be decided does not hold. */
export function checkClaims(
  { claims }: Pick<Plan, 'claims'>,
  results: Pick<Results, 'claims'>,
): readonly ClaimCheck[] {
  return claims.map((claim): ClaimCheck => {
    const record = results.claims[claim.id]!;
    const undecided = record.reason !== null;
    const holds = !undecided && record.holds === claim.expect;
    return {
      kind: 'claim',
      code: 'claim-fails',
      ref: claim.id,
      expected: claim.expect,
      actual: undecided ? null : record.holds,
      class: holds ? 'equal' : undecided ? 'missing' : 'value',
      holds,
      explanation: holds ? null : `${claim.text}: ${record.reason ?? valuesText(record.values)}`,
      span: claim.span,
    };
  });
}

function valuesText(values: Readonly<Record<string, number | string | null>>): string {
  return Object.entries(values)
    .map(([reference, value]) => `${reference} is ${value === null ? 'missing' : String(value)}`)
    .join(', ');
}
