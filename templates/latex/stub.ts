import type { Rich, Row } from '../document/document.ts';
import { lines } from '../document/width.ts';

/**
 * Long row headings continue beside the second line of their term, where there is room, instead of pushing it down.
 * width: of the column in em. Headings with symbols in them stay whole.
 */
export function wrapStubs(rows: readonly Row[], width: number): readonly Row[] {
  const wrapped = [...rows];
  rows.forEach((row, i) => {
    if (row.continues || row.stub.length !== 1 || row.stub[0]!.style !== undefined) return;
    const end = rows.findIndex((later, k) => k > i && !later.continues);
    const room = (end < 0 ? rows.length : end) - i;
    lines(row.stub[0]!.text, width - row.indent, room).forEach((line, k) => {
      const stub: Rich = [{ text: line }];
      wrapped[i + k] = { ...wrapped[i + k]!, stub, indent: row.indent };
    });
  });
  return wrapped;
}
