import type { Cell as SheetCell, CellStyle, MergeRange, WriteSheet } from 'hucre/xlsx';
import { isWide } from '../../compiler/plan/display-width.ts';
import { cleanPlain } from '../document/clean-text.ts';
import type { Rich, TableDocument } from '../document/document.ts';
import { type RowCell, type SheetRow, tableRows } from './rows.ts';
import { BODY, fontOf, looksLikeFormula, NOTE, runsOf, type Rules, rulesOf, textValue } from './styles.ts';
import { columnWidths } from './widths.ts';

/** Height of a line in points, of text of that size. */
const LEADING = 1.35;

/** A table on a sheet: caption, three-line table, notes; numbers are numbers that show their printed digits. */
export function sheetOf(table: TableDocument, language: string, name: string): WriteSheet {
  const rows = tableRows(table);
  const widths = columnWidths(table);
  const set: Setting = { font: fontOf(language), rules: rulesOf(table.look), widths };
  const cells = new Map<string, Partial<SheetCell>>();
  const merges: MergeRange[] = [];
  const rowDefs = new Map<number, { height: number }>();
  rows.forEach((row, at) => {
    for (const { column, ...cell } of cellsOf(row, set)) cells.set(`${at},${column}`, cell);
    merges.push(...mergesOf(row, at));
    rowDefs.set(at, { height: heightOf(row, set) });
  });
  const columns = widths.length;
  const heading = rows.findLastIndex((row) => row.part === 'header');
  const first = rows.findIndex((row) => row.part === 'header');
  const whole = table.panels.length === 1 && heading >= 0;
  return {
    name,
    columns: widths.map((width) => ({ width })),
    rows: rows.map(() => Array.from({ length: columns }, () => null)),
    ...{ cells, merges, rowDefs },
    view: { showGridLines: false },
    ...(whole ? { freezePane: { rows: heading + 1, columns: 1 } } : {}),
    pageSetup: {
      ...pages(widths.reduce((sum, width) => sum + width, 0)),
      ...(whole ? { printTitlesRow: `$${first + 1}:$${heading + 1}` } : {}),
    },
  };
}

/** Characters across a page of A4, upright, and turned with print small enough. */
const PAGE = { upright: 95, turned: 190 } as const;

/** A table as wide as one page, or as several side by side, each with the stub. */
function pages(width: number): NonNullable<WriteSheet['pageSetup']> {
  return {
    ...{ paperSize: 'a4', fitToPage: true, fitToHeight: 0, horizontalCentered: true },
    fitToWidth: Math.ceil(width / PAGE.turned),
    orientation: width > PAGE.upright ? 'landscape' : 'portrait',
    ...(width > PAGE.turned ? { printTitlesColumn: '$A:$A' } : {}),
  };
}

interface Setting {
  readonly font: string;
  readonly rules: Rules;
  /** Of the columns, in characters. */
  readonly widths: readonly number[];
}

type Placed = Partial<SheetCell> & { readonly column: number };

function cellsOf(row: SheetRow, set: Setting): readonly Placed[] {
  return set.widths.map((_, column) => {
    const cell = row.cells.find((candidate) => candidate.column === column);
    const style = styleOf(row, column, set);
    if (!cell) return { column, value: null, style };
    if (cell.kind === 'number') {
      const alignment = { horizontal: cell.align, vertical: 'top' } as const;
      return { column, value: cell.value, style: { ...style, alignment, numFmt: cell.format } };
    }
    return { column, ...textCell(cell.text, { ...style, alignment: alignmentOf(row, cell) }, set.font) };
  });
}

function alignmentOf({ part }: SheetRow, { align, indent, wraps }: RowCell & { readonly kind: 'text' }) {
  const vertical = part === 'header' ? 'bottom' : 'top';
  return { horizontal: align, vertical, wrapText: wraps, ...(indent > 0 ? { indent } : {}) } as const;
}

function textCell(text: Rich, style: CellStyle, font: string): Partial<SheetCell> {
  const value = textValue(cleanPlain(text));
  const runs = runsOf(text, font, style.font?.size ?? BODY);
  const numFmt = looksLikeFormula(value) ? { numFmt: '@' } : {};
  return runs
    ? { value, type: 'richText', richText: runs, style: { ...style, ...numFmt } }
    : { value, type: 'string', style: { ...style, ...numFmt } };
}

function styleOf(row: SheetRow, column: number, { font, rules }: Setting): CellStyle {
  const size = row.part === 'notes' ? NOTE : BODY;
  const ruled = row.ruled.some(([from, to]) => column >= from && column <= to);
  const bottom = row.below ? rules[row.below] : ruled ? rules.inner : null;
  const border = {
    ...(row.above ? { top: rules[row.above] } : {}),
    ...(bottom ? { bottom } : {}),
  };
  return { font: { name: font, size, ...(row.part === 'caption' ? { bold: true } : {}) }, border };
}

function mergesOf({ cells }: SheetRow, row: number): readonly MergeRange[] {
  return cells.flatMap((cell) =>
    cell.kind === 'text' && cell.span > 1
      ? [{ startRow: row, endRow: row, startCol: cell.column, endCol: cell.column + cell.span - 1 }]
      : [],
  );
}

/** Lines that the longest text takes: a spreadsheet does not find out itself for merged cells. */
function heightOf(row: SheetRow, { widths }: Setting): number {
  const size = row.part === 'notes' ? NOTE : BODY;
  const lines = row.cells.map((cell) => {
    if (cell.kind !== 'text' || !cell.wraps) return 1;
    const room = widths.slice(cell.column, cell.column + cell.span).reduce((sum, width) => sum + width, 0);
    const needed = (lettersWidth(cleanPlain(cell.text)) * size) / BODY;
    // Lines end where words do: broken text takes a little more room than its letters.
    return needed < room ? 1 : Math.ceil((needed * 1.05) / Math.max(room - 1, 1));
  });
  // A row of a spreadsheet is at most 409 points high.
  return Math.min(409, Math.ceil(Math.max(1, ...lines) * size * LEADING) + (row.continues ? 0 : 2));
}

/** In widths of a digit: letters of these fonts are narrower, ideographs as wide as two. */
function lettersWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (isWide(letter) ? 2 : 0.87), 0);
}
