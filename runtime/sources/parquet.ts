import { DamagedFile } from './bytes.ts';
import { lateSource } from './columnar-source.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from './failure.ts';
import { type TypedOptions, typedOptions } from './format-options.ts';
import { type NamedColumns, nameFailure } from './named-columns.ts';
import { type CellReader, cellReader, type Stored } from './parquet-cells.ts';
import type { ParquetFile } from './read-parquet.ts';
import type { Source } from './source.ts';
import { readTypedCells } from './typed-cells.ts';

const OPTIONS = ['na', 'columns'] as const;

/**
 * Apache Parquet: columns of numbers, truth values, texts, decimals and dates; only those that are asked for are read. A
 * column of lists, records or times of day is left out of the description, and refused where it is asked for.
 */
export const parquet: Source = lateSource(
  {
    name: 'parquet',
    doc: 'Apache Parquet, plain or packed by snappy, gzip or brotli.',
    extensions: ['parquet', 'pq'],
    options: OPTIONS,
  },
  open,
);

async function open(
  bytes: Uint8Array,
  given: Parameters<Source['describe']>[1],
  wanted: readonly string[] | null,
): Promise<NamedColumns | SourceFailure> {
  const options = typedOptions(given, OPTIONS);
  if (isSourceFailure(options)) return options;
  const library = await import('./read-parquet.ts');
  try {
    const file = library.describeParquet(bytes);
    if (file.rows === 0) return sourceFailure('parquet-empty', 'the file has no rows');
    const readers = readersOf(file);
    const wrong = nameFailure([...file.elements.map(({ name }) => name)], options.columns.keys());
    if (wrong) return wrong;
    const names = [...readers].filter(([, reader]) => typeof reader !== 'string').map(([name]) => name);
    const needed = wanted === null ? names : names.filter((name) => wanted.includes(name));
    return named(file, await library.readStored(file, needed), readers, options);
  } catch (error) {
    return error instanceof library.UnknownCompression ? packed() : damaged(error);
  }
}

type Readers = ReadonlyMap<string, CellReader | string>;

function readersOf(file: ParquetFile): Readers {
  return new Map(file.elements.map((element) => [element.name, cellReader(element)]));
}

function packed(): SourceFailure {
  return sourceFailure(
    'parquet-compression',
    'the file is packed by zstd, which needs Node 22.15 or newer',
    'write it with snappy or gzip',
  );
}

/** Whatever the library throws at bytes that it cannot read is a fact about the file. */
function damaged(error: unknown): SourceFailure {
  const reason = error instanceof Error ? error.message : String(error);
  const codec = /unsupported compression codec: (\w+)/.exec(reason)?.[1];
  if (codec !== undefined) {
    const what = `the file is packed by ${codec}, which is not read`;
    return sourceFailure('parquet-compression', what, 'write it with snappy or gzip');
  }
  const what = error instanceof DamagedFile ? 'damaged' : 'no Parquet file, or damaged';
  return sourceFailure('parquet-damaged', `the file is ${what}: ${reason}`, 'write it again');
}

function named(
  { rows }: ParquetFile,
  stored: ReadonlyMap<string, readonly Stored[]>,
  readers: Readers,
  options: TypedOptions,
): NamedColumns {
  return {
    rows,
    names: [...readers.keys()],
    unusable: new Map(
      [...readers].filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    ),
    column: (name) => {
      const reader = readers.get(name)!;
      if (typeof reader === 'string') return unusable(name, reader);
      const cells = stored.get(name)!;
      const cell = (row: number) => {
        const value = cells[row];
        return value === null || value === undefined ? null : reader.cell(value);
      };
      const where = (row: number): string => `row ${row + 1}`;
      try {
        return readTypedCells({ name, rows, cell, where, empty: reader.empty }, options);
      } catch (error) {
        return damaged(error);
      }
    },
  };
}

function unusable(name: string, why: string): SourceFailure {
  const hint = 'make columns of numbers, texts or days of it before';
  return sourceFailure('unusable-column', `the column ${name} ${why}, which no column of a table can`, hint, {
    column: name,
  });
}
