import type { Inline, Rich } from '../document/document.ts';
import { symbols } from './symbols.ts';

/** What may not reach a document: control characters, and what would reorder its text. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/** Half of a character: no encoding of a file can hold it. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const replacements: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '^': '\\textasciicircum{}',
  _: '\\_',
  '%': '\\%',
  '~': '\\textasciitilde{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  '"': '\\textquotedbl{}',
  '`': '\\textasciigrave{}',
  '\u2212': '$-$',
  '\u00d7': '$\\times$',
  '\u2248': '$\\approx$',
  '\u202f': '\\,',
  '\u2009': '\\,',
  '\u00a0': '~',
  '\u2013': '--',
};

const SYMBOLS = new RegExp(`[${Object.keys(symbols).join('')}]`, 'gu');

/** What neither a text font nor a CJK font has (faces, mathematical alphabets): named by its number. */
const UNPRINTABLE = /[\u{10000}-\u{1ffff}]|[\u{e0000}-\u{10ffff}]|[\ufe00-\ufe0f]/gu;

/** Invisible characters, of which no font has all. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200d\u2060\ufeff]/g;

/** Letters of a word that stand together in a narrow column, whatever its width. */
const LONGEST_WORD = 24;

/** A place in a very long word where a line may end. */
const BREAK = '\u0001';

/** Names that a machine made run on without a space: a line may end after their signs, and after many letters. */
function withBreaks(word: string): string {
  if (word.length <= LONGEST_WORD) return word;
  return word
    .replace(/([_/.\\])(?=[\p{L}\p{N}])/gu, `$1${BREAK}`)
    .replace(/[\p{Script=Latin}\p{N}]{24}(?=[\p{L}\p{N}])/gu, `$&${BREAK}`);
}

/**
 * Text as LaTeX shows it, letter by letter: no command, group, formula, comment or cell comes out of it. Line breaks
 * become spaces, and neighbouring hyphens, commas and quotes stay apart, since fonts make other characters of them.
 */
export function escapeLatex(text: string): string {
  return text
    .replace(LONE_SURROGATE, '\ufffd')
    .replace(INVISIBLE, '')
    .replace(CONTROLS, ' ')
    .replace(UNPRINTABLE, (character) => `U+${character.codePointAt(0)!.toString(16).toUpperCase()}`)
    .replace(/[^\s\u2e80-\u9fff\uff00-\uffef]+/gu, withBreaks)
    .replace(/([-,'!?])(?=[-,'`])/g, '$1\u0000')
    .replace(
      /[\\{}$&#^_%~<>|"`\u2212\u00d7\u2248\u202f\u2009\u00a0\u2013]/g,
      (character) => replacements[character]!,
    )
    .replace(SYMBOLS, (character) => symbols[character]!)
    .replaceAll('\u0000', '{}')
    .replaceAll(BREAK, '\\allowbreak{}');
}

/** A symbol is set as mathematics, one run with its exponent: R and 2 are one formula. */
const isSymbol = ({ text, style }: Inline): boolean => style === 'italic' && /^[A-Za-z]+\u2032?$/.test(text);

export function latexOf(text: Rich): string {
  return text.map((run, i) => inline(run, text[i - 1], text[i + 1])).join('');
}

function inline(run: Inline, before: Inline | undefined, after: Inline | undefined): string {
  const exponent = (candidate: Inline | undefined): boolean =>
    candidate?.style === 'sup' && /^[\dA-Za-z*]+$/.test(candidate.text);
  if (isSymbol(run)) {
    const formula = run.text.replace('\u2032', "'");
    return exponent(after) ? `$${formula}^{${after!.text}}$` : `$${formula}$`;
  }
  if (exponent(run)) return before && isSymbol(before) ? '' : `$^{${run.text}}$`;
  if (run.style === 'code') return styled(breakable(run.text), 'code');
  return styled(escapeLatex(run.text), run.style);
}

/** Names longer than this may end a line within. */
const LONG_NAME = 16;

/** What a machine reads has no spaces: a line may end after its dots and slashes. */
function breakable(text: string): string {
  return text
    .split(/(?<=\s)/)
    .map((word) => (word.length > LONG_NAME ? word.split(/(?<=[._/@])(?=\p{L})/u) : [word]))
    .map((parts) => parts.map(escapeLatex).join('\\allowbreak{}'))
    .join('');
}

const commands: Readonly<Record<NonNullable<Inline['style']>, string>> = {
  italic: 'textit',
  emphasis: 'textit',
  sup: 'textsuperscript',
  strong: 'textbf',
  code: 'texttt',
  unbroken: 'mbox',
};

/** Spaces at the edges stay outside the command. */
function styled(escaped: string, style: Inline['style']): string {
  if (style === undefined) return escaped;
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(escaped) ?? [];
  return middle === '' ? before : `${before}\\${commands[style]}{${middle}}${after}`;
}
