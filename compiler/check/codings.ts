import { isCoding } from '../formula/terms.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelTerm } from '../plan/model.ts';
import { printExpression, termName } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import type { CheckContext } from './context.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './types.ts';

/**
 * What only the written-out terms show: `i()` interacted with other categories, whose columns would all be collinear
 * (fixest fails there), and differences of a set's text members.
 */
export function codings({ index, formulaScope }: CheckContext): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const seen = new Set<ModelTerm>();
  for (const { formula, span } of [...index.models.values()].flat()) {
    for (const term of formula.terms) {
      if (seen.has(term)) continue;
      seen.add(term);
      codedProduct(term, formulaScope, span, out);
      for (const factor of term.factors) textDifference(factor, formulaScope, span, out);
    }
  }
  return out;
}

function codedProduct({ factors }: ModelTerm, scope: Scope, at: Span, out: Diagnostic[]): void {
  const coding = factors.find((factor) => isCoding(factor) && factor.function === 'i');
  const other = factors.find((factor) => factor !== coding && isCategorical(factor, scope));
  if (coding === undefined || other === undefined) return;
  const payload = {
    coding: printExpression(coding),
    other: printExpression(other),
    write: termName({ factors: factors.map(asFactor) }),
  };
  out.push(diagnostic('coding-product', coding.span ?? at, payload));
}

/** Whether a factor of a term is coded into columns. */
export function isCategorical(factor: Expression, scope: Scope): boolean {
  if (isCoding(factor)) return true;
  const [operand] = factor.kind === 'call' ? factor.arguments : [];
  if (factor.kind === 'call' && (factor.function === 'l' || factor.function === 'f') && operand) {
    return isCategorical(operand, scope);
  }
  return typeOf(factor, scope, factor.span ?? nowhere, []) === 'text';
}

const nowhere: Span = { file: '', start: 0, end: 0 };

/** `i(f)` as `factor(f)`. */
function asFactor(factor: Expression): Expression {
  if (!isCoding(factor)) return factor;
  return { ...factor, function: 'factor', arguments: factor.arguments.slice(0, 1), named: {} };
}

function textDifference(factor: Expression, scope: Scope, at: Span, out: Diagnostic[]): void {
  if (factor.kind !== 'call' || factor.function !== 'd') return;
  const [operand] = factor.arguments;
  if (operand === undefined || typeOf(operand, scope, at, []) !== 'text') return;
  const payload = { what: printExpression(operand), where: 'd()' };
  out.push(diagnostic('text-as-number', operand.span ?? at, payload));
}
