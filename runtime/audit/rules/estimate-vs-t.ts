import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { divide, middle, overlap, printed } from '../interval.ts';
import { cellText, type PaperColumn, placeOf, placeText } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'estimate-vs-t';

/** t is the estimate over its standard error, where all three are printed. */
export const estimateVsT: AuditRule = {
  code: CODE,
  doc: 'Where estimate, standard error and t are printed, t is their ratio.',
  check: ({ columns }) =>
    columns.flatMap((column) => column.column.cells.flatMap((cell) => ofCell(column, cell))),
};

function ofCell(column: PaperColumn, cell: ReportedCell): readonly Finding[] {
  if (!cell.t || !cell.se) return [];
  const implied = divide(printed(cell.estimate), printed(cell.se, 0));
  if (overlap(implied, printed(cell.t))) return [];
  const place = placeOf(column, cell.row.value);
  return [
    {
      code: CODE,
      severity: 'impossible',
      cells: [place],
      values: {
        estimate: Number(cell.estimate.value),
        se: Number(cell.se.value),
        t: Number(cell.t.value),
        implied: middle(implied),
      },
      message: `${placeText(place)}: ${cellText(cell)} over its standard error ${cell.se.text} is ${middle(implied).toFixed(2)}.`,
      repair: null,
      span: cell.span,
    },
  ];
}
