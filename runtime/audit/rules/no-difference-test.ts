import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { focalTerm } from '../focal.ts';
import { partitions } from '../groups.ts';
import { middle } from '../interval.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfSe } from '../statistics-of-cell.ts';

/**
 * Groups are estimated side by side and, as the author of the study saw, no difference is tested. Says what the printed numbers give for independent
 * groups: z = (b1 - b2) / sqrt(s1^2 + s2^2).
 */
export const noDifferenceTest: AuditRule = {
  code: 'no-difference-test',
  doc: 'Coefficients of groups that divide one sample are compared by a test of their difference.',
  check: (paper) =>
    partitions(paper.columns)
      .filter(([first]) => first!.table.compare === null)
      .flatMap((columns) => ofTable(paper, columns)),
};

function ofTable(paper: Paper, columns: readonly PaperColumn[]): readonly Finding[] {
  const outcomes = [...new Set(columns.map(({ outcome }) => outcome))];
  return outcomes.flatMap((outcome) => {
    const same = columns.filter((column) => column.outcome === outcome);
    const term = focalTerm(same, paper.columns);
    const parts = same.flatMap((column) => {
      const cell = term === null ? undefined : column.cells.get(term);
      const se = cell && intervalOfSe(cell);
      return cell && se ? [{ column, cell, se: middle(se) }] : [];
    });
    return parts.length < 2 ? [] : [finding(term!, outcome, parts)];
  });
}

interface Part {
  readonly column: PaperColumn;
  readonly cell: ReportedCell;
  readonly se: number;
}

function finding(term: string, outcome: string | null, parts: readonly Part[]): Finding {
  const z = Object.fromEntries(
    parts.flatMap((a, i) =>
      parts.slice(i + 1).map((b) => [`${a.column.id}-${b.column.id}`, differenceZ(a, b)] as const),
    ),
  );
  const shown = Object.entries(z).map(([pair, value]) => `${pair} ${value.toFixed(2)}`);
  return {
    code: 'no-difference-test',
    severity: 'suspicious',
    cells: parts.map(({ column, cell }) => placeOf(column, cell.row.value)),
    values: { term, outcome, z },
    message: `${term} is compared across groups without a test of the difference; for independent groups z is ${shown.join(', ')}.`,
    repair: null,
    span: parts[0]!.cell.span,
  };
}

/** z of the difference of two independent estimates. */
export function differenceZ(a: Pick<Part, 'cell' | 'se'>, b: Pick<Part, 'cell' | 'se'>): number {
  return (Number(a.cell.estimate.value) - Number(b.cell.estimate.value)) / Math.hypot(a.se, b.se);
}
