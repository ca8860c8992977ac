import type { Inline, Rich } from '../document/document.ts';
import { withMinus } from '../document/format-number.ts';

/** What may not reach a document: control characters, and what would reorder its text. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g;

/**
 * Text as GitHub-flavoured Markdown shows it, letter by letter: no emphasis, HTML, entity, link, formula or table cell
 * comes out of it. Line breaks become spaces.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(CONTROLS, ' ')
    .replace(/[\\`*_[\]<>&#~$|@]/g, (character) => `\\${character}`)
    .replace(/!(?=\\\[)/g, '\\!')
    .replace(/\bwww\./gi, (match) => `${match.slice(0, -1)}\\.`)
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, (match) => `${match.slice(0, -1)}\\:`);
}

/** What at the start of a line would make a list, a heading, a rule or a quotation of a paragraph. */
export function escapeLineStart(escaped: string): string {
  return escaped
    .replace(/^\s+/, '')
    .replace(/^([-+=:])/, '\\$1')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/**
 * Text in a code span, its fence longer than any run of backticks in it. Where a code span could not show it exactly
 * (a bar ends a table cell, an edge of blanks is stripped), as ordinary text.
 */
export function codeSpan(text: string): string {
  const line = text.replace(CONTROLS, ' ');
  if (/[|\\]/.test(line) || line.trim() !== line || line === '') return escapeMarkdown(line);
  return fenced(line);
}

function codeWithBars(text: string): string {
  const line = text.replace(CONTROLS, ' ');
  return line.trim() === line && !line.includes('\\') ? fenced(line) : escapeMarkdown(line);
}

function fenced(line: string): string {
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 ? ' ' : '';
  return fence + pad + line + pad + fence;
}

const superscripts: Readonly<Record<string, string>> = { 1: '¹', 2: '²', 3: '³' };

function inline({ text, style }: Inline): string {
  switch (style) {
    case 'italic':
    case 'emphasis':
      return wrapped(text, '*');
    case 'strong':
      return wrapped(text, '**');
    case 'sup':
      return superscripts[text] ?? escapeMarkdown(text);
    case 'code':
      return codeSpan(text);
    default:
      return escapeMarkdown(text);
  }
}

/** Emphasis must touch its words: blanks at the edges stay outside. */
function wrapped(text: string, mark: string): string {
  const [, before = '', middle = '', after = ''] = /^(\s*)(.*?)(\s*)$/su.exec(text) ?? [];
  return middle === '' ? before : `${before}${mark}${escapeMarkdown(middle)}${mark}${after}`;
}

export function markdownOf(text: Rich): string {
  return text.map(inline).join('');
}

/** The same outside of tables, where a bar in a code span ends nothing. */
export function markdownProse(text: Rich): string {
  const bars = (run: Inline): boolean => run.style === 'code' && run.text.includes('|');
  return text.map((run) => (bars(run) ? codeWithBars(run.text) : inline(run))).join('');
}

/** A printed number. Exponents keep their hyphen only in machine text: 1.235e21 is 1.235 × 10^21 to a reader. */
export function markdownNumber(text: string): string {
  return escapeMarkdown(withMinus(text)).replace(/e(\d+)$/, ' × 10<sup>$1</sup>');
}
