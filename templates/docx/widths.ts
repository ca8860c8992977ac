import type { ColumnSpec, TablePanel } from '../document/document.ts';
import { stubWidth } from '../document/width.ts';
import { GAP, neededWidth, type Setting, STARS } from './setting.ts';
import { lineWidth, twips } from './typography.ts';

/** Where the parts of a panel stand, in twips. */
export interface Widths {
  /** Of the row headings, then of each column; together the line. */
  readonly columns: readonly [stub: number, ...columns: number[]];
  /** Between the edge of a cell and its text, on either side. */
  readonly padding: number;
  /** In an em of the table's type. */
  readonly em: number;
}

/** Widest name in em that stands on one line beside running text. */
const LONGEST_NAME = 12;
/** Room in em that a name has more than counting its letters says. */
const SLACK = 0.6;

/** The line is filled: what the texts leave goes to the running text, or else to all columns alike. */
export function widthsOf(panel: TablePanel, setting: Setting): Widths {
  const em = twips(setting.size);
  const padding = Math.round(((setting.tight ? GAP.tight : GAP.usual) / 2) * em);
  const line = lineWidth(setting.landscape);
  const wraps = panel.columns.some((column) => column.wraps);
  const named = (stubWidth(panel) + SLACK) * em + padding;
  const stub = Math.round(Math.min(named, wraps ? LONGEST_NAME * em : (setting.stub ?? line / 2)));
  const wide = needs(panel, em, padding, Number.POSITIVE_INFINITY);
  const fits = sum(wide) <= line - stub;
  const needed = evened(panel, fits ? wide : needs(panel, em, padding), line - stub);
  const left = line - stub - sum(needed);
  const running = panel.columns.filter((column) => column.wraps).length;
  // Row headings on several lines have some of what is left before the columns share it.
  const given = running > 0 ? 0 : Math.min(Math.max(0, named - stub), Math.floor(left / 2));
  const share = running > 0 ? left / running : (left - given) / (panel.columns.length + 1);
  const columns = needed.map((width, i) =>
    Math.floor(width + (running === 0 || panel.columns[i]!.wraps ? share : 0)),
  );
  return { columns: [line - sum(columns), ...columns], padding, em };
}

const sum = (widths: readonly number[]): number => widths.reduce((total, width) => total + width, 0);

function needs(panel: TablePanel, em: number, padding: number, heading?: number): readonly number[] {
  return panel.columns.map((column, i) => {
    if (column.wraps) return 0;
    const width = neededWidth(panel, i, heading) + (column.align === 'decimal' ? 0 : SLACK);
    return (column.align === 'left' ? Math.min(width, LONGEST_NAME) : width) * em + 2 * padding;
  });
}

/** Columns of numbers are as wide as one another where the line has room for that. */
function evened(panel: TablePanel, needed: readonly number[], room: number): readonly number[] {
  const numbers = (i: number): boolean => panel.columns[i]!.align === 'decimal';
  const widest = Math.max(0, ...needed.filter((_, i) => numbers(i)));
  const even = needed.map((width, i) => (numbers(i) ? widest : width));
  return sum(even) <= room ? even : needed;
}

/** Widths of digits and signs in em of the typeface. */
const DIGIT = 0.5;
const POINT = 0.25;
const MINUS = 0.57;
const BRACKET = 0.34;

/**
 * Where the decimal points of a column stand, in twips from the left edge of a cell's text: the widest number in the
 * middle, further left where its stars would leave the cell.
 */
export function pointOf(column: ColumnSpec, width: number, { padding, em }: Widths): number {
  const bracket = column.bracketed ? BRACKET : 0;
  const before = column.integers * DIGIT + (column.negative ? MINUS : 0) + bracket;
  const after = (column.decimals > 0 ? POINT + column.decimals * DIGIT : 0) + bracket;
  const inner = (width - 2 * padding) / em;
  const middle = (inner + before - after) / 2;
  const latest = inner - Math.max(after, after - bracket + (column.starred ? STARS : 0));
  return Math.round(Math.max(0, Math.min(middle, latest)) * em);
}
