import type { Rich } from './document.ts';

/** Control characters, line and paragraph separators, and what would reorder the text. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Halves of characters, and what no XML and no file in Unicode may hold. */
const BROKEN = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|[\ufffe\uffff]/g;

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A text on one line, as data hold it: controls and line breaks are spaces, broken characters U+FFFD. */
export function cleanText(text: string): string {
  return text.replace(BROKEN, '\ufffd').replace(CONTROLS, ' ');
}

/** The same of text with styles, of which only raised digits are left: R². */
export function cleanPlain(text: Rich): string {
  const runs = text.map(({ text: run, style }) =>
    style === 'sup' ? run.replace(/\d/g, (digit) => superscripts[Number(digit)]!) : run,
  );
  return cleanText(runs.join(''));
}
