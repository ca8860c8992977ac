import type { FunctionDeclaration } from '../../../compiler/plan/catalog.ts';
import type { Call, Expression, Name, Reference } from '../../../compiler/plan/expression.ts';
import type { Table } from './table.ts';
import type { Value } from './value.ts';

/**
 * What a reader is told of cells that became missing in an evaluation: `log` of a number that is not positive,
 * arithmetic whose result is not finite, a condition that is neither 1 nor 0, breaks of `cut` that do not ascend.
 */
export type EvaluationEvent = 'non-positive-log' | 'not-finite' | 'not-a-condition' | 'breaks-not-ascending';

export type OnEvent = (event: EvaluationEvent, cells: number) => void;

/** Where an expression is evaluated. */
export interface Scope {
  readonly table: Table;
  /** Rows whose events count: those that the branch of an `if` is taken for. Null: all. */
  readonly mask: Uint8Array | null;
  readonly onEvent: OnEvent;
  readonly evaluate: (expression: Expression, scope: Scope) => Value;
  /** Of names and references where there are no columns (claims). */
  readonly lookup?: (node: Name | Reference) => number | string | null;
}

/** A function of the expression language: one object, one line in functions/index.ts. */
export interface ExpressionFunction {
  readonly declaration: FunctionDeclaration;
  readonly apply: (call: Call, scope: Scope) => Value;
}

/** The same scope with all rows counting: what an aggregate or a lag reads, whatever branch it stands in. */
export function wholeTable(scope: Scope): Scope {
  return scope.mask === null ? scope : { ...scope, mask: null };
}

/** Counts the rows of an event; `report` tells of them if there are any. */
export function tally(
  scope: Scope,
  event: EvaluationEvent,
): { add: (row: number) => void; report: () => void } {
  let cells = 0;
  return {
    add(row) {
      if (scope.mask === null || scope.mask[row] === 1) cells += 1;
    },
    report() {
      if (cells > 0) scope.onEvent(event, cells);
    },
  };
}
