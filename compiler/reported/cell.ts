import {
  type Complain,
  collector,
  type Located,
  outcomeOf,
  type Parsed,
  type Range,
  spanOf,
} from '../formula/located.ts';
import type { CellPart, PrintedInterval, PrintedNumber, ReportedCell } from '../plan/reported.ts';
import { intervalIn } from './interval.ts';
import { afterBlanks, type Found, numberAt, unexpectedAt } from './number.ts';

/** What a table says of its cells; null where it says nothing. */
export interface CellLayout {
  readonly parentheses: CellPart | 'none' | null;
  readonly brackets: CellPart | 'none' | null;
}

export type CellContent = Pick<ReportedCell, 'estimate' | 'stars' | 't' | 'se' | 'p' | 'ci'>;

/** Marks of significance; journals print several forms of the asterisk. */
const MARKS = /[*∗⁎＊†‡+#]+/uy;

const pairs: Readonly<Record<string, { readonly close: string; readonly of: keyof CellLayout }>> = {
  '(': { close: ')', of: 'parentheses' },
  '（': { close: '）', of: 'parentheses' },
  '[': { close: ']', of: 'brackets' },
  '［': { close: '］', of: 'brackets' },
};

interface Reading {
  readonly input: Located;
  readonly text: string;
  readonly layout: CellLayout;
  readonly complain: Complain;
  stars: ReportedCell['stars'];
  readonly parts: Map<keyof CellLayout, Partial<Pick<ReportedCell, CellPart>>>;
}

/** A number that stands alone: `3.10`, `<0.001`, `1,234`. */
export function readPrinted(input: Located): Parsed<PrintedNumber> {
  const { diagnostics, complain } = collector(input);
  const text = input.text.trimEnd();
  const start = afterBlanks(text, 0);
  const found = bounded(text, start, complain);
  if (found && found.range.end < text.length) {
    unexpectedAt(text, afterBlanks(text, found.range.end), 'nothing more', complain);
  }
  return outcomeOf(found && printedNumber(found, start, input), diagnostics) as Parsed<PrintedNumber>;
}

/** A number that counts something, so that its digits stand for themselves and nothing around them. */
export function readCount(input: Located): Parsed<PrintedNumber> {
  const parsed = readPrinted(input);
  if (!parsed.ok) return parsed;
  const { value, low } = parsed.value;
  if (low !== null && /^\d+$/.test(value)) {
    return { ok: true, value: Object.freeze({ ...parsed.value, low: value, high: value }) };
  }
  const { diagnostics, complain } = collector(input);
  complain({ start: 0, end: input.text.trimEnd().length }, 'printed-count', { text: input.text.trim() });
  return { ok: false, diagnostics };
}

/**
 * A printed coefficient → its numbers: estimate, stars (after it or at the end), then in parentheses and brackets what
 * the table says of them. Every number has its place in the file. Never throws.
 */
export function readCell(input: Located, layout: CellLayout): Parsed<CellContent> {
  const { diagnostics, complain } = collector(input);
  const text = input.text.trimEnd();
  const reading: Reading = { input, text, layout, complain, stars: null, parts: new Map() };
  const start = afterBlanks(text, 0);
  const found = bounded(text, start, complain);
  let at = found ? found.range.end : text.length;
  while (at < text.length) at = next(reading, afterBlanks(text, at));
  const { parentheses, brackets } = Object.fromEntries(reading.parts);
  const nothing = { t: null, se: null, p: null, ci: null };
  const estimate = found && printedNumber(found, start, input);
  return outcomeOf(
    { estimate, stars: reading.stars, ...nothing, ...parentheses, ...brackets },
    diagnostics,
  ) as Parsed<CellContent>;
}

/** Reads the marks or the brackets at `at`; the end of the text after a mistake. */
function next(reading: Reading, at: number): number {
  const { text, input, complain, parts } = reading;
  MARKS.lastIndex = at;
  const marks = MARKS.exec(text)?.[0];
  if (marks !== undefined && reading.stars === null) {
    const end = at + marks.length;
    reading.stars = { value: marks.replaceAll(/[∗⁎＊]/gu, '*'), span: spanOf(input, { start: at, end }) };
    return end;
  }
  const pair = pairs[text[at] ?? ''];
  if (pair && !parts.has(pair.of)) return bracket(reading, at, pair.close, pair.of);
  unexpectedAt(text, at, expectedNext(reading), complain);
  return text.length;
}

function expectedNext({ stars, parts, layout }: Reading): string {
  const open = (of: keyof CellLayout): boolean =>
    !parts.has(of) && layout[of] !== null && layout[of] !== 'none';
  return [
    ...(stars === null ? ['stars'] : []),
    ...(open('parentheses') ? ['('] : []),
    ...(open('brackets') ? ['['] : []),
    'the end of the cell',
  ].join(' or ');
}

/** What stands between brackets, by what the table says of them. Returns where the text goes on. */
function bracket(reading: Reading, open: number, close: string, of: keyof CellLayout): number {
  const { text, layout, parts, complain } = reading;
  const found = text.indexOf(close, open);
  const end = found < 0 ? text.length : found;
  const part = layout[of];
  parts.set(of, {});
  if (part === null || part === 'none') {
    complain({ start: open, end: Math.min(end + 1, text.length) }, 'cell-brackets', {
      which: of,
      none: part === 'none',
    });
  } else if (found < 0) {
    unexpectedAt(text, text.length, close, complain);
  } else {
    const content = inside(reading, { start: open + 1, end }, part, close);
    if (content) parts.set(of, content);
  }
  return end + 1;
}

function inside(
  { text, input, complain }: Reading,
  range: Range,
  part: CellPart,
  close: string,
): Partial<Pick<ReportedCell, CellPart>> | null {
  if (part === 'ci') {
    const ends = intervalIn(text, range, complain);
    const ci: PrintedInterval | null = ends && {
      low: printedNumber(ends.low, ends.low.range.start, input),
      high: printedNumber(ends.high, ends.high.range.start, input),
    };
    return ci && { ci };
  }
  const start = afterBlanks(text, range.start);
  const number = bounded(text, start, complain, part === 'p');
  if (!number) return null;
  const after = afterBlanks(text, number.range.end);
  if (after < range.end) unexpectedAt(text, after, close, complain);
  return { [part]: printedNumber(number, start, input) };
}

interface Bounded extends Found {
  readonly below: boolean;
}

/** A number or `<0.001`, of a p-value also `p < .01` and `p = 0.02`; what stands there instead is reported. */
function bounded(text: string, start: number, complain: Complain, named = false): Bounded | null {
  const sign = (named ? /^(?:p\s*[<=]|<)\s*/iu : /^<\s*/u).exec(text.slice(start))?.[0] ?? '';
  const at = start + sign.length;
  const found = numberAt(text, at);
  if (found) return { ...found, below: sign.includes('<') };
  unexpectedAt(text, at, 'a number', complain);
  return null;
}

/** From where the sign before a number stands. */
function printedNumber(
  found: Found & { readonly below?: boolean },
  start: number,
  input: Located,
): PrintedNumber {
  const range = { start, end: found.range.end };
  const text = input.text.slice(range.start, range.end);
  const { value } = found;
  const ends = found.below ? { low: null, high: value } : { low: found.low, high: found.high };
  return { text, value, ...ends, span: spanOf(input, range) };
}
