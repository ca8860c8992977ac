import {
  type ByteCursor,
  byteCursor,
  claim,
  DamagedFile,
  expectWord,
  isAt,
  readField,
  readLong,
  readUnsigned,
} from './bytes.ts';

/** How the cells of a variable are stored. `reference`: a number that names a long string kept elsewhere. */
export type Storage = 'byte' | 'int' | 'long' | 'float' | 'double' | 'text' | 'reference';

/** Names and labels are bytes here, since their encoding is decided later. */
export interface DtaVariable {
  readonly name: Uint8Array;
  readonly storage: Storage;
  /** Bytes of a cell. */
  readonly width: number;
  /** Where the cell begins in its row. */
  readonly offset: number;
  /** `%9.0g`, `%td` … */
  readonly format: string;
  /** Name of its set of value labels, decoded byte by byte; empty where it has none. */
  readonly labels: string;
}

/** Where everything stands in a Stata file. */
export interface DtaLayout {
  readonly version: number;
  readonly little: boolean;
  readonly rows: number;
  readonly rowWidth: number;
  /** The first byte of the cells; all of them lie within the file. */
  readonly data: number;
  readonly variables: readonly DtaVariable[];
  /** At what follows the cells: long strings and value labels. */
  readonly rest: ByteCursor;
}

/** Widths of the fields that differ between versions. */
interface Widths {
  readonly name: number;
  readonly format: number;
  readonly label: number;
}

const OLD_WIDTHS: Widths = { name: 33, format: 49, label: 81 };
const NEW_WIDTHS: Widths = { name: 129, format: 57, label: 321 };

/** The versions that are read: Stata 10 to 19. */
export const DTA_VERSIONS = [114, 115, 117, 118, 119];

/**
 * Reads the description of a Stata file, as `help dta` of Stata (versions 114, 115, 117, 118, 119) states it. Throws
 * DamagedFile where the bytes are something else, or fewer than they say.
 */
export function readLayout(bytes: Uint8Array): DtaLayout {
  const cursor = byteCursor(bytes);
  return isAt(cursor, '<stata_dta>') ? readTagged(cursor) : readOld(cursor);
}

function knownVersion(version: number): void {
  if (DTA_VERSIONS.includes(version)) return;
  throw new DamagedFile(
    version >= 102 && version <= 121
      ? `the file has version ${version} of the format, and only ${DTA_VERSIONS.join(', ')} are read`
      : 'the file does not begin like a Stata file',
  );
}

/** 114 and 115: fields of fixed width, one after the other. */
function readOld(cursor: ByteCursor): DtaLayout {
  const version = readUnsigned(cursor, 1, 'the header');
  knownVersion(version);
  if (version > 115) throw new DamagedFile('the file does not begin like a Stata file');
  const order = readUnsigned(cursor, 1, 'the header');
  if (order !== 1 && order !== 2) throw new DamagedFile('byte 1 does not state an order of bytes');
  cursor.little = order === 2;
  claim(cursor, 2, 'the header');
  const count = readUnsigned(cursor, 2, 'the header');
  const rows = readUnsigned(cursor, 4, 'the header');
  claim(cursor, 81 + 18, 'the header');
  const types = Array.from({ length: count }, () => oldStorage(readUnsigned(cursor, 1, 'the types')));
  const names = readFields(cursor, count, OLD_WIDTHS.name, 'the names');
  claim(cursor, 2 * (count + 1), 'the order of sorting');
  const formats = readFields(cursor, count, OLD_WIDTHS.format, 'the formats');
  const labels = readFields(cursor, count, OLD_WIDTHS.name, 'the names of value labels');
  claim(cursor, OLD_WIDTHS.label * count, 'the labels of variables');
  skipExpansions(cursor);
  return withData(cursor, version, rows, { types, names, formats, labels });
}

function oldStorage(code: number): readonly [Storage, number] {
  if (code >= 1 && code <= 244) return ['text', code];
  const numeric = NUMERIC[code - 251];
  if (numeric === undefined) throw new DamagedFile(`a variable has the type ${code}, which does not exist`);
  return numeric;
}

const NUMERIC: readonly (readonly [Storage, number])[] = [
  ['byte', 1],
  ['int', 2],
  ['long', 4],
  ['float', 4],
  ['double', 8],
];

/** Fields that Stata adds for itself: a kind, a length, the content, until kind and length are 0. */
function skipExpansions(cursor: ByteCursor): void {
  for (;;) {
    const kind = readUnsigned(cursor, 1, 'the characteristics');
    const length = readUnsigned(cursor, 4, 'the characteristics');
    if (kind === 0 && length === 0) return;
    claim(cursor, length, 'the characteristics');
  }
}

