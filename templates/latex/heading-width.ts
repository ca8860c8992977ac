import type { TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { lines, pieces, textWidth } from '../document/width.ts';

/** Headings of columns wrap at this width in em, if they must and their words let them; with room, not beyond the other. */
const HEADING = 6;
const WIDEST = 16;

/** No narrower than the longest word of a heading is for its columns. */
export function headingOf(panels: readonly TablePanel[]): number {
  const heads = panels.flatMap(({ columns, header }) =>
    header.flatMap((row) => row.cells.filter((cell) => columns.length === 1 || cell.span < columns.length)),
  );
  const words = heads.flatMap(({ text, span }) =>
    pieces(plainText(text)).map((word) => textWidth(word.trimEnd()) / span),
  );
  return Math.max(HEADING, ...words);
}

/** The least width from `heading` up at which headings take the fewest lines, of those that fit. */
export function widened(
  panels: readonly TablePanel[],
  heading: number,
  fits: (heading: number) => boolean,
): number {
  let best = heading;
  for (let tried = heading + 1; tried <= WIDEST && fits(tried); tried += 1) {
    if (headLines(panels, tried) < headLines(panels, best)) best = tried;
  }
  return best;
}

function headLines(panels: readonly TablePanel[], heading: number): number {
  const rows = panels.flatMap((panel) => panel.header);
  const tallest = rows.map(({ cells }) =>
    Math.max(
      1,
      ...cells.map(
        ({ text, span }) => lines(plainText(text), heading * span, Number.POSITIVE_INFINITY).length,
      ),
    ),
  );
  return tallest.reduce((sum, one) => sum + one, 0);
}
