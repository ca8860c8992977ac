import { type Cells, readCells } from './cells.ts';
import { columnarSource } from '../../../../runtime/sources/columnar-source.ts';
import { CSV_KEYS, type CsvOptions, csvOptions } from '../../../../runtime/sources/csv-options.ts';
import { decode } from '../../../../runtime/sources/decode.ts';
import {
  isSourceFailure,
  type SourceFailure,
  shown,
  sourceFailure,
} from '../../../../runtime/sources/failure.ts';
import { type NamedColumns, noColumn } from '../../../../runtime/sources/named-columns.ts';
import { cellAt, type Records, scan } from './scan.ts';
import type { ImmediateSource, Source } from '../../../../runtime/sources/source.ts';

/**
 * The plain reading of a delimited text: decode all, split all, then read column by column. What the streaming reader
 * is compared with.
 */
export const wholeCsv: ImmediateSource = delimited(
  { name: 'csv', doc: 'Comma-separated text with a header line.', extensions: ['csv'], options: CSV_KEYS },
  ',',
);

function delimited(declaration: Source['declaration'], usualDelimiter: string): ImmediateSource {
  return columnarSource(declaration, (bytes, options) => {
    const file = open(bytes, options, usualDelimiter);
    return isSourceFailure(file) ? file : namedColumns(file);
  });
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

function namedColumns(file: OpenFile): NamedColumns {
  const column = (name: string) => readCells(cellsOf(file, name), file.options);
  return { rows: file.records.count - 1, names: file.names, column };
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
