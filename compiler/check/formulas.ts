import { shiftCall } from '../formula/read-shift.ts';
import type { FormulaTree, TermTree } from '../formula/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Call, Name } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import type { NameContext } from './context.ts';
import { coding } from './factor-coding.ts';
import { columnFact, numericFact, type Scope } from './scope.ts';
import { requireNumber, typeOf } from './types.ts';

/** Names and types in the formulas of `regress`, as written: a set's members are judged where the set stands. */
export function formulas({ spec, formulaScope }: NameContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  for (const analysis of spec.analyses) {
    if (analysis.verb !== 'regress') continue;
    for (const { formula } of analysis.formulas) formulaMistakes(formula.tree, formulaScope, out);
  }
  return out;
}

function formulaMistakes(tree: FormulaTree, scope: Scope, out: Diagnostic[]): void {
  for (const outcome of tree.outcomes) {
    requireNumber(outcome, 'the outcome of a regression', scope, outcome.span ?? tree.span, out);
  }
  termMistakes(tree.terms, scope, out);
  for (const { columns, slopes } of tree.fixed) {
    for (const name of columns) {
      if (!scope.sets.has(name.name)) columnFact(located(name, tree.span), scope, out);
    }
    for (const name of slopes) {
      if (!scope.sets.has(name.name)) numericFact(located(name, tree.span), 'a slope', scope, out);
    }
  }
  if (tree.instruments) {
    termMistakes(tree.instruments.endogenous, scope, out);
    termMistakes(tree.instruments.instruments, scope, out);
  }
}

const located = (name: Name, otherwise: Span) => ({ value: name.name, span: name.span ?? otherwise });

/** Names and types among terms as written. A text column is a factor by itself; text out of a call is none. */
export function termMistakes(term: TermTree, scope: Scope, out: Diagnostic[]): void {
  switch (term.kind) {
    case 'regressor':
      regressor(term.expression, term.span, scope, out);
      return;
    case 'shift': {
      const call = shiftCall(term.function, term.operand, term.distances?.from ?? null);
      regressor({ ...call, span: term.span }, term.span, scope, out);
      return;
    }
    case 'sum':
      for (const item of term.items) termMistakes(item.term, scope, out);
      return;
    case 'product':
      termMistakes(term.left, scope, out);
      termMistakes(term.right, scope, out);
      return;
    case 'power':
      termMistakes(term.base, scope, out);
      return;
    case 'family':
      for (const one of term.alternatives) termMistakes(one, scope, out);
      return;
    case 'constant':
  }
}

/** Calls whose text is coded as a factor. */
const categorical: ReadonlySet<string> = new Set(['factor', 'l', 'f']);

function regressor(expression: Name | Call, span: Span, scope: Scope, out: Diagnostic[]): void {
  if (expression.kind === 'name') {
    if (!scope.sets.has(expression.name)) columnFact(located(expression, span), scope, out);
    return;
  }
  if (expression.function === 'i') {
    coding(expression, span, scope, out);
    return;
  }
  const type = typeOf(expression, scope, span, out);
  if (type === 'text' && !categorical.has(expression.function)) {
    const payload = { what: printExpression(expression), where: 'a term of a formula' };
    out.push(diagnostic('text-as-number', span, payload));
  }
}
