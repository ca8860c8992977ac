import { cellForm } from '../../sources/cell-form.ts';
import { readCells } from './written-cells.ts';
import type { CsvOptions } from '../../sources/csv-options.ts';
import { isSourceFailure, rowAndLine, type SourceFailure } from '../../sources/failure.ts';
import type { Cell, Database } from './database.ts';
import type { StoredColumn } from './import.ts';

/** What a column is, and the SQL of its cells over the staged ones. */
export interface Decision {
  readonly kind: StoredColumn['kind'];
  readonly sql: string;
  /** Whether its cells as written are read again, as w and the position. */
  readonly asWritten: boolean;
}

const FORMS = ['number', 'key', 'wrong', 'hex', 'no-value', 'text'] as const;

interface Named {
  readonly name: string;
  readonly at: number;
}

/** A cell with the row, from 0, where its like stands first. */
interface Sample {
  readonly cell: string;
  readonly row: number;
}

/**
 * What each column is, by the rules of the format in memory (`readCells`), applied to the first cell of each form
 * instead of to all; of a declared number, integer or day to each cell that is not plainly one.
 */
export async function decide(
  database: Database,
  columns: readonly Named[],
  options: CsvOptions,
): Promise<ReadonlyMap<number, Decision> | SourceFailure> {
  defineForms(database, options);
  const decisions = new Map<number, Decision>();
  for (const column of columns) {
    const decision = await decideOne(database, column, options);
    if (isSourceFailure(decision)) return decision;
    decisions.set(column.at, decision);
  }
  return decisions;
}

function defineForms(database: Database, { decimal }: CsvOptions): void {
  const trimmed = (cell: string): string => cell.replace(/^[ \t]+|[ \t]+$/g, '');
  const number = (cell: string): number => Number(decimal === '.' ? cell : cell.replace(',', '.'));
  database.defineOfText('cell_form', (cell) => FORMS.indexOf(cellForm(trimmed(cell), decimal)));
  database.defineOfText('cell_number', (cell) => number(trimmed(cell)));
}

async function decideOne(
  database: Database,
  { name, at }: Named,
  options: CsvOptions,
): Promise<Decision | SourceFailure> {
  const declared = options.columns.get(name);
  if (declared === 'string') return { kind: 'text', sql: `s${at}`, asWritten: false };
  const counts = await database.rows(
    `SELECT count(n${at}), count(s${at}), min(CASE WHEN n${at} IS NOT NULL THEN rowid END) FROM stage.cells`,
  );
  const [numbers, others, firstNumber] = counts[0]! as [number, number, number | null];
  const kind = declared === 'date' ? 'date' : 'number';
  if (others === 0) return { kind, sql: `n${at}`, asWritten: false };
  const samples = declared ? await each(database, at) : await oneOfEachForm(database, at);
  if (firstNumber !== null) samples.push({ cell: '1', row: firstNumber });
  samples.sort((a, b) => a.row - b.row);
  const known = declared && firstNumber !== null ? samples.filter(({ row }) => row !== firstNumber) : samples;
  const column = readCells(cellsOf(name, known), options);
  if (isSourceFailure(column)) return placed(column, known);
  if (column.kind === 'number') {
    return { kind, sql: `coalesce(n${at}, cell_number(s${at}))`, asWritten: false };
  }
  return numbers === 0
    ? { kind: 'text', sql: `s${at}`, asWritten: false }
    : {
        kind: 'text',
        sql: `CASE WHEN n${at} IS NOT NULL OR s${at} IS NOT NULL THEN w${at} END`,
        asWritten: true,
      };
}

async function oneOfEachForm(database: Database, at: number): Promise<Sample[]> {
  const distinct = `SELECT s${at} AS s, min(rowid) AS r FROM stage.cells WHERE s${at} IS NOT NULL GROUP BY s${at}`;
  const rows = await database.rows(`SELECT arg_min(s, r), min(r) FROM (${distinct}) GROUP BY cell_form(s)`);
  return rows.map(sample);
}

async function each(database: Database, at: number): Promise<Sample[]> {
  const rows = await database.rows(
    `SELECT s${at}, min(rowid) FROM stage.cells WHERE s${at} IS NOT NULL GROUP BY s${at}`,
  );
  return rows.map(sample);
}

function sample([cell, row]: readonly Cell[]): Sample {
  return { cell: String(cell), row: Number(row) };
}

function cellsOf(name: string, samples: readonly Sample[]) {
  return {
    name,
    rows: samples.length,
    cell: (row: number) => samples[row]!.cell,
    line: (row: number) => row,
  };
}

/** The failure at the row of the file where the sample stands. */
function placed(failure: SourceFailure, samples: readonly Sample[]): SourceFailure {
  if (failure.row === null) return failure;
  const row = samples[failure.row - 1]!.row + 1;
  const before = rowAndLine(failure.row, failure.line);
  return {
    ...failure,
    row,
    line: null,
    message: `${rowAndLine(row, null)}${failure.message.slice(before.length)}`,
  };
}
