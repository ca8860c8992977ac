import * as zlib from 'node:zlib';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import {
  type Compressors,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadata,
  parquetRead,
  parquetSchema,
  type SchemaElement,
  snappyUncompress,
} from 'hyparquet';
import { DamagedFile } from './bytes.ts';
import type { Stored } from './parquet-cells.ts';
import { checkPages } from './parquet-pages.ts';

/** A file's description, with the annotations of types (hyparquet is to leave them alone) and without. */
export interface ParquetFile {
  readonly bytes: Uint8Array;
  readonly rows: number;
  readonly metadata: FileMetaData;
  /** Columns at the top, in the order of the file. */
  readonly elements: readonly SchemaElement[];
}

/** Cells that are read at most; more would not fit into memory as a table. */
const MOST_CELLS = 2e8;

/** Statistics are not read: those of texts may be cut within a letter. */
const NO_STATISTICS: ParquetParsers = {
  timestampFromMilliseconds: () => undefined,
  timestampFromMicroseconds: () => undefined,
  timestampFromNanoseconds: () => undefined,
  dateFromDays: () => undefined,
  stringFromBytes: () => undefined,
  jsonFromBytes: () => undefined,
  geometryFromBytes: () => undefined,
  geographyFromBytes: () => undefined,
  uuidFromBytes: () => undefined,
};

/** Reads the description at the end of the file. Throws what the library throws, and DamagedFile. */
export function describeParquet(bytes: Uint8Array): ParquetFile {
  const metadata = parquetMetadata(bytes, { parsers: NO_STATISTICS, geoparquet: false });
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (Number(metadata.num_rows) !== rows || metadata.row_groups.some((group) => group.num_rows < 0n)) {
    throw new DamagedFile('the numbers of rows do not agree');
  }
  const elements = parquetSchema(metadata).children.map(({ element }) => element);
  const schema = metadata.schema.map((element) => (element.num_children ? element : asStored(element)));
  return { bytes, rows, metadata: { ...metadata, schema }, elements };
}

function asStored(element: SchemaElement): SchemaElement {
  const kept = ['type', 'type_length', 'repetition_type', 'name'];
  return Object.fromEntries(
    Object.entries(element).filter(([key]) => kept.includes(key)),
  ) as unknown as SchemaElement;
}

/** The stored values of these columns, of which none is nested, by name. Throws like describeParquet. */
export async function readStored(
  file: ParquetFile,
  names: readonly string[],
): Promise<ReadonlyMap<string, readonly Stored[]>> {
  if (file.rows * names.length > MOST_CELLS) {
    throw new DamagedFile(`${file.rows} rows of ${names.length} columns are more than are read`);
  }
  const elements = new Map(file.elements.map((element) => [element.name, element]));
  const wanted = new Map(names.map((name) => [name, elements.get(name)!]));
  for (const group of file.metadata.row_groups) {
    for (const { meta_data: column } of group.columns) {
      const element = column && wanted.get(column.path_in_schema[0]!);
      const { bytes } = file;
      const rows = Number(group.num_rows);
      if (element) checkPages({ bytes, column, element, rows, compressors: COMPRESSORS });
    }
  }
  const columns = new Map(names.map((name) => [name, new Array<Stored>(file.rows).fill(null)]));
  if (names.length === 0) return columns;
  await parquetRead({
    file: bufferOf(file.bytes),
    metadata: file.metadata,
    columns: [...names],
    utf8: false,
    parsers: { timestampFromNanoseconds: (nanoseconds: bigint) => nanoseconds },
    compressors: COMPRESSORS,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const cells = columns.get(columnName);
      if (!cells || rowStart + columnData.length > file.rows) return;
      for (let i = 0; i < columnData.length; i += 1) cells[rowStart + i] = columnData[i] as Stored;
    },
  });
  return columns;
}

function bufferOf(bytes: Uint8Array) {
  return {
    byteLength: bytes.length,
    slice: (start: number, end = bytes.length): ArrayBuffer =>
      Uint8Array.from(bytes.subarray(start, end)).buffer,
  };
}

/** A copy of 64 bytes takes 3: nothing that snappy packs grows by more. */
const MOST_SNAPPY = 22;

const COMPRESSORS: Compressors = {
  SNAPPY: (input, size) => {
    if (size > MOST_SNAPPY * input.length + 64) throw new DamagedFile('a page claims more than it can hold');
    const page = new Uint8Array(size);
    snappyUncompress(input, page);
    return page;
  },
  GZIP: (input, size) => gunzipSync(input, { maxOutputLength: Math.max(1, size) }),
  BROTLI: (input, size) => brotliDecompressSync(input, { maxOutputLength: Math.max(1, size) }),
  ZSTD: (input, size) => unpackZstd(input, size),
};

/** Node has it from 22.15 on. */
function unpackZstd(input: Uint8Array, size: number): Uint8Array {
  const unpack = (zlib as { zstdDecompressSync?: typeof gunzipSync }).zstdDecompressSync;
  if (!unpack) throw new UnknownCompression();
  return unpack(input, { maxOutputLength: Math.max(1, size) });
}

/** A compression that this version of Node does not have. */
export class UnknownCompression extends Error {}
