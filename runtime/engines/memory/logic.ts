import { dayNumber } from '../../../compiler/plan/day.ts';
import type { BinaryOperator } from '../../../compiler/plan/expression.ts';
import { invariant } from '../../../compiler/plan/invariant.ts';
import { byCodePoint } from './order.ts';
import { type Scope, tally } from './scope.ts';
import { asNumber, asText, isDate, MISSING, type NumberValue, numbers, type Value } from './value.ts';

type Comparison = Extract<BinaryOperator, '==' | '!=' | '<' | '<=' | '>' | '>='>;

const tests: Readonly<Record<Comparison, (sign: number) => boolean>> = {
  '==': (sign) => sign === 0,
  '!=': (sign) => sign !== 0,
  '<': (sign) => sign < 0,
  '<=': (sign) => sign <= 0,
  '>': (sign) => sign > 0,
  '>=': (sign) => sign >= 0,
};

export function isComparison(operator: BinaryOperator): operator is Comparison {
  return Object.hasOwn(tests, operator);
}

/** 1, 0 or missing by row; numbers by size, text by code point. */
export function compare(operator: Comparison, left: Value, right: Value, rows: number): Value {
  if (left.kind === 'missing' || right.kind === 'missing') return MISSING;
  if (left.kind === 'number' || right.kind === 'number') {
    return compareNumbers(operator, asDays(left), asDays(right), rows);
  }
  return compareText(operator, left, right, rows);
}

/** Numbers; text beside a date is ISO days, of which the check has made sure. */
function asDays(value: Value): NumberValue {
  if (value.kind !== 'text') return asNumber(value);
  const days = value.levels.map(dayOf);
  const values = Float64Array.from(value.codes, (code) => (code < 0 ? Number.NaN : days[code]!));
  return { kind: 'number', values, stride: value.stride, date: true };
}

function dayOf(text: string): number {
  const day = dayNumber(text);
  invariant(day !== null, `an ISO day where a date is compared with ${text}`);
  return day;
}

function compareNumbers(operator: Comparison, left: NumberValue, right: NumberValue, rows: number): Value {
  const test = tests[operator];
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const a = left.values[row * left.stride]!;
    const b = right.values[row * right.stride]!;
    // By comparison, not by difference: that may overflow.
    out[row] = Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : Number(test(Number(a > b) - Number(a < b)));
  }
  return numbers(out);
}

function compareText(operator: Comparison, left: Value, right: Value, rows: number): Value {
  const [a, b] = [asText(left), asText(right)];
  const test = tests[operator];
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const [i, j] = [a.codes[row * a.stride]!, b.codes[row * b.stride]!];
    out[row] = i < 0 || j < 0 ? Number.NaN : Number(test(byCodePoint(a.levels[i]!, b.levels[j]!)));
  }
  return numbers(out);
}

/** `in {a, b}`: 1 where the cell equals one of the literals, missing where it is missing. */
export function member(operand: Value, words: readonly (number | string)[], rows: number): Value {
  if (operand.kind === 'missing') return MISSING;
  const values = isDate(operand) ? words.map((word) => dayOf(String(word))) : words;
  const set = new Set(values);
  const kind = operand.kind === 'number' ? 'number' : 'string';
  invariant(
    values.every((value) => typeof value === kind),
    `literals of the kind of their operand (${kind})`,
  );
  const out = new Float64Array(rows);
  if (operand.kind === 'number') {
    for (let row = 0; row < rows; row += 1) {
      const value = operand.values[row * operand.stride]!;
      out[row] = Number.isNaN(value) ? Number.NaN : Number(set.has(value));
    }
    return numbers(out);
  }
  const wanted = operand.levels.map((level) => Number(set.has(level)));
  for (let row = 0; row < rows; row += 1) {
    const code = operand.codes[row * operand.stride]!;
    out[row] = code < 0 ? Number.NaN : wanted[code]!;
  }
  return numbers(out);
}

/** States of a condition in one byte. */
export const FALSE = 0;
export const TRUE = 1;
export const UNDECIDED = 2;

/**
 * The state of a condition by row: 1 is true, 0 is false, missing is undecided. So is any other number, which is no
 * answer to a question; such cells are counted.
 */
export function truth(value: Value, scope: Scope): Uint8Array {
  const { rows } = scope.table;
  const { values, stride } = asNumber(value);
  const odd = tally(scope, 'not-a-condition');
  const out = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const cell = values[row * stride]!;
    out[row] = cell === 1 ? TRUE : cell === 0 ? FALSE : UNDECIDED;
    if (out[row] === UNDECIDED && !Number.isNaN(cell)) odd.add(row);
  }
  odd.report();
  return out;
}

/** Three-valued `and` or `or` (Kleene): undecided only where the other operand does not decide. */
export function connect(operator: 'and' | 'or', left: Uint8Array, right: Uint8Array): Value {
  const deciding = operator === 'and' ? FALSE : TRUE;
  const out = Float64Array.from(left, (a, row) => {
    const b = right[row]!;
    if (a === deciding || b === deciding) return deciding;
    return a === UNDECIDED || b === UNDECIDED ? Number.NaN : 1 - deciding;
  });
  return numbers(out);
}

export function negate(operand: Uint8Array): Value {
  return numbers(Float64Array.from(operand, (state) => (state === UNDECIDED ? Number.NaN : 1 - state)));
}
