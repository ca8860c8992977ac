import { namesIn } from '../formula/names.ts';
import { parseTerm } from '../formula/parse.ts';
import type { PlaceboAnalysis } from '../parse/study.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { termName } from '../plan/print.ts';
import { nearest } from '../plan/suggest.ts';
import type { ModelEntry } from './checked.ts';
import type { CheckContext } from './context.ts';
import { termMistakes } from './formulas.ts';
import { oneModel } from './references.ts';
import { columnFact } from './scope.ts';
import { termInput } from './sets.ts';

/** A placebo permutes one term of one model that exists, within columns that exist. */
export function placebos(context: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of context.spec.analyses) {
    if (analysis.verb !== 'placebo') continue;
    for (const column of [analysis.within, analysis.unit]) if (column) columnFact(column, context.scope, out);
    if (analysis.within && analysis.unit) {
      out.push(
        diagnostic('not-applicable', analysis.within.span, { key: 'within', owner: 'a placebo with unit' }),
      );
    }
    const model = oneModel(analysis.model, context.world, out);
    if (model) permuted(analysis, model, context, out);
    else permutedName(analysis, context, out);
  }
  return out;
}

/** Where the model is not known, at least the names of the term must be. */
function permutedName(
  { permute }: PlaceboAnalysis,
  { spec, formulaScope }: CheckContext,
  out: Diagnostic[],
): void {
  const parsed = parseTerm(termInput(permute, spec));
  if (parsed.ok) termMistakes(parsed.value, formulaScope, out);
}

function permuted(
  { permute }: PlaceboAnalysis,
  model: ModelEntry,
  { scope }: CheckContext,
  out: Diagnostic[],
): void {
  const terms = model.formula.terms;
  const names = terms.map(termName);
  const term = terms[names.indexOf(permute.value)];
  if (!term) {
    const suggestion = nearest(permute.value, names);
    const payload = { term: permute.value, where: model.ref, allowed: names, suggestion };
    out.push(diagnostic('unknown-term', permute.span, payload));
    return;
  }
  const variables = new Set(term.factors.flatMap(namesIn).map((one) => one.name));
  const text = [...variables].find((name) => scope.columns.get(name)?.type === 'text');
  if (text !== undefined) {
    out.push(diagnostic('text-as-number', permute.span, { what: text, where: 'a placebo' }));
  }
  const others = terms.filter((other) => other !== term).flatMap((other) => other.factors.flatMap(namesIn));
  const shared = others.find(({ name }) => variables.has(name));
  if (shared) {
    const what = `a placebo for ${permute.value}, whose variable ${shared.name} stands in another term too,`;
    out.push(diagnostic('not-available', permute.span, { what }));
  }
}
