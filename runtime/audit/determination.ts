import { divide, exactly, type Interval, multiply, subtract } from './interval.ts';
import { type PaperColumn, statistic } from './paper.ts';

/**
 * R2 of a column: as printed, or from the adjusted one, 1 - (1 - adj) (n - k) / (n - 1) with k coefficients, the constant
 * among them. Null where neither is printed, or n is not.
 */
export function determination(column: PaperColumn): Interval | null {
  const r2 = statistic(column, 'r2');
  if (r2) return r2;
  const adjusted = statistic(column, 'adj_r2');
  const { n, k, intercept } = column;
  if (!adjusted || n === null || n <= k || !intercept) return null;
  const share = divide(exactly(n - k), exactly(n - 1));
  return subtract(exactly(1), multiply(subtract(exactly(1), adjusted), share));
}
