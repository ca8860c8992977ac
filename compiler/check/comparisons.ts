import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Binary, Expression, Interval, Membership } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { ColumnFact, Scope } from './scope.ts';

/** What is legal in a comparison and never true: a missing value, a level that no row has. */
export function comparisonRisks(node: Binary, scope: Scope, at: Span, out: Diagnostic[]): void {
  const sides = [node.left, node.right] as const;
  const missing = sides.findIndex((side) => side.kind === 'missing');
  if (missing >= 0) {
    const other = printExpression(sides[1 - missing]!);
    const write = node.operator === '!=' ? `not is_missing(${other})` : `is_missing(${other})`;
    out.push(diagnostic('compared-with-missing', at, { text: printExpression(node), write }));
    return;
  }
  if (node.operator !== '==' && node.operator !== '!=') return;
  const [left, right] = sides;
  const column = left.kind === 'name' ? left : right.kind === 'name' ? right : null;
  const literal = column === left ? right : left;
  if (column) level(column.name, literal, scope, literal.span ?? at, out);
}

/** `in {a, b}`: each of the values. */
export function membershipRisks(node: Membership, scope: Scope, at: Span, out: Diagnostic[]): void {
  if (node.operand.kind !== 'name') return;
  for (const value of node.values) {
    const literal: Expression =
      typeof value === 'string' ? { kind: 'text', value } : { kind: 'number', value };
    level(node.operand.name, literal, scope, at, out);
  }
}

/** `in [low, high]` with the ends the wrong way round. */
export function intervalRisks({ low, high }: Interval, at: Span, out: Diagnostic[]): void {
  const [from, to] = [literalNumber(low), literalNumber(high)];
  if (from !== null && to !== null && from > to) {
    out.push(diagnostic('empty-interval', at, { low: String(from), high: String(to) }));
  }
}

/** The value of a number that is written out, with or without a sign; null for anything else. */
export function literalNumber(node: Expression): number | null {
  if (node.kind === 'number') return node.value;
  if (node.kind !== 'unary' || node.operator === 'not' || node.operand.kind !== 'number') return null;
  return node.operator === '-' ? -node.operand.value : node.operand.value;
}

/** A literal that the column, whose values are all known, does not have. */
function level(name: string, literal: Expression, scope: Scope, at: Span, out: Diagnostic[]): void {
  const fact = scope.columns.get(name);
  const value = literal.kind === 'text' ? literal.value : literalNumber(literal);
  if (!fact?.levels || value === null || !fits(value, fact) || fact.levels.includes(String(value))) return;
  const suggestion = typeof value === 'string' ? nearest(value, fact.levels) : undefined;
  out.push(diagnostic('unknown-level', at, { column: name, level: String(value), suggestion }));
}

const fits = (value: string | number, { type }: ColumnFact): boolean =>
  typeof value === 'string' ? type === 'text' : type === 'number';

/** Whether no value of a column of numbers is 1 or 0, so that it answers no question. */
export function isNoAnswer({ type, levels, cells: { range } }: ColumnFact): boolean {
  if (type !== 'number') return false;
  if (levels) return levels.length > 0 && !levels.includes('0') && !levels.includes('1');
  if (!range) return false;
  const [low, high] = range;
  return low > 1 || high < 0 || (low > 0 && high < 1);
}
