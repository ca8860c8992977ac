import { estimatedTerms } from '../formula/names.ts';
import type { Located, TableSpec } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { termName } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import { codedTerms } from './coded-terms.ts';
import type { CheckContext } from './context.ts';
import { membersOf } from './lists.ts';
import type { Shown } from './presentations.ts';

/** `rows`, `omit` and `indicate` name terms of the models that the table shows; a set, at least one of its members. */
export function tableTerms(
  table: TableSpec,
  shown: readonly Shown[],
  context: CheckContext,
  out: Diagnostic[],
): void {
  namedTerms(termsIn(table), shown, table.id.value, context, out);
}

/** Names that stand for terms of what is shown; `where` is the table or figure. */
export function namedTerms(
  named: readonly Located<string>[],
  shown: readonly Shown[],
  where: string,
  { sets, scope }: CheckContext,
  out: Diagnostic[],
): void {
  const parts = shown.filter((one) => one !== null);
  if (parts.length < shown.length || parts.length === 0) return;
  const allowed = [
    ...termNames(parts.flatMap((one) => one.models)),
    ...parts.flatMap((one) => one.names.flatMap((name) => membersOf(name, sets.members))),
  ];
  const coded = codedTerms(
    parts.flatMap((one) => one.models),
    scope,
  );
  const isTerm = (name: string): boolean =>
    allowed.includes(name) || allowed.includes(reversed(name)) || coded(name);
  for (const name of named) {
    if (name.value === '_cons' || name.value === '(Intercept)') continue;
    if (membersOf(name.value, sets.members).some(isTerm)) continue;
    const suggestion = nearest(name.value, allowed);
    const payload = { term: name.value, where, allowed: [...new Set(allowed)], suggestion };
    out.push(diagnostic('unknown-term', name.span, payload));
  }
}

function termsIn(table: TableSpec): readonly Located<string>[] {
  return [
    ...table.rows.flatMap((row) => row.terms),
    ...table.omit.filter((name) => name.value !== 'rest'),
    ...table.indicate.flatMap((row) => row.terms),
  ];
}

/** Names of the terms of several models, each once. */
export function termNames(models: readonly ModelEntry[]): readonly string[] {
  return [...new Set(models.flatMap((model) => estimatedTerms(model.formula).map(termName)))];
}

/** `TIN:POS` is also `POS:TIN`. */
export function reversed(name: string): string {
  return name.split(':').reverse().join(':');
}
