import { rowAndLine, type SourceFailure, sourceFailure } from '../../sources/failure.ts';

/**
 * Where the cells of a delimited text stand. Record 0 is the header. Cell (r, c) is at index r * width + c of
 * `starts` and `ends`; an end below zero is the complement of the end of a cell that holds doubled quotes.
 */
export interface Records {
  readonly text: string;
  readonly width: number;
  readonly count: number;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Line from 1 on which each record begins. */
  readonly lines: readonly number[];
}

const QUOTE = 34;
const LF = 10;
const CR = 13;

interface Cursor {
  readonly text: string;
  readonly delimiter: number;
  at: number;
  line: number;
  start: number;
  end: number;
  failure: SourceFailure | null;
}

/** A cell's text, doubled quotes made single. */
export function cellAt(records: Records, record: number, column: number): string {
  const index = record * records.width + column;
  const end = records.ends[index]!;
  return end >= 0
    ? records.text.slice(records.starts[index], end)
    : records.text.slice(records.starts[index], ~end).replaceAll('""', '"');
}

/**
 * Splits a text into records by RFC 4180: CRLF, LF or CR ends a record, a quoted cell may hold all of these. Stricter
 * than common parsers: every record is as wide as the header; text beside a closing quote and a quote that is never
 * closed are failures with row and line. Empty lines at the end are no records (but they are in a one-column file).
 */
export function scan(text: string, delimiter: string): Records | SourceFailure {
  const cursor: Cursor = {
    text,
    delimiter: delimiter.charCodeAt(0),
    at: 0,
    line: 1,
    start: 0,
    end: 0,
    failure: null,
  };
  const starts: number[] = [];
  const ends: number[] = [];
  const lines: number[] = [];
  let width = 0;
  while (cursor.at < text.length) {
    const record = lines.length;
    if (width > 1 && isLineEnd(text.charCodeAt(cursor.at)) && onlyLineEnds(text, cursor.at)) break;
    const line = cursor.line;
    lines.push(line);
    const cells = readRecord(cursor, starts, ends, record);
    if (cursor.failure) return cursor.failure;
    if (record === 0) width = cells;
    else if (cells !== width) return ragged(record, line, cells, width, cursor);
  }
  return { text, width, count: lines.length, starts, ends, lines };
}

function readRecord(cursor: Cursor, starts: number[], ends: number[], record: number): number {
  const { text } = cursor;
  let cells = 0;
  for (;;) {
    if (text.charCodeAt(cursor.at) === QUOTE) readQuoted(cursor, record);
    else readPlain(cursor, record);
    starts.push(cursor.start);
    ends.push(cursor.end);
    cells += 1;
    if (cursor.failure || text.charCodeAt(cursor.at) !== cursor.delimiter) break;
    cursor.at += 1;
  }
  endLine(cursor);
  return cells;
}

function isLineEnd(code: number): boolean {
  return code === LF || code === CR;
}

function onlyLineEnds(text: string, from: number): boolean {
  let at = from;
  while (at < text.length && isLineEnd(text.charCodeAt(at))) at += 1;
  return at === text.length;
}

function endLine(cursor: Cursor): void {
  if (cursor.at >= cursor.text.length) return;
  const pair = cursor.text.charCodeAt(cursor.at) === CR && cursor.text.charCodeAt(cursor.at + 1) === LF;
  cursor.at += pair ? 2 : 1;
  cursor.line += 1;
}

function readPlain(cursor: Cursor, record: number): void {
  const { text, delimiter } = cursor;
  let at = cursor.at;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === delimiter || isLineEnd(code)) break;
    at += 1;
  }
  cursor.start = cursor.at;
  cursor.end = at;
  cursor.at = at;
  const first = text.charCodeAt(cursor.start);
  if ((first === 32 || first === 9) && /^[ \t]+"/.test(text.slice(cursor.start, at))) {
    cursor.failure = quoteFailure(record, cursor.line, 'has blanks before a quoted cell');
  }
}

function readQuoted(cursor: Cursor, record: number): void {
  const { text } = cursor;
  const opened = cursor.line;
  let escaped = false;
  let close = text.indexOf('"', cursor.at + 1);
  while (close >= 0 && text.charCodeAt(close + 1) === QUOTE) {
    escaped = true;
    close = text.indexOf('"', close + 2);
  }
  if (close < 0) {
    cursor.failure = quoteFailure(record, opened, 'opens a quote that is never closed');
    return;
  }
  cursor.start = cursor.at + 1;
  cursor.end = escaped ? ~close : close;
  cursor.line += lineEndsWithin(text, cursor.start, close);
  cursor.at = close + 1;
  const next = text.charCodeAt(cursor.at);
  if (cursor.at < text.length && next !== cursor.delimiter && !isLineEnd(next)) {
    cursor.failure = quoteFailure(record, opened, 'has text after a closing quote');
  }
}

function lineEndsWithin(text: string, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i += 1) {
    const code = text.charCodeAt(i);
    if (code === LF || (code === CR && text.charCodeAt(i + 1) !== LF)) count += 1;
  }
  return count;
}

function quoteFailure(record: number, line: number, what: string): SourceFailure {
  const where = record === 0 ? `the header (line ${line})` : rowAndLine(record, line);
  return sourceFailure('csv-quote', `${where} ${what}`, 'a quote inside a quoted cell is written twice: ""', {
    row: record === 0 ? null : record,
    line,
  });
}

function ragged(record: number, line: number, cells: number, width: number, cursor: Cursor): SourceFailure {
  const empty = cells === 1 && cursor.start === cursor.end;
  const found = empty ? 'is empty' : `has ${cells} ${cells === 1 ? 'cell' : 'cells'}`;
  return sourceFailure(
    'csv-ragged',
    `${rowAndLine(record, line)} ${found}, the header has ${width} ${width === 1 ? 'cell' : 'cells'}`,
    cells > width ? 'quote a cell that holds the delimiter, or declare the delimiter' : null,
    { row: record, line },
  );
}
