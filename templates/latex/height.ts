import type { Cell, Rich, Row, TablePanel } from '../document/document.ts';
import { plainText } from '../document/rich.ts';
import { lines, stubWidth, textWidth } from '../document/width.ts';

/** What a rule and the space about it, and the space between two terms, take of a line. */
const RULE = 0.7;
const SKIP = 0.2;

/** Height of a panel in lines of its font, as far as counting characters can tell. `line`: width in em. */
export function linesOf(
  panel: TablePanel,
  { stub, heading }: { readonly stub: number | null; readonly heading: number | null },
  line: number,
): number {
  const wraps = panel.columns.filter((column) => column.wraps).length;
  const text = wraps > 0 ? (line - stubWidth(panel)) / (wraps + 1) : line;
  const over = (rich: Rich | null): number => (rich ? textLines(rich, line) + SKIP : 0);
  const heads = panel.header.map((row) =>
    Math.max(1, ...row.cells.map((cell) => textLines(cell.text, (heading ?? line) * cell.span))),
  );
  const rows = panel.blocks.map((block) =>
    block.reduce((sum, row, i) => sum + rowLines(row, block[i + 1], stub, text), RULE),
  );
  const sum = (parts: readonly number[]): number => parts.reduce((total, one) => total + one, 0);
  return over(panel.heading) + sum(heads) + sum(rows) + over(panel.footer) + RULE;
}

function textLines(text: Rich, width: number): number {
  return lines(plainText(text), width, Number.POSITIVE_INFINITY).length;
}

/** A row heading of several lines stands beside the lines of its term. */
function rowLines(row: Row, next: Row | undefined, stub: number | null, text: number): number {
  const skip = next && !next.continues ? SKIP : 0;
  const cells = Math.max(1, ...row.cells.map((cell) => cellLines(cell, text)));
  const beside = row.kind === 'data' && next?.continues ? 1 : 0;
  const heading = stub === null || row.kind === 'group' ? 1 : textLines(row.stub, stub - row.indent) - beside;
  return Math.max(cells, heading) + skip;
}

function cellLines(cell: Cell, width: number): number {
  return cell.kind === 'text' && !cell.span ? Math.ceil(textWidth(plainText(cell.text)) / width) : 1;
}
