import type { BinaryOperator } from '../../../compiler/plan/expression.ts';
import { power } from './power.ts';
import { type EvaluationEvent, type Scope, tally } from './scope.ts';
import { asNumber, constant, type NumberValue, numbers, type Value } from './value.ts';

type Arithmetic = Extract<BinaryOperator, '+' | '-' | '*' | '/' | '^'>;

const operations: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': power,
};

export function isArithmetic(operator: BinaryOperator): operator is Arithmetic {
  return Object.hasOwn(operations, operator);
}

/** Missing where an operand is (`missing ^ 0` too), or where the result is not finite, which is counted. */
export function arithmetic(operator: Arithmetic, left: Value, right: Value, scope: Scope): Value {
  return combine(operations[operator], asNumber(left), asNumber(right), scope);
}

/** f of two numbers row by row, neither of them missing. */
export function combine(
  f: (a: number, b: number) => number,
  left: NumberValue,
  right: NumberValue,
  scope: Scope,
): NumberValue {
  const lost = tally(scope, 'not-finite');
  const both = left.stride === 0 && right.stride === 0;
  // A constant stands for every row in the count, so a result that is not finite is worked out row by row.
  const single = both && Number.isFinite(f(left.values[0]!, right.values[0]!));
  const rows = single ? 1 : scope.table.rows;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const a = left.values[row * left.stride]!;
    const b = right.values[row * right.stride]!;
    const missing = Number.isNaN(a) || Number.isNaN(b);
    const value = missing ? Number.NaN : f(a, b);
    if (!missing && !Number.isFinite(value)) lost.add(row);
    out[row] = Number.isFinite(value) ? value : Number.NaN;
  }
  lost.report();
  return single ? constant(out[0]!) : numbers(out);
}

/** f row by row; a result that is not finite is missing, and counted as `event` where the argument was not. */
export function map(
  f: (x: number) => number,
  value: Value,
  scope: Scope,
  event: EvaluationEvent = 'not-finite',
): NumberValue {
  const { values, stride } = asNumber(value);
  const lost = tally(scope, event);
  const single = stride === 0 && Number.isFinite(f(values[0]!));
  const rows = single ? 1 : scope.table.rows;
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const x = values[row * stride]!;
    const y = Number.isNaN(x) ? Number.NaN : f(x);
    if (!Number.isNaN(x) && !Number.isFinite(y)) lost.add(row);
    out[row] = Number.isFinite(y) ? y : Number.NaN;
  }
  lost.report();
  return single ? constant(out[0]!) : numbers(out);
}
