import { isoDay } from '../../../compiler/plan/day.ts';
import { byCodePoint } from './order.ts';
import type { Column, NumberColumn, Panel, Table, TextColumn } from './table.ts';

/** A column of numbers; `values` is taken over, not copied. */
export function numberColumn(name: string, values: Float64Array): NumberColumn {
  return { kind: 'number', name, values };
}

/** A column of days since 1970-01-01. */
export function dateColumn(name: string, values: Float64Array): NumberColumn {
  return { ...numberColumn(name, values), date: true };
}

/** A number of a column as a reader names it: a date is an ISO day. */
export function numberText(column: NumberColumn, value: number): string {
  return (column.date ? isoDay(value) : null) ?? String(value);
}

/** A text column from the text of each row, null where it is missing. */
export function textColumn(name: string, cells: readonly (string | null)[]): TextColumn {
  const seen = new Map<string, number>();
  const codes = Int32Array.from(cells, (cell) => {
    if (cell === null) return -1;
    const known = seen.get(cell);
    if (known !== undefined) return known;
    seen.set(cell, seen.size);
    return seen.size - 1;
  });
  return sortedLevels(name, codes, [...seen.keys()]);
}

/** A table whose columns stand in the order given; all have the same length. */
export function tableOf(rows: number, columns: readonly Column[], panel: Panel | null): Table {
  return { rows, columns: new Map(columns.map((column) => [column.name, column])), panel };
}

/** The same values under another name; the arrays are shared. */
export function renamed(column: Column, name: string): Column {
  return column.name === name ? column : { ...column, name };
}

/** The named rows (indices, in order) of a table; levels that no row has any more are dropped. */
export function takeRows(table: Table, rows: Int32Array): Table {
  const columns = [...table.columns.values()].map((column) => gathered(column, rows));
  return tableOf(rows.length, columns, table.panel);
}

/** The cells of the named rows, in order; missing where the row is -1. Levels that no row has are dropped. */
export function gathered(column: Column, rows: Int32Array): Column {
  if (column.kind === 'number') {
    return {
      ...column,
      values: Float64Array.from(rows, (row) => (row < 0 ? Number.NaN : column.values[row]!)),
    };
  }
  const codes = Int32Array.from(rows, (row) => (row < 0 ? -1 : column.codes[row]!));
  return withPresentLevels(column.name, codes, column.levels);
}

/** Recodes so that every level is present, levels staying in their order. */
export function withPresentLevels(name: string, codes: Int32Array, levels: readonly string[]): TextColumn {
  const present = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) present[code] = 1;
  const next = new Int32Array(levels.length);
  let count = 0;
  for (let level = 0; level < levels.length; level += 1) {
    next[level] = count;
    count += present[level]!;
  }
  return {
    kind: 'text',
    name,
    codes: count === levels.length ? codes : codes.map((code) => (code < 0 ? -1 : next[code]!)),
    levels: count === levels.length ? levels : levels.filter((_, level) => present[level] === 1),
  };
}

/** Sorts distinct levels by code point and recodes accordingly. */
export function sortedLevels(name: string, codes: Int32Array, levels: readonly string[]): TextColumn {
  const order = levels.map((_, index) => index).sort((a, b) => byCodePoint(levels[a]!, levels[b]!));
  const place = new Int32Array(levels.length);
  order.forEach((index, position) => {
    place[index] = position;
  });
  return {
    kind: 'text',
    name,
    codes: codes.map((code) => (code < 0 ? -1 : place[code]!)),
    levels: order.map((index) => levels[index]!),
  };
}

/** Whether the cell of a row holds nothing. */
export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row] === -1;
}

/** A cell as a reader names it; missing is `missing`. */
export function cellText(column: Column, row: number): string {
  if (isMissing(column, row)) return 'missing';
  return column.kind === 'number'
    ? numberText(column, column.values[row]!)
    : column.levels[column.codes[row]!]!;
}
