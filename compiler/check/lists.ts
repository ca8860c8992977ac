import { isName } from '../parse/reference.ts';
import type { CorrelateAnalysis, Located } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';
import { columnFact, numericFact } from './scope.ts';

/** `define`, `describe` and `correlate`: variables and sets; what is described or correlated must be numbers. */
export function lists(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    const { verb } = analysis;
    if (verb !== 'define' && verb !== 'describe' && verb !== 'correlate') continue;
    const numbers = verb === 'define' ? null : verb;
    for (const name of analysis.names) listed(name, numbers, context, out);
    if (verb === 'correlate') pairs(analysis, context, out);
  }
  return out;
}

/** At least two variables, sets written out. */
function pairs({ names, verbSpan }: CorrelateAnalysis, { sets }: CheckContext, out: Diagnostic[]): void {
  const members = new Set(names.flatMap((name) => membersOf(name.value, sets.members)));
  if (names.length > 0 && members.size < 2) {
    out.push(diagnostic('wrong-value', verbSpan, { where: 'correlate', expected: 'at least two variables' }));
  }
}

/** `numeric`: the verb that needs numbers, or null. */
function listed(
  name: Located<string>,
  numeric: string | null,
  context: CheckContext,
  out: Diagnostic[],
): void {
  const { scope, sets } = context;
  const members = sets.members.get(name.value);
  if (!members) {
    if (numeric) numericFact(name, numeric, scope, out);
    else columnFact(name, scope, out);
    return;
  }
  for (const member of membersOf(name.value, sets.members)) {
    const fact = scope.columns.get(member);
    if (fact?.type === 'date' && numeric) {
      out.push(diagnostic('date-as-number', name.span, { what: member, where: numeric }));
    }
    if (fact?.type === 'text' && numeric) {
      out.push(diagnostic('text-as-number', name.span, { what: member, where: numeric }));
    }
    // A member that is a term, `log(POS)`, is fine in a formula; a misspelt name is reported where the set stands.
    if (!fact && !isName(member)) out.push(diagnostic('unknown-name', name.span, { name: member }));
  }
}

/** The members of a set, those of sets within written out, each once; a name that is no set stands for itself. */
export function membersOf(name: string, sets: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const members = new Set<string>();
  // Each set is entered once: sets of sets that share members would multiply otherwise.
  const entered = new Set<string>();
  const enter = (one: string): void => {
    const inner = sets.get(one);
    if (!inner) members.add(one);
    else if (!entered.has(one)) {
      entered.add(one);
      inner.forEach(enter);
    }
  };
  enter(name);
  return [...members];
}
