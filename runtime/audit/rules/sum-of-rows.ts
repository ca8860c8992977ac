import type { ReportedTable } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { add, contains, printed } from '../interval.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'sum-of-rows';

/** Shares of a whole, and whatever else is said to add up, do so within the rounding of what is printed. */
export const sumOfRows: AuditRule = {
  code: CODE,
  doc: 'What is said to add up, percentages among it, does so within the rounding of its parts.',
  check: ({ reported }) => reported.tables.flatMap(ofTable),
};

function ofTable(table: ReportedTable): readonly Finding[] {
  return table.sums.flatMap(({ statistic, total }) => {
    const rows = table.rows.filter((row) => Object.hasOwn(row.statistics, statistic));
    const parts = rows.map((row) => row.statistics[statistic]!);
    const sum = add(...parts.map((part) => printed(part)));
    if (rows.length === 0 || contains(sum, total)) return [];
    const exact = parts.reduce((whole, { value }) => whole + Number(value), 0);
    return [
      {
        code: CODE,
        severity: 'inconsistent' as const,
        cells: rows.map((row) => ({ table: table.id.value, column: null, row: row.variable.value })),
        values: { sum: exact, total, least: sum.low, most: sum.high },
        message: `Table ${table.id.value}: ${statistic} of ${rows.length} rows adds up to ${Number(exact.toPrecision(8))}, and not to ${total}.`,
        repair: null,
        span: parts[0]!.span,
      },
    ];
  });
}
