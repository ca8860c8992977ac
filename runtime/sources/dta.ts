import { withPresentLevels } from '../engines/memory/columns.ts';
import type { Column } from '../engines/memory/table.ts';
import { DamagedFile, untilNul } from './bytes.ts';
import { columnarSource } from './columnar-source.ts';
import { type ByteDecoder, textDecoder } from './decode.ts';
import { type DtaRest, readRest } from './dta-labels.ts';
import { type DtaLayout, type DtaVariable, readLayout } from './dta-layout.ts';
import { isSourceFailure, type SourceFailure, sourceFailure } from './failure.ts';
import { type TypedOptions, typedOptions } from './format-options.ts';
import { type NamedColumns, nameFailure } from './named-columns.ts';
import type { ImmediateSource, Source } from './source.ts';
import { readTypedCells, type TypedCell } from './typed-cells.ts';

const OPTIONS = ['encoding', 'na', 'columns'] as const;

/**
 * Stata's own format. A numeric variable of which every value that occurs has a label becomes a text column of its
 * labels, their order being that of the codes; otherwise, and where its type is declared as a number, it keeps the
 * codes. `.` and `.a` to `.z` are missing, and so is an empty text, as in Stata.
 */
export const dta: ImmediateSource = columnarSource(
  {
    name: 'dta',
    doc: 'Stata data, as Stata 10 and later save them; value labels become text.',
    extensions: ['dta'],
    options: OPTIONS,
  },
  open,
);

interface OpenFile {
  readonly layout: DtaLayout;
  readonly rest: DtaRest;
  readonly view: DataView;
  readonly bytes: Uint8Array;
  readonly encoding: string;
  readonly decoder: ByteDecoder;
  readonly options: TypedOptions;
}

function open(bytes: Uint8Array, given: Parameters<Source['describe']>[1]): NamedColumns | SourceFailure {
  const options = typedOptions(given, OPTIONS);
  if (isSourceFailure(options)) return options;
  try {
    const layout = readLayout(bytes);
    if (layout.rows === 0 || layout.variables.length === 0) {
      const what = layout.rows === 0 ? 'rows' : 'variables';
      return sourceFailure('dta-empty', `the file has no ${what}`);
    }
    const { encoding = layout.version < 118 ? 'windows-1252' : 'utf-8' } = given;
    const decoder = textDecoder(String(encoding));
    if (isSourceFailure(decoder)) return decoder;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const rest = readRest(layout);
    return named({ layout, rest, view, bytes, encoding: String(encoding), decoder, options });
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error;
    return sourceFailure('dta-damaged', error.message, 'save it again from Stata, or check the download');
  }
}

function named(file: OpenFile): NamedColumns | SourceFailure {
  const { variables, rows } = file.layout;
  const names: string[] = [];
  for (const variable of variables) {
    const name = decoded(file, variable.name);
    if (name === null) return invalid(file, `the name of variable ${names.length + 1} holds`);
    names.push(name);
  }
  const wrong = nameFailure(names, file.options.columns.keys());
  if (wrong) return wrong;
  const byName = new Map(names.map((name, index) => [name, variables[index]!]));
  return { rows, names, column: (name) => readColumn(file, byName.get(name)!, name) };
}

function decoded(file: OpenFile, bytes: Uint8Array): string | null {
  try {
    return file.decoder.decode(bytes);
  } catch {
    return null;
  }
}

function invalid(file: OpenFile, what: string, column: string | null = null): SourceFailure {
  const message = `${what} bytes that are not ${file.encoding}`;
  return sourceFailure('encoding-invalid', message, 'declare the encoding, for example gb18030', { column });
}

function readColumn(file: OpenFile, variable: DtaVariable, name: string): Column | SourceFailure {
  const { rows } = file.layout;
  const declared = file.options.columns.get(name);
  const isText = variable.storage === 'text' || variable.storage === 'reference';
  if (!isText && (declared === undefined || declared === 'string')) {
    const labelled = labelledColumn(file, variable, name);
    if (labelled) return labelled;
  }
  let failed: SourceFailure | null = null;
  const cell = isText ? textCells(file, variable) : numberCells(file, variable);
  const checked = (row: number): TypedCell => {
    const value = cell(row);
    if (value !== undefined) return value;
    failed ??= { ...invalid(file, `row ${row + 1}, column ${name}:`, name), row: row + 1 };
    return null;
  };
  const where = (row: number): string => `row ${row + 1}`;
  const empty = isText ? 'text' : 'number';
  const column = readTypedCells({ name, rows, cell: checked, where, empty }, file.options);
  return failed ?? column;
}

