import { isPlainNumber, numberOf } from '../cell-form.ts';
import type { CsvOptions } from '../csv-options.ts';
import { rowAndLine, type SourceFailure, sourceFailure } from '../failure.ts';
import { type Builder, ensureRoom, kindOf, takeCell } from './builder.ts';
import { type NumberRun, runNumbers } from './number-run.ts';
import { cellIn, type ReadCell } from './read-cell.ts';

/** A delimited text that is being split, block by block. */
export interface Scanner {
  readonly options: CsvOptions;
  readonly delimiter: Uint8Array;
  /** Whether plain cells can be read by the run: the delimiter is a byte that no number has. */
  readonly plain: boolean;
  /** The header's cells while it is read. */
  readonly header: string[];
  /** From the header's end on. */
  columns: Columns | null;
  /** Records that have ended, the header included. */
  records: number;
  /** Line from 1 of the file at the place of the scanner. */
  line: number;
  /** Line on which the record began. */
  recordLine: number;
  /** Cells of the record so far. */
  cells: number;
  /** Line of an empty line that is one of the last, or a mistake; 0 elsewhere. */
  emptyLine: number;
  failure: SourceFailure | null;
}

/** What the header decides. */
export interface Columns {
  readonly width: number;
  readonly builders: readonly Builder[];
  readonly run: Omit<NumberRun, 'bytes' | 'end'> & { bytes: Uint8Array; end: number };
  /** Data row of the tile's first. */
  base: number;
}

/** Bytes of the tile that numbers are gathered in before they go to their columns. */
const TILE = 2 ** 20;
const MOST_TILE_ROWS = 4096;

/** Columns for these builders. */
export function newColumns(builders: readonly Builder[], { options, delimiter }: Scanner): Columns {
  const width = builders.length;
  const tileRows = Math.max(1, Math.min(MOST_TILE_ROWS, Math.floor(TILE / 8 / width)));
  const run = {
    bytes: new Uint8Array(0),
    at: 0,
    end: 0,
    row: 0,
    column: 0,
    width,
    tileRows,
    tile: new Float64Array(width * tileRows),
    kinds: Uint8Array.from(builders, kindOf),
    seen: new Uint8Array(width),
    delimiter: delimiter[0]!,
    decimal: options.decimal.charCodeAt(0),
    naEmpty: options.na.has(''),
    naLetters: options.na.has('NA'),
    naPoint: options.na.has('.'),
    naNumbers: Float64Array.from(numbersIn(options)),
  };
  return { width, builders, run, base: 0 };
}

function numbersIn({ na, decimal }: CsvOptions): readonly number[] {
  return [...na].filter((word) => isPlainNumber(word, decimal)).map((word) => numberOf(word, decimal));
}

/** A scanner before the first byte, a byte-order mark being none. */
export function newScanner(options: CsvOptions): Scanner {
  const delimiter = new TextEncoder().encode(options.delimiter);
  return {
    options,
    delimiter,
    plain: delimiter.length === 1 && !/[0-9+\-.eE]/.test(options.delimiter),
    header: [],
    columns: null,
    records: 0,
    line: 1,
    recordLine: 1,
    cells: 0,
    emptyLine: 0,
    failure: null,
  };
}

/** A part of the text: `bytes[at, end)`. The byte at `end` is 0 unless this is the last part, which ends with a line end. */
export interface Block {
  readonly bytes: Buffer;
  readonly at: number;
  readonly end: number;
  readonly last: boolean;
  /** Rows that the whole file is likely to have, given how many there were up to this block. */
  readonly likelyRows: (rows: number) => number;
}

/**
 * Splits a block by RFC 4180 and gives its cells to their columns. Returns where the first cell begins that needs the
 * next block; it stops at the header's end, where the caller sets the columns, and at the first failure.
 */
export function scanBlock(scanner: Scanner, block: Block): number {
  const cell: ReadCell = { from: 0, to: 0, escaped: false, lines: 0, next: 0, ends: false, problem: null };
  let at = block.at;
  while (at < block.end) {
    const { columns } = scanner;
    if (columns === null && scanner.records > 0) return at;
    if (scanner.cells === 0) {
      const after = emptyLines(scanner, block, at);
      if (after !== at) {
        at = after;
        continue;
      }
      if (scanner.failure) return at;
    }
    if (columns && scanner.plain) {
      const after = runPlain(scanner, columns, block, at);
      if (after !== at) {
        at = after;
        continue;
      }
    }
    if (!cellIn(block, at, scanner.delimiter, cell)) return at;
    if (cell.problem !== null) scanner.failure = quoteFailure(scanner, cell.problem);
    else takeOne(scanner, block, cell);
    if (scanner.failure) return at;
    at = cell.next;
  }
  return at;
}

