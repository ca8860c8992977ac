import { determination } from '../determination.ts';
import type { Finding } from '../finding.ts';
import { divide, exactly, middle, multiply, overlap, subtract } from '../interval.ts';
import { type Paper, type PaperColumn, placeOf, statistic } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'f-vs-r2';

/**
 * Under classical standard errors the F of all regressors is R2 / (k - 1) over (1 - R2) / (n - k), with k coefficients,
 * the constant among them. Only where classical errors and no effects are stated, since F under others is another.
 */
export const fVsR2: AuditRule = {
  code: CODE,
  doc: 'F, R2, n and the number of coefficients agree under classical standard errors.',
  check: (paper) => paper.columns.flatMap((column) => ofColumn(paper, column)),
};

function ofColumn({ reported }: Paper, column: PaperColumn): readonly Finding[] {
  const f = statistic(column, 'f');
  const r2 = determination(column);
  const { n, k } = column;
  const vcov = column.column.vcov ?? reported.design.vcov;
  const fixed = column.column.fixed ?? reported.design.fixed;
  const classical = vcov?.type === 'iid' && Array.isArray(fixed) && fixed.length === 0;
  if (!classical || !f || !r2 || n === null || k < 2 || n <= k || !column.intercept) return [];
  const explained = divide(r2, exactly(k - 1));
  const left = divide(subtract(exactly(1), r2), exactly(n - k));
  const expected = left.low <= 0 ? null : divide(explained, left);
  if (!expected || overlap(expected, f)) return [];
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [placeOf(column, 'f')],
      values: { expected: middle(expected), printed: middle(f), r2: middle(multiply(r2, exactly(1))), n, k },
      message: `R2 = ${middle(r2).toFixed(4)} with ${n} rows and ${k} coefficients gives F = ${middle(expected).toFixed(2)}; ${column.column.statistics.f!.text} is printed.`,
      repair: null,
      span: column.column.statistics.f!.span,
    },
  ];
}
