import { dateColumn, numberColumn, sortedLevels } from '../../engines/memory/columns.ts';
import type { Column } from '../../engines/memory/table.ts';
import { cellForm, numberOf } from '../cell-form.ts';
import type { CsvOptions, DeclaredType } from '../csv-options.ts';
import { isSourceFailure, type SourceFailure } from '../failure.ts';
import { declaredValue, type FirstCells, inferredType, type PlacedCell, trimmed } from './cell-judge.ts';
import { type Dictionary, newDictionary, numberIn } from './dictionary.ts';
import { CELLS } from './number-run.ts';

/** How the cells of a column are read; only `any` sees each of them. */
type Mode =
  /** Numbers so far, or nothing. */
  | 'numbers'
  /** Codes of a dictionary. */
  | 'text'
  /** Numbers came first, then something else: only the forms of its cells are noted. */
  | 'mixed'
  /** Of a type that every cell has, and not wanted. */
  | 'unread';

/** A column that is being read. */
export interface Builder {
  readonly name: string;
  readonly declared: DeclaredType | null;
  /** Whether its values are wanted, or only whether it is what it should be. */
  readonly kept: boolean;
  mode: Mode;
  /** Days and numbers. */
  values: Float64Array;
  codes: Int32Array;
  readonly dictionary: Dictionary;
  /** Of each cell in the dictionary: its code, -1 where it is missing; or its day. */
  readonly meanings: number[];
  readonly levels: string[];
  /** Forms of cells that an undeclared column has; of numbers, `seen` of the run tells. */
  readonly first: FirstCells;
  failure: SourceFailure | null;
}

/** A column of which nothing was read yet. */
export function newBuilder(name: string, declared: DeclaredType | null, kept: boolean): Builder {
  const mode = declared === 'string' ? (kept ? 'text' : 'unread') : 'numbers';
  return {
    name,
    declared,
    kept,
    mode,
    values: new Float64Array(0),
    codes: new Int32Array(0),
    dictionary: newDictionary(),
    meanings: [],
    levels: [],
    first: new Map(),
    failure: null,
  };
}

/** What the run over plain cells may do by itself. */
export function kindOf({ mode, declared }: Builder): number {
  if (mode === 'unread') return CELLS.skipped;
  if (mode === 'text' || declared === 'date') return CELLS.any;
  return declared === 'integer' ? CELLS.integers : CELLS.numbers;
}

/** Room for `rows` rows; `likely` of them when it has to be made. */
export function ensureRoom(builder: Builder, rows: number, likely: number): void {
  if (!builder.kept) return;
  if (builder.mode === 'numbers' && builder.values.length < rows) {
    const values = new Float64Array(likely);
    values.set(builder.values);
    builder.values = values;
  } else if (builder.mode === 'text' && builder.codes.length < rows) {
    const codes = new Int32Array(likely);
    codes.set(builder.codes);
    builder.codes = codes;
  }
}

/** A cell that the run left: where its bytes are, and where it stands in the file. */
export interface FoundCell {
  readonly bytes: Buffer;
  readonly from: number;
  readonly to: number;
  /** Data row from 0. */
  readonly row: number;
  readonly line: number;
}

/** Takes a cell; returns its number in a column of numbers and NaN elsewhere. `numbered`: whether numbers came before. */
export function takeCell(builder: Builder, found: FoundCell, options: CsvOptions, numbered: boolean): number {
  if (builder.mode === 'unread') return Number.NaN;
  if (builder.mode === 'text') {
    takeText(builder, found, options);
    return Number.NaN;
  }
  if (builder.declared === 'date') return dayOf(builder, found, options);
  const { bytes, from, to } = found;
  if (builder.first.has('text') && isSurelyText(bytes, from, to)) return Number.NaN;
  const place = placed(found);
  const cell = trimmed(place.cell);
  if (options.na.has(cell)) return Number.NaN;
  if (builder.declared === 'number' || builder.declared === 'integer')
    return declaredNumber(builder, place, options, builder.declared);
  const form = cellForm(cell, options.decimal);
  if (form === 'number') {
    if (!builder.first.has('number')) builder.first.set(form, place);
    return numberOf(cell, options.decimal);
  }
  const text =
    builder.mode === 'numbers' && leaveNumbers(builder, found, numbered || builder.first.has('number'));
  if (text) takeText(builder, found, options);
  else if (!builder.first.has(form)) builder.first.set(form, place);
  return Number.NaN;
}

