import type { Complain, Range } from '../formula/located.ts';
import { type Decimal, decimalOf } from './decimal.ts';

/** A number found in a text, with its place there. */
export interface Found extends Decimal {
  readonly range: Range;
}

/** Sign, digits with or without thousands, fraction, exponent. `.04` is 0.04. */
const NUMBER = /([-−+]?)(?:(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([-−+]?\d{1,9}))?/y;

/** What a number of a study may have; beyond it the text is no number that somebody printed. */
const MOST_DIGITS = 40;
const LARGEST_EXPONENT = 400;

/** The longest number that begins at `start`, or null. */
export function numberAt(text: string, start: number): Found | null {
  NUMBER.lastIndex = start;
  const match = NUMBER.exec(text);
  if (!match) return null;
  const whole = (match[2] ?? '').replaceAll(',', '');
  const fraction = match[3] ?? match[4] ?? '';
  const exponent = Number((match[5] ?? '0').replace('−', '-'));
  if (whole.length + fraction.length > MOST_DIGITS || Math.abs(exponent) > LARGEST_EXPONENT) return null;
  const negative = match[1] === '-' || match[1] === '−';
  const decimal = decimalOf({ negative, whole, fraction, exponent });
  return { ...decimal, range: { start, end: start + match[0].length } };
}

/** What stands at `start` instead of what was expected: up to the next blank or bracket, at least one character. */
export function wordAt(text: string, start: number): Range {
  const rest = text.slice(start);
  const length = /^(?:[^\s()[\]（）［］,;<]+|[\s\S])/u.exec(rest)?.[0].length ?? 0;
  return { start, end: start + Math.min(length, 40) };
}

export function afterBlanks(text: string, start: number): number {
  let at = start;
  while (at < text.length && /\s/u.test(text[at]!)) at += 1;
  return at;
}

/** Reports what stands at `at`, or that the text ends there. */
export function unexpectedAt(text: string, at: number, expected: string, complain: Complain): void {
  const before = text.slice(0, at).trimEnd();
  const after = before === '' ? null : (/[^\s()[\]（）［］,;]+$|.$/u.exec(before)?.[0] ?? null);
  const range = wordAt(text, at);
  const found = at < text.length ? text.slice(range.start, range.end) : null;
  const place = found === null ? { start: Math.max(0, before.length - 1), end: before.length } : range;
  complain(place, 'printed-form', { found, after, expected });
}
