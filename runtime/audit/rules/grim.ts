import type { Reported } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import type { Interval } from '../interval.ts';
import { type DescribedVariable, describedStatistic, placeOfRow } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'grim';
/** Beyond this every mean of two or three decimals is a mean of integers. */
const MOST_SUMS = 10_000;

/**
 * Where values are counts, the mean is a whole number over n (GRIM; Brown and Heathers 2017), and the sum of squares a
 * whole number of the parity of the sum (GRIMMER; Anaya 2016, Allard 2018).
 */
export const grim: AuditRule = {
  code: CODE,
  doc: 'Mean and standard deviation of counts are those of some whole numbers.',
  check: ({ described, reported }) =>
    [...described.values()].flatMap((variable) => (isCount(reported, variable) ? ofVariable(variable) : [])),
};

/** Said to be a count, and nothing made of it. */
function isCount({ transform }: Reported, { row }: DescribedVariable): boolean {
  const stated = transform.find(({ variable }) => variable.value === row.variable.value);
  return stated?.expression.kind === 'name';
}

function ofVariable(variable: DescribedVariable): readonly Finding[] {
  const n = describedStatistic(variable, 'n');
  const mean = describedStatistic(variable, 'mean');
  const sd = describedStatistic(variable, 'sd');
  if (!n || !mean) return [];
  const rows = n.low;
  const sums = wholeNumbersIn({ low: mean.low * rows, high: mean.high * rows });
  if (sums === null) return [];
  if (sums.length === 0) return [finding(variable, 'mean', rows)];
  if (!sd || rows < 2 || sums.some((sum) => squaresFit(sum, rows, sd))) return [];
  return [finding(variable, 'sd', rows)];
}

/** Null where there are too many to tell anything. */
function wholeNumbersIn({ low, high }: Interval): readonly number[] | null {
  const [first, last] = [Math.ceil(low), Math.floor(high)];
  if (last - first >= MOST_SUMS) return null;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** Whether some whole sum of squares of the sum's parity gives a standard deviation inside the interval. */
function squaresFit(sum: number, n: number, sd: Interval): boolean {
  const least = Math.max(0, sd.low) ** 2 * (n - 1) + sum ** 2 / n;
  const most = sd.high ** 2 * (n - 1) + sum ** 2 / n;
  const first = Math.ceil(least * (1 - 1e-12));
  const fitting = first + (Math.abs(first - sum) % 2 === 0 ? 0 : 1);
  return fitting <= most * (1 + 1e-12);
}

function finding(variable: DescribedVariable, statistic: 'mean' | 'sd', n: number): Finding {
  const number = variable.row.statistics[statistic]!;
  const what = statistic === 'mean' ? 'mean' : 'standard deviation';
  return {
    code: CODE,
    severity: 'impossible',
    cells: [placeOfRow(variable)],
    values: { n, [statistic]: Number(number.value) },
    message: `${variable.row.variable.value}: no ${n} whole numbers have the ${what} ${number.text}.`,
    repair: null,
    span: number.span,
  };
}
