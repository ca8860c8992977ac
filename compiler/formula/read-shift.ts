import type { Call, Expression } from '../plan/expression.ts';
import { termLimit } from './evaluate.ts';
import { readNumber } from './numbers.ts';
import type { Scope } from './read-expression.ts';
import type { ArgumentSyntax, CallSyntax, Syntax } from './syntax.ts';
import type { ShiftName } from './tree.ts';

/** `l(x, 1:3)`, `f(x)`, `d(x, 2)`: what formulas have for lags, leads and differences. */

const shifts: ReadonlySet<string> = new Set<ShiftName>(['l', 'f', 'd']);

export function isShift(name: string): name is ShiftName {
  return shifts.has(name);
}

/** From one distance to another, both included; null where none is written. */
export type Distances = { readonly from: number; readonly to: number } | null;

export interface Shift {
  readonly function: ShiftName;
  /** Null after a complaint. */
  readonly operand: Syntax | null;
  readonly distances: Distances;
}

/** The parts of a call of `l`, `f` or `d`. After a complaint the value is of no use. */
export function readShift(syntax: CallSyntax, scope: Scope): Shift {
  const [operand, distance, ...rest] = syntax.arguments;
  const wrong: ArgumentSyntax | undefined = syntax.arguments.find((one) => one.name !== null) ?? rest[0];
  const called = syntax.function as ShiftName;
  if (operand === undefined || wrong !== undefined) {
    scope.complain(wrong?.name ?? wrong?.value ?? syntax, 'shift-form', { function: called });
    return { function: called, operand: null, distances: null };
  }
  const distances = distance === undefined ? null : readDistances(distance.value, called, scope);
  return { function: called, operand: operand.value, distances };
}

/** A whole number, or a range of them. */
function readDistances(syntax: Syntax, called: ShiftName, scope: Scope): Distances {
  const range = syntax.kind === 'infix' && syntax.operator === ':' ? syntax : null;
  const from = readWhole(range?.left ?? syntax, scope);
  const to = range === null ? from : readWhole(range.right, scope);
  if (from === null || to === null) {
    scope.complain(syntax, 'shift-distance', { function: called });
    return null;
  }
  const count = Math.abs(to - from) + 1;
  if (Number.isSafeInteger(count) && count > termLimit)
    scope.complain(syntax, 'too-many-terms', { limit: termLimit });
  return { from, to };
}

function readWhole(syntax: Syntax, scope: Scope): number | null {
  if (syntax.kind === 'prefix' && syntax.operator !== 'not') {
    const value = readWhole(syntax.operand, scope);
    // 0 - value, because a minus before zero would give a zero of its own.
    return value === null || syntax.operator === '+' ? value : 0 - value;
  }
  if (syntax.kind !== 'number' || !/^\d+$/.test(syntax.image)) return null;
  return readNumber(syntax.image, syntax, scope.complain);
}

/** The distances one by one, in written order. */
export function distancesIn(distances: { readonly from: number; readonly to: number }): readonly number[] {
  const { from, to } = distances;
  const step = to < from ? -1 : 1;
  return Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => from + step * i);
}

/** `l(x, 2)` as an expression; the distance as the reader of numbers has it, a minus being an operator. */
export function shiftCall(called: ShiftName, operand: Expression, distance: number | null): Call {
  const digits: Expression = { kind: 'number', value: Math.abs(distance ?? 0) };
  const written: Expression =
    distance !== null && distance < 0 ? { kind: 'unary', operator: '-', operand: digits } : digits;
  const span = operand.span === undefined ? {} : { span: operand.span };
  return {
    kind: 'call',
    function: called,
    arguments: distance === null ? [operand] : [operand, written],
    named: {},
    ...span,
  };
}
