import { columnBlocks } from '../document/column-blocks.ts';
import type { Rich, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { columnWidth, stubWidth, textWidth } from '../document/width.ts';
import { headingOf, widened } from './heading-width.ts';
import { linesOf } from './height.ts';

/**
 * How a table is made to fit the page: as it is; with row headings or the headings of columns on several lines; smaller
 * and closer; in blocks of columns one below the other; on a page turned sideways; over several pages. Never by scaling.
 */
export interface Fit {
  readonly tight: boolean;
  /** Width of the row headings in em, where they must wrap. */
  readonly stub: number | null;
  /** Width a column in em at which its headings wrap; null where they need not. */
  readonly heading: number | null;
  readonly sideways: boolean;
  /** Over several pages. */
  readonly long: boolean;
  /** The panels, or their blocks of columns. */
  readonly panels: readonly TablePanel[];
}

/** What the panels of one table have in common. */
export interface Common {
  readonly fit: Fit;
  /** The format of numbers that is set for the whole table. */
  readonly shared: string | null;
  /** What follows the last column. */
  readonly ending: string;
}

type Width = Omit<Fit, 'long'>;

/** Width of the line in em of the table's font, on an A4 page with usual margins: normal size, and the smaller one. */
const LINE = { latin: { normal: 42, tight: 46 }, cjk: { normal: 47, tight: 56 } } as const;
/** The height of the page as a line, for a table turned sideways, in em of the smaller font. */
const SIDEWAYS_LINE = 74;
/** Lines of a page, caption and notes included, and of a page turned sideways in the smaller font. */
const PAGE = { normal: 46, tight: 52, sideways: 34 } as const;
/** Space between two columns in em: twice \tabcolsep. */
export const GAP = { normal: 1.3, tight: 0.7 } as const;
/** Row headings narrower than this read badly; wider than that they read well on two lines. */
const NARROWEST_STUB = 9;
const GOOD_STUB = 12;
/** Blocks of fewer columns than this are worse than a page turned sideways. */
const FEWEST = 3;

/** `cjk`: the document sets type as Chinese journals do. `notes`: the paragraphs below the table, which take their room on the page. */
export function fitOf(panels: readonly TablePanel[], cjk: boolean, notes: readonly Rich[]): Fit {
  const line = cjk ? LINE.cjk : LINE.latin;
  const width = onLine(panels, line) ?? inBlocks(panels, line.tight);
  const turned = mustTurn(panels, width) ? inBlocks(panels, SIDEWAYS_LINE) : null;
  if (turned && height(turned, SIDEWAYS_LINE, notes) <= PAGE.sideways)
    return { ...turned, sideways: true, long: false };
  const size = width.tight ? 'tight' : 'normal';
  return { ...width, long: height(width, line[size], notes) > PAGE[size] };
}

/** A panel with running text fits any line. */
const isMeasured = (panel: TablePanel): boolean => !panel.columns.some((column) => column.wraps);

/** All columns side by side; null where no line holds them. */
function onLine(
  panels: readonly TablePanel[],
  line: { readonly normal: number; readonly tight: number },
): Width | null {
  const measured = panels.filter(isMeasured);
  const chosen = (tight: boolean, stub: number | null, heading: number | null): Width => ({
    ...{ tight, stub, heading, sideways: false, panels },
  });
  const stub = Math.max(0, ...measured.map(stubWidth));
  const room = (size: 'normal' | 'tight', heading: number | null): number =>
    Math.min(...measured.map((panel) => line[size] - bodyWidth(panel, GAP[size], heading)));
  const wider = (size: 'normal' | 'tight', heading: number | null): number | null =>
    heading === null ? null : widened(measured, heading, (tried) => stub <= room(size, tried));
  if (stub <= room('normal', null)) return chosen(false, null, null);
  for (const heading of [null, headingOf(panels)]) {
    const left = room('normal', heading);
    if (stub <= left) return chosen(false, null, wider('normal', heading));
    if (left >= Math.max(GOOD_STUB, stub / 2)) return chosen(false, Math.floor(left), heading);
  }
  for (const heading of [null, headingOf(panels)]) {
    const left = room('tight', heading);
    if (stub <= left) return chosen(true, null, wider('tight', heading));
    if (left >= NARROWEST_STUB && stub / left <= 3) return chosen(true, Math.floor(left), heading);
  }
  return null;
}

function bodyWidth(panel: TablePanel, gap: number, heading: number | null): number {
  const most = heading ?? Number.POSITIVE_INFINITY;
  return panel.columns.reduce((sum, column, i) => sum + gap + columnWidth(panel, column, i, most), 1);
}

function inBlocks(panels: readonly TablePanel[], line: number): Width {
  const stub = Math.max(0, ...panels.filter(isMeasured).map(stubWidth));
  const wrapped = stub <= GOOD_STUB * 1.2 ? stub : Math.max(GOOD_STUB, Math.min(stub / 2, line / 3));
  const heading = headingOf(panels);
  const blocks = panels.flatMap((panel) =>
    isMeasured(panel) ? columnBlocks(panel, line - 1, GAP.tight, wrapped, heading) : [panel],
  );
  const room = (tried: number): number =>
    Math.min(...blocks.filter(isMeasured).map((block) => line - bodyWidth(block, GAP.tight, tried)));
  const wide = widened(blocks, heading, (tried) => wrapped <= room(tried));
  const left = Math.max(wrapped, Math.min(stub, room(wide), line / 2));
  return {
    ...{ tight: true, stub: left < stub ? Math.floor(left) : null, heading: wide, sideways: false },
    panels: blocks,
  };
}

function mustTurn(panels: readonly TablePanel[], width: Width): boolean {
  if (width.panels.length === panels.length) return false;
  const columns = panels.reduce((sum, panel) => sum + panel.columns.length, 0);
  return columns / width.panels.length < FEWEST;
}

/** In lines of the table's font. */
function height(width: Width, line: number, notes: readonly Rich[]): number {
  const below = notes.reduce((sum, note) => sum + Math.ceil(textWidth(plainText(note)) / line), 0);
  return width.panels.reduce((sum, panel) => sum + linesOf(panel, width, line), 2 + below);
}
