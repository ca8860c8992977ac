import type { Expression } from '../../compiler/plan/expression.ts';
import type { ModelTerm } from '../../compiler/plan/model.ts';
import { printExpression } from '../../compiler/plan/print.ts';

export const INTERCEPT = '(Intercept)';

/** `TIN`, `TIN:POS`, `log(POS)`. */
export function termName(term: ModelTerm): string {
  return term.factors.map(expressionName).join(':');
}

/** As R names the column that an expression makes; a name that stands alone is a variable's and has no backticks. */
export function expressionName(e: Expression): string {
  return e.kind === 'name' ? e.name : printExpression(e);
}
