import { expandFormula } from '../formula/expand.ts';
import { termKey } from '../formula/terms.ts';
import type { FormulaTree } from '../formula/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { InstrumentPart, ModelTerm } from '../plan/model.ts';
import { termName } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { isCategorical } from './codings.ts';
import type { CheckContext } from './context.ts';
import type { Scope } from './scope.ts';

/** Each term has one part in an instrumented equation, and there are instruments enough. */
export function instruments({ spec, formulaScope }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of spec.analyses) {
    if (analysis.verb !== 'regress') continue;
    for (const { formula } of analysis.formulas) instrumentMistakes(formula.tree, formulaScope, out);
  }
  return out;
}

function instrumentMistakes(tree: FormulaTree, scope: Scope, out: Diagnostic[]): void {
  if (tree.instruments === null) return;
  const expanded = expandFormula(tree, scope.sets);
  if (!expanded.ok) return;
  const { span } = tree.instruments;
  const regressors = expanded.value.flatMap(({ formula }) => formula.terms);
  const part = expanded.value[0]!.formula.instruments!;
  overlaps(part, regressors, span, out);
  const given = { endogenous: part.endogenous.length, instruments: part.instruments.length };
  // What is coded may have any number of columns.
  const counted = !part.instruments.some((term) => term.factors.some((one) => isCategorical(one, scope)));
  if (counted && given.instruments < given.endogenous) {
    out.push(diagnostic('too-few-instruments', span, given));
  }
}

function overlaps(part: InstrumentPart, regressors: readonly ModelTerm[], at: Span, out: Diagnostic[]): void {
  const endogenous = new Set(part.endogenous.map(termKey));
  const exogenous = new Set(regressors.map(termKey));
  const report = (term: ModelTerm, role: 'endogenous' | 'regressor'): void => {
    out.push(diagnostic('instrument-overlap', term.factors[0]?.span ?? at, { term: termName(term), role }));
  };
  for (const term of part.endogenous) if (exogenous.has(termKey(term))) report(term, 'endogenous');
  for (const term of part.instruments) {
    if (endogenous.has(termKey(term))) report(term, 'endogenous');
    else if (exogenous.has(termKey(term))) report(term, 'regressor');
  }
}
