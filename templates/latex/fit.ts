import type { TablePanel } from '../document/document.ts';
import { columnWidth, stubWidth } from '../document/width.ts';

/**
 * How a table is made to fit the line: as it is; with row headings on two lines; smaller and closer; both; on a page
 * turned sideways. Never by scaling.
 */
export interface Fit {
  readonly tight: boolean;
  /** Width of the row headings in em, where they must wrap. */
  readonly stub: number | null;
  readonly sideways: boolean;
}

/** Width of the line in em of the table's font, on an A4 page with usual margins: normal size, and the smaller one. */
const LINE = { latin: { normal: 42, tight: 46 }, cjk: { normal: 47, tight: 56 } } as const;
/** The height of the page as a line, for a table turned sideways, in em of the smaller font. */
const SIDEWAYS_LINE = 74;
/** Space between two columns in em: twice \tabcolsep. */
const GAP = { normal: 1.3, tight: 0.7 } as const;
/** Row headings narrower than this read badly; wider than that they read well on two lines. */
const NARROWEST_STUB = 9;
const GOOD_STUB = 12;

/** Chooses from the widest panel. A panel with running text fits any line. */
export function fitOf(panels: readonly TablePanel[], cjk: boolean): Fit {
  const line = cjk ? LINE.cjk : LINE.latin;
  const measured = panels
    .filter((panel) => !panel.columns.some((column) => column.wraps))
    .map((panel) => ({
      columns: panel.columns.length,
      stub: stubWidth(panel),
      body: panel.columns.reduce((sum, column, i) => sum + columnWidth(panel, column, i), 1),
    }));
  const room = (width: number, gap: number): number =>
    Math.min(...measured.map(({ columns, body }) => width - body - columns * gap));
  const stub = Math.max(0, ...measured.map((panel) => panel.stub));
  if (measured.length === 0 || stub <= room(line.normal, GAP.normal))
    return { tight: false, stub: null, sideways: false };
  const normal = room(line.normal, GAP.normal);
  if (normal >= Math.max(GOOD_STUB, stub / 2))
    return { tight: false, stub: Math.floor(normal), sideways: false };
  const tight = room(line.tight, GAP.tight);
  if (stub <= tight) return { tight: true, stub: null, sideways: false };
  if (tight >= NARROWEST_STUB) return { tight: true, stub: Math.floor(tight), sideways: false };
  const turned = room(SIDEWAYS_LINE, GAP.tight);
  return {
    tight: true,
    stub: stub <= turned ? null : Math.max(NARROWEST_STUB, Math.floor(turned)),
    sideways: true,
  };
}
