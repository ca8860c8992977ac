import {
  type ByteCursor,
  claim,
  DamagedFile,
  expectWord,
  isAt,
  readField,
  readLong,
  readUnsigned,
  untilNul,
} from './bytes.ts';
import { byteText, type DtaLayout } from './dta-layout.ts';

/** What stands behind the cells of a Stata file. Texts are bytes, since their encoding is decided later. */
export interface DtaRest {
  /** Value labels by the name of their set: code → text. */
  readonly labels: ReadonlyMap<string, ReadonlyMap<number, Uint8Array>>;
  /** Long strings by `variable.observation`. */
  readonly strings: ReadonlyMap<string, Uint8Array>;
}

/** Codes from here on are labels of missing values (`.a` to `.z`). */
const MISSING_CODES = 2147483621;

/** Reads long strings and value labels. Throws DamagedFile. */
export function readRest(layout: DtaLayout): DtaRest {
  const cursor: ByteCursor = { ...layout.rest };
  if (layout.version < 117) return { labels: readOldLabels(cursor), strings: new Map() };
  const strings = readStrings(cursor, layout.version);
  return { labels: readTaggedLabels(cursor, layout.version), strings };
}

function readStrings(cursor: ByteCursor, version: number): Map<string, Uint8Array> {
  const strings = new Map<string, Uint8Array>();
  const what = 'the long strings';
  expectWord(cursor, '<strls>');
  while (isAt(cursor, 'GSO')) {
    expectWord(cursor, 'GSO');
    const variable = readUnsigned(cursor, 4, what);
    const observation = version === 117 ? readUnsigned(cursor, 4, what) : readLong(cursor, what);
    const kind = readUnsigned(cursor, 1, what);
    const length = readUnsigned(cursor, 4, what);
    const start = claim(cursor, length, what);
    const content = cursor.bytes.subarray(start, start + length);
    strings.set(`${variable}.${observation}`, kind === 130 ? untilNul(content) : content);
  }
  expectWord(cursor, '</strls>');
  return strings;
}

type Labels = Map<string, ReadonlyMap<number, Uint8Array>>;

function readTaggedLabels(cursor: ByteCursor, version: number): Labels {
  const labels: Labels = new Map();
  expectWord(cursor, '<value_labels>');
  while (isAt(cursor, '<lbl>')) {
    expectWord(cursor, '<lbl>');
    readSet(cursor, version === 117 ? 33 : 129, labels);
    expectWord(cursor, '</lbl>');
  }
  expectWord(cursor, '</value_labels>');
  return labels;
}

/** 114 and 115: sets up to the end of the file. */
function readOldLabels(cursor: ByteCursor): Labels {
  const labels: Labels = new Map();
  while (cursor.at < cursor.bytes.length) readSet(cursor, 33, labels);
  return labels;
}

/** One set: its length, name, and a table of offsets, codes and texts. */
function readSet(cursor: ByteCursor, nameWidth: number, labels: Labels): void {
  const what = 'the value labels';
  const length = readUnsigned(cursor, 4, what);
  const name = byteText(readField(cursor, nameWidth, what));
  claim(cursor, 3, what);
  const end = claim({ ...cursor }, length, what) + length;
  const count = readUnsigned(cursor, 4, what);
  const textLength = readUnsigned(cursor, 4, what);
  if (8 + 8 * count + textLength > length) {
    throw new DamagedFile(`the set of value labels at byte ${cursor.at - 8} is longer than it says`);
  }
  const offsets = claim(cursor, 4 * count, what);
  const codes = claim(cursor, 4 * count, what);
  const text = claim(cursor, textLength, what);
  const set = new Map<number, Uint8Array>();
  for (let i = 0; i < count; i += 1) {
    const code = cursor.view.getInt32(codes + 4 * i, cursor.little);
    const offset = cursor.view.getUint32(offsets + 4 * i, cursor.little);
    if (offset > textLength)
      throw new DamagedFile(`a value label lies outside its set, at byte ${offsets + 4 * i}`);
    if (code < MISSING_CODES)
      set.set(code, untilNul(cursor.bytes.subarray(text + offset, text + textLength)));
  }
  labels.set(name, set);
  cursor.at = end;
}
