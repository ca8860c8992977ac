import { parseTerm } from '../formula/parse.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { NameContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { termInput } from './sets.ts';

/** Members of sets are terms over existing columns; a set that has a column's name hides it, and says so. */
export function setMembers({ spec, sets, scope, formulaScope }: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [...sets.diagnostics];
  for (const set of spec.sets) {
    if (scope.columns.has(set.name.value)) {
      out.push(diagnostic('set-shadows', set.name.span, { name: set.name.value }));
    }
    for (const member of set.members) {
      const parsed = parseTerm(termInput(member, spec));
      if (parsed.ok) termMistakes(parsed.value, formulaScope, out);
    }
  }
  return out;
}
