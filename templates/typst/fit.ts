import { columnBlocks } from '../document/column-blocks.ts';
import type { TablePanel } from '../document/document.ts';
import { columnWidth, stubWidth } from '../document/width.ts';
import { measurable, restored } from './heads.ts';

/** Sizes of type in points, and what they leave on a line. */
export interface Sizes {
  readonly table: number;
  /** For tables that are too wide otherwise. */
  readonly small: number;
  readonly note: number;
}

/** Chinese journals set tables in 小五 and notes in 六号. Nothing is smaller than 7 pt. */
export const sizes = {
  cjk: { table: 9, small: 7.5, note: 7.5 },
  latin: { table: 9, small: 8, note: 8 },
} as const;

/** Width and height of the text of an A4 page with margins of 25 mm, in points. */
export const TEXT = { width: 453, height: 700 } as const;

/** Space between two columns in em. */
const GAP = { normal: 1.2, tight: 0.8 } as const;
/** Row headings narrower than this read badly; wider than that they read well on two lines. */
const NARROWEST_STUB = 9;
const GOOD_STUB = 12;
/** Row headings beside blocks of columns. */
const BLOCK_STUB = 14;

/** How a table is made to fit the line. Never by scaling. */
export interface Fit {
  /** In points. */
  readonly size: number;
  /** Between two columns, in em. */
  readonly gap: number;
  /** Width of the row headings in em, where they must wrap. */
  readonly stub: number | null;
  /** On a page turned sideways. */
  readonly turned: boolean;
  /** The panels, those that are too wide in blocks of columns. */
  readonly panels: readonly TablePanel[];
}

const wraps = (panel: TablePanel): boolean => panel.columns.some((column) => column.wraps);

function bodyWidth(panel: TablePanel, gap: number): number {
  return panel.columns.reduce((sum, column, i) => sum + columnWidth(panel, column, i) + gap, 0);
}

/**
 * As it is; with row headings on several lines; smaller and closer; in blocks of columns with the row headings
 * repeated; these on a page turned sideways. Chosen for the widest panel. A panel with running text fits any line.
 */
export function fitOf(panels: readonly TablePanel[], own: Sizes): Fit {
  const standing = panels.map(measurable);
  const texts = new Map(standing.flatMap((one) => [...one.texts]));
  const fit = measuredFit(
    standing.map(({ panel }) => panel),
    own,
  );
  return { ...fit, panels: fit.panels.map((panel) => restored(panel, texts)) };
}

function measuredFit(panels: readonly TablePanel[], own: Sizes): Fit {
  const measured = panels.filter((panel) => !wraps(panel));
  const stub = Math.max(0, ...measured.map(stubWidth));
  const room = (size: number, gap: number): number =>
    Math.min(...measured.map((panel) => TEXT.width / size - bodyWidth(panel, gap)));
  const plain = { size: own.table, gap: GAP.normal, stub: null, turned: false, panels };
  const normal = room(own.table, GAP.normal);
  if (measured.length === 0 || stub <= normal) return plain;
  if (normal >= Math.max(GOOD_STUB, stub / 2)) return { ...plain, stub: Math.floor(normal) };
  const close = { ...plain, size: own.small, gap: GAP.tight };
  const tight = room(own.small, GAP.tight);
  if (stub <= tight) return close;
  if (tight >= NARROWEST_STUB) return { ...close, stub: Math.floor(tight) };
  return inBlocks(close, Math.min(stub, BLOCK_STUB), stub);
}

function inBlocks(close: Fit, stub: number, full: number): Fit {
  const blocks = (width: number): readonly TablePanel[] =>
    close.panels.flatMap((panel) =>
      wraps(panel) ? [panel] : columnBlocks(panel, width / close.size, close.gap, stub),
    );
  const fits = (all: readonly TablePanel[], width: number): boolean =>
    all.every((panel) => wraps(panel) || bodyWidth(panel, close.gap) + stub <= width / close.size);
  const upright = blocks(TEXT.width);
  const own = stub < full ? stub : null;
  if (fits(upright, TEXT.width)) return { ...close, stub: own, panels: upright };
  return { ...close, stub: own, turned: true, panels: blocks(TEXT.height) };
}
