import type { Expression } from '../../compiler/plan/expression.ts';
import {
  absolute,
  add,
  divide,
  everything,
  exactly,
  type Interval,
  monotone,
  multiply,
  negate,
  overlap,
  subtract,
} from './interval.ts';

/** What a condition may be on printed numbers: for some values inside the intervals, or for none. */
export interface Possible {
  readonly true: boolean;
  readonly false: boolean;
}

const OPEN: Possible = { true: true, false: true };
const YES: Possible = { true: true, false: false };
const NO: Possible = { true: false, false: true };

/** What a reference stands for: an interval, a text, or nothing that is known. */
export type PrintedValue = Interval | string | null;
export type PrintedLookup = (node: Expression & { readonly kind: 'name' | 'reference' }) => PrintedValue;

/**
 * A condition over printed numbers: `true: false` says that no values inside the intervals satisfy it. Each number is
 * taken to be free of the others, which can only make more possible, so that what is impossible here is so.
 */
export function possible(expression: Expression, lookup: PrintedLookup): Possible {
  switch (expression.kind) {
    case 'unary':
      return expression.operator === 'not' ? not(possible(expression.operand, lookup)) : OPEN;
    case 'binary':
      return ofBinary(expression, lookup);
    case 'interval':
      return and(
        compared('>=', printedValueOf(expression.operand, lookup), printedValueOf(expression.low, lookup)),
        compared('<=', printedValueOf(expression.operand, lookup), printedValueOf(expression.high, lookup)),
      );
    case 'membership': {
      const value = printedValueOf(expression.operand, lookup);
      const each = expression.values.map((one) =>
        compared('==', value, typeof one === 'number' ? exactly(one) : String(one)),
      );
      return each.reduce(or, NO);
    }
    default:
      return OPEN;
  }
}

function ofBinary(node: Expression & { readonly kind: 'binary' }, lookup: PrintedLookup): Possible {
  const { operator, left, right } = node;
  if (operator === 'and') return and(possible(left, lookup), possible(right, lookup));
  if (operator === 'or') return or(possible(left, lookup), possible(right, lookup));
  return compared(operator, printedValueOf(left, lookup), printedValueOf(right, lookup));
}

function not({ true: yes, false: no }: Possible): Possible {
  return { true: no, false: yes };
}

function and(a: Possible, b: Possible): Possible {
  return { true: a.true && b.true, false: a.false || b.false };
}

function or(a: Possible, b: Possible): Possible {
  return not(and(not(a), not(b)));
}

function compared(operator: string, left: PrintedValue, right: PrintedValue): Possible {
  if (left === null || right === null) return OPEN;
  if (typeof left === 'string' || typeof right === 'string') {
    if (typeof left !== typeof right) return OPEN;
    if (operator === '==') return left === right ? YES : NO;
    return operator === '!=' ? not(left === right ? YES : NO) : OPEN;
  }
  switch (operator) {
    case '<':
      return { true: left.low < right.high, false: left.high >= right.low };
    case '<=':
      return { true: left.low <= right.high, false: left.high > right.low };
    case '>':
      return compared('<', right, left);
    case '>=':
      return compared('<=', right, left);
    case '==':
      return {
        true: overlap(left, right),
        false: left.low < left.high || right.low < right.high || !overlap(left, right),
      };
    case '!=':
      return not(compared('==', left, right));
    default:
      return OPEN;
  }
}

/** Arithmetic on intervals; null where a part is not known or is of another kind. */
function printedValueOf(expression: Expression, lookup: PrintedLookup): PrintedValue {
  switch (expression.kind) {
    case 'number':
      return exactly(expression.value);
    case 'text':
      return expression.value;
    case 'name':
    case 'reference':
      return lookup(expression);
    case 'unary': {
      const value = printedValueOf(expression.operand, lookup);
      if (value === null || typeof value === 'string' || expression.operator === 'not') return null;
      return expression.operator === '-' ? negate(value) : value;
    }
    case 'binary':
      return arithmetic(
        expression.operator,
        printedValueOf(expression.left, lookup),
        printedValueOf(expression.right, lookup),
      );
    case 'call':
      return ofCall(expression, lookup);
    default:
      return null;
  }
}

function arithmetic(operator: string, left: PrintedValue, right: PrintedValue): PrintedValue {
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string') return null;
  if (operator === '+') return add(left, right);
  if (operator === '-') return subtract(left, right);
  if (operator === '*') return multiply(left, right);
  if (operator === '/') return divide(left, right);
  return null;
}

function ofCall(call: Expression & { readonly kind: 'call' }, lookup: PrintedLookup): PrintedValue {
  const [argument] = call.arguments;
  const value = argument && call.arguments.length === 1 ? printedValueOf(argument, lookup) : null;
  if (value === null || value === undefined || typeof value === 'string') return null;
  if (call.function === 'abs') return absolute(value);
  if (call.function === 'exp') return monotone(Math.exp, value);
  if (call.function === 'log' && value.low > 0) return monotone(Math.log, value);
  if (call.function === 'sqrt' && value.low >= 0) return monotone(Math.sqrt, value);
  return everything;
}
