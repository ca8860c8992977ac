import { parseTerm } from '../formula/parse.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { NameContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { termInput } from './sets.ts';

/** What variants exchange are terms, and what they put in place are terms over existing columns. */
export function variants({ spec, formulaScope }: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const replacements = spec.analyses.flatMap((analysis) =>
    analysis.verb === 'vary' ? analysis.variants.flatMap((variant) => variant.replace) : [],
  );
  for (const { target, by } of replacements) {
    const key = parseTerm(termInput(target, spec));
    if (!key.ok) for (const one of key.diagnostics) out.push(one);
    for (const text of by) {
      const parsed = parseTerm(termInput(text, spec));
      if (parsed.ok) termMistakes(parsed.value, formulaScope, out);
      else for (const one of parsed.diagnostics) out.push(one);
    }
  }
  return out;
}
