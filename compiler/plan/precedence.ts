import type { BinaryOperator } from './expression.ts';

/** R's table (?Syntax), from the loosest to the tightest; a comparison does not chain. */
export const precedence: Readonly<Record<BinaryOperator | ':', number>> = {
  ...{ or: 1, and: 2 },
  ...{ '==': 4, '!=': 4, '<': 4, '<=': 4, '>': 4, '>=': 4 },
  ...{ '+': 5, '-': 5, '*': 6, '/': 6, ':': 7, '^': 9 },
};
export const prefixPrecedence: Readonly<Record<'not' | '-' | '+', number>> = { not: 3, '-': 8, '+': 8 };
export const comparison = 4;

export function isComparison(operator: BinaryOperator | ':'): boolean {
  return precedence[operator] === comparison;
}
