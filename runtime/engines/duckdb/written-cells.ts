import { dayNumber } from '../../../compiler/plan/day.ts';
import { dateColumn, numberColumn, textColumn } from '../memory/columns.ts';
import type { Column } from '../memory/table.ts';
import {
  type CellForm,
  cellForm,
  isBeyondDoubles,
  isInteger,
  isPlainNumber,
  numberOf,
} from '../../sources/cell-form.ts';
import type { CsvOptions, DeclaredType } from '../../sources/csv-options.ts';
import { DAY_HINT, NO_DAY } from '../../sources/days.ts';
import { rowAndLine, type SourceFailure, shown, sourceFailure } from '../../sources/failure.ts';

/** The cells of one column as text, with the line on which each row begins. */
export interface Cells {
  readonly name: string;
  readonly rows: number;
  readonly cell: (row: number) => string;
  readonly line: (row: number) => number;
}

type Options = Pick<CsvOptions, 'decimal' | 'na' | 'columns'>;

/**
 * The column that text cells stand for. Declared: as declared. Otherwise numbers where every cell that is not missing
 * is a plain decimal number, and text where some are words, or keys such as `007`. Refused, with row, line and
 * column: a cell that is meant as a number but not written as one, in a column with plain numbers or with nothing
 * else; and an undeclared word for "no value" where all the rest are numbers.
 */
export function readCells(cells: Cells, options: Options): Column | SourceFailure {
  const declared = options.columns.get(cells.name);
  if (declared === 'string') return textOf(cells, options);
  if (declared === 'date') return declaredDays(cells, options);
  return declared ? declaredNumbers(cells, options, declared) : inferred(cells, options);
}

/** Surrounding blanks do not make a number into text; text itself keeps them. */
function trimmed(cell: string): string {
  const first = cell.charCodeAt(0);
  const last = cell.charCodeAt(cell.length - 1);
  return first === 32 || first === 9 || last === 32 || last === 9
    ? cell.replace(/^[ \t]+|[ \t]+$/g, '')
    : cell;
}

function textOf(cells: Cells, { na }: Options): Column {
  const texts = Array.from({ length: cells.rows }, (_, row) => {
    const cell = cells.cell(row);
    return na.has(trimmed(cell)) ? null : cell;
  });
  return textColumn(cells.name, texts);
}

function inferred(cells: Cells, options: Options): Column | SourceFailure {
  const values = new Float64Array(cells.rows).fill(Number.NaN);
  const first = new Map<CellForm, number>();
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = trimmed(cells.cell(row));
    if (options.na.has(cell)) continue;
    const form = cellForm(cell, options.decimal);
    if (!first.has(form)) first.set(form, row);
    if (form === 'number') values[row] = numberOf(cell, options.decimal);
  }
  const offending = offendingRow(first);
  if (offending !== null) return wrongCell(cells, offending.row, offending.form);
  const text = ['text', 'key', 'wrong', 'hex', 'no-value'].some((form) => first.has(form as CellForm));
  return text ? textOf(cells, options) : numberColumn(cells.name, values);
}

/** first: the first row of each form that occurs. */
function offendingRow(first: ReadonlyMap<CellForm, number>): { row: number; form: CellForm } | null {
  const wrong = first.get('wrong');
  const hex = first.get('hex');
  const nothingElse = !first.has('text') && !first.has('key') && hex === undefined;
  if (first.has('number') || nothingElse) {
    const rows = [wrong, first.has('number') ? hex : undefined].filter((row) => row !== undefined);
    if (rows.length > 0) return { row: Math.min(...rows), form: 'wrong' };
  }
  const empty = first.get('no-value');
  const numeric = first.has('number') && nothingElse;
  return empty !== undefined && numeric ? { row: empty, form: 'no-value' } : null;
}

function wrongCell(cells: Cells, row: number, form: CellForm): SourceFailure {
  const cell = trimmed(cells.cell(row));
  const declareText = `columns: {${cells.name}: string}`;
  return form === 'no-value'
    ? cellFailure(
        cells,
        row,
        'stands between numbers and is not declared as missing',
        `list ${shown(cell)} under na, or declare ${declareText}`,
      )
    : cellFailure(
        cells,
        row,
        'is meant as a number, but not written as a plain decimal number',
        `write it as digits with a decimal point, list it under na, or declare ${declareText}`,
      );
}

function declaredNumbers(cells: Cells, options: Options, type: DeclaredType): Column | SourceFailure {
  const values = new Float64Array(cells.rows).fill(Number.NaN);
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = trimmed(cells.cell(row));
    if (options.na.has(cell)) continue;
    const problem = numberProblem(cell, options, type);
    if (problem) return cellFailure(cells, row, problem, null);
    values[row] = numberOf(cell, options.decimal);
  }
  return numberColumn(cells.name, values);
}

function declaredDays(cells: Cells, options: Options): Column | SourceFailure {
  const values = new Float64Array(cells.rows).fill(Number.NaN);
  for (let row = 0; row < cells.rows; row += 1) {
    const cell = trimmed(cells.cell(row));
    if (options.na.has(cell)) continue;
    const day = dayNumber(cell);
    if (day === null) return cellFailure(cells, row, NO_DAY, DAY_HINT);
    values[row] = day;
  }
  return dateColumn(cells.name, values);
}

/** Why a cell is no value of its declared type; null when it is one. */
function numberProblem(cell: string, { decimal }: Options, type: DeclaredType): string | null {
  if (!isPlainNumber(cell, decimal))
    return 'is not a plain decimal number, and the column is declared as one';
  if (type === 'number') {
    return Number.isFinite(numberOf(cell, decimal)) ? null : 'is too large for a number';
  }
  if (!isInteger(cell)) return 'is not an integer, and the column is declared as one';
  return isBeyondDoubles(cell) ? 'is an integer beyond 2^53, which no number holds exactly' : null;
}

function cellFailure(cells: Cells, row: number, what: string, hint: string | null): SourceFailure {
  const place = { row: row + 1, line: cells.line(row), column: cells.name };
  return sourceFailure(
    'number-form',
    `${rowAndLine(place.row, place.line)}, column ${cells.name}: ${shown(cells.cell(row))} ${what}`,
    hint,
    place,
  );
}
