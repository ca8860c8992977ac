import { parseExpression } from '../compiler/formula/parse.ts';
import type { Plan, PlannedTable } from '../compiler/plan/plan.ts';
import { partsOf, type ReferenceParts, referenceText } from '../runtime/claims/reference.ts';
import { resolve } from '../runtime/claims/resolve.ts';
import type { Results } from '../runtime/results/results.ts';
import type { StudyDocument } from '../templates/document/document.ts';
import { printValue, printValueTo } from '../templates/document/print-value.ts';
import { starsOf } from '../templates/document/stars.ts';
import { firstTableOf, digitsOf } from '../templates/document/values.ts';

/** A number as it is printed, a text of the results (a verdict, stars), or why there is neither. */
export type Quoted = { readonly printed: string } | { readonly text: string } | { readonly reason: string };

interface Numbers {
  readonly plan: Plan;
  readonly results: Results;
  readonly document: Pick<StudyDocument, 'values'>;
}

/**
 * What a key of a text stands for: a value of the document by its key, else a reference as claims have it; `….stars` are
 * the marks of a term's p. digits: decimals, or null for those of tables.
 */
export function quotedValue(key: string, digits: number | null, numbers: Numbers): Quoted {
  const value = numbers.document.values.find((one) => one.key === key);
  if (value) {
    return {
      printed: digits === null ? value.printed : printValueTo(key.split('.').slice(-2), value.value, digits),
    };
  }
  const reference = referenceOf(key);
  if (reference === null) return { reason: `${key} is no reference to a value` };
  const { parts, group } = reference;
  if (parts.at(-1) === 'stars') return starsAt({ parts: parts.slice(0, -1), group }, numbers);
  return resolved(reference, digits, numbers);
}

/** A reference in the language of claims; null where the text is something else. */
function referenceOf(key: string): ReferenceParts | null {
  const span = { file: '', start: 0, end: key.length };
  const parsed = parseExpression({ text: key, span, offsets: 'direct' }, 'results');
  if (!parsed.ok) return null;
  const { value } = parsed;
  return value.kind === 'name' || value.kind === 'reference' ? partsOf(value) : null;
}

function resolved(reference: ReferenceParts, digits: number | null, numbers: Numbers): Quoted {
  const { plan, results, document } = numbers;
  const found = resolve(reference, results);
  if (found.kind === 'reason') return { reason: found.reason };
  const text = referenceText(reference);
  if (found.value === null) return { reason: `${text} has no value${found.note ? `: ${found.note}` : ''}` };
  if (typeof found.value === 'string') return { text: found.value };
  const names = reference.parts.slice(1);
  if (digits !== null) return { printed: printValueTo(names, found.value, digits) };
  const known = document.values.find((one) => one.key === text)?.printed;
  return { printed: known ?? printValue(names, found.value, digitsOf(plan, reference.parts[0]!)) };
}

function starsAt(term: ReferenceParts, { plan, results }: Numbers): Quoted {
  const found = resolve({ ...term, parts: [...term.parts, 'p'] }, results);
  if (found.kind === 'reason') return { reason: found.reason };
  if (typeof found.value !== 'number') return { reason: `${referenceText(term)} has no p` };
  const table: PlannedTable | undefined = firstTableOf(plan, term.parts[0]!);
  return { text: starsOf(found.value, table?.stars ?? []) };
}
