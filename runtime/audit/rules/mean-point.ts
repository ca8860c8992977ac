import type { Finding } from '../finding.ts';
import { type DescribedTerm, describedTerms, readingOf } from '../described.ts';
import {
  add,
  divide,
  type Interval,
  middle,
  multiply,
  negate,
  overlap,
  printed,
  subtract,
} from '../interval.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'mean-point';

/**
 * Least squares with a constant pass through the means: sum of b mean(x) and the constant is mean(y). So do models with
 * fixed effects whose constant is that of the means, as Stata prints it.
 */
export const meanPoint: AuditRule = {
  code: CODE,
  doc: 'A model with a constant passes through the means of its variables.',
  check: (paper) => paper.columns.flatMap((column) => ofColumn(paper, column)),
};

function ofColumn(paper: Paper, column: PaperColumn): readonly Finding[] {
  const terms = describedTerms(paper, column);
  const outcome = column.outcome === null ? null : (readingOf(paper, column.outcome)?.mean ?? null);
  if (!terms || !outcome || terms.some(({ reading }) => !reading.mean)) return [];
  const fitted = fittedMean(column, terms, false);
  const asPrinted = fittedMean(column, terms, true);
  if (overlap(fitted, outcome) || overlap(asPrinted, outcome)) return [];
  const implied = Object.fromEntries(
    terms.map(({ cell, reading }) => {
      const slope = printed(cell.estimate);
      const rest = subtract(fitted, multiply(slope, reading.mean!));
      return [cell.row.value, middle(divide(subtract(outcome, rest), slope))];
    }),
  );
  const turned = terms.some(({ reading }) => reading.turned);
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [placeOf(column)],
      values: {
        fitted: middle(fitted),
        ...(turned ? { fitted_as_printed: middle(asPrinted) } : {}),
        mean: middle(outcome),
        implied_mean: implied,
      },
      message: `At the printed means the model gives ${middle(fitted).toFixed(3)}${turned ? ` (${middle(asPrinted).toFixed(3)} with the signs of the table)` : ''}; the mean of ${column.outcome} is ${middle(outcome)}.`,
      repair: null,
      span: column.column.span,
    },
  ];
}

function fittedMean(column: PaperColumn, terms: readonly DescribedTerm[], asPrinted: boolean): Interval {
  const parts = terms.map(({ cell, reading }) => {
    const mean = asPrinted && reading.turned ? negate(reading.mean!) : reading.mean!;
    return multiply(printed(cell.estimate), mean);
  });
  return add(printed(column.intercept!.estimate), ...parts);
}
