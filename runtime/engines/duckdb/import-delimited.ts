import { CSV_KEYS, type CsvOptions, csvOptions, type DeclaredType } from '../../sources/csv-options.ts';
import { bytesInput } from '../../sources/delimited/byte-input.ts';
import { readHeader } from '../../sources/delimited/delimited-file.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from '../../sources/failure.ts';
import { firstBytes } from '../../sources/locate.ts';
import type { Database } from './database.ts';
import { decide, type Decision } from './delimited-columns.ts';
import type { Import, ImportedColumn, StoredColumn } from './import.ts';
import { literal } from './quote.ts';

/** A header is not longer than this. */
const MOST_HEADER = 16 * 1024 * 1024;

/**
 * Text with delimiters, read twice at most: cells that are plain numbers become doubles in the first reading, all others
 * are kept as they are written and judged by the rules of the format in memory. A column that turns out to be text with
 * numbers among its cells is read again as it is written.
 */
export function delimitedImport(usualDelimiter: string): Import {
  return async (database, path, given, wanted) => {
    const options = csvOptions(given, usualDelimiter);
    if ('kind' in options) return options;
    if (!/^utf-?8$/i.test(options.encoding)) return notUtf8(options.encoding);
    const names = headerOf(path, options);
    if (isSourceFailure(names)) return names;
    const columns = names.flatMap((name, at) => (wanted(name) ? [{ name, at }] : []));
    const from = readCsv(path, names.length, options);
    const parts = columns.map(({ name, at }) => staged(at, options, options.columns.get(name)));
    await database.run(
      `CREATE TABLE stage.cells AS SELECT ${[...parts, 'true AS present'].join(', ')} FROM (${from})`,
    );
    const decisions = await decide(database, columns, options);
    if (isSourceFailure(decisions)) return decisions;
    await keep(database, decisions, from);
    return names.map((name, at): ImportedColumn => ({ name, stored: storedAs(decisions.get(at), at) }));
  };
}

function storedAs(decision: Decision | undefined, at: number): StoredColumn | null {
  return decision ? { id: `c${at}`, kind: decision.kind } : null;
}

async function keep(
  database: Database,
  decisions: ReadonlyMap<number, Decision>,
  from: string,
): Promise<void> {
  const entries = [...decisions];
  const again = entries.filter(([, { asWritten }]) => asWritten).map(([at]) => `c${at} AS w${at}`);
  if (again.length > 0)
    await database.run(`CREATE TABLE stage.texts AS SELECT ${again.join(', ')} FROM (${from})`);
  const source = again.length > 0 ? 'stage.cells POSITIONAL JOIN stage.texts' : 'stage.cells';
  const columns = entries.map(([at, { sql }]) => `${sql} AS c${at}`);
  const list = columns.length > 0 ? columns.join(', ') : 'present AS present';
  await database.run(`CREATE TABLE data AS SELECT ${list} FROM ${source}`);
}

function notUtf8(encoding: string): SourceFailure {
  return sourceFailure(
    'engine-option',
    `engine: duckdb reads text in utf-8, not in ${encoding}`,
    'save the file as UTF-8, or leave engine out',
  );
}

function headerOf(path: string, options: CsvOptions): readonly string[] | SourceFailure {
  const bytes = firstBytes(path, path, MOST_HEADER);
  if (isSourceFailure(bytes)) return bytes;
  const end = lineEnd(bytes);
  if (end === null) return sourceFailure('csv-header', 'the file has a header and no rows');
  return readHeader(bytesInput(bytes.subarray(0, end)), options);
}

/** Where the first line ends that is not within quotes; null where none does. */
function lineEnd(bytes: Uint8Array): number | null {
  let quoted = false;
  for (let i = 0; i < bytes.length; i += 1) {
    const code = bytes[i]!;
    if (code === 34) quoted = !quoted;
    if (!quoted && (code === 10 || code === 13)) return i;
  }
  return null;
}

/** All cells as written; one without letters is an empty text, since `na` decides what is missing. */
function readCsv(path: string, width: number, { delimiter }: CsvOptions): string {
  const columns = Array.from({ length: width }, (_, at) => `'c${at}': 'VARCHAR'`).join(', ');
  const settings = [
    'auto_detect = false, header = true, strict_mode = true, null_padding = false, ignore_errors = false',
    `delim = ${literal(delimiter)}, quote = '"', escape = '"', max_line_size = 33554432, buffer_size = 134217728`,
    `columns = {${columns}}`,
  ];
  const cells = Array.from({ length: width }, (_, at) => `coalesce(c${at}, '') AS c${at}`).join(', ');
  return `SELECT ${cells} FROM read_csv(${[literal(path), ...settings].join(', ')})`;
}

const PLAIN = "'[+-]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[eE][+-]?[0-9]+)?'";
/** Plain numbers that are surely finite, not keys, and within what doubles tell apart. */
const EASY = "'[+-]?(?:(?:0|[1-9][0-9]*)(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]{1,2})?'";
const DAY = "'[0-9]{4}-[0-9]{2}-[0-9]{2}'";

/** n: the number where the cell is plainly one; s: the cell as written where it is neither that nor missing. */
function staged(at: number, options: CsvOptions, declared: DeclaredType | undefined): string {
  const cell = `trim(c${at}, ' \t')`;
  const present =
    options.na.size > 0 ? `${cell} NOT IN (${[...options.na].map(literal).join(', ')})` : 'true';
  const number = numberIn(cell, options, declared);
  const n = `CASE WHEN ${present} THEN ${number} END`;
  return `${n} AS n${at}, CASE WHEN ${present} AND ${number} IS NULL THEN c${at} END AS s${at}`;
}

function numberIn(cell: string, { decimal }: CsvOptions, declared: DeclaredType | undefined): string {
  if (declared === 'string') return 'NULL::DOUBLE';
  if (declared === 'date') {
    const day = `(TRY_CAST(${cell} AS DATE) - DATE '1970-01-01')::DOUBLE`;
    return `CASE WHEN regexp_full_match(${cell}, ${DAY}) AND ${cell} >= '0001' THEN ${day} END`;
  }
  const text = withPoint(cell, decimal);
  const value = `TRY_CAST(ltrim(${text}, '+') AS DOUBLE)`;
  if (declared === 'integer') {
    return `CASE WHEN regexp_full_match(${cell}, '[+-]?[0-9]{1,15}') THEN ${value} END`;
  }
  const form = declared === 'number' ? PLAIN : EASY;
  const sure =
    declared === 'number'
      ? `isfinite(${value})`
      : `length(${text}) <= 40 AND (length(${text}) < 16 OR contains(${text}, '.'))`;
  return `CASE WHEN regexp_full_match(${text}, ${form}) AND ${sure} THEN ${value} END`;
}

/** With a decimal comma a point is no part of a number. */
export function withPoint(cell: string, decimal: CsvOptions['decimal']): string {
  return decimal === '.' ? cell : `replace(replace(${cell}, '.', '#'), ',', '.')`;
}

/** The options of the format in memory, of which encoding must be utf-8. */
export const DELIMITED_KEYS = CSV_KEYS;
