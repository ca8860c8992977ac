import type {
  Legend,
  PrintedNumber,
  Reported,
  ReportedCell,
  ReportedColumn,
  ReportedRow,
  ReportedTable,
} from '../../compiler/plan/reported.ts';
import type { CellPlace } from './finding.ts';
import { type Interval, printed } from './interval.ts';

/** A column of a table of models, with what the audit rules ask of it. */
export interface PaperColumn {
  readonly id: string;
  readonly table: ReportedTable;
  readonly column: ReportedColumn;
  /** Rows used; null where it is not printed. */
  readonly n: number | null;
  /** Coefficients printed, the constant among them: the least that the model can have. */
  readonly k: number;
  readonly intercept: ReportedCell | null;
  /** By the names of terms. */
  readonly cells: ReadonlyMap<string, ReportedCell>;
  readonly outcome: string | null;
}

/** A publication as the rules read it. */
export interface Paper {
  readonly reported: Reported;
  readonly columns: readonly PaperColumn[];
  /** Rows of descriptive tables, by variable, in the order of the file. */
  readonly described: ReadonlyMap<string, DescribedVariable>;
}

export interface DescribedVariable {
  readonly table: ReportedTable;
  readonly row: ReportedRow;
}

export const INTERCEPT = '(Intercept)';

/** Numbers as published → what the rules read. Pure. */
export function paperOf(reported: Reported): Paper {
  const described = new Map<string, DescribedVariable>();
  for (const table of reported.tables) {
    for (const row of table.rows) {
      if (!described.has(row.variable.value)) described.set(row.variable.value, { table, row });
    }
  }
  const columns = reported.tables.flatMap((table) => table.columns.map((column) => columnOf(table, column)));
  return { reported, columns, described };
}

function columnOf(table: ReportedTable, column: ReportedColumn): PaperColumn {
  const cells = new Map(column.cells.map((cell) => [cell.term, cell]));
  const { n } = column.statistics;
  return {
    id: column.id.value,
    ...{ table, column, cells },
    n: n ? Number(n.value) : null,
    k: cells.size,
    intercept: cells.get(INTERCEPT) ?? null,
    outcome: column.outcome?.value ?? null,
  };
}

/** The column with this id; ids are unique in the file. */
export function columnNamed({ columns }: Paper, id: string): PaperColumn | undefined {
  return columns.find((column) => column.id === id);
}

/** The star legend that a table is read with. */
export function legendOf({ reported }: Paper, table: ReportedTable): Legend | null {
  return table.legend ?? reported.legend;
}

/** Place of a coefficient, or of a whole column. */
export function placeOf({ table, id }: PaperColumn, row: string | null = null): CellPlace {
  return { table: table.id.value, column: id, row };
}

/** Place of a variable in a table of descriptive statistics. */
export function placeOfRow({ table, row }: DescribedVariable): CellPlace {
  return { table: table.id.value, column: null, row: row.variable.value };
}

/** `table 6, column 6.2, row AI`, for messages. */
export function placeText({ table, column, row }: CellPlace): string {
  const parts = [
    ...(table === null ? [] : [`table ${table}`]),
    ...(column === null ? [] : [`column ${column}`]),
    ...(row === null ? [] : [`row ${row}`]),
  ];
  return parts.length > 0 ? parts.join(', ') : 'the text';
}

/** The printed coefficient as transcribed: `0.290*** (2.42)` without what was left out. */
export function cellText({ estimate, stars, t, se, p }: ReportedCell): string {
  const inner = t ?? se ?? p;
  return `${estimate.text}${stars?.value ?? ''}${inner ? ` (${inner.text})` : ''}`;
}

/** The interval of a printed statistic of a column; null where it is not printed. */
export function statistic(
  { column }: PaperColumn,
  name: keyof ReportedColumn['statistics'],
): Interval | null {
  const number: PrintedNumber | undefined = column.statistics[name];
  return number ? printed(number) : null;
}

/** The interval of a statistic of a described variable; null where it is not printed. */
export function describedStatistic({ row }: DescribedVariable, name: string): Interval | null {
  const number = Object.hasOwn(row.statistics, name) ? row.statistics[name] : undefined;
  return number ? printed(number) : null;
}