/** Empty lines are no records where nothing but such follows; in a file of one column they are. */
function emptyLines(scanner: Scanner, { bytes, end }: Block, from: number): number {
  if (scanner.columns === null || scanner.columns.width === 1) return from;
  let at = from;
  while (at < end && (bytes[at] === 10 || bytes[at] === 13)) at += 1;
  if (at > from && scanner.emptyLine === 0) scanner.emptyLine = scanner.line;
  if (at === from && scanner.emptyLine > 0) scanner.failure = ragged(scanner, 1, true);
  return at;
}

/** The cells that need no thought; returns where it stopped. */
function runPlain(scanner: Scanner, columns: Columns, block: Block, from: number): number {
  const { run } = columns;
  if (run.row === 0 && scanner.cells === 0) makeRoom(columns, block);
  run.bytes = block.bytes;
  run.at = from;
  run.end = block.end;
  run.column = scanner.cells;
  const before = run.row;
  runNumbers(run);
  const ended = run.row - before;
  scanner.records += ended;
  scanner.line += ended;
  if (ended > 0) scanner.recordLine = scanner.line;
  scanner.cells = run.column;
  if (run.row === run.tileRows) flush(columns);
  return run.at;
}

/** Gives one cell that was found by itself to its column. */
function takeOne(scanner: Scanner, block: Block, cell: ReadCell): void {
  const { columns } = scanner;
  const index = scanner.cells;
  const text = cell.escaped ? unescaped(block.bytes, cell) : block.bytes;
  const [from, to] = cell.escaped ? [0, text.length] : [cell.from, cell.to];
  if (columns === null) scanner.header.push(text.toString('utf8', from, to));
  else if (index < columns.width) {
    const { run, base, builders } = columns;
    if (run.row === 0 && index === 0) makeRoom(columns, block);
    const row = base + run.row;
    const found = { bytes: text, from, to, row, line: scanner.recordLine };
    const builder = builders[index]!;
    const mode = builder.mode;
    run.tile[index * run.tileRows + run.row] = takeCell(
      builder,
      found,
      scanner.options,
      run.seen[index] === 1,
    );
    if (builder.mode !== mode) run.kinds[index] = kindOf(builder);
  }
  scanner.cells += 1;
  scanner.line += cell.lines;
  if (cell.ends) endRecord(scanner, cell);
}

function endRecord(scanner: Scanner, cell: ReadCell): void {
  const { columns } = scanner;
  if (columns && scanner.cells !== columns.width) {
    scanner.failure = ragged(scanner, scanner.cells, cell.from === cell.to);
    return;
  }
  scanner.records += 1;
  scanner.line += 1;
  scanner.recordLine = scanner.line;
  scanner.cells = 0;
  if (columns === null) return;
  columns.run.row += 1;
  if (columns.run.row === columns.run.tileRows) flush(columns);
}

/** Before a row: the columns have room for a whole tile. */
function makeRoom({ builders, base, run }: Columns, block: Block): void {
  const rows = base + run.tileRows;
  const likely = Math.max(rows, block.likelyRows(base));
  for (const builder of builders) ensureRoom(builder, rows, likely);
}

/** Moves the numbers of the tile to their columns. */
export function flush(columns: Columns): void {
  const { builders, run } = columns;
  for (const [index, { kept, mode, values }] of builders.entries()) {
    if (!kept || mode !== 'numbers') continue;
    const start = index * run.tileRows;
    values.set(run.tile.subarray(start, start + run.row), columns.base);
  }
  columns.base += run.row;
  run.row = 0;
}

/** The cell with its doubled quotes made single. */
function unescaped(bytes: Buffer, { from, to }: ReadCell): Buffer {
  return Buffer.from(bytes.toString('utf8', from, to).replaceAll('""', '"'));
}

function quoteFailure({ records, line }: Scanner, what: string): SourceFailure {
  const where = records === 0 ? `the header (line ${line})` : rowAndLine(records, line);
  return sourceFailure('csv-quote', `${where} ${what}`, 'a quote inside a quoted cell is written twice: ""', {
    row: records === 0 ? null : records,
    line,
  });
}

function ragged(scanner: Scanner, cells: number, nothing: boolean): SourceFailure {
  const { records, recordLine, emptyLine, columns } = scanner;
  const width = columns?.width ?? 0;
  const line = emptyLine > 0 ? emptyLine : recordLine;
  const found = cells === 1 && nothing ? 'is empty' : `has ${cells} ${cells === 1 ? 'cell' : 'cells'}`;
  return sourceFailure(
    'csv-ragged',
    `${rowAndLine(records, line)} ${found}, the header has ${width} ${width === 1 ? 'cell' : 'cells'}`,
    cells > width ? 'quote a cell that holds the delimiter, or declare the delimiter' : null,
    { row: records, line },
  );
}