function placed({ bytes, from, to, row, line }: FoundCell): PlacedCell {
  return { cell: bytes.toString('utf8', from, to), row: row + 1, line };
}

/** Something that is no number: text where nothing but missing cells came before, and a second reading otherwise. */
function leaveNumbers(builder: Builder, { row }: FoundCell, numbered: boolean): boolean {
  const text = builder.kept && !numbered;
  builder.mode = text ? 'text' : 'mixed';
  if (text) builder.codes = new Int32Array(builder.values.length).fill(-1, 0, row);
  builder.values = new Float64Array(0);
  return text;
}

function takeText(builder: Builder, found: FoundCell, options: CsvOptions): void {
  const { dictionary, meanings, codes } = builder;
  const number = numberIn(dictionary, found.bytes, found.from, found.to);
  if (number === meanings.length) meanings.push(codeOfNew(builder, placed(found), options));
  codes[found.row] = meanings[number]!;
}

function codeOfNew({ levels, first, declared }: Builder, place: PlacedCell, options: CsvOptions): number {
  const cell = trimmed(place.cell);
  if (options.na.has(cell)) return -1;
  if (declared === null) {
    const form = cellForm(cell, options.decimal);
    if (!first.has(form)) first.set(form, place);
  }
  levels.push(place.cell);
  return levels.length - 1;
}

function dayOf(builder: Builder, found: FoundCell, options: CsvOptions): number {
  const { dictionary, meanings } = builder;
  const number = numberIn(dictionary, found.bytes, found.from, found.to);
  if (number === meanings.length) {
    const place = placed(found);
    const missing = options.na.has(trimmed(place.cell));
    meanings.push(missing ? Number.NaN : declaredNumber(builder, place, options, 'date'));
  }
  return meanings[number]!;
}

function declaredNumber(
  builder: Builder,
  place: PlacedCell,
  options: CsvOptions,
  type: Exclude<DeclaredType, 'string'>,
): number {
  const value = declaredValue(builder.name, place, options, type);
  if (typeof value === 'number') return value;
  builder.failure ??= value;
  return Number.NaN;
}

/** Letters that begin words for "nothing" and "infinite", of which the longest has eight. */
const WORDS = new Set([...'imnIMN'].map((letter) => letter.charCodeAt(0)));
const LONGEST_WORD = 8;

/** A quick yes for most text: neither a number nor meant as one, nor an undeclared word for "nothing". */
function isSurelyText(bytes: Buffer, from: number, to: number): boolean {
  const code = bytes[from]!;
  const last = bytes[to - 1]!;
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return letter && last !== 32 && last !== 9 && (to - from > LONGEST_WORD || !WORDS.has(code));
}

/** What a column turned out to be; `again` where it is text that has to be read anew to be kept. */
export function finished(
  builder: Builder,
  rows: number,
  numbered: boolean,
): Column | SourceFailure | 'again' {
  const { name, declared, first, failure, mode, values, codes, levels } = builder;
  if (failure) return failure;
  if (declared === 'date') return dateColumn(name, exactly(values, rows));
  if (declared === null) {
    if (numbered && !first.has('number')) first.set('number', { cell: '', row: 0, line: 0 });
    const type = inferredType(name, first);
    if (typeof type === 'object' && isSourceFailure(type)) return type;
    if (type === 'text' && mode === 'mixed') return 'again';
  }
  return mode === 'text'
    ? sortedLevels(name, exactly(codes, rows), levels)
    : numberColumn(name, exactly(values, rows));
}

/** Rooms that are little too large are kept: what was never written takes no memory. */
const COPIED_BELOW = 65536;

function exactly<A extends Float64Array | Int32Array>(room: A, rows: number): A {
  if (room.length === rows) return room;
  return (rows < COPIED_BELOW ? room.slice(0, rows) : room.subarray(0, rows)) as A;
}
