import { isBeyondDoubles } from './cell-form.ts';
import { type SourceFailure, shown, sourceFailure } from './failure.ts';
import type { TypedCell } from './typed-cells.ts';

/** Rows of a JSON text, by column; a key that a row lacks is missing there. */
export interface JsonRows {
  readonly rows: number;
  /** Cells by name, names in order of first appearance. */
  readonly columns: ReadonlyMap<string, readonly TypedCell[]>;
  /** Line from 1 on which each row begins. */
  readonly lines: readonly number[];
}

interface Cursor {
  readonly text: string;
  at: number;
  line: number;
  lineStart: number;
  readonly columns: Map<string, TypedCell[]>;
  readonly lines: number[];
  failure: SourceFailure | null;
}

/** Cells that may stand in a table whose rows share few keys: more would fill the memory from a small file. */
const MOST_CELLS = 5e7;

/**
 * Reads `[{…}, {…}]`, or the objects alone, one after the other (newline-delimited JSON). Strict RFC 8259, but for
 * what a table cannot be: a nested value, a key twice in a row and an empty list are failures, each with its line. An own reader,
 * because JSON.parse rounds integers beyond 2^53, takes a repeated key and says nothing of lines; the text is read once,
 * and nothing is nested, so that neither depth nor size can do harm.
 */
export function readJsonRows(text: string): JsonRows | SourceFailure {
  const cursor: Cursor = {
    ...{ text, at: 0, line: 1, lineStart: 0 },
    ...{ columns: new Map(), lines: [], failure: null },
  };
  skipBlanks(cursor);
  if (cursor.at === text.length) return empty();
  if (text[cursor.at] === '[') readList(cursor);
  else readLines(cursor);
  if (cursor.failure) return cursor.failure;
  const rows = cursor.lines.length;
  if (rows === 0) return empty();
  if (!sharesKeys(cursor)) return cursor.failure ?? empty();
  for (const cells of cursor.columns.values()) pad(cells, rows);
  return { rows, columns: cursor.columns, lines: cursor.lines };
}

function empty(): SourceFailure {
  return sourceFailure('json-empty', 'the file has no rows', 'a list of rows is expected: [{"a": 1}, …]');
}

/** What is wrong at the cursor; the first failure stays. */
function fail(cursor: Cursor, code: string, what: string, hint: string | null = null): false {
  const place = `line ${cursor.line}, character ${cursor.at - cursor.lineStart + 1}`;
  cursor.failure ??= sourceFailure(code, `${place}: ${what}`, hint, { line: cursor.line });
  return false;
}

function unexpected(cursor: Cursor, expected: string): false {
  const { text, at } = cursor;
  const found =
    at >= text.length ? 'the file ends' : `${shown(String.fromCodePoint(text.codePointAt(at)!))} stands`;
  return fail(cursor, 'json-syntax', `${found} where ${expected} is expected`);
}

function skipBlanks(cursor: Cursor): void {
  const { text } = cursor;
  for (; cursor.at < text.length; cursor.at += 1) {
    const code = text.charCodeAt(cursor.at);
    if (code === 10) {
      cursor.line += 1;
      cursor.lineStart = cursor.at + 1;
    } else if (code !== 32 && code !== 9 && code !== 13) return;
  }
}

/** Steps over one character, and the blanks around it. */
function take(cursor: Cursor, mark: string): boolean {
  skipBlanks(cursor);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  skipBlanks(cursor);
  return true;
}

function readList(cursor: Cursor): void {
  take(cursor, '[');
  if (!take(cursor, ']')) {
    do {
      if (!readRow(cursor)) return;
    } while (take(cursor, ','));
    if (!take(cursor, ']')) {
      unexpected(cursor, '"," or "]"');
      return;
    }
  }
  if (cursor.at < cursor.text.length) unexpected(cursor, 'the end of the file');
}

function readLines(cursor: Cursor): void {
  while (cursor.at < cursor.text.length) if (!readRow(cursor)) return;
}

/** One object, which becomes a row. */
function readRow(cursor: Cursor): boolean {
  skipBlanks(cursor);
  cursor.lines.push(cursor.line);
  if (!take(cursor, '{')) {
    const hint = 'a JSON file is a list of rows, each an object: [{"a": 1, "b": "x"}, …]';
    unexpected(cursor, 'a row {…}');
    if (cursor.failure) cursor.failure = { ...cursor.failure, hint };
    return false;
  }
  if (take(cursor, '}')) return true;
  do {
    if (!readEntry(cursor)) return false;
  } while (take(cursor, ','));
  return take(cursor, '}') || unexpected(cursor, '"," or "}"');
}

