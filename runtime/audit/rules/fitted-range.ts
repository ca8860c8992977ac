import type { Finding } from '../finding.ts';
import { describedTerms, readingOf } from '../described.ts';
import { add, type Interval, multiply, overlap, printed } from '../interval.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'fitted-range';

/** Fitted values average to the mean of the outcome, so that what the regressors' ranges allow meets the outcome's range. */
export const fittedRange: AuditRule = {
  code: CODE,
  doc: 'Some value that the regressors can give lies in the range of the outcome.',
  check: (paper) => paper.columns.flatMap((column) => ofColumn(paper, column)),
};

function ofColumn(paper: Paper, column: PaperColumn): readonly Finding[] {
  const terms = describedTerms(paper, column);
  const outcome = column.outcome === null ? null : (readingOf(paper, column.outcome)?.range ?? null);
  if (!terms || !outcome || terms.some(({ reading }) => !reading.range)) return [];
  const parts = terms.map(({ cell, reading }) => multiply(printed(cell.estimate), reading.range!));
  const fitted = add(printed(column.intercept!.estimate), ...parts);
  if (overlap(fitted, outcome)) return [];
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [placeOf(column)],
      values: {
        fitted: [centre(column, terms, 'low'), centre(column, terms, 'high')],
        reported: [outcome.low, outcome.high],
      },
      message: `The fitted values lie in ${text(fitted)}, ${column.outcome} in ${text(outcome)}.`,
      repair: null,
      span: column.column.span,
    },
  ];
}

/** An end of the fitted values from the printed digits themselves, without their rounding. */
function centre(
  column: PaperColumn,
  terms: NonNullable<ReturnType<typeof describedTerms>>,
  end: 'low' | 'high',
): number {
  const pick = end === 'low' ? Math.min : Math.max;
  return terms.reduce((sum, { cell, reading }) => {
    const slope = Number(cell.estimate.value);
    return sum + pick(slope * reading.ends!.low, slope * reading.ends!.high);
  }, Number(column.intercept!.estimate.value));
}

function text({ low, high }: Interval): string {
  return `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
}
