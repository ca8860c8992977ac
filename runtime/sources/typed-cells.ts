import { dayNumber } from '../../compiler/plan/day.ts';
import { dateColumn, numberColumn, textColumn } from '../engines/memory/columns.ts';
import type { Column } from '../engines/memory/table.ts';
import { isBeyondDoubles, isPlainNumber } from './cell-form.ts';
import type { DeclaredType } from './csv-options.ts';
import { DAY_HINT, NO_DAY } from './days.ts';
import { type SourceFailure, shown, sourceFailure } from './failure.ts';
import type { TypedOptions } from './format-options.ts';

/**
 * A cell of a format that knows types. null is missing, and so is NaN; a bigint is an integer known to the last digit;
 * a Day is a date without time; what no column can hold is Unfit.
 */
export type TypedCell = null | number | bigint | boolean | string | Day | Unfit;

export interface Day {
  /** `2020-03-01` */
  readonly day: string;
}

/** `what` completes "row 3, column x: 1e400 …"; a column declared as string holds the literal. */
export interface Unfit {
  readonly literal: string;
  readonly what: string;
}

/** The cells of one column, and how a message names the place of one. */
export interface TypedCells {
  readonly name: string;
  readonly rows: number;
  readonly cell: (row: number) => TypedCell;
  /** `row 3 (line 4)`; rows from 1 in the text, from 0 in the argument. */
  readonly where: (row: number) => string;
  /** The kind of a column that holds no value at all. */
  readonly empty: 'number' | 'text';
}

/** Integers up to here are told apart by a double. */
const BEYOND = 2n ** 53n;

type Kind = 'number' | 'boolean' | 'text' | 'date' | 'unfit';

/**
 * The column that typed cells stand for. Declared: as declared. Otherwise all cells must be of one kind: numbers;
 * true and false, which become 1 and 0; text; dates. Integers beyond 2^53 make a column
 * text, so that they stay distinct. Mixed kinds, and a cell that no column can hold, are failures with their place.
 */
export function readTypedCells(cells: TypedCells, options: TypedOptions): Column | SourceFailure {
  const present: TypedCells = { ...cells, cell: (row) => withoutMissing(cells.cell(row), options) };
  const declared = options.columns.get(cells.name);
  if (declared === 'string') return textOf(present);
  if (declared === 'date') return daysOf(present);
  return declared === undefined ? inferred(present) : declaredNumbers(present, declared);
}

function withoutMissing(cell: TypedCell, { na }: TypedOptions): TypedCell {
  if (typeof cell === 'number') return Number.isNaN(cell) || na.numbers.has(cell) ? null : cell;
  if (typeof cell === 'string') return na.texts.has(cell) ? null : cell;
  if (typeof cell === 'bigint') return na.texts.has(String(cell)) ? null : cell;
  if (cell !== null && typeof cell === 'object' && 'literal' in cell) {
    return na.texts.has(cell.literal) ? null : cell;
  }
  return cell;
}

function kindOf(cell: Exclude<TypedCell, null>): Kind {
  if (typeof cell === 'number' || typeof cell === 'bigint') return 'number';
  if (typeof cell === 'string') return 'text';
  if (typeof cell === 'boolean') return 'boolean';
  return 'day' in cell ? 'date' : 'unfit';
}

/** A cell as text: what a column declared as string holds. */
function literalOf(cell: Exclude<TypedCell, null>): string {
  if (typeof cell === 'object') return 'day' in cell ? cell.day : cell.literal;
  return String(cell);
}

function textOf(cells: TypedCells): Column {
  const texts = Array.from({ length: cells.rows }, (_, row) => {
    const cell = cells.cell(row);
    return cell === null ? null : literalOf(cell);
  });
  return textColumn(cells.name, texts);
}

function inferred(cells: TypedCells): Column | SourceFailure {
  const first = new Map<Kind, number>();
  const counts = new Map<Kind, number>();
  let beyond = false;
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = cells.cell(row);
    if (cell === null) continue;
    const kind = kindOf(cell);
    if (!first.has(kind)) first.set(kind, row);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (typeof cell === 'bigint' && (cell > BEYOND || cell < -BEYOND)) beyond = true;
  }
  const unfit = first.get('unfit');
  if (unfit !== undefined) return unfitCell(cells, unfit);
  if (first.size > 1) return mixed(cells, first, counts);
  const kind = first.keys().next().value ?? cells.empty;
  if (kind === 'date') return daysOf(cells);
  return kind === 'text' || beyond ? textOf(cells) : numbersOf(cells);
}

