import type { Expression } from '../../compiler/plan/expression.ts';

/** Whether a column of this name stands anywhere in the expression. */
export function mentions(expression: Expression, name: string): boolean {
  switch (expression.kind) {
    case 'name':
      return expression.name === name;
    case 'unary':
    case 'membership':
      return mentions(expression.operand, name);
    case 'binary':
      return mentions(expression.left, name) || mentions(expression.right, name);
    case 'interval':
      return [expression.operand, expression.low, expression.high].some((part) => mentions(part, name));
    case 'call':
      return [...expression.arguments, ...Object.values(expression.named)].some((part) =>
        mentions(part, name),
      );
    default:
      return false;
  }
}
