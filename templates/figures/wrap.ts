import type { Rich } from '../document/document.ts';
import { concat } from '../document/rich.ts';
import { isWide } from '../../compiler/plan/display-width.ts';
import { textWidth } from './measure.ts';

/**
 * A text in lines of at most `width` pixels, broken at spaces, after marks of enumeration and between ideographs. A word
 * that is wider stands on a line of its own, whole.
 */
export function wrapped(text: Rich, width: number, size: number): readonly Rich[] {
  const lines: Rich[] = [];
  let line: Rich = [];
  for (const piece of unbroken(text)) {
    const longer = concat(line, piece);
    if (line.length > 0 && textWidth(trimmed(longer), size) > width) {
      lines.push(trimmed(line));
      line = piece;
    } else line = longer;
  }
  return [...lines, trimmed(line)];
}

/** The pieces of all runs; where a style ends within a word, such as before an exponent, no line ends. */
function unbroken(text: Rich): readonly Rich[] {
  const found: Rich[] = [];
  for (const piece of text.flatMap((run) => pieces(run.text).map((part) => ({ ...run, text: part })))) {
    const before = found.at(-1)?.at(-1)?.text ?? ' ';
    const parted = before.endsWith(' ') || (isWide([...before].at(-1)!) && isWide([...piece.text][0]!));
    if (parted) found.push([piece]);
    else found[found.length - 1] = [...found.at(-1)!, piece];
  }
  return found;
}

/** What must stay on one line, each with the space behind it. */
function pieces(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    const held = /[\p{Pe}\p{Pf}、，。；：！？]/u.test(character) || /[\p{Ps}\p{Pi}]$/u.test(part);
    if (part !== '' && !held && (part.endsWith(' ') || (isWide(character) && isWide([...part].at(-1)!)))) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return part === '' ? parts : [...parts, part];
}

function trimmed(line: Rich): Rich {
  const last = line.at(-1);
  return last ? [...line.slice(0, -1), { ...last, text: last.text.trimEnd() }] : line;
}