/** Dates, and text that is written as one. */
function daysOf(cells: TypedCells): Column | SourceFailure {
  const values = new Float64Array(cells.rows).fill(Number.NaN);
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = cells.cell(row);
    if (cell === null) continue;
    const day = dayNumber(literalOf(cell).trim());
    if (day === null) return cellFailure(cells, row, NO_DAY, DAY_HINT);
    values[row] = day;
  }
  return dateColumn(cells.name, values);
}

/** Numbers and booleans only. */
function numbersOf(cells: TypedCells): Column {
  const values = Float64Array.from({ length: cells.rows }, (_, row) => {
    const cell = cells.cell(row);
    return cell === null ? Number.NaN : Number(cell);
  });
  return numberColumn(cells.name, values);
}

function declaredNumbers(cells: TypedCells, type: DeclaredType): Column | SourceFailure {
  const values = new Float64Array(cells.rows).fill(Number.NaN);
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = cells.cell(row);
    if (cell === null) continue;
    const text = typeof cell === 'boolean' ? String(Number(cell)) : literalOf(cell).trim();
    const problem = numberProblem(cell, text, type);
    if (problem) return cellFailure(cells, row, problem, null);
    values[row] = Number(text);
  }
  return numberColumn(cells.name, values);
}

/** Why a cell is no value of its declared type; null when it is one. */
function numberProblem(cell: TypedCell, text: string, type: DeclaredType): string | null {
  const plain = isPlainNumber(text, '.') && !(cell !== null && typeof cell === 'object');
  if (!plain) return 'is not a plain decimal number, and the column is declared as one';
  if (!Number.isFinite(Number(text))) return 'is too large for a number';
  if (type === 'number') return null;
  if (!Number.isInteger(Number(text))) return 'is not an integer, and the column is declared as one';
  return isBeyondDoubles(text) ? 'is an integer beyond 2^53, which no number holds exactly' : null;
}

const KIND_NAMES: Readonly<Record<Kind, string>> = {
  number: 'numbers',
  boolean: 'true and false',
  text: 'text',
  date: 'dates',
  unfit: 'something else',
};

/** Names the first cell of the rarest kind; of two that are equally rare, that of the later one. */
function mixed(
  cells: TypedCells,
  first: ReadonlyMap<Kind, number>,
  counts: ReadonlyMap<Kind, number>,
): SourceFailure {
  const kinds = [...first.keys()].sort(
    (a, b) => counts.get(a)! - counts.get(b)! || first.get(b)! - first.get(a)!,
  );
  const [odd, ...rest] = kinds;
  const row = first.get(odd!)!;
  const others = rest.reverse().map((kind) => KIND_NAMES[kind]);
  const word = literalOf(cells.cell(row)!);
  return cellFailure(
    cells,
    row,
    `is ${ODD_NAMES[odd!]}, in a column of ${others.join(' and ')}`,
    `correct it, list ${shown(word)} under na, or declare columns: {${cells.name}: string}`,
  );
}

const ODD_NAMES: Readonly<Record<Kind, string>> = {
  number: 'a number',
  boolean: 'true or false',
  text: 'text',
  date: 'a date',
  unfit: 'something else',
};

function unfitCell(cells: TypedCells, row: number): SourceFailure {
  const cell = cells.cell(row) as Unfit;
  return cellFailure(cells, row, cell.what, `correct it, or list ${shown(cell.literal)} under na`);
}

function cellFailure(cells: TypedCells, row: number, what: string, hint: string | null): SourceFailure {
  const cell = literalOf(cells.cell(row)!);
  return sourceFailure(
    'number-form',
    `${cells.where(row)}, column ${cells.name}: ${shown(cell)} ${what}`,
    hint,
    { row: row + 1, column: cells.name },
  );
}
