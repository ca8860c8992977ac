import type { Finding } from '../finding.ts';
import { describedTerms, readingOf } from '../described.ts';
import {
  absolute,
  divide,
  type Interval,
  middle,
  multiply,
  overlap,
  printed,
  squareRoot,
} from '../interval.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import { determination } from '../determination.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'simple-slope';

/** With one regressor and a constant, least squares give |b| = sqrt(R2) sd(y) / sd(x), exactly. */
export const simpleSlope: AuditRule = {
  code: CODE,
  doc: 'The slope on a single regressor is the root of R2 times the ratio of the standard deviations.',
  check: (paper) => paper.columns.flatMap((column) => ofColumn(paper, column)),
};

function ofColumn(paper: Paper, column: PaperColumn): readonly Finding[] {
  const terms = describedTerms(paper, column);
  const r2 = determination(column);
  const outcome = column.outcome === null ? null : readingOf(paper, column.outcome);
  if (terms?.length !== 1 || !r2 || !outcome?.sd || hasEffects(paper, column)) return [];
  const { cell, reading } = terms[0]!;
  if (!reading.sd) return [];
  const expected: Interval = multiply(squareRoot(r2), divide(outcome.sd, reading.sd));
  const slope = absolute(printed(cell.estimate));
  if (overlap(expected, slope)) return [];
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [placeOf(column, cell.row.value)],
      values: { expected: middle(expected), printed: Number(cell.estimate.value), r2: middle(r2) },
      message: `With R2 = ${middle(r2).toFixed(4)} and the printed standard deviations the slope of ${cell.row.value} is ${middle(expected).toFixed(3)} in size; ${cell.estimate.text} is printed.`,
      repair: null,
      span: cell.span,
    },
  ];
}

/** Whether fixed effects are stated: the relation is one of models without. */
function hasEffects({ reported }: Paper, { column }: PaperColumn): boolean {
  return (column.fixed ?? reported.design.fixed ?? []).length > 0;
}
