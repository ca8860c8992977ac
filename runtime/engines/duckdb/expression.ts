import { dayNumber } from '../../../compiler/plan/day.ts';
import type {
  Binary,
  BinaryOperator,
  Call,
  Expression,
  Interval,
  Membership,
  Unary,
} from '../../../compiler/plan/expression.ts';
import { invariant } from '../../../compiler/plan/invariant.ts';
import { sqlFunctions } from './functions.ts';
import type { Query } from './query.ts';
import { double, literal } from './quote.ts';

/** A value in SQL that may be repeated at no cost: a column of the query, or a constant. */
export interface SqlValue {
  readonly sql: string;
  /** Conditions are true, false or null; `missing` is the literal, which is of any kind. */
  readonly kind: 'number' | 'text' | 'condition' | 'missing';
  readonly date?: true;
  /** Of a text that is written out. */
  readonly text?: string;
}

/** Where an expression is printed. */
export interface SqlScope {
  readonly query: Query;
  /** For the notes: the column or step that is computed. */
  readonly subject: string;
  /** The condition under which events count: the branch of an `if` is taken. Null: always. */
  readonly mask: string | null;
}

/** A function of the language in SQL; one object a function, in functions.ts. */
export type SqlFunction = (call: Call, scope: SqlScope) => SqlValue | Promise<SqlValue>;

const MISSING: SqlValue = { sql: 'NULL', kind: 'missing' };

/**
 * An expression as SQL over the columns of a query, with the meaning that it has in memory (engines/memory/evaluate.ts):
 * null is missing, results that are not finite are missing and counted. Elementary functions and powers are called
 * back, so that they give the same bits as in memory and on every machine.
 */
export async function print(expression: Expression, scope: SqlScope): Promise<SqlValue> {
  await scope.query.settleIfDeep();
  switch (expression.kind) {
    case 'number':
      return Number.isFinite(expression.value) ? constant(expression.value) : MISSING;
    case 'text':
      return { sql: literal(expression.value), kind: 'text', text: expression.value };
    case 'missing':
      return MISSING;
    case 'name':
      return columnNamed(expression.name, scope);
    case 'unary':
      return unary(expression, scope);
    case 'binary':
      return binaries(expression, scope);
    case 'interval':
      return interval(expression, scope);
    case 'membership':
      return membership(expression, scope);
    case 'call': {
      const printed = sqlFunctions.get(expression.function);
      invariant(printed, `a function ${expression.function} in DuckDB, since the check asks for one`);
      return printed(expression, scope);
    }
    case 'reference':
      invariant(false, 'no reference of results in an expression over columns');
  }
}

export function constant(value: number): SqlValue {
  return { sql: double(value), kind: 'number' };
}

function columnNamed(name: string, { query }: SqlScope): SqlValue {
  const { id, kind } = query.column(name);
  if (kind === 'text') return { sql: id, kind };
  return kind === 'date' ? { sql: id, kind: 'number', date: true } : { sql: id, kind };
}

/** A value as a number: a condition is 1 or 0. */
export function asNumber({ sql, kind }: SqlValue, { query }: SqlScope): string {
  invariant(kind !== 'text', 'numbers where the check let a text pass');
  if (kind === 'missing') return 'NULL::DOUBLE';
  return kind === 'condition' ? query.add(`${sql}::INTEGER::DOUBLE`) : sql;
}

export function asText({ sql, kind }: SqlValue): string {
  invariant(kind === 'text' || kind === 'missing', 'text where the check let a number pass');
  return kind === 'missing' ? 'NULL::VARCHAR' : sql;
}

/** A value as a condition; numbers other than 1 and 0 are missing, and counted. */
export function asCondition(value: SqlValue, scope: SqlScope): string {
  if (value.kind === 'condition') return value.sql;
  const cell = asNumber(value, scope);
  const { query, subject, mask } = scope;
  query.count(subject, 'not-a-condition', `${cell} IS NOT NULL AND ${cell} NOT IN (0, 1)`, mask);
  return query.add(`CASE WHEN ${cell} = 1 THEN true WHEN ${cell} = 0 THEN false END`);
}

export function condition(sql: string, { query }: SqlScope): SqlValue {
  return { sql: query.add(sql), kind: 'condition' };
}

