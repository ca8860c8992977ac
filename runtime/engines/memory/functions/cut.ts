import { type ExpressionFunction, tally } from '../scope.ts';
import { asNumber, type NumberValue, numbers } from '../value.ts';
import { argument, declare } from './call.ts';

export const cut: ExpressionFunction = {
  declaration: declare(
    'cut',
    'cut(x, 18, 19, 20): the number of the interval, [18,19) is 1, [19,20) is 2; outside is missing.',
    [3, 100],
  ),
  apply(call, scope) {
    const [x, ...breaks] = call.arguments.map((_, index) => asNumber(argument(call, index, scope)));
    const { rows } = scope.table;
    const unordered = tally(scope, 'breaks-not-ascending');
    const out = new Float64Array(rows).fill(Number.NaN);
    for (let row = 0; row < rows; row += 1) {
      const at = (value: NumberValue) => value.values[row * value.stride]!;
      const points = breaks.map(at);
      if (points.some((point, i) => i > 0 && !(point > points[i - 1]!))) {
        if (!points.some(Number.isNaN)) unordered.add(row);
        continue;
      }
      out[row] = intervalOf(at(x!), points);
    }
    unordered.report();
    return numbers(out);
  },
};

/** From 1; NaN outside, and where x is missing. */
function intervalOf(x: number, points: readonly number[]): number {
  const above = points.findIndex((point) => x < point);
  return above > 0 ? above : Number.NaN;
}
