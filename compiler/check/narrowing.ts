import { namesIn } from '../formula/names.ts';
import type { Expression } from '../plan/expression.ts';
import type { Range } from './cells.ts';
import { evaluateAt } from './evaluate-at.ts';
import type { ColumnFact } from './scope.ts';
import { afterDropping } from './step-cells.ts';

/** The parts of a condition that all hold where it holds. */
export function conjunctsOf(condition: Expression): readonly Expression[] {
  const parts: Expression[] = [];
  let left = condition;
  while (left.kind === 'binary' && left.operator === 'and') {
    parts.push(...conjunctsOf(left.right).toReversed());
    left = left.left;
  }
  return [...parts, left].reverse();
}

/** The one column that an expression looks at, or null. */
export function onlyColumn(expression: Expression): string | null {
  const names = new Set(namesIn(expression).map((name) => name.name));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : null;
}

/** What is known of a column in the rows where every condition is 1. */
export function narrowed(fact: ColumnFact, conditions: readonly Expression[]): ColumnFact {
  const complete = conditions.some((one) => needsValue(one, fact.name));
  const own = conditions.filter((one) => onlyColumn(one) === fact.name);
  const levels = fact.levels?.filter((level) => own.every((one) => mayHold(one, fact, level))) ?? null;
  const cells = afterDropping(fact.cells, complete);
  const range = own.reduce<Range | null>((known, one) => within(known, one), cells.range);
  const distinct =
    levels && cells.distinct !== null ? Math.min(levels.length, cells.distinct) : cells.distinct;
  return { ...fact, levels, cells: { ...cells, range, distinct } };
}

/** Whether a condition on a column alone is 1, or may be, at one of its values. */
export function mayHold(condition: Expression, { name, type }: ColumnFact, level: string): boolean {
  const answer = evaluateAt(condition, name, type === 'text' || type === 'date' ? level : Number(level));
  return answer === 1 || answer === undefined;
}

/** Whether a condition cannot be 1 where a column is missing. */
function needsValue(condition: Expression, column: string): boolean {
  if (onlyColumn(condition) !== column) return strictIn(condition, column);
  const answer = evaluateAt(condition, column, null);
  return answer === 0 || answer === null;
}

/** Whether a missing value of the column makes the whole missing, by its form alone. */
function strictIn(node: Expression, column: string): boolean {
  const inner = (part: Expression): boolean => strictIn(part, column);
  switch (node.kind) {
    case 'name':
      return node.name === column;
    case 'unary':
    case 'membership':
      return inner(node.operand);
    case 'interval':
      return [node.operand, node.low, node.high].some(inner);
    case 'binary': {
      let left: Expression = node;
      while (left.kind === 'binary') {
        if (left.operator === 'and' || left.operator === 'or') return false;
        if (inner(left.right)) return true;
        left = left.left;
      }
      return inner(left);
    }
    default:
      return false;
  }
}

/** A range as a comparison of the column with a number leaves it; unchanged where the condition is another. */
function within(range: Range | null, condition: Expression): Range | null {
  if (!range || condition.kind !== 'binary' || condition.left.kind !== 'name') return range;
  if (condition.right.kind !== 'number') return range;
  const { value } = condition.right;
  const [low, high] = range;
  switch (condition.operator) {
    case '>':
      // Above 0 is all that logarithms and quotients ask.
      return [Math.max(low, value === 0 ? Number.MIN_VALUE : value), high];
    case '>=':
      return [Math.max(low, value), high];
    case '<':
      return [low, Math.min(high, value === 0 ? -Number.MIN_VALUE : value)];
    case '<=':
      return [low, Math.min(high, value)];
    default:
      return range;
  }
}
