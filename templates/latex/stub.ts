import type { Rich, Row } from '../document/document.ts';
import { isWide } from '../../compiler/plan/display-width.ts';

/** Mean width of a letter of a text face in em; an ideograph is 1. */
const LETTER = 0.45;

/** Width of a text in em of its font, as far as counting characters can tell. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (isWide(character) ? 1 : LETTER), 0);
}

/** Where a line may end: after a space, a hyphen, an ideograph. */
function pieces(text: string): readonly string[] {
  return (
    text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef-]*[\s-]*/gu)?.filter(Boolean) ?? [
      text,
    ]
  );
}

/** A text in `count` lines at most, each no wider than `width` em but the last. */
export function lines(text: string, width: number, count: number): readonly string[] {
  const found: string[] = [''];
  for (const piece of pieces(text)) {
    const longer = found.at(-1)! + piece;
    const full = found.at(-1) !== '' && textWidth(longer.trimEnd()) > width && found.length < count;
    if (full) found.push(piece);
    else found[found.length - 1] = longer;
  }
  return found.map((line) => line.trim());
}

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
