import type { Call } from '../../../../compiler/plan/expression.ts';
import { invariant } from '../../../../compiler/plan/invariant.ts';
import { mean, squaresAbout, sum } from '../../../linalg/sums.ts';
import { combine } from '../arithmetic.ts';
import { rowsByGroup } from '../groups.ts';
import { type ExpressionFunction, type Scope, tally } from '../scope.ts';
import { asNumber, dated, isDate, type NumberValue, numbers, spread } from '../value.ts';
import { argument, declare, groupsBy, wholeArgument } from './call.ts';

/** Of the cells of one group that are not missing, in row order; there is at least one. Null: no value. */
type Aggregate = (values: Float64Array) => number | null;

const BY = { named: ['by'] } as const;

/** Over the rows of the step, or within `by`: every row gets its group's value. Nothing to aggregate: missing. */
export const aggregateFunctions: readonly ExpressionFunction[] = [
  aggregate('mean', 'Arithmetic mean over the rows, or within by; missing cells are skipped.', mean),
  aggregate('sum', 'Sum over the rows, or within by; missing cells are skipped.', sum),
  aggregate(
    'sd',
    'Standard deviation (n - 1) over the rows, or within by; missing cells are skipped.',
    deviation,
  ),
  aggregate('median', 'Median over the rows, or within by; missing cells are skipped.', median),
  extreme('min', 'Smallest', Math.min),
  extreme('max', 'Largest', Math.max),
];

function aggregate(name: string, doc: string, f: Aggregate): ExpressionFunction {
  return { declaration: declare(name, doc, [1, 1], BY), apply: (call, scope) => overGroups(f, call, scope) };
}

/** Of one argument over the rows, of several row by row (missing where one of them is). */
function extreme(name: string, word: string, f: (a: number, b: number) => number): ExpressionFunction {
  const doc = `${word} value of one argument over the rows, or within by; of several arguments, row by row.`;
  return {
    declaration: declare(name, doc, [1, 100], { ...BY, takes: 'ordered', gives: 'same' }),
    apply(call, scope) {
      if (call.arguments.length === 1) {
        const days = isDate(argument(call, 0, { ...scope, onEvent: () => {} }));
        return dated(
          overGroups((values) => values.reduce((a, b) => f(a, b)), call, scope),
          days,
        );
      }
      invariant(!Object.hasOwn(call.named, 'by'), `no by where ${name} works row by row`);
      const values = call.arguments.map((_, index) => asNumber(argument(call, index, scope)));
      return dated(
        values.reduce((left, right) => combine(f, left, right, scope)),
        values.some(isDate),
      );
    },
  };
}

function overGroups(f: Aggregate, call: Call, scope: Scope): NumberValue {
  const { rows } = scope.table;
  const cells = spread(asNumber(wholeArgument(call, 0, scope)), rows);
  const groups = groupsBy(call, scope);
  const results = rowsByGroup(groups).map((members) => {
    const present = members.filter((row) => !Number.isNaN(cells[row]!));
    return present.length === 0 ? null : f(Float64Array.from(present, (row) => cells[row]!));
  });
  const lost = tally(scope, 'not-finite');
  const out = new Float64Array(rows).fill(Number.NaN);
  groups.codes.forEach((group, row) => {
    const result = group < 0 ? null : results[group]!;
    if (result === null || result === undefined) return;
    if (Number.isFinite(result)) out[row] = result;
    else lost.add(row);
  });
  lost.report();
  return numbers(out);
}

/** Of one value there is none. */
function deviation(values: Float64Array): number | null {
  if (values.length === 1) return null;
  return Math.sqrt(squaresAbout(values, mean(values)) / (values.length - 1));
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
