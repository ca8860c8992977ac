import type { Inline, Rich } from '../document/document.ts';

/** What may not reach a document: control characters, and what would reorder its text. */
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufffe\uffff]+/g;

/** Half of a character: no encoding of a file can hold it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The characters of a text that reach a document: line breaks and other controls become spaces. */
export function printable(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(CONTROLS, ' ');
}

/**
 * Text as a Typst string. Typst reads neither markup nor code in one; a backslash and a quote are all that could end
 * it.
 */
export function typstString(text: string): string {
  return `"${printable(text).replace(/[\\"]/g, (character) => `\\${character}`)}"`;
}

const functions: Readonly<Record<NonNullable<Inline['style']>, string>> = {
  italic: 'emph',
  emphasis: 'emph',
  sup: 'super',
  strong: 'strong',
  code: 'raw',
  unbroken: 'box',
};

/** Text as a Typst expression (in code, not in markup): strings, and calls on strings, joined by `+`. */
export function typstOf(text: Rich): string {
  const runs = text.map(({ text: own, style }) =>
    style === undefined ? typstString(own) : `${functions[style]}(${typstString(own)})`,
  );
  return runs.length === 0 ? '""' : runs.join(' + ');
}
