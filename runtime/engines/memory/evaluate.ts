import type { Binary, Expression, Name, Reference, Unary } from '../../../compiler/plan/expression.ts';
import { invariant } from '../../../compiler/plan/invariant.ts';
import { arithmetic, isArithmetic, map } from './arithmetic.ts';
import { functionNamed } from './functions/index.ts';
import { compare, connect, isComparison, member, negate, truth } from './logic.ts';
import type { OnEvent, Scope } from './scope.ts';
import type { Column, Table } from './table.ts';
import { constant, fromColumn, MISSING, textConstant, toColumn, type Value } from './value.ts';

const IGNORED: OnEvent = () => {};

/**
 * The value of an expression for each row of a table (language, section 3). A column by itself is returned as it
 * stands, arrays shared; anything else has the name ''. Missing propagates; results that are not finite are missing.
 * onEvent is told how many cells became missing by which event. What the compiler should have refused (an unknown
 * name, text in arithmetic) is a broken invariant.
 */
export function evaluate(expression: Expression, table: Table, onEvent: OnEvent = IGNORED): Column {
  if (expression.kind === 'name') return columnOf(expression.name, table);
  return toColumn('', evaluateIn(expression, scopeOf(table, onEvent)), table.rows);
}

/** A condition by row: 1, 0, or 2 where it is missing. A number that is neither 1 nor 0 is missing, and counted. */
export function condition(expression: Expression, table: Table, onEvent: OnEvent = IGNORED): Uint8Array {
  const scope = scopeOf(table, onEvent);
  return truth(evaluateIn(expression, scope), scope);
}

/** What a name or reference stands for where there are no columns; null is missing. */
export type Lookup = (node: Name | Reference) => number | string | null;

/** A condition over single values: 1, 0, or 2 where it is missing. Kinds must fit, as in a condition over columns. */
export function scalarCondition(expression: Expression, lookup: Lookup): number {
  const table: Table = { rows: 1, columns: new Map(), panel: null };
  const scope = { ...scopeOf(table, IGNORED), lookup };
  return truth(evaluateIn(expression, scope), scope)[0]!;
}

function scopeOf(table: Table, onEvent: OnEvent): Scope {
  return { table, mask: null, onEvent, evaluate: evaluateIn };
}

function columnOf(name: string, table: Table): Column {
  const column = table.columns.get(name);
  invariant(column, `a column ${name} in the table`);
  return column;
}

function evaluateIn(expression: Expression, scope: Scope): Value {
  const { rows } = scope.table;
  switch (expression.kind) {
    case 'number':
      return Number.isFinite(expression.value) ? constant(expression.value) : MISSING;
    case 'text':
      return textConstant(expression.value);
    case 'missing':
      return MISSING;
    case 'name':
      return scope.lookup
        ? fromCell(scope.lookup(expression))
        : fromColumn(columnOf(expression.name, scope.table));
    case 'unary':
      return unary(expression, scope);
    case 'binary':
      return binaries(expression, scope);
    case 'interval': {
      const operand = evaluateIn(expression.operand, scope);
      const above = compare('>=', operand, evaluateIn(expression.low, scope), rows);
      const below = compare('<=', operand, evaluateIn(expression.high, scope), rows);
      return connect('and', truth(above, scope), truth(below, scope));
    }
    case 'membership':
      return member(evaluateIn(expression.operand, scope), expression.values, rows);
    case 'call': {
      const called = functionNamed(expression.function);
      invariant(called, `a function ${expression.function}`);
      return called.apply(expression, scope);
    }
    case 'reference':
      invariant(scope.lookup, 'no reference of results in an expression over columns');
      return fromCell(scope.lookup(expression));
  }
}

function fromCell(value: number | string | null): Value {
  if (value === null) return MISSING;
  return typeof value === 'string' ? textConstant(value) : constant(value);
}

function unary(expression: Unary, scope: Scope): Value {
  const operand = evaluateIn(expression.operand, scope);
  if (expression.operator === 'not') return negate(truth(operand, scope));
  return map(expression.operator === '-' ? (x) => -x : (x) => x, operand, scope);
}

/** Walks down the left operands in a loop: a sum of thousands of names is as deep as it is long. */
function binaries(expression: Binary, scope: Scope): Value {
  const chain: Binary[] = [];
  let node: Expression = expression;
  while (node.kind === 'binary') {
    chain.push(node);
    node = node.left;
  }
  return chain.reduceRight((left, next) => binary(next, left, scope), evaluateIn(node, scope));
}

function binary({ operator, right }: Binary, left: Value, scope: Scope): Value {
  const other = evaluateIn(right, scope);
  if (isArithmetic(operator)) return arithmetic(operator, left, other, scope);
  if (isComparison(operator)) return compare(operator, left, other, scope.table.rows);
  return connect(operator, truth(left, scope), truth(other, scope));
}
