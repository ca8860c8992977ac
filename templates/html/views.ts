import { columnBlocks } from '../document/column-blocks.ts';
import type { HeaderRow, Rich, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { lines, stubWidth } from '../document/width.ts';

/** Width of the page's column and of a sheet of paper, in em of a table's font, and of its smaller font. */
const LINE = 44;
const SMALL_LINE = 53;
/** What a column needs besides its digits: room between columns, stars. */
const GAP = 2.2;
const SMALL_GAP = 1.7;
/** Headings of rows, and headings over a column, that are wider than this wrap. */
const WIDEST_STUB = 14;
const WIDEST_HEADING = 7;
/** Headings of rows wider than this keep some room, however wide the columns are. */
const LONG_STUB = 11;

/** A table of the panel, and the classes that say how and where it is shown. */
export interface View {
  readonly part: TablePanel;
  readonly classes: string;
}

/**
 * What each panel of a table is shown as: itself where all of them fit the page or have running text that wraps, in
 * smaller type where all fit so. A wider one is whole on a screen, where its box scrolls, and on paper in parts of
 * some columns each.
 */
export function viewsOf(panels: readonly TablePanel[]): readonly (readonly View[])[] {
  const large = panels.every((panel) => partsOf(panel, LINE, GAP).length === 1);
  return panels.map((panel) => {
    const size = large ? [] : ['small'];
    const parts = large ? [panel] : partsOf(panel, SMALL_LINE, SMALL_GAP);
    if (parts.length === 1) return [viewOf(panel, size)];
    return [viewOf(panel, [...size, 'whole']), ...parts.map((part) => viewOf(part, [...size, 'part']))];
  });
}

function viewOf(part: TablePanel, classes: readonly string[]): View {
  const long = stubWidth(part) > LONG_STUB && !wraps(part);
  return { part, classes: [...classes, ...(long ? ['long'] : [])].join(' ') };
}

function wraps({ columns }: TablePanel): boolean {
  return columns.some((column) => column.wraps);
}

function partsOf(panel: TablePanel, width: number, gap: number): readonly TablePanel[] {
  return wraps(panel) ? [panel] : blocksOf(panel, width, gap);
}

/** The panel in blocks of columns, measured as if its headings were already wrapped. */
function blocksOf(panel: TablePanel, width: number, gap: number): readonly TablePanel[] {
  const whole = new Map<Rich, Rich>();
  const wrapped = panel.header.map((row) =>
    mapTexts(row, (text, span) => {
      const [line = ''] = lines(plainText(text), WIDEST_HEADING * span, Number.POSITIVE_INFINITY);
      const short: Rich = [{ text: line }];
      whole.set(short, text);
      return short;
    }),
  );
  const stub = Math.min(stubWidth(panel), WIDEST_STUB);
  return columnBlocks({ ...panel, header: wrapped }, width, gap, stub).map((part) => ({
    ...part,
    header: part.header.map((row) => mapTexts(row, (text) => whole.get(text) ?? text)),
  }));
}

function mapTexts(row: HeaderRow, change: (text: Rich, span: number) => Rich): HeaderRow {
  return { ...row, cells: row.cells.map((cell) => ({ ...cell, text: change(cell.text, cell.span) })) };
}
