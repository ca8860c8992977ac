import type { Paper, PaperColumn } from '../paper.ts';
import { determination } from '../determination.ts';
import type { Finding } from '../finding.ts';
import { absolute, type Interval, middle } from '../interval.ts';
import { type Nested, nestedColumns } from '../nested.ts';
import { placeOf, statistic } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfT } from '../statistics-of-cell.ts';

const CODE = 'r2-monotone';

/** A least-squares model with more terms fits the same rows no worse; adjusted R2 rises just when a classical |t| is above 1. */
export const r2Monotone: AuditRule = {
  code: CODE,
  doc: 'R2 does not fall when a regressor is added on one sample, and adjusted R2 moves with the classical t.',
  check: (paper) =>
    nestedColumns(paper.columns).flatMap((nested) => [...falls(nested), ...against(paper, nested)]),
};

function falls({ smaller, larger, added }: Nested): readonly Finding[] {
  const [from, to] = [determination(smaller), determination(larger)];
  if (!from || !to || to.high >= from.low) return [];
  const [before, after] = [middle(from), middle(to)];
  const implied = (after - before) / added.length / ((1 - after) / (larger.n! - larger.k));
  return [
    {
      code: CODE,
      severity: 'impossible',
      cells: [smaller, larger].map((column) => placeOf(column, statisticName(column))),
      values: { r2_from: before, r2_to: after, implied_F: implied },
      message: `Adding ${added.join(' and ')} to the same ${larger.n} rows lowers R2 from ${text(from)} to ${text(to)}; a nested least-squares model cannot fit worse.`,
      repair: null,
      span: spanOf(larger),
    },
  ];
}

/** One more term under classical standard errors: adjusted R2 rises if its |t| is above 1, and falls if it is below. */
function against({ reported }: Paper, { smaller, larger, added }: Nested): readonly Finding[] {
  const [from, to] = [statistic(smaller, 'adj_r2'), statistic(larger, 'adj_r2')];
  const cell = added.length === 1 ? larger.cells.get(added[0]!) : undefined;
  const t = cell && intervalOfT(cell);
  const vcov = larger.column.vcov ?? reported.design.vcov;
  if (!from || !to || !cell || !t || vcov?.type !== 'iid') return [];
  const size = absolute(t);
  const wrong = (size.low > 1 && to.high < from.low) || (size.high < 1 && to.low > from.high);
  if (!wrong) return [];
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [smaller, larger].map((column) => placeOf(column, 'adj_r2')),
      values: { adj_r2_from: middle(from), adj_r2_to: middle(to), t: middle(t) },
      message: `Adding ${cell.row.value} with t = ${(cell.t ?? cell.se)!.text} ${size.low > 1 ? 'lowers' : 'raises'} adjusted R2 from ${middle(from)} to ${middle(to)}: with a classical t it moves the other way.`,
      repair: null,
      span: spanOf(larger),
    },
  ];
}

function statisticName({ column }: PaperColumn): string {
  return column.statistics.r2 ? 'r2' : 'adj_r2';
}

function spanOf({ column }: PaperColumn) {
  return (column.statistics.r2 ?? column.statistics.adj_r2!).span;
}

function text({ low, high }: Interval): string {
  return `[${low.toFixed(4)}, ${high.toFixed(4)}]`;
}