/** Texts of a variable; undefined where they are not in the encoding. */
function textCells(file: OpenFile, variable: DtaVariable): (row: number) => TypedCell | undefined {
  const { layout, bytes } = file;
  const { offset, width, storage } = variable;
  const known = new Map<Uint8Array, string | undefined>();
  return (row) => {
    const at = layout.data + row * layout.rowWidth + offset;
    if (storage === 'text') return decoded(file, untilNul(bytes.subarray(at, at + width))) ?? undefined;
    const names = references(file, at);
    if (names[0] === NO_STRING) return '';
    const content = names.map((name) => file.rest.strings.get(name)).find((one) => one !== undefined);
    if (content === undefined) {
      return { literal: names[0]!, what: 'names a long string that the file does not have' };
    }
    if (!known.has(content)) known.set(content, decoded(file, content) ?? undefined);
    return known.get(content);
  };
}

const NO_STRING = '0.0';

/**
 * A long string's name: variable and observation, in 4 + 4 bytes, 2 + 6 (version 118) or 3 + 5 (119). Programs on
 * ReadStat write 2 + 6 in version 119 as well: that is the second reading.
 */
function references(file: OpenFile, at: number): readonly string[] {
  const { version, little } = file.layout;
  if (version === 117) return [`${file.view.getUint32(at, little)}.${file.view.getUint32(at + 4, little)}`];
  return (version === 118 ? [16n] : [24n, 16n]).map((split) => splitName(file, at, split));
}

function splitName({ layout: { little }, view }: OpenFile, at: number, split: bigint): string {
  const both = view.getBigUint64(at, little);
  const [variable, observation] = little
    ? [both & ((1n << split) - 1n), both >> split]
    : [both >> (64n - split), both & ((1n << (64n - split)) - 1n)];
  return `${variable}.${observation}`;
}

/** Beyond these values Stata counts `.`, `.a` … `.z`. A float is widened to a double exactly. */
function numberCells({ layout, view }: OpenFile, variable: DtaVariable): (row: number) => TypedCell {
  const { little, data, rowWidth } = layout;
  const place = (row: number): number => data + row * rowWidth + variable.offset;
  const upTo = (largest: number, read: (at: number) => number) => (row: number) => {
    const value = read(place(row));
    return value <= largest ? finite(value) : null;
  };
  if (variable.storage === 'byte') return upTo(100, (at) => view.getInt8(at));
  if (variable.storage === 'int') return upTo(32740, (at) => view.getInt16(at, little));
  if (variable.storage === 'long') return upTo(2147483620, (at) => view.getInt32(at, little));
  if (variable.storage === 'float') return upTo(LARGEST_FLOAT, (at) => view.getFloat32(at, little));
  return upTo(LARGEST_DOUBLE, (at) => view.getFloat64(at, little));
}

const LARGEST_FLOAT = 2 ** 127 - 2 ** 103;
const LARGEST_DOUBLE = 2 ** 1022 * (2 - 2 ** -52);

function finite(value: number): TypedCell {
  if (value !== Number.NEGATIVE_INFINITY) return value;
  return { literal: '-Infinity', what: 'is no number that Stata knows' };
}

/** The text column of a variable of which every value that occurs has a label of its own; null for any other. */
function labelledColumn(file: OpenFile, variable: DtaVariable, name: string): Column | SourceFailure | null {
  const labels = variable.labels === '' ? undefined : file.rest.labels.get(variable.labels);
  if (labels === undefined || labels.size === 0) return null;
  const order = [...labels.keys()].sort((a, b) => a - b);
  const texts = order.map((code) => decoded(file, labels.get(code)!));
  if (texts.includes(null)) return invalid(file, `the value labels of ${name} hold`, name);
  const position = new Map(order.map((code, index) => [code, index]));
  const cell = numberCells(file, variable);
  const { na } = file.options;
  const codes = new Int32Array(file.layout.rows).fill(-1);
  for (let row = 0; row < codes.length; row += 1) {
    const value = cell(row);
    if (value === null || (typeof value === 'number' && na.numbers.has(value))) continue;
    const index = typeof value === 'number' ? position.get(value) : undefined;
    if (index === undefined || texts[index] === '') return null;
    codes[row] = na.texts.has(texts[index]!) ? -1 : index;
  }
  const column = withPresentLevels(name, codes, texts as readonly string[]);
  const distinct = new Set(column.levels).size === column.levels.length;
  return distinct && column.levels.length > 0 ? column : null;
}
