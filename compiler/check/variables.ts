import type { Variable } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { nearest } from '../plan/suggest.ts';
import type { CheckContext } from './context.ts';
import { columnFact } from './scope.ts';

/** What `variables` describes exists, and the levels that it names are those of the data. */
export function variables({ spec, scope }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const variable of spec.variables) {
    const fact = columnFact(variable.name, scope, out);
    if (fact?.levels && variable.levels.length > 0) levels(variable, fact.levels, out);
  }
  return out;
}

function levels(variable: Variable, found: readonly string[], out: Diagnostic[]): void {
  const column = variable.name.value;
  const declared = variable.levels.map((level) => level.value.value);
  const missing = found.filter((level) => !declared.includes(level));
  const meant = new Set<string>();
  for (const { value } of variable.levels) {
    if (found.includes(value.value)) continue;
    const suggestion = nearest(value.value, missing);
    if (suggestion !== undefined) meant.add(suggestion);
    out.push(diagnostic('unknown-level', value.span, { column, level: value.value, suggestion }));
  }
  const left = missing.filter((level) => !meant.has(level));
  if (left.length > 0)
    out.push(diagnostic('undeclared-level', variable.name.span, { column, missing: left }));
}
