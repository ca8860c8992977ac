import type { StepDeclaration } from '../../compiler/plan/catalog.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import type { OptionValue } from '../../compiler/plan/plan.ts';
import type { PercentileType } from '../describe/percentile.ts';
import { isMissing, tableOf } from '../engines/memory/columns.ts';
import type { Column, NumberColumn, Table } from '../engines/memory/table.ts';
import type { Note, PrepareRecord } from '../results/results.ts';

/** A verb of preparation; one file each, listed in index.ts. Tables are never changed: a step makes a new one. */
export interface PreparationStep {
  readonly declaration: StepDeclaration;
  /** options: as the declaration describes them, expressions as trees, what is left out absent. */
  readonly run: (
    table: Table,
    options: OptionValue,
    context: PreparationContext,
  ) => Prepared | PreparationFailure;
}

export interface PreparationContext {
  /** Definition of a percentile under the study's conventions. */
  readonly percentile: PercentileType;
  /** The table of the source that the step names; null where it names none. */
  readonly source?: Table | null;
}

export interface Prepared {
  readonly kind: 'prepared';
  readonly table: Table;
  readonly record: PrepareRecord;
}

/** Why a step cannot be done on these data. */
export interface PreparationFailure {
  readonly kind: 'failure';
  readonly code: string;
  readonly message: string;
  readonly hint: string | null;
}

export function preparationFailure(
  code: string,
  message: string,
  hint: string | null = null,
): PreparationFailure {
  return { kind: 'failure', code, message, hint };
}

/** Counts by column, in the order of the step; columns with none are left out. */
export type Counts = readonly (readonly [column: string, cells: number])[];

interface Report {
  readonly columns: readonly string[];
  readonly filled?: Counts;
  readonly missing?: Counts;
  readonly changed?: Counts;
  readonly dropped?: number;
  readonly matched?: PrepareRecord['matched'];
  readonly notes?: readonly Note[];
}

/** The new table with its record. */
export function prepared(step: string, table: Table, report: Report): Prepared {
  const { columns, filled = [], missing = [], changed = [], dropped = 0, matched, notes = [] } = report;
  const record: PrepareRecord = {
    step,
    columns,
    filled: positive(filled),
    missing: positive(missing),
    changed: positive(changed),
    dropped,
    ...(matched ? { matched } : {}),
    rows: table.rows,
    notes,
  };
  return { kind: 'prepared', table, record };
}

function positive(counts: Counts): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.filter(([, cells]) => cells > 0));
}

/** The table with columns put in the place of those of their name, or after the last. */
export function withColumns(table: Table, columns: readonly Column[]): Table {
  const all = new Map(table.columns);
  for (const column of columns) all.set(column.name, column);
  return tableOf(table.rows, [...all.values()], table.panel);
}

/** A column that the check has found to be there and to hold numbers. */
export function numericColumn(table: Table, name: string): NumberColumn {
  const column = table.columns.get(name);
  invariant(column?.kind === 'number', `a column ${name} of numbers`);
  return column;
}

/** A column that the check has found to be there. */
export function existingColumn(table: Table, name: string): Column {
  const column = table.columns.get(name);
  invariant(column, `a column ${name}`);
  return column;
}

/** Cells without a value. */
export function missingCells(column: Column, rows: number): number {
  let count = 0;
  for (let row = 0; row < rows; row += 1) count += Number(isMissing(column, row));
  return count;
}

/** Cells that held a value and hold another one, or none, now. */
export function changedCells(before: Column, after: Column, rows: number): number {
  let count = 0;
  for (let row = 0; row < rows; row += 1) {
    count += Number(!isMissing(before, row) && !equalCells(before, after, row));
  }
  return count;
}

function equalCells(a: Column, b: Column, row: number): boolean {
  if (a.kind === 'number') return b.kind === 'number' && a.values[row] === b.values[row];
  return b.kind === 'text' && a.levels[a.codes[row]!] === b.levels[b.codes[row]!];
}
