import type { ColumnSpec, TablePanel } from '../document/document.ts';
import { columnWidth, stubWidth } from '../document/width.ts';
import type { Common } from './fit.ts';

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

/** The types of a panel's columns, stub first, as wide as the line. */
export function columnTypes(panel: TablePanel, { fit, shared, ending }: Common): string {
  const wraps = panel.columns.some((column) => column.wraps);
  const widths = panel.columns.map((column, i) => columnWidth(panel, column, i));
  const stub = wraps
    ? nameColumn(stubWidth(panel))
    : fit.stub === null
      ? 'l'
      : `>{\\raggedright\\arraybackslash}p{${fit.stub}em}`;
  const spread = wraps ? '@{}' : '@{\\extracolsep{\\fill}}';
  return `${spread}${preamble(panel.columns, stub, shared, widths)}${ending}`;
}

/** Width of the line, and the space between two columns, in em. */
const LINE = 40;
const GAP = 1.3;

/** The same of a panel of running text over several pages, where no column takes what is left of the line. */
export function runningText(panel: TablePanel): string {
  const widths = panel.columns.map((column, i) =>
    column.wraps ? null : Math.min(columnWidth(panel, column, i), LONGEST_NAME),
  );
  const stub = Math.min(stubWidth(panel), LONGEST_NAME);
  const known = widths.reduce<number>((sum, width) => sum + (width ?? 0), stub);
  const left = LINE - known - GAP * widths.length;
  const share = Math.max(
    0.2,
    Math.floor((100 * left) / LINE / widths.filter((one) => one === null).length) / 100,
  );
  const types = panel.columns.map((column, i) =>
    widths[i] === null
      ? `>{\\raggedright\\arraybackslash}p{${share}\\linewidth}`
      : columnType(column, null, columnWidth(panel, column, i)),
  );
  return `@{\\extracolsep{\\fill}}${nameColumn(stubWidth(panel))}${types.join('')}@{}`;
}

/**
 * `stub`: the column of the row headings. `shared`: a format that is set for the whole table. `widths`: of the columns'
 * widest texts in em.
 */
function preamble(
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
function nameColumn(width: number): string {
  return width > LONGEST_NAME ? `>{\\raggedright\\arraybackslash}p{${LONGEST_NAME}em}` : 'l';
}

function columnType(column: ColumnSpec, shared: string | null, width: number): string {
  if (column.wraps) return '>{\\raggedright\\arraybackslash}X';
  if (column.align === 'left') return nameColumn(width);
  if (column.align === 'center') return 'c';
  return shared === null ? `S[table-format=${tableFormat(column)}]` : 'S';
}
