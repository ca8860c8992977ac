import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { multiply, printed } from '../interval.ts';
import { cellText, type PaperColumn, placeOf, placeText } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'sign-b-vs-t';

/** A standard error is positive, so that t has the sign of its estimate. */
export const signBVsT: AuditRule = {
  code: CODE,
  doc: 'A coefficient and its t have the same sign.',
  check: ({ columns }) =>
    columns.flatMap((column) => column.column.cells.flatMap((cell) => ofCell(column, cell))),
};

function ofCell(column: PaperColumn, cell: ReportedCell): readonly Finding[] {
  if (!cell.t || multiply(printed(cell.estimate), printed(cell.t)).high >= 0) return [];
  const place = placeOf(column, cell.row.value);
  return [
    {
      code: CODE,
      severity: 'impossible',
      cells: [place],
      values: { estimate: Number(cell.estimate.value), t: Number(cell.t.value) },
      message: `${placeText(place)}: ${cellText(cell)} and its t have different signs.`,
      repair: null,
      span: cell.span,
    },
  ];
}
