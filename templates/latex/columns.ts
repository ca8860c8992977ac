import type { ColumnSpec } from '../document/document.ts';

/** siunitx: room for sign, digits and brackets of the widest number, or the box is too wide. */
export function tableFormat(column: ColumnSpec): string {
  const digits = `${column.negative ? '-' : ''}${column.integers}.${column.decimals}`;
  return column.bracketed ? `{(}${digits}{)}` : digits;
}

/** The format that all decimal columns of a table share, or null. */
export function sharedFormat(columns: readonly ColumnSpec[]): string | null {
  const formats = new Set(columns.filter((column) => column.align === 'decimal').map(tableFormat));
  return formats.size === 1 ? [...formats][0]! : null;
}

/**
 * What follows the last column of every panel. Stars hang outside their column: without room behind the last one they
 * pass the rules, and TeX does not warn.
 */
export function endingOf(columns: readonly ColumnSpec[]): string {
  return columns.some((column) => column.starred || column.bracketed) ? '@{\\hspace{1em}}' : '@{}';
}

/**
 * `stub`: the column of the row headings. `shared`: a format that is set for the whole table. `widths`: of the columns'
 * widest texts in em.
 */
export function preamble(
  columns: readonly ColumnSpec[],
  stub: string,
  shared: string | null,
  widths: readonly number[],
): string {
  const types = columns.map((column, i) => columnType(column, shared, widths[i]!));
  const runs: { type: string; count: number }[] = [];
  for (const type of types) {
    const last = runs.at(-1);
    if (last?.type === type) last.count += 1;
    else runs.push({ type, count: 1 });
  }
  const text = runs.map(({ type, count }) =>
    count === 1 || type.length === 1 ? type.repeat(count) : `*{${count}}{${type}}`,
  );
  const starred = text.map((type) => (/^S{2,}$/.test(type) ? `*{${type.length}}{S}` : type)).join('');
  return `${stub}${starred}`;
}

/** Widest name in em that stands on one line beside running text. */
const LONGEST_NAME = 12;

/** A column of names beside running text: on several lines where names are long. */
export function nameColumn(width: number): string {
  return width > LONGEST_NAME ? `>{\\raggedright\\arraybackslash}p{${LONGEST_NAME}em}` : 'l';
}

function columnType(column: ColumnSpec, shared: string | null, width: number): string {
  if (column.wraps) return '>{\\raggedright\\arraybackslash}X';
  if (column.align === 'left') return nameColumn(width);
  if (column.align === 'center') return 'c';
  return shared === null ? `S[table-format=${tableFormat(column)}]` : 'S';
}