function readEntry(cursor: Cursor): boolean {
  const start = cursor.at;
  const key = readString(cursor, 'a key in quotes');
  if (key === null) return false;
  const row = cursor.lines.length - 1;
  const cells = cellsOf(cursor, key);
  if (cells === null) return false;
  if (cells.length > row) {
    cursor.at = start;
    return fail(cursor, 'json-duplicate', `row ${row + 1} has the key ${shown(key)} twice`);
  }
  if (!take(cursor, ':')) return unexpected(cursor, '":"');
  const value = readValue(cursor, key);
  if (value === undefined) return false;
  pad(cells, row);
  cells.push(value);
  return true;
}

/** The cells of a key, with a new column where it is new. */
function cellsOf(cursor: Cursor, key: string): TypedCell[] | null {
  const known = cursor.columns.get(key);
  if (known) return known;
  const cells: TypedCell[] = [];
  cursor.columns.set(key, cells);
  return sharesKeys(cursor) ? cells : null;
}

function sharesKeys(cursor: Cursor): boolean {
  const [keys, rows] = [cursor.columns.size, cursor.lines.length];
  if (keys * rows <= MOST_CELLS + cursor.text.length) return true;
  return fail(cursor, 'json-ragged', `${keys} keys in ${rows} rows: the rows do not share their keys`);
}

function pad(cells: TypedCell[], rows: number): void {
  while (cells.length < rows) cells.push(null);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, TypedCell])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
];

/** A value that a cell can hold; undefined after a failure. */
function readValue(cursor: Cursor, key: string): TypedCell | undefined {
  const { text, at } = cursor;
  const first = text[at];
  if (first === '"') return readString(cursor, 'a text') ?? undefined;
  if (first === '{' || first === '[') {
    const what = `row ${cursor.lines.length}, key ${shown(key)} holds ${first === '[' ? 'a list' : 'an object'}`;
    fail(cursor, 'json-nested', what, 'a cell is a number, a text, true, false or null');
    return undefined;
  }
  for (const [word, value] of WORDS) {
    if (text.startsWith(word, at)) {
      cursor.at += word.length;
      return value;
    }
  }
  NUMBER.lastIndex = at;
  const literal = NUMBER.exec(text)?.[0];
  if (literal === undefined) {
    unexpected(cursor, 'a value');
    return undefined;
  }
  cursor.at += literal.length;
  return numberOf(literal);
}

function numberOf(literal: string): TypedCell {
  if (isBeyondDoubles(literal)) return BigInt(literal);
  const value = Number(literal);
  const vanished = value === 0 && /[1-9]/.test(literal.split(/[eE]/)[0]!);
  if (Number.isFinite(value) && !vanished) return value;
  return { literal, what: `is too ${vanished ? 'small' : 'large'} for a number` };
}

const QUOTE = 34;
const BACKSLASH = 92;

/** A string literal, its escapes read by JSON.parse; null after a failure. */
function readString(cursor: Cursor, expected: string): string | null {
  const { text } = cursor;
  const start = cursor.at;
  if (text.charCodeAt(start) !== QUOTE) {
    unexpected(cursor, expected);
    return null;
  }
  let end = start + 1;
  let escaped = false;
  for (; end < text.length && text.charCodeAt(end) !== QUOTE; end += 1) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) {
      escaped = true;
      end += 1;
    } else if (code < 32) break;
  }
  if (text.charCodeAt(end) !== QUOTE) {
    fail(cursor, 'json-syntax', 'a text is not closed on its line', 'a line break in a text is written \\n');
    return null;
  }
  cursor.at = end + 1;
  const value = escaped ? unescaped(text.slice(start, end + 1)) : text.slice(start + 1, end);
  if (value?.isWellFormed()) return value;
  cursor.at = start;
  fail(cursor, 'json-syntax', 'a text has an escape that JSON does not have');
  return null;
}

function unescaped(literal: string): string | null {
  try {
    return JSON.parse(literal) as string;
  } catch {
    return null;
  }
}