/** 117 to 119: the same between tags. */
function readTagged(cursor: ByteCursor): DtaLayout {
  expectWord(cursor, '<stata_dta><header><release>');
  const version = Number(String.fromCharCode(...readField(cursor, 3, 'the header')));
  knownVersion(version);
  expectWord(cursor, '</release><byteorder>');
  cursor.little = isAt(cursor, 'LSF');
  expectWord(cursor, cursor.little ? 'LSF' : 'MSF');
  expectWord(cursor, '</byteorder><K>');
  const count = readUnsigned(cursor, version === 119 ? 4 : 2, 'the header');
  expectWord(cursor, '</K><N>');
  const rows = version === 117 ? readUnsigned(cursor, 4, 'the header') : readLong(cursor, 'the header');
  expectWord(cursor, '</N><label>');
  claim(cursor, readUnsigned(cursor, version === 117 ? 1 : 2, 'the header'), 'the label of the data');
  expectWord(cursor, '</label><timestamp>');
  claim(cursor, readUnsigned(cursor, 1, 'the header'), 'the time stamp');
  expectWord(cursor, '</timestamp></header><map>');
  claim(cursor, 14 * 8, 'the map');
  expectWord(cursor, '</map>');
  const columns = readTaggedVariables(cursor, count, version);
  skipCharacteristics(cursor);
  expectWord(cursor, '<data>');
  const layout = withData(cursor, version, rows, columns);
  expectWord(cursor, '</data>');
  return layout;
}

function readTaggedVariables(cursor: ByteCursor, count: number, version: number): Fields {
  const widths = version === 117 ? OLD_WIDTHS : NEW_WIDTHS;
  const within = <T>(tag: string, read: () => T): T => {
    expectWord(cursor, `<${tag}>`);
    const value = read();
    expectWord(cursor, `</${tag}>`);
    return value;
  };
  const fields = (tag: string, width: number) =>
    within(tag, () => readFields(cursor, count, width, tag.replaceAll('_', ' ')));
  const types = within('variable_types', () => {
    claim({ ...cursor }, 2 * count, 'the types');
    return Array.from({ length: count }, () => newStorage(readUnsigned(cursor, 2, 'the types')));
  });
  const names = fields('varnames', widths.name);
  within('sortlist', () => claim(cursor, (version === 119 ? 4 : 2) * (count + 1), 'the order of sorting'));
  const formats = fields('formats', widths.format);
  const labels = fields('value_label_names', widths.name);
  within('variable_labels', () => claim(cursor, widths.label * count, 'the labels of variables'));
  return { types, names, formats, labels };
}

function newStorage(code: number): readonly [Storage, number] {
  if (code >= 1 && code <= 2045) return ['text', code];
  if (code === 32768) return ['reference', 8];
  const numeric = NUMERIC[65530 - code];
  if (numeric === undefined) throw new DamagedFile(`a variable has the type ${code}, which does not exist`);
  return numeric;
}

function skipCharacteristics(cursor: ByteCursor): void {
  expectWord(cursor, '<characteristics>');
  while (isAt(cursor, '<ch>')) {
    expectWord(cursor, '<ch>');
    claim(cursor, readUnsigned(cursor, 4, 'the characteristics'), 'the characteristics');
    expectWord(cursor, '</ch>');
  }
  expectWord(cursor, '</characteristics>');
}

function readFields(cursor: ByteCursor, count: number, width: number, what: string): readonly Uint8Array[] {
  claim({ ...cursor }, count * width, what);
  return Array.from({ length: count }, () => readField(cursor, width, what));
}

interface Fields {
  readonly types: readonly (readonly [Storage, number])[];
  readonly names: readonly Uint8Array[];
  readonly formats: readonly Uint8Array[];
  readonly labels: readonly Uint8Array[];
}

/** The cursor stands at the first cell, and afterwards behind the last. */
function withData(cursor: ByteCursor, version: number, rows: number, fields: Fields): DtaLayout {
  let rowWidth = 0;
  const variables = fields.types.map(([storage, width], index): DtaVariable => {
    const offset = rowWidth;
    rowWidth += width;
    return {
      ...{ name: fields.names[index]!, storage, width, offset },
      format: byteText(fields.formats[index]!),
      labels: byteText(fields.labels[index]!),
    };
  });
  const data = claim(cursor, rows * rowWidth, 'the data');
  return { version, little: cursor.little, rows, rowWidth, data, variables, rest: cursor };
}

/** One character a byte: good enough for what is only compared. */
export function byteText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}
