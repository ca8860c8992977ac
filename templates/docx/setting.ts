import { columnBlocks } from '../document/column-blocks.ts';
import type { TableDocument, TablePanel } from '../document/document.ts';
import { columnWidth, stubWidth } from '../document/width.ts';
import { lineWidth, twips, type Typography } from './typography.ts';

/** How a table is made to fit its page. Never by scaling. */
export interface Setting {
  readonly landscape: boolean;
  /** Size of type in points. */
  readonly size: number;
  readonly tight: boolean;
  /** One below the other: panels, and runs of the columns of a panel that is too wide. */
  readonly panels: readonly TablePanel[];
  /** Width of the row headings in twips, where they take several lines; null where the widest has its line. */
  readonly stub: number | null;
}

/** Space between two columns in em, at the usual size and at the smaller one. */
export const GAP = { usual: 1.2, tight: 0.7 } as const;
/** Row headings narrower than this read badly; wider than that they read well on two lines. */
const NARROWEST_STUB = 9;
const GOOD_STUB = 13;
/** Runs of columns below one another, from which on the page is better turned. */
const MOST_RUNS = 3;
/** Room in em for stars that hang out of a column of numbers. */
export const STARS = 1.1;

/** A heading wider than so many em takes several lines before type is made smaller. */
const HEADING = 7;

/** Width in em that a column needs. heading: beyond which its headings take several lines. */
export function neededWidth(panel: TablePanel, index: number, heading: number = HEADING): number {
  const column = panel.columns[index]!;
  const numbers = columnWidth(panel, column, index, 0) + (column.starred ? STARS : 0);
  return Math.max(numbers, columnWidth(panel, column, index, heading));
}

/** Chooses from the widest panel. A panel with running text fits any line. */
export function settingOf(table: TableDocument, type: Typography): Setting {
  const { panels } = table;
  const measured = panels.filter((panel) => !panel.columns.some((column) => column.wraps));
  const stub = Math.max(0, ...measured.map(stubWidth));
  const room = (size: number, gap: number): number =>
    Math.min(...measured.map((panel) => lineWidth(false) / twips(size) - bodyWidth(panel, gap)));
  const whole = (tight: boolean, width: number): Setting => {
    const size = tight ? type.tight : type.table;
    return {
      landscape: false,
      size,
      tight,
      panels,
      stub: width < stub ? Math.floor(width * twips(size)) : null,
    };
  };
  if (measured.length === 0) return whole(false, stub);
  const usual = room(type.table, GAP.usual);
  if (usual >= Math.min(stub, Math.max(GOOD_STUB, stub / 2))) return whole(false, usual);
  const tight = room(type.tight, GAP.tight);
  if (tight >= Math.min(stub, NARROWEST_STUB)) return whole(true, tight);
  return inRuns(panels, Math.min(stub, GOOD_STUB), stub, type.tight);
}

/** The columns in runs below one another; on a turned page where there would be too many. */
function inRuns(panels: readonly TablePanel[], width: number, stub: number, size: number): Setting {
  const cut = (landscape: boolean) =>
    panels.map((panel) =>
      columnBlocks(panel, lineWidth(landscape) / twips(size), gapOf(panel), width, HEADING),
    );
  const upright = cut(false);
  const landscape = upright.some((runs) => runs.length > MOST_RUNS);
  return {
    ...{ landscape, size, tight: true, stub: width < stub ? Math.floor(width * twips(size)) : null },
    panels: (landscape ? cut(true) : upright).flat(),
  };
}

const gapOf = (panel: TablePanel): number =>
  GAP.tight + (panel.columns.some((column) => column.starred) ? STARS : 0);

function bodyWidth(panel: TablePanel, gap: number): number {
  return panel.columns.reduce((sum, _, i) => sum + neededWidth(panel, i) + gap, 0);
}
