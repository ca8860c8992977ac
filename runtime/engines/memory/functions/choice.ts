import type { Expression } from '../../../../compiler/plan/expression.ts';
import { invariant } from '../../../../compiler/plan/invariant.ts';
import { TRUE, truth, UNDECIDED } from '../logic.ts';
import type { ExpressionFunction, Scope } from '../scope.ts';
import { asNumber, asText, dated, isDate, MISSING, numbers, type Value } from '../value.ts';
import { argument, declare } from './call.ts';

/** Where a cell of a choice comes from. */
const NEITHER = 2;

const choose: ExpressionFunction = {
  declaration: declare(
    'if',
    'if(condition, a, b): a where the condition is 1, b where it is 0, missing where it is missing.',
    [3, 3],
    { takes: 'any', gives: 'same' },
  ),
  apply(call, scope) {
    const [, first, second] = call.arguments;
    invariant(first && second, 'two branches of if');
    const state = truth(argument(call, 0, scope), scope);
    const from = state.map((s) => (s === UNDECIDED ? NEITHER : s === TRUE ? 0 : 1));
    return select(from, branch(first, from, 0, scope), branch(second, from, 1, scope));
  },
};

const coalesce: ExpressionFunction = {
  declaration: declare('coalesce', 'The first of its arguments that is not missing.', [1, 100], {
    takes: 'any',
    gives: 'same',
  }),
  apply(call, scope) {
    return call.arguments.slice(1).reduce(
      (value, next) => {
        const from = missingCells(value, scope.table.rows);
        return select(from, value, branch(next, from, 1, scope));
      },
      argument(call, 0, scope),
    );
  },
};

const isMissing: ExpressionFunction = {
  declaration: declare('is_missing', '1 where the argument is missing, else 0.', [1, 1], { takes: 'any' }),
  apply: (call, scope) =>
    numbers(Float64Array.from(missingCells(argument(call, 0, scope), scope.table.rows))),
};

export const choiceFunctions: readonly ExpressionFunction[] = [choose, coalesce, isMissing];

/** Evaluates what is taken for the rows marked `which`; events elsewhere do not count. */
function branch(expression: Expression, from: Uint8Array, which: number, scope: Scope): Value {
  const mask = from.map((source, row) => Number(source === which && (scope.mask?.[row] ?? 1) === 1));
  return scope.evaluate(expression, { ...scope, mask });
}

/** 1 by row where a value is missing. */
function missingCells(value: Value, rows: number): Uint8Array {
  const out = new Uint8Array(rows);
  if (value.kind === 'missing') return out.fill(1);
  for (let row = 0; row < rows; row += 1) {
    const missing =
      value.kind === 'number'
        ? Number.isNaN(value.values[row * value.stride]!)
        : value.codes[row * value.stride]! < 0;
    out[row] = Number(missing);
  }
  return out;
}

/** Row by row the first value (0), the second (1) or missing. */
function select(from: Uint8Array, first: Value, second: Value): Value {
  if (first.kind === 'missing' && second.kind === 'missing') return MISSING;
  if (first.kind === 'text' || second.kind === 'text') return selectText(from, first, second);
  const [a, b] = [asNumber(first), asNumber(second)];
  const chosen = numbers(
    Float64Array.from(from, (source, row) => {
      if (source === NEITHER) return Number.NaN;
      return source === 0 ? a.values[row * a.stride]! : b.values[row * b.stride]!;
    }),
  );
  return dated(chosen, isDate(first) || isDate(second));
}

function selectText(from: Uint8Array, first: Value, second: Value): Value {
  const [a, b] = [asText(first), asText(second)];
  const codes = Int32Array.from(from, (source, row) => {
    if (source === NEITHER) return -1;
    const code = source === 0 ? a.codes[row * a.stride]! : b.codes[row * b.stride]!;
    return code < 0 || source === 0 ? code : code + a.levels.length;
  });
  return { kind: 'text', codes, levels: [...a.levels, ...b.levels], stride: 1 };
}
