import type { ReadParameters } from '../../../compiler/plan/plan.ts';
import type { Column } from '../../engines/memory/table.ts';
import { type CsvOptions, csvOptions, type DeclaredType } from '../csv-options.ts';
import { decode, isUtf8Name, markMismatch, tooLarge } from '../decode.ts';
import { isSourceFailure, type SourceFailure, shown, sourceFailure } from '../failure.ts';
import { noColumn } from '../named-columns.ts';
import { type Builder, finished, newBuilder } from './builder.ts';
import { type ByteInput, bytesInput, fill, wholeOf } from './byte-input.ts';
import { newColumns, newScanner, type Scanner } from './scanner.ts';
import { passOver } from './text-pass.ts';

/** What is wanted of a file, once its header is known. */
export interface Wanted {
  readonly columns: (names: readonly string[]) => ReadonlySet<string>;
  /** Whether the cells of the other columns are judged too, or passed over. */
  readonly judgeOthers: boolean;
  /** Sees every byte of the file once, in order. */
  readonly onBytes?: ((bytes: Uint8Array) => void) | undefined;
}

/** A delimited text that was read to its end. */
export interface DelimitedFile {
  readonly kind: 'delimited';
  readonly rows: number;
  /** In the order of the file. */
  readonly names: readonly string[];
  /** By name: the wanted columns whole, of others what they hold, or what is wrong. Passed over ones are not there. */
  readonly columns: ReadonlyMap<string, Column | Column['kind'] | 'date' | SourceFailure>;
}

/**
 * Reads a delimited text, most in one pass: a wanted column that holds numbers first and text later takes another.
 * Everything that concerns the file as a whole is a failure of the file, the rest of its column.
 */
export function readDelimited(
  input: ByteInput,
  given: ReadParameters['options'],
  usualDelimiter: string,
  wanted: Wanted,
): DelimitedFile | SourceFailure {
  const options = csvOptions(given, usualDelimiter);
  if ('kind' in options) return options;
  const text = asUtf8(input, options.encoding, wanted.onBytes);
  if ('kind' in text) return text;
  const scanner = newScanner(options);
  const file: { names: readonly string[]; failure: SourceFailure | null } = { names: [], failure: null };
  const failure = passOver(text.input, scanner, {
    judgedAs: text.judged ? options.encoding : null,
    ...(text.judged && wanted.onBytes ? { onBytes: wanted.onBytes } : {}),
    onHeader(at, quoted) {
      file.names = at.header.map((name) => name.trim());
      file.failure = headerFailure(file.names, quoted, options);
      const builders = file.failure ? unread(file.names) : firstBuilders(file.names, options, wanted);
      at.columns = newColumns(builders, at);
    },
  });
  if (failure) return failure;
  if (file.failure) return file.failure;
  const rows = scanner.records - 1;
  if (rows <= 0) return sourceFailure('csv-empty', 'the file has a header and no rows');
  const { names } = file;
  const undeclared = [...options.columns.keys()].find((name) => !names.includes(name));
  if (undeclared !== undefined) return noColumn(undeclared, names);
  return { kind: 'delimited', rows, names, columns: columnsOf(scanner, text.input, options) };
}

/** The names in a header alone, judged as those of a whole file are. */
export function readHeader(input: ByteInput, options: CsvOptions): readonly string[] | SourceFailure {
  const scanner = newScanner(options);
  const header: { names: readonly string[]; quoted: boolean } = { names: [], quoted: false };
  const failure = passOver(input, scanner, {
    judgedAs: options.encoding,
    onHeader(at, quoted) {
      header.names = at.header.map((name) => name.trim());
      header.quoted = quoted;
      at.columns = newColumns(unread(header.names), at);
    },
  });
  const { names, quoted } = header;
  const wrong = failure ?? headerFailure(names, quoted, options);
  if (wrong) return wrong;
  const undeclared = [...options.columns.keys()].find((name) => !names.includes(name));
  return undeclared === undefined ? names : noColumn(undeclared, names);
}

