import type { Legend, ReportedTable } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { legendOf, type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';

const CODE = 'legend';

/** Every mark in a table has a level, and stricter levels have their own marks. */
export const legend: AuditRule = {
  code: CODE,
  doc: 'The star legend defines every mark in use, each with a level of its own.',
  check: (paper) => paper.reported.tables.flatMap((table) => ofTable(paper, table)),
};

function ofTable(paper: Paper, table: ReportedTable): readonly Finding[] {
  const columns = paper.columns.filter((column) => column.table === table);
  const known = legendOf(paper, table);
  return [...undefinedMarks(columns, known), ...(table.legend ? repeatedLevels(table, table.legend) : [])];
}

function undefinedMarks(columns: readonly PaperColumn[], known: Legend | null): readonly Finding[] {
  const marked = columns.flatMap((column) =>
    column.column.cells.flatMap((cell) => (cell.stars ? [{ column, cell, mark: cell.stars.value }] : [])),
  );
  const without = marked.filter(({ mark }) => !known?.some((rung) => rung.mark === mark));
  const marks = [...new Set(without.map(({ mark }) => mark))];
  return marks.map((mark) => {
    const cells = without.filter((one) => one.mark === mark);
    return {
      code: CODE,
      severity: known ? 'inconsistent' : 'suspicious',
      cells: cells.map(({ column, cell }) => placeOf(column, cell.row.value)),
      values: { mark, times: cells.length },
      message: known
        ? `The mark ${mark} is used and the legend does not define it.`
        : `The mark ${mark} is used and no legend says what it stands for.`,
      repair: null,
      span: cells[0]!.cell.stars!.span,
    };
  });
}

function repeatedLevels(table: ReportedTable, own: Legend): readonly Finding[] {
  const levels = own.map(({ below }) => below);
  if (new Set(levels).size === levels.length) return [];
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: [{ table: table.id.value, column: null, row: null }],
      values: { levels },
      message: 'Two marks of the legend stand for the same level.',
      repair: null,
      span: table.id.span,
    },
  ];
}
