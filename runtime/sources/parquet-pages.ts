import type { ColumnMetaData, Compressors, PageHeader, SchemaElement } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { DamagedFile } from './bytes.ts';

/** A column of one row group, and what is known of it. */
export interface ColumnChunk {
  readonly bytes: Uint8Array;
  readonly column: ColumnMetaData;
  readonly element: SchemaElement;
  readonly rows: number;
  readonly compressors: Compressors;
}

/**
 * Walks the pages of a column before the library reads them, and throws DamagedFile unless they lie within the column and
 * have as many values as the group has rows, and every run of equal values ends with its page. The library fills as many
 * cells as a run claims: a damaged one would end the process.
 */
export function checkPages({ bytes, column, element, rows, compressors }: ColumnChunk): void {
  const name = column.path_in_schema.join('.');
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  if (column.type !== element.type) throw new DamagedFile(`the column ${name} has two types`);
  if (!(start >= 0 && end >= start && end <= bytes.length)) {
    throw new DamagedFile(`the column ${name} lies outside the file`);
  }
  const reader = { view: new DataView(bytes.buffer, bytes.byteOffset + start, end - start), offset: 0 };
  let values = 0;
  while (values < rows) {
    const header = parquetHeader(reader);
    const size = header.compressed_page_size;
    const count = (header.data_page_header ?? header.data_page_header_v2)?.num_values ?? 0;
    if (!(size >= 0 && count >= 0 && count <= rows) || reader.offset + size > end - start) {
      throw new DamagedFile(`a page of the column ${name} is longer than the column`);
    }
    const at = start + reader.offset;
    const page = bytes.subarray(at, at + size);
    if (header.type === 'DATA_PAGE') checkFirst(page, header, column, element, compressors);
    else if (header.type === 'DATA_PAGE_V2') checkSecond(page, header, column, element, compressors);
    if (header.type !== 'DICTIONARY_PAGE') values += count;
    reader.offset += size;
  }
  if (values !== rows) throw new DamagedFile(`the column ${name} has ${values} values in ${rows} rows`);
}

function unpacked(
  page: Uint8Array,
  size: number,
  column: ColumnMetaData,
  compressors: Compressors,
): Uint8Array {
  if (column.codec === 'UNCOMPRESSED') return page;
  // What is not unpacked here the library refuses by name.
  return compressors[column.codec]?.(page, size) ?? new Uint8Array(0);
}

type Check = (
  page: Uint8Array,
  header: PageHeader,
  column: ColumnMetaData,
  element: SchemaElement,
  compressors: Compressors,
) => void;

/** First version: a length and the levels that tell missing cells, then the values, packed together. */
const checkFirst: Check = (packed, header, column, element, compressors) => {
  const data = header.data_page_header;
  if (!data || (column.codec !== 'UNCOMPRESSED' && !compressors[column.codec])) return;
  const page = unpacked(packed, Number(header.uncompressed_page_size), column, compressors);
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  let at = 0;
  let present = data.num_values;
  if (element.repetition_type !== 'REQUIRED') {
    present = checkRuns(page, 4, 1, data.num_values);
    at = 4 + view.getUint32(0, true);
  }
  checkValues(page, at, data.encoding, element, present);
};

/** Second version: the levels stand before the values, and are not packed. */
const checkSecond: Check = (packed, header, column, element, compressors) => {
  const data = header.data_page_header_v2;
  if (!data || (column.codec !== 'UNCOMPRESSED' && !compressors[column.codec])) return;
  const levels = data.definition_levels_byte_length + data.repetition_levels_byte_length;
  const missing = data.num_nulls;
  if (!(levels >= 0 && levels <= packed.length && missing >= 0 && missing <= data.num_values)) {
    throw new DamagedFile('a page has levels that do not fit');
  }
  if (element.repetition_type !== 'REQUIRED') {
    checkRuns(packed, data.repetition_levels_byte_length, 1, data.num_values);
  }
  const rest = packed.subarray(levels);
  const size = Number(header.uncompressed_page_size) - levels;
  const page = data.is_compressed === false ? rest : unpacked(rest, size, column, compressors);
  checkValues(page, 0, data.encoding, element, data.num_values - missing);
};

/** Values that are runs: indices into a dictionary, after a byte with their width, and truth values after a length. */
function checkValues(
  page: Uint8Array,
  at: number,
  encoding: string,
  element: SchemaElement,
  count: number,
): void {
  if (count === 0) return;
  if (encoding === 'RLE') checkRuns(page, at + 4, 1, count);
  else if (encoding.endsWith('_DICTIONARY') && element.type !== 'BOOLEAN') {
    const width = page[at] ?? 0;
    if (width > 32) throw new DamagedFile('a dictionary has indices of more than 32 bits');
    if (width > 0) checkRuns(page, at + 1, width, count);
  }
}

/** Walks runs up to `count` values; returns how many of them are 1, which means something for a width of one bit. */
function checkRuns(page: Uint8Array, start: number, width: number, count: number): number {
  const cursor = { page, at: start };
  let seen = 0;
  let ones = 0;
  while (seen < count) {
    const header = unsignedVarint(cursor);
    const packed = header % 2 === 1;
    const run = Math.floor(header / 2) * (packed ? 8 : 1);
    // A packed run may end with values that mean nothing, and ends with its bytes in any case.
    if (!packed && run > count - seen) throw new DamagedFile('a run of values is longer than its page');
    const taken = Math.min(run, count - seen);
    if (width === 1) ones += packed ? onesAmong(page, cursor.at, taken) : taken * (page[cursor.at] ?? 0);
    cursor.at += packed ? (run / 8) * width : Math.ceil(width / 8);
    seen += taken;
  }
  return ones;
}

function onesAmong(page: Uint8Array, at: number, count: number): number {
  let ones = 0;
  for (let i = 0; i < count; i += 1) ones += ((page[at + (i >> 3)] ?? 0) >> (i & 7)) & 1;
  return ones;
}

function unsignedVarint(cursor: { readonly page: Uint8Array; at: number }): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = cursor.page[cursor.at];
    if (byte === undefined) break;
    cursor.at += 1;
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
  throw new DamagedFile('a page ends within a run of values');
}
