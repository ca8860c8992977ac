import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import { normalQuantile, studentQuantile } from '../../distributions/index.ts';
import { type Reference, references } from '../degrees-of-freedom.ts';
import type { Finding } from '../finding.ts';
import {
  add,
  divide,
  exactly,
  type Interval,
  middle,
  multiply,
  overlap,
  printed,
  subtract,
} from '../interval.ts';
import { type Paper, type PaperColumn, placeOf, placeText } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfSe } from '../statistics-of-cell.ts';

const CODE = 'ci-vs-se';

/** A confidence interval has its estimate in the middle, and is as wide as level and standard error make it. */
export const ciVsSe: AuditRule = {
  code: CODE,
  doc: 'A confidence interval is symmetric about its estimate and of the stated level.',
  check: (paper) =>
    paper.columns.flatMap((column) => column.column.cells.flatMap((cell) => ofCell(paper, column, cell))),
};

function ofCell(paper: Paper, column: PaperColumn, cell: ReportedCell): readonly Finding[] {
  if (!cell.ci) return [];
  const [low, high] = [printed(cell.ci.low), printed(cell.ci.high)];
  const centre = divide(add(low, high), exactly(2));
  if (!overlap(centre, printed(cell.estimate))) {
    return [
      finding(
        column,
        cell,
        'impossible',
        { centre: middle(centre), estimate: Number(cell.estimate.value) },
        `is not symmetric about its estimate: its middle is ${middle(centre).toPrecision(4)}`,
      ),
    ];
  }
  const se = intervalOfSe(cell);
  if (!se) return [];
  const half = divide(subtract(high, low), exactly(2));
  const { level } = column.table;
  const fits = references(paper, column).some((reference) =>
    overlap(half, multiply(se, quantile(reference, level))),
  );
  if (fits) return [];
  const levels = middle(half) / middle(se);
  return [
    finding(
      column,
      cell,
      'inconsistent',
      { half_width: middle(half), std_error: middle(se), level },
      `is ${levels.toFixed(2)} standard errors to each side, which is no interval of ${level * 100} %`,
    ),
  ];
}

function quantile({ df }: Reference, level: number): Interval {
  const upper = 1 - (1 - level) / 2;
  return exactly(df === Infinity ? normalQuantile(upper) : studentQuantile(upper, df));
}

function finding(
  column: PaperColumn,
  cell: ReportedCell,
  severity: Finding['severity'],
  values: Finding['values'],
  what: string,
): Finding {
  const place = placeOf(column, cell.row.value);
  const { low, high } = cell.ci!;
  return {
    code: CODE,
    severity,
    cells: [place],
    values,
    message: `${placeText(place)}: the interval [${low.text}, ${high.text}] ${what}.`,
    repair: null,
    span: low.span,
  };
}
