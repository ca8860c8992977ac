import type { Expression } from '../../../compiler/plan/expression.ts';
import { keyOf, variablesIn } from '../../../compiler/plan/underlying.ts';

const ZERO: Expression = { kind: 'number', value: 0 };
const ONE: Expression = { kind: 'number', value: 1 };

type Operator = '+' | '-' | '*' | '/' | '^';

/** The derivative of an expression by one of its variables; null where it has none of it. */
export function derivative(e: Expression, by: string): Expression | null {
  const found = derived(e, by);
  return isNumber(found, 0) ? null : found;
}

/** The expression with a number in place of some of its variables; null keeps one. */
export function replaced(e: Expression, value: (key: string) => number | null): Expression {
  const own = variablesIn(e);
  if (own.length === 1 && own[0]!.expression === e) {
    const number = value(own[0]!.key);
    return number === null ? e : { kind: 'number', value: number };
  }
  switch (e.kind) {
    case 'unary':
      return { ...e, operand: replaced(e.operand, value) };
    case 'binary':
      return { ...e, left: replaced(e.left, value), right: replaced(e.right, value) };
    case 'call':
      return { ...e, arguments: e.arguments.map((argument) => replaced(argument, value)) };
    default:
      return e;
  }
}

function derived(e: Expression, by: string): Expression {
  const own = variablesIn(e);
  if (!own.some(({ key }) => key === by)) return ZERO;
  if (own.length === 1 && own[0]!.expression === e) return keyOf(e) === by ? ONE : ZERO;
  if (e.kind === 'unary') {
    const inside = derived(e.operand, by);
    return e.operator === '-' ? binary('-', ZERO, inside) : inside;
  }
  if (e.kind === 'binary') return ofBinary(e.operator as Operator, [e.left, e.right], by);
  if (e.kind !== 'call') return ZERO;
  const [inner = ZERO] = e.arguments;
  const inside = derived(inner, by);
  if (e.function === 'log') return binary('/', inside, inner);
  if (e.function === 'exp') return binary('*', e, inside);
  if (e.function === 'sqrt') return binary('/', inside, binary('*', number(2), e));
  return inside;
}

function ofBinary(operator: Operator, [u, v]: readonly [Expression, Expression], by: string): Expression {
  const [du, dv] = [derived(u, by), derived(v, by)];
  switch (operator) {
    case '*':
      return binary('+', binary('*', du, v), binary('*', u, dv));
    case '/': {
      const first = binary('/', du, v);
      return isNumber(dv, 0)
        ? first
        : binary('-', first, binary('/', binary('*', u, dv), binary('^', v, number(2))));
    }
    case '^': {
      const less = v.kind === 'number' ? number(v.value - 1) : binary('-', v, ONE);
      const base = binary('*', binary('*', v, binary('^', u, less)), du);
      if (isNumber(dv, 0)) return base;
      const log: Expression = { kind: 'call', function: 'log', arguments: [u], named: {} };
      const exponent = binary('*', binary('*', binary('^', u, v), log), dv);
      return binary('+', base, exponent);
    }
    default:
      return binary(operator, du, dv);
  }
}

function number(value: number): Expression {
  return { kind: 'number', value };
}

function isNumber(e: Expression, value: number): boolean {
  return e.kind === 'number' && e.value === value;
}

/** The operation, without what is zero or one: a product with zero must not become missing where the other factor is. */
function binary(operator: Operator, left: Expression, right: Expression): Expression {
  if (operator === '*') {
    if (isNumber(left, 0) || isNumber(right, 0)) return ZERO;
    if (isNumber(left, 1)) return right;
    if (isNumber(right, 1)) return left;
  }
  if ((operator === '+' || operator === '-') && isNumber(right, 0)) return left;
  if (operator === '+' && isNumber(left, 0)) return right;
  if (operator === '/' && isNumber(left, 0)) return ZERO;
  if (operator === '^' && isNumber(right, 1)) return left;
  return { kind: 'binary', operator, left, right };
}
