import type { Finding } from '../finding.ts';
import {
  absolute,
  add,
  divide,
  exactly,
  type Interval,
  multiply,
  square,
  squareRoot,
  subtract,
} from '../interval.ts';
import { type DescribedVariable, describedStatistic, placeOfRow } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'bhatia-davis';

/**
 * The standard deviation is no more than minimum, maximum and mean allow (Bhatia and Davis 2000, with the divisor n - 1),
 * no less than the two ends make it, and no less than the distance of mean and median.
 */
export const bhatiaDavis: AuditRule = {
  code: CODE,
  doc: 'The standard deviation is one that minimum, maximum, mean and median allow.',
  check: ({ described }) => [...described.values()].flatMap(ofVariable),
};

function ofVariable(variable: DescribedVariable): readonly Finding[] {
  const of = (name: string): Interval | null => describedStatistic(variable, name);
  const [n, mean, sd, min, max, median] = [of('n'), of('mean'), of('sd'), of('min'), of('max'), of('median')];
  if (!sd || !n || n.low < 2) return [];
  const rows = n.low;
  const divisor = exactly(rows - 1);
  const ordered = min && max && min.low <= max.high;
  const upper = ordered && mean ? upperLimit(min, max, mean, rows) : null;
  const lower = ordered
    ? squareRoot(divide(square(subtract(max, min)), multiply(exactly(2), divisor)))
    : null;
  const apart = mean && median ? absolute(subtract(mean, median)) : null;
  return [
    ...(upper && sd.low > upper.high
      ? [finding(variable, 'is more than', 'minimum, maximum and mean allow', upper.high)]
      : []),
    ...(lower && sd.high < lower.low
      ? [finding(variable, 'is less than', 'minimum and maximum alone make it', lower.low)]
      : []),
    ...(apart && sd.high < apart.low
      ? [finding(variable, 'is less than', 'the distance of mean and median', apart.low)]
      : []),
  ];
}

function upperLimit(min: Interval, max: Interval, mean: Interval, n: number): Interval | null {
  const product = multiply(subtract(max, mean), subtract(mean, min));
  return product.high < 0
    ? null
    : squareRoot(divide(multiply(product, exactly(n)), add(exactly(n), exactly(-1))));
}

function finding(variable: DescribedVariable, relation: string, what: string, limit: number): Finding {
  const { sd } = variable.row.statistics;
  return {
    code: CODE,
    severity: 'impossible',
    cells: [placeOfRow(variable)],
    values: { sd: Number(sd!.value), limit },
    message: `${variable.row.variable.value}: the standard deviation ${sd!.text} ${relation} ${what} (${limit.toPrecision(4)}).`,
    repair: null,
    span: sd!.span,
  };
}
