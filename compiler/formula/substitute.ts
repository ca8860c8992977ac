import type { Expression } from '../plan/expression.ts';
import type { ModelTerm } from '../plan/model.ts';
import { printExpression } from '../plan/print.ts';
import { nodesIn } from './names.ts';

/** What an expression, known by its printed text, is exchanged for, and the key that said so. */
export interface Substitution {
  readonly key: string;
  readonly terms: readonly ModelTerm[];
}

type Substitutions = ReadonlyMap<string, Substitution>;

/** The substitutions that apply to variables and calls within an expression, in order of appearance. */
export function substitutesIn(expression: Expression, by: Substitutions): readonly Substitution[] {
  const applied = nodesIn(expression)
    .filter((node) => node.kind === 'name' || node.kind === 'call')
    .map((node) => by.get(printExpression(node)));
  return [...new Set(applied.filter((one) => one !== undefined))];
}

/** The expression with each variable or call exchanged for the one factor of its substitution's one term. */
export function substituted(expression: Expression, by: Substitutions): Expression {
  const apply = (inner: Expression): Expression => substituted(inner, by);
  const whole =
    expression.kind === 'name' || expression.kind === 'call'
      ? by.get(printExpression(expression))
      : undefined;
  if (whole !== undefined) return whole.terms[0]!.factors[0]!;
  switch (expression.kind) {
    case 'unary':
    case 'membership':
      return { ...expression, operand: apply(expression.operand) };
    case 'binary':
      return { ...expression, left: apply(expression.left), right: apply(expression.right) };
    case 'interval':
      return {
        ...expression,
        operand: apply(expression.operand),
        low: apply(expression.low),
        high: apply(expression.high),
      };
    case 'call': {
      const named = Object.entries(expression.named).map(([name, value]) => [name, apply(value)] as const);
      return { ...expression, arguments: expression.arguments.map(apply), named: Object.fromEntries(named) };
    }
    default:
      return expression;
  }
}
