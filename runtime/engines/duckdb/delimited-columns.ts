import { dayNumber } from '../../../compiler/plan/day.ts';
import { cellForm, numberOf } from '../../sources/cell-form.ts';
import type { CsvOptions, DeclaredType } from '../../sources/csv-options.ts';
import {
  declaredValue,
  type FirstCells,
  inferredType,
  type PlacedCell,
  trimmed,
} from '../../sources/delimited/cell-judge.ts';
import { isSourceFailure, type SourceFailure } from '../../sources/failure.ts';
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

/**
 * What each column is, by the rules of the format in memory, applied to the first cell of each form
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
  database.defineOfText('cell_form', (cell) => FORMS.indexOf(cellForm(trimmed(cell), decimal)));
  database.defineOfText('cell_number', (cell) => numberOf(trimmed(cell), decimal));
  database.defineOfText('cell_day', (cell) => dayNumber(trimmed(cell)) ?? Number.NaN);
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
  const type = declared
    ? await judgeAll(database, { name, at }, declared, options)
    : await inferType(database, { name, at }, firstNumber, options);
  if (typeof type !== 'string') return type;
  if (type === 'number') {
    const read = declared === 'date' ? 'cell_day' : 'cell_number';
    return { kind, sql: `coalesce(n${at}, ${read}(s${at}))`, asWritten: false };
  }
  return numbers === 0
    ? { kind: 'text', sql: `s${at}`, asWritten: false }
    : {
        kind: 'text',
        sql: `CASE WHEN n${at} IS NOT NULL OR s${at} IS NOT NULL THEN w${at} END`,
        asWritten: true,
      };
}

/** Each cell of a declared column that is not plainly of its type, once; the failure of the first that is not. */
async function judgeAll(
  database: Database,
  { name, at }: Named,
  declared: Exclude<DeclaredType, 'string'>,
  options: CsvOptions,
): Promise<'number' | SourceFailure> {
  const cells = await database.rows(
    `SELECT s${at}, min(rowid) AS r FROM stage.cells WHERE s${at} IS NOT NULL GROUP BY s${at} ORDER BY r`,
  );
  for (const cell of cells) {
    const value = declaredValue(name, placed(cell), options, declared);
    if (typeof value !== 'number') return value;
  }
  return 'number';
}

/** By the first cell of each form. firstNumber: the row, from 0, of the first that is plainly a number; null without one. */
async function inferType(
  database: Database,
  { name, at }: Named,
  firstNumber: number | null,
  { decimal }: CsvOptions,
): Promise<'number' | 'text' | SourceFailure> {
  const distinct = `SELECT s${at} AS s, min(rowid) AS r FROM stage.cells WHERE s${at} IS NOT NULL GROUP BY s${at}`;
  const rows = await database.rows(`SELECT arg_min(s, r), min(r) FROM (${distinct}) GROUP BY cell_form(s)`);
  const first: FirstCells = new Map();
  for (const cell of rows.map(placed)) first.set(cellForm(trimmed(cell.cell), decimal), cell);
  const plain = first.get('number');
  if (firstNumber !== null && !(plain && plain.row <= firstNumber)) {
    first.set('number', { cell: '1', row: firstNumber + 1, line: null });
  }
  return inferredType(name, first);
}

/** A cell with the row, from 0, where its like stands first. */
function placed([cell, row]: readonly Cell[]): PlacedCell {
  return { cell: String(cell), row: Number(row) + 1, line: null };
}
