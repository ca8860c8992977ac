import type { ColumnSchema, TableSchema } from '../../compiler/plan/catalog.ts';
import { nearest } from '../../compiler/plan/suggest.ts';
import { tableOf } from '../engines/memory/columns.ts';
import type { Column, Panel, Table } from '../engines/memory/table.ts';
import { type Cells, readCells } from './cells.ts';
import { type CsvOptions, csvOptions } from './csv-options.ts';
import { decode } from './decode.ts';
import { isSourceFailure, type SourceFailure, shown, sourceFailure } from './failure.ts';
import { cellAt, type Records, scan } from './scan.ts';
import type { Source } from './source.ts';

/** Levels of a text column that a schema lists; beyond, they are no categories any more. */
const MOST_LEVELS = 1000;
/** Whole numbers that may be groups; more are a quantity. */
const MOST_WHOLE_NUMBERS = 100;

export const csv: Source = delimited(
  { name: 'csv', doc: 'Comma-separated text with a header line.', extensions: ['csv'] },
  ',',
);

export const tsv: Source = delimited(
  { name: 'tsv', doc: 'Tab-separated text with a header line.', extensions: ['tsv', 'tab'] },
  '\t',
);

function delimited(declaration: Source['declaration'], usualDelimiter: string): Source {
  return {
    declaration,
    describe(bytes, options) {
      const file = open(bytes, options, usualDelimiter);
      if (isSourceFailure(file)) return file;
      const columns = readColumns(file, file.names);
      return isSourceFailure(columns) ? columns : schemaOf(columns, file.records.count - 1);
    },
    read(bytes, options, columns, panel) {
      const file = open(bytes, options, usualDelimiter);
      return isSourceFailure(file) ? file : tableFrom(file, columns, panel);
    },
  };
}

interface OpenFile {
  readonly options: CsvOptions;
  readonly records: Records;
  /** Of the header, in its order. */
  readonly names: readonly string[];
}

/** Decodes and splits; everything that concerns the file as a whole is checked here. */
function open(
  bytes: Uint8Array,
  given: Parameters<Source['describe']>[1],
  usualDelimiter: string,
): OpenFile | SourceFailure {
  const options = csvOptions(given, usualDelimiter);
  if ('kind' in options) return options;
  const text = decode(bytes, options.encoding);
  if (typeof text !== 'string') return text;
  if (text.trim() === '') return sourceFailure('csv-empty', 'the file is empty', 'a header line is expected');
  const records = scan(text, options.delimiter);
  if ('kind' in records) return records;
  const names = headerOf(records, options);
  if ('kind' in names) return names;
  if (records.count === 1) return sourceFailure('csv-empty', 'the file has a header and no rows');
  const undeclared = [...options.columns.keys()].find((name) => !names.includes(name));
  return undeclared === undefined ? { options, records, names } : noColumn(undeclared, names);
}

function headerOf(records: Records, options: CsvOptions): readonly string[] | SourceFailure {
  const names = Array.from({ length: records.width }, (_, column) => cellAt(records, 0, column).trim());
  const empty = names.indexOf('');
  if (empty >= 0) {
    return headerFailure(
      `column ${empty + 1} has no name`,
      'every column needs one; a first column without a name is often a row number that R wrote: leave it out',
    );
  }
  const again = names.findIndex((name, column) => names.indexOf(name) < column);
  if (again >= 0) {
    const name = names[again]!;
    return headerFailure(
      `columns ${names.indexOf(name) + 1} and ${again + 1} are both named ${shown(name)}`,
      null,
    );
  }
  const other =
    records.width === 1 ? [';', '\t', ',', '|'].find((mark) => names[0]!.includes(mark)) : undefined;
  if (other !== undefined && records.text.charCodeAt(0) !== 34) {
    return headerFailure(
      `there is one column, named ${shown(names[0]!)}, with the delimiter ${JSON.stringify(options.delimiter)}`,
      `declare delimiter: ${JSON.stringify(other)}, or put the name in quotes`,
    );
  }
  return names;
}

function headerFailure(what: string, hint: string | null): SourceFailure {
  return sourceFailure('csv-header', `in the header, ${what}`, hint, { line: 1 });
}

function noColumn(name: string, names: readonly string[]): SourceFailure {
  const meant = nearest(name, names);
  return sourceFailure(
    'unknown-column',
    `the file has no column ${name}`,
    meant ? `did you mean ${meant}?` : `it has: ${names.join(', ')}`,
    { column: name },
  );
}

function tableFrom(file: OpenFile, wanted: readonly string[], panel: Panel | null): Table | SourceFailure {
  const needed = new Set([...wanted, ...(panel ? [panel.unit, panel.time] : [])]);
  const absent = [...needed].find((name) => !file.names.includes(name));
  if (absent !== undefined) return noColumn(absent, file.names);
  const columns = readColumns(
    file,
    file.names.filter((name) => needed.has(name)),
  );
  return isSourceFailure(columns) ? columns : tableOf(file.records.count - 1, columns, panel);
}

function readColumns(file: OpenFile, names: readonly string[]): readonly Column[] | SourceFailure {
  const columns: Column[] = [];
  for (const name of names) {
    const column = readCells(cellsOf(file, name), file.options);
    if ('code' in column) return column;
    columns.push(column);
  }
  return columns;
}

function cellsOf({ records, names }: OpenFile, name: string): Cells {
  const column = names.indexOf(name);
  return {
    name,
    rows: records.count - 1,
    cell: (row) => cellAt(records, row + 1, column),
    line: (row) => records.lines[row + 1]!,
  };
}

function schemaOf(columns: readonly Column[], rows: number): TableSchema {
  return {
    rows,
    columns: columns.map(({ name, ...column }): ColumnSchema => {
      if (column.kind === 'number') return { name, type: 'number', levels: wholeNumbers(column.values) };
      const listed = column.levels.length <= MOST_LEVELS;
      return { name, type: 'text', levels: listed ? inOrderOfAppearance(column.codes, column.levels) : null };
    }),
  };
}

/** Distinct values of a column of few whole numbers (a year, a code), as texts by size; null for any other. */
function wholeNumbers(values: Float64Array): readonly string[] | null {
  const distinct = new Set<number>();
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value) || distinct.size > MOST_WHOLE_NUMBERS) return null;
    distinct.add(value);
  }
  if (distinct.size > MOST_WHOLE_NUMBERS) return null;
  return [...distinct].sort((a, b) => a - b).map(String);
}

function inOrderOfAppearance(codes: Int32Array, levels: readonly string[]): readonly string[] {
  return [...new Set(codes)].filter((code) => code >= 0).map((code) => levels[code]!);
}
