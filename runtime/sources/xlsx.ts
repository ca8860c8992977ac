import type { Sheet } from 'hucre/xlsx';
import { lateSource } from './columnar-source.ts';
import { DAY, isoDay } from './days.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from './failure.ts';
import { type TypedOptions, typedOptions } from './format-options.ts';
import { type NamedColumns, nameFailure } from './named-columns.ts';
import { cellName, type Grid, gridOf } from './sheet-grid.ts';
import type { Source } from './source.ts';
import { readTypedCells, type TypedCell } from './typed-cells.ts';
import { zipFailure } from './zip-size.ts';

const OPTIONS = ['sheet', 'na', 'columns'] as const;

/**
 * A workbook of Excel or LibreOffice: one sheet, whose first row names the columns. Formulas have the value that was
 * saved with them. Rows and columns that are hidden are read like all others.
 */
export const xlsx: Source = lateSource(
  {
    name: 'xlsx',
    doc: 'A sheet of a workbook, its first row being the names of the columns.',
    extensions: ['xlsx', 'xlsm'],
    options: OPTIONS,
  },
  open,
);

async function open(
  bytes: Uint8Array,
  given: Parameters<Source['describe']>[1],
): Promise<NamedColumns | SourceFailure> {
  const options = typedOptions(given, OPTIONS);
  if (isSourceFailure(options)) return options;
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return olderOrEncrypted();
  const unsafe = zipFailure(bytes);
  if (unsafe) return unsafe;
  const { readSheet } = await import('./read-workbook.ts');
  const sheet = await readSheet(bytes, given['sheet'] === undefined ? null : String(given['sheet']));
  if (isSourceFailure(sheet)) return sheet;
  const grid = gridOf(sheet);
  if (isSourceFailure(grid)) return grid;
  return named(sheet, grid, options);
}

function olderOrEncrypted(): SourceFailure {
  return sourceFailure(
    'xlsx-damaged',
    'the file is a workbook of the older format, or protected by a password',
    'save it as .xlsx, without a password',
  );
}

function named(sheet: Sheet, grid: Grid, options: TypedOptions): NamedColumns | SourceFailure {
  const names = grid.columns.map((column) => column.name);
  const wrong = nameFailure(names, options.columns.keys());
  if (wrong) return wrong;
  const positions = new Map(grid.columns.map((column) => [column.name, column.position]));
  return {
    rows: grid.rows,
    names,
    column: (name) => {
      const position = positions.get(name)!;
      const saved = sheet.rows.some((row, index) => index > 0 && (row[position] ?? '') !== '');
      const cell = (row: number): TypedCell => typedCell(sheet, row + 1, position, saved);
      const where = (row: number): string => `row ${row + 1} (cell ${cellName(row + 1, position)})`;
      return readTypedCells({ name, rows: grid.rows, cell, where, empty: 'number' }, options);
    },
  };
}

/**
 * row and column from 0, as the sheet counts them. saved: whether any cell of the column has a value. Programs that write
 * workbooks without computing them leave formulas empty, some of them as an empty text, which a formula may also give.
 */
function typedCell(sheet: Sheet, row: number, column: number, saved: boolean): TypedCell {
  const value = sheet.rows[row]?.[column] ?? null;
  const detail = sheet.cells?.get(`${row},${column}`);
  if (detail?.type === 'error') return { literal: String(value), what: 'is an error in the workbook' };
  if (detail?.formula !== undefined && (value === null || (value === '' && !saved))) {
    return { literal: `=${detail.formula}`, what: 'is a formula whose value was not saved' };
  }
  return value instanceof Date ? dateCell(value.getTime()) : value;
}

/** time: milliseconds since 1970 without time zone. */
function dateCell(time: number): TypedCell {
  const days = Math.floor(time / DAY);
  const day = isoDay(days);
  if (day === null || days < FIRST_DAY) return { literal: String(time), what: 'is no date' };
  if (time === days * DAY) return { day };
  const minutes = Math.floor((time - days * DAY) / 60_000);
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return { literal: `${day} ${clock.join(':')}`, what: 'has a time of day, and a date is a day' };
}

/** 1900-01-01, where the dates of a workbook begin. */
const FIRST_DAY = -25_567;
