import type { Expression } from '../../compiler/plan/expression.ts';
import { type Lookup, scalarCondition } from '../engines/memory/evaluate.ts';
import { TRUE, UNDECIDED } from '../engines/memory/logic.ts';
import { nodesOf } from '../engines/memory/walk.ts';
import type { ClaimRecord, Results } from '../results/results.ts';
import { kindMistake } from './kinds.ts';
import { partsOf, referenceText } from './reference.ts';
import { resolve } from './resolve.ts';

type Values = ReadonlyMap<string, number | string | null>;

/**
 * Whether the condition of a claim is 1 on the results. A value that does not exist makes it fail with the reason;
 * so does one that is null where the rest does not decide. Throws nothing.
 */
export function evaluateClaim(
  claim: { readonly holds: Expression },
  results: Pick<Results, 'analyses'>,
): ClaimRecord {
  const values = new Map<string, number | string | null>();
  const reasons: string[] = [];
  const notes = new Map<string, string>();
  for (const node of nodesOf(claim.holds)) {
    if (node.kind !== 'name' && node.kind !== 'reference') continue;
    const parts = partsOf(node);
    const found = resolve(parts, results);
    if (found.kind === 'value') {
      values.set(referenceText(parts), found.value);
      if (found.note !== undefined) notes.set(referenceText(parts), found.note);
    } else if (!reasons.includes(found.reason)) reasons.push(found.reason);
  }
  if (reasons.length > 0) return record(false, values, reasons.join('; '));
  return decided(claim.holds, values, notes);
}

function decided(condition: Expression, values: Values, notes: ReadonlyMap<string, string>): ClaimRecord {
  const lookup: Lookup = (node) => values.get(referenceText(partsOf(node))) ?? null;
  const mistake = kindMistake(condition, (node) => {
    const value = lookup(node);
    if (value === null) return 'missing';
    return typeof value === 'string' ? 'text' : 'number';
  });
  if (mistake) return record(false, values, mistake);
  const state = scalarCondition(condition, lookup);
  return record(state === TRUE, values, state === UNDECIDED ? undecided(values, notes) : null);
}

function undecided(values: Values, notes: ReadonlyMap<string, string>): string {
  const empty = [...values].filter(([, value]) => value === null).map(([text]) => text);
  if (empty.length === 0) return 'the condition is missing on these values';
  const why = [...new Set(empty.flatMap((text) => notes.get(text) ?? []))];
  const cause = why.length > 0 ? `: ${why.join('; ')}` : '';
  return `${empty.join(', ')} ${empty.length === 1 ? 'has' : 'have'} no value${cause}`;
}

function record(holds: boolean, values: Values, reason: string | null): ClaimRecord {
  return { holds, values: Object.fromEntries(values), reason };
}