/** The bytes as UTF-8: as they are, or decoded as a whole. */
function asUtf8(
  input: ByteInput,
  encoding: string,
  onBytes: Wanted['onBytes'],
): { readonly input: ByteInput; readonly judged: boolean } | SourceFailure {
  if (isUtf8Name(encoding)) {
    const start = new Uint8Array(2);
    fill(input, start, 0);
    return markMismatch(start, encoding) ?? { input, judged: true };
  }
  const refused = tooLarge(input.size, encoding);
  if (refused) return refused;
  const bytes = wholeOf(input);
  onBytes?.(bytes);
  const text = decode(bytes, encoding);
  return typeof text === 'string' ? { input: bytesInput(Buffer.from(text)), judged: false } : text;
}

function unread(names: readonly string[]): readonly Builder[] {
  return names.map((name) => newBuilder(name, 'string', false));
}

function firstBuilders(names: readonly string[], options: CsvOptions, wanted: Wanted): readonly Builder[] {
  const kept = wanted.columns(names);
  return names.map((name) =>
    kept.has(name) || wanted.judgeOthers
      ? newBuilder(name, options.columns.get(name) ?? null, kept.has(name))
      : newBuilder(name, 'string', false),
  );
}

function columnsOf(scanner: Scanner, input: ByteInput, options: CsvOptions): DelimitedFile['columns'] {
  const { builders, run } = scanner.columns!;
  const rows = scanner.records - 1;
  const columns = new Map<string, Column | Column['kind'] | 'date' | SourceFailure>();
  const again: string[] = [];
  for (const [index, builder] of builders.entries()) {
    if (builder.mode === 'unread') {
      if (options.columns.get(builder.name) === 'string') columns.set(builder.name, 'text');
      continue;
    }
    const found = finished(builder, rows, run.seen[index] === 1);
    if (found === 'again' && builder.kept) again.push(builder.name);
    if (found === 'again') columns.set(builder.name, 'text');
    else columns.set(builder.name, builder.kept || isFailure(found) ? found : kindOf(found));
  }
  if (again.length > 0) for (const column of asText(input, options, again)) columns.set(column.name, column);
  return columns;
}

function kindOf(column: Column): Column['kind'] | 'date' {
  return column.kind === 'number' && column.date ? 'date' : column.kind;
}

function isFailure(found: object): found is SourceFailure {
  return isSourceFailure(found);
}

/** Columns that hold text after all, read anew as what is written in their cells. */
function asText(input: ByteInput, options: CsvOptions, names: readonly string[]): readonly Column[] {
  const declared = new Map<string, DeclaredType>(names.map((name) => [name, 'string']));
  const scanner = newScanner({ ...options, columns: declared });
  passOver(input, scanner, {
    judgedAs: null,
    onHeader(at) {
      const builders = at.header.map((name) => newBuilder(name.trim(), 'string', declared.has(name.trim())));
      at.columns = newColumns(builders, at);
    },
  });
  const rows = scanner.records - 1;
  return scanner
    .columns!.builders.filter(({ kept }) => kept)
    .map((builder) => finished(builder, rows, false) as Column);
}

function headerFailure(names: readonly string[], quoted: boolean, options: CsvOptions): SourceFailure | null {
  const empty = names.indexOf('');
  if (empty >= 0) {
    return inHeader(
      `column ${empty + 1} has no name`,
      'every column needs one; a first column without a name is often a row number that R wrote: leave it out',
    );
  }
  const positions = new Map<string, number>();
  for (const [position, name] of names.entries()) {
    const earlier = positions.get(name);
    if (earlier !== undefined) {
      return inHeader(`columns ${earlier + 1} and ${position + 1} are both named ${shown(name)}`, null);
    }
    positions.set(name, position);
  }
  const other =
    names.length === 1 ? [';', '\t', ',', '|'].find((mark) => names[0]!.includes(mark)) : undefined;
  if (other === undefined || quoted) return null;
  return inHeader(
    `there is one column, named ${shown(names[0]!)}, with the delimiter ${JSON.stringify(options.delimiter)}`,
    `declare delimiter: ${JSON.stringify(other)}, or put the name in quotes`,
  );
}

function inHeader(what: string, hint: string | null): SourceFailure {
  return sourceFailure('csv-header', `in the header, ${what}`, hint, { line: 1 });
}