/** A number that is missing where it is not finite, which is counted unless an operand was missing. */
export function finite(
  sql: string,
  scope: SqlScope,
  event: Parameters<Query['count']>[1] = 'not-finite',
): SqlValue {
  const { query, subject, mask } = scope;
  const value = query.add(sql);
  query.count(subject, event, `NOT isfinite(${value})`, mask);
  return { sql: query.add(`CASE WHEN isfinite(${value}) THEN ${value} END`), kind: 'number' };
}

async function unary({ operator, operand }: Unary, scope: SqlScope): Promise<SqlValue> {
  const value = await print(operand, scope);
  if (operator === 'not') return condition(`NOT ${asCondition(value, scope)}`, scope);
  const number = asNumber(value, scope);
  return { sql: operator === '-' ? scope.query.add(`-${number}`) : number, kind: 'number' };
}

/** Walks down the left operands in a loop: a sum of thousands of names is as deep as it is long. */
async function binaries(expression: Binary, scope: SqlScope): Promise<SqlValue> {
  const chain: Binary[] = [];
  let node: Expression = expression;
  while (node.kind === 'binary') {
    chain.push(node);
    node = node.left;
  }
  let value = await print(node, scope);
  for (const { operator, right } of chain.reverse()) {
    value = binary(operator, value, await print(right, scope), scope);
    await scope.query.settleIfDeep();
  }
  return value;
}

function binary(operator: BinaryOperator, left: SqlValue, right: SqlValue, scope: SqlScope): SqlValue {
  switch (operator) {
    case 'and':
    case 'or':
      return condition(
        `${asCondition(left, scope)} ${operator.toUpperCase()} ${asCondition(right, scope)}`,
        scope,
      );
    case '+':
    case '-':
    case '*':
    case '/':
      return finite(`${asNumber(left, scope)} ${operator} ${asNumber(right, scope)}`, scope);
    case '^':
      return finite(called('power_of', [asNumber(left, scope), asNumber(right, scope)]), scope);
    default:
      return comparison(operator, left, right, scope);
  }
}

/** A call back: missing where an argument is, without the function being asked. */
export function called(name: string, cells: readonly string[]): string {
  const given = cells.map((cell) => `coalesce(${cell}, 'nan'::DOUBLE)`);
  return `CASE WHEN ${cells.map((cell) => `${cell} IS NOT NULL`).join(' AND ')} THEN ${name}(${given.join(', ')}) END`;
}

/** Numbers by size, text by code point, which is the order of the bytes of UTF-8. */
export function comparison(operator: string, left: SqlValue, right: SqlValue, scope: SqlScope): SqlValue {
  if (left.kind === 'missing' || right.kind === 'missing') return MISSING;
  const sign = operator === '==' ? '=' : operator === '!=' ? '<>' : operator;
  const text = left.kind === 'text' && right.kind === 'text';
  const side = (value: SqlValue): string => {
    if (text) return asText(value);
    return value.kind === 'text' ? dayOf(value, scope) : asNumber(value, scope);
  };
  const [a, b] = [side(left), side(right)];
  return condition(`${a} ${sign} ${b}`, scope);
}

/** Text beside a date is ISO days, of which the check has made sure. */
function dayOf({ sql, text }: SqlValue, { query }: SqlScope): string {
  if (text === undefined) return query.add(`(${sql}::DATE - DATE '1970-01-01')::DOUBLE`);
  const day = dayNumber(text);
  invariant(day !== null, `an ISO day where a date is compared with ${text}`);
  return double(day);
}

async function interval({ operand, low, high }: Interval, scope: SqlScope): Promise<SqlValue> {
  const value = await print(operand, scope);
  const above = comparison('>=', value, await print(low, scope), scope);
  const below = comparison('<=', value, await print(high, scope), scope);
  return condition(`${asCondition(above, scope)} AND ${asCondition(below, scope)}`, scope);
}

async function membership({ operand, values }: Membership, scope: SqlScope): Promise<SqlValue> {
  const value = await print(operand, scope);
  if (value.kind === 'missing') return MISSING;
  if (values.length === 0) return condition(`CASE WHEN ${value.sql} IS NOT NULL THEN false END`, scope);
  const words = values.map((word) => {
    if (value.kind === 'text') return literal(String(word));
    return value.date ? double(dayNumber(String(word)) ?? Number.NaN) : double(Number(word));
  });
  const cell = value.kind === 'text' ? value.sql : asNumber(value, scope);
  return condition(`${cell} IN (${words.join(', ')})`, scope);
}
