import type { FunctionDeclaration } from '../../../../compiler/plan/catalog.ts';
import type { Call, Expression } from '../../../../compiler/plan/expression.ts';
import { invariant } from '../../../../compiler/plan/invariant.ts';
import { type Groups, groupsOf, oneGroup } from '../groups.ts';
import { type Scope, wholeTable } from '../scope.ts';
import { toColumn, type Value } from '../value.ts';

/** The value of a positional argument. */
export function argument(call: Call, index: number, scope: Scope): Value {
  return scope.evaluate(expressionAt(call, index), scope);
}

/** The value of a positional argument over all rows, whatever branch the call stands in. */
export function wholeArgument(call: Call, index: number, scope: Scope): Value {
  return scope.evaluate(expressionAt(call, index), wholeTable(scope));
}

function expressionAt(call: Call, index: number): Expression {
  const expression = call.arguments[index];
  invariant(expression, `argument ${index + 1} of ${call.function}`);
  return expression;
}

/** A number that is written out, given by position or by name; `otherwise` where it is left out. */
export function literal(call: Call, index: number, name: string, otherwise: number): number {
  const named = Object.hasOwn(call.named, name) ? call.named[name] : undefined;
  const given = named ?? call.arguments[index];
  if (given === undefined) return otherwise;
  const negative = given.kind === 'unary' && given.operator !== 'not';
  const digits = negative ? given.operand : given;
  invariant(digits.kind === 'number', `a number written out as ${name} of ${call.function}`);
  return negative && given.operator === '-' ? -digits.value : digits.value;
}

/** The groups that `by` names, else all rows as one. */
export function groupsBy(call: Call, scope: Scope): Groups {
  const by = Object.hasOwn(call.named, 'by') ? call.named['by'] : undefined;
  const { rows } = scope.table;
  if (!by) return oneGroup(rows);
  return groupsOf(toColumn('', scope.evaluate(by, wholeTable(scope)), rows));
}

type Shape = Partial<Omit<FunctionDeclaration, 'name' | 'doc' | 'arguments'>>;

/** A declaration: of numbers, without named arguments, without a panel, unless `shape` says otherwise. */
export function declare(
  name: string,
  doc: string,
  count: readonly [number, number],
  shape: Shape = {},
): FunctionDeclaration {
  return { name, doc, arguments: count, named: [], needs: [], takes: 'number', gives: 'number', ...shape };
}
