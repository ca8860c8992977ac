import type { CellValue, Sheet } from 'hucre/xlsx';
import { DAY, isoDay } from './days.ts';
import { type SourceFailure, shown, sourceFailure } from './failure.ts';

/** The table in a sheet: rows below the header, and the columns that the header names. */
export interface Grid {
  readonly rows: number;
  readonly columns: readonly { readonly name: string; readonly position: number }[];
}

/**
 * Finds the table: the first row names the columns; empty rows and columns at the end do not count, nor a column without
 * any cell. Refused, since a table cannot hold them: a sheet without header or rows, a column with cells and no name,
 * an empty row between others (in a single column it is a missing cell), merged cells.
 */
export function gridOf(sheet: Sheet): Grid | SourceFailure {
  const { rows } = sheet;
  let last = rows.length - 1;
  while (last >= 0 && isEmpty(rows[last]!)) last -= 1;
  const header = rows[0] ?? [];
  if (last < 0) return gridFailure(sheet, 'is empty', 'its first row must name the columns');
  if (isEmpty(header))
    return gridFailure(sheet, 'has an empty first row', 'the first row must name the columns');
  if (last === 0) return gridFailure(sheet, 'has a header and no rows', null);
  const merged = mergedFailure(sheet);
  if (merged) return merged;
  const columns: { name: string; position: number }[] = [];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  for (let position = 0; position < width; position += 1) {
    const name = headerName(header[position] ?? null);
    if (name !== '') columns.push({ name, position });
    else if (rows.some((row) => !isBlank(row[position] ?? null))) return nameless(sheet, position);
  }
  const gap = rows.findIndex((row, index) => index > 0 && index < last && isEmpty(row));
  if (gap > 0 && columns.length > 1)
    return gridFailure(sheet, `is empty in its row ${gap + 1}, and rows follow`, 'delete that row');
  return { rows: last, columns };
}

function isBlank(value: CellValue): boolean {
  return value === null || value === '';
}

function isEmpty(row: readonly CellValue[]): boolean {
  return row.every(isBlank);
}

/** A header may be a number (a year) or a date. */
function headerName(value: CellValue): string {
  if (value instanceof Date) return isoDay(Math.floor(value.getTime() / DAY)) ?? '';
  return value === null ? '' : String(value).trim();
}

function nameless(sheet: Sheet, position: number): SourceFailure {
  return gridFailure(
    sheet,
    `has cells in column ${columnLetters(position)}, which has no name in the first row`,
    'name it, or delete the column',
  );
}

/** Of merged cells only the first has a value: the others would be missing without anybody noticing. */
function mergedFailure(sheet: Sheet): SourceFailure | null {
  const merged = sheet.merges?.find(
    ({ startRow, startCol, endRow, endCol }) => startRow !== endRow || startCol !== endCol,
  );
  if (!merged) return null;
  const range = `${cellName(merged.startRow, merged.startCol)}:${cellName(merged.endRow, merged.endCol)}`;
  return gridFailure(
    sheet,
    `has merged cells (${range}), of which only the first has a value`,
    'split them, and fill in each',
  );
}

function gridFailure(sheet: Sheet, what: string, hint: string | null): SourceFailure {
  return sourceFailure('xlsx-table', `the sheet ${shown(sheet.name)} ${what}`, hint);
}

/** `B4` for row 3 and column 1, both from 0. */
export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row + 1}`;
}

/** `A`, …, `Z`, `AA` for a position from 0. */
export function columnLetters(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnLetters(Math.floor(position / 26) - 1) + letter;
}
