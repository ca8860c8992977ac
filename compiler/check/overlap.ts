import type { Condition } from '../parse/study.ts';
import type { Expression } from '../plan/expression.ts';
import { printExpression } from '../plan/print.ts';
import { evaluateAt } from './evaluate-at.ts';
import { conjunctsOf, onlyColumn } from './narrowing.ts';
import type { Scope } from './scope.ts';

/**
 * What rows two groups are sure to have in common, in words: a value that occurs and that lies in both, or that the
 * conditions are the same; null where that is not decided before the data are read.
 */
export function overlap(
  first: Expression,
  second: Expression,
  where: Condition | null,
  { columns, sample }: Scope,
): string | null {
  if (printExpression(first) === printExpression(second)) return 'their conditions are the same';
  const column = onlyColumn(first);
  if (column === null || onlyColumn(second) !== column) return null;
  const fact = columns.get(column);
  // Where rows were dropped, a level may occur no more.
  if (!fact?.levels || sample.rows === null) return null;
  const kept = where ? conjunctsOf(where.tree) : [];
  if (kept.some((one) => onlyColumn(one) !== column)) return null;
  const shared = fact.levels.find((level) => {
    const value = fact.type === 'text' ? level : Number(level);
    return [first, second, ...kept].every((one) => evaluateAt(one, column, value) === 1);
  });
  return shared === undefined ? null : `rows where ${column} is ${shared} are in both`;
}
