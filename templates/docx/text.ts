import { TextRun } from 'docx';
import { HEADINGS } from './typography.ts';
import { withMinus } from '../document/format-number.ts';
import type { Inline, NumberCell, Rich } from '../document/document.ts';

/** What may not reach a document: control characters, what XML refuses, and what would reorder its text. */
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufff9-\ufffb\ufffe\uffff]+/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as XML can hold it, on one line. Escaping is the library's. */
export function cleanText(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(CONTROLS, ' ');
}

/** No-break spaces hold a number to its unit; Word has no other sign that every font can show. */
const unbroken = (text: string): string => text.replaceAll(' ', '\u00a0');

/** The typeface of what a machine reads. */
const CODE_FONT = 'Courier New';

/** Quotation marks and ellipses among ideographs: Word takes them from the Latin typeface unless it is told. */
const IDEOGRAPHIC = /^(?=.*\p{Script=Han}).*[\u2018\u2019\u201c\u201d\u2026]/u;

function run({ text, style }: Inline, weight: { readonly bold?: boolean }): TextRun {
  const plain = cleanText(text);
  switch (style) {
    case 'italic':
    case 'emphasis':
      return new TextRun({ ...weight, text: plain, italics: true });
    case 'strong':
      return new TextRun({ text: plain, bold: true, font: { eastAsia: HEADINGS } });
    case 'sup':
      return new TextRun({ ...weight, text: plain, superScript: true });
    case 'code':
      return new TextRun({
        ...weight,
        text: plain,
        font: { ascii: CODE_FONT, hAnsi: CODE_FONT },
        noProof: true,
      });
    case 'unbroken':
      return new TextRun({ ...weight, text: unbroken(plain) });
    default:
      return new TextRun({
        ...weight,
        text: plain,
        ...(IDEOGRAPHIC.test(plain) ? { font: { hint: 'eastAsia' } } : {}),
      });
  }
}

/** Text as runs: no field, link or control comes out of it. bold: where it is not what the paragraph's style says. */
export function runsOf(text: Rich, bold?: boolean): readonly TextRun[] {
  const weight = bold === undefined ? {} : { bold };
  return text.filter((part) => part.text !== '').map((part) => run(part, weight));
}

/** Lines of a caption, whose paragraph is bold; one that the style sets as it likes is not. */
export function linesOf(lines: readonly Rich[]): readonly TextRun[] {
  const runs = (line: Rich): readonly TextRun[] =>
    line.some(({ style }) => style !== undefined) ? runsOf(line, false) : runsOf(line);
  return lines.flatMap((line, i) => (i === 0 ? runs(line) : [new TextRun({ break: 1 }), ...runs(line)]));
}

const brackets = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] } as const;

/** A number as plain text: its stars hang raised after it. */
export function numberRuns(cell: NumberCell): readonly TextRun[] {
  const [open, close] = brackets[cell.bracket];
  const upper = cell.upper ? [{ text: ', ' }, ...printed(cell.upper.printed)] : [];
  const stars: Rich = cell.stars === '' ? [] : [{ text: cell.stars, style: 'sup' }];
  const parts: Rich = [{ text: open }, ...printed(cell.printed), ...upper, { text: close }];
  return [...runsOf(merged(parts)), ...runsOf(stars)];
}

/** An exponent is raised: 1.235e21 is 1.235 × 10^21 to a reader. */
function printed(text: string): Rich {
  const [mantissa, exponent] = withMinus(text).split('e') as [string, string | undefined];
  return exponent === undefined
    ? [{ text: mantissa }]
    : [{ text: `${mantissa} × 10` }, { text: exponent, style: 'sup' }];
}

/** Neighbours of one style as one run: a number is one piece of text to whoever edits it. */
function merged(text: Rich): Rich {
  const found: Inline[] = [];
  for (const part of text) {
    const last = found.at(-1);
    if (last && last.style === part.style) found[found.length - 1] = { ...last, text: last.text + part.text };
    else found.push(part);
  }
  return found;
}
