import { nodesIn } from '../../formula/names.ts';
import type { Expression } from '../../plan/expression.ts';
import { literalNumber } from '../comparisons.ts';
import type { ColumnFact } from '../scope.ts';

/**
 * Values of a column at which conditions on it are worth trying. All of them where they are known; else numbers between
 * those that the conditions name, within the column's range, and its ends. A bound that two conditions share, of which
 * nobody knows whether a row has it, is not tried.
 */
export function valuesOf(fact: ColumnFact, conditions: readonly Expression[]): readonly (number | string)[] {
  if (fact.levels) return fact.type === 'text' ? fact.levels : fact.levels.map(Number);
  if (fact.type === 'condition') return [0, 1];
  if (fact.type !== 'number') return [];
  const named = conditions.flatMap((one) => nodesIn(one).flatMap((node) => literalNumber(node) ?? []));
  const points = [...new Set(named)].sort((a, b) => a - b);
  const [low, high] = fact.cells.range ?? [(points[0] ?? 0) - 1, (points.at(-1) ?? 0) + 1];
  const within = [low, ...points.filter((point) => point > low && point < high), high];
  const middles = within.slice(1).map((point, i) => (point + within[i]!) / 2);
  return [...(fact.cells.varies ? [low, high] : []), ...middles.filter((point) => !points.includes(point))];
}
