import type { Call } from '../../../../compiler/plan/expression.ts';
import { combine } from '../arithmetic.ts';
import { rowsBefore } from '../panel-index.ts';
import type { ExpressionFunction } from '../scope.ts';
import { type Scope, wholeTable } from '../scope.ts';
import { asNumber, asText, dated, isDate, numbers, spread, type Value } from '../value.ts';
import { declare, literal, wholeArgument } from './call.ts';

const ALONG = { named: ['k'], needs: ['panel'] } as const;

const lag: ExpressionFunction = {
  declaration: declare(
    'lag',
    'lag(x, k=1): the value of x in the same unit, k earlier by the value of time; a gap gives missing.',
    [1, 2],
    { ...ALONG, takes: 'any', gives: 'same' },
  ),
  apply: (call, scope) => shifted(wholeArgument(call, 0, scope), distance(call), scope),
};

const lead: ExpressionFunction = {
  declaration: declare(
    'lead',
    'lead(x, k=1): the value of x in the same unit, k later by the value of time; a gap gives missing.',
    [1, 2],
    { ...ALONG, takes: 'any', gives: 'same' },
  ),
  apply: (call, scope) => shifted(wholeArgument(call, 0, scope), -distance(call), scope),
};

const diff = change('diff', 'diff(x, k=1): x less its lag.', (now, before) => now - before);

const growth = change(
  'growth',
  'growth(x, k=1): (x - lag) / lag, a fraction; after a zero it is missing, and counted.',
  (now, before) => (now - before) / before,
);

/** Functions along the panel's time within each unit. */
export const panelFunctions: readonly ExpressionFunction[] = [lag, lead, diff, growth];

function change(name: string, doc: string, f: (now: number, before: number) => number): ExpressionFunction {
  return {
    declaration: declare(name, doc, [1, 2], ALONG),
    apply(call, scope) {
      const now = asNumber(wholeArgument(call, 0, scope));
      const before = asNumber(shifted(now, distance(call), scope));
      return combine(f, now, before, scope);
    },
  };
}

/** How far back, in units of time. */
function distance(call: Call): number {
  return literal(call, 1, 'k', 1);
}

function shifted(value: Value, by: number, scope: Scope): Value {
  const { table } = wholeTable(scope);
  const source = rowsBefore(table, by);
  if (value.kind === 'text') {
    const text = asText(value);
    const codes = source.map((row) => (row < 0 ? -1 : text.codes[row * text.stride]!));
    return { kind: 'text', codes, levels: text.levels, stride: 1 };
  }
  const values = spread(asNumber(value), table.rows);
  const moved = numbers(Float64Array.from(source, (row) => (row < 0 ? Number.NaN : values[row]!)));
  return dated(moved, isDate(value));
}
