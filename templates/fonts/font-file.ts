import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** One face of a font file; a collection has several. */
export interface Face {
  readonly file: string;
  /** Its position in a collection; 0 in a file of its own. */
  readonly index: number;
  /** Typographic family in English: `Noto Sans CJK SC`. */
  readonly family: string;
  /** 400 is regular, 700 bold. */
  readonly weight: number;
  readonly italic: boolean;
  /** Code points that it has a glyph for, as ranges in ascending order; read from the file when asked for. */
  readonly coverage: () => readonly Range[];
}

export type Range = readonly [first: number, last: number];

interface Table {
  readonly offset: number;
  readonly length: number;
}

/** No table that is read here is larger in a sound file; a length beyond it is damage. */
const LARGEST = 4_000_000;
const MOST_FACES = 64;

/**
 * The faces of an OpenType or TrueType file or collection; none in a file that is neither, or damaged. Source: the
 * OpenType specification, tables `name`, `OS/2` and `cmap`.
 */
export function facesOf(file: string): readonly Face[] {
  return reading(file, [], (read, size) =>
    starts(read).flatMap((start, index) => {
      const tables = tablesAt(read, start, size);
      const [name, metrics] = [tables.get('name'), tables.get('OS/2')];
      if (!name || !metrics || !tables.has('cmap')) return [];
      const family = familyName(read(name.offset, name.length));
      const { weight, italic } = styleOf(read(metrics.offset, metrics.length));
      return family === null
        ? []
        : [{ file, index, family, weight, italic, coverage: () => coverageOf(file, index) }];
    }),
  );
}

type Read = (offset: number, length: number) => DataView;

/** Reads parts of a file; `otherwise` where that fails, as it does in what is no font. */
function reading<T>(file: string, otherwise: T, work: (read: Read, size: number) => T): T {
  let descriptor: number | null = null;
  try {
    // A pipe that is named like a font has nobody who writes: it is not waited for.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if (!fstatSync(descriptor).isFile()) return otherwise;
    const open = descriptor;
    const read: Read = (offset, length) => {
      const bytes = new Uint8Array(Math.min(length, LARGEST));
      return new DataView(bytes.buffer, 0, readSync(open, bytes, 0, bytes.length, offset));
    };
    return work(read, fstatSync(open).size);
  } catch (error) {
    // A RangeError is a table shorter than it says; anything with a code comes from the file system.
    if (error instanceof RangeError || (error instanceof Error && 'code' in error)) return otherwise;
    throw error;
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Where each face of the file begins. */
function starts(read: Read): readonly number[] {
  const head = read(0, 12);
  const tag = tagAt(head, 0);
  if (tag === 'ttcf') {
    const count = Math.min(head.getUint32(8), MOST_FACES);
    const offsets = read(12, 4 * count);
    return Array.from({ length: count }, (_, i) => offsets.getUint32(4 * i));
  }
  return tag === 'OTTO' || tag === 'true' || head.getUint32(0) === 0x00010000 ? [0] : [];
}

function tablesAt(read: Read, start: number, size: number): ReadonlyMap<string, Table> {
  const count = read(start, 12).getUint16(4);
  const directory = read(start + 12, 16 * count);
  const entries = Array.from({ length: count }, (_, i): [string, Table] => {
    const offset = directory.getUint32(16 * i + 8);
    return [tagAt(directory, 16 * i), { offset, length: directory.getUint32(16 * i + 12) }];
  });
  return new Map(entries.filter(([, { offset, length }]) => offset + length <= size));
}

function tagAt(view: DataView, offset: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(offset + i)));
}

const TYPOGRAPHIC_FAMILY = 16;
const FAMILY = 1;
const WINDOWS = 3;
const ENGLISH = 0x409;

/** The family's name for Windows in English; null where a font has none. */
function familyName(table: DataView): string | null {
  const storage = table.getUint16(4);
  const found = new Map<number, string>();
  for (let i = 0; i < table.getUint16(2); i++) {
    const at = 6 + 12 * i;
    const id = table.getUint16(at + 6);
    const wanted = table.getUint16(at) === WINDOWS && table.getUint16(at + 4) === ENGLISH;
    if (!wanted || (id !== FAMILY && id !== TYPOGRAPHIC_FAMILY)) continue;
    const from = storage + table.getUint16(at + 10);
    const length = table.getUint16(at + 8) >> 1;
    const units = Array.from({ length }, (_, k) => table.getUint16(from + 2 * k));
    found.set(id, String.fromCharCode(...units));
  }
  return found.get(TYPOGRAPHIC_FAMILY) ?? found.get(FAMILY) ?? null;
}

function styleOf(table: DataView): Pick<Face, 'weight' | 'italic'> {
  const selection = table.getUint16(62);
  return { weight: table.getUint16(4), italic: (selection & 1) === 1 || (selection & 0x200) !== 0 };
}

function coverageOf(file: string, index: number): readonly Range[] {
  return reading(file, [], (read, size) => {
    const table = tablesAt(read, starts(read)[index]!, size).get('cmap');
    return table ? characterRanges(read(table.offset, table.length)) : [];
  });
}

/** The ranges of the widest Unicode map: format 12, or else format 4. */
function characterRanges(table: DataView): readonly Range[] {
  const offsets = Array.from({ length: table.getUint16(2) }, (_, i) => table.getUint32(4 + 8 * i + 4));
  const format = (wanted: number): number | undefined =>
    offsets.find((offset) => table.getUint16(offset) === wanted);
  const [long, short] = [format(12), format(4)];
  if (long !== undefined) {
    return Array.from({ length: table.getUint32(long + 12) }, (_, i): Range => {
      const at = long + 16 + 12 * i;
      return [table.getUint32(at), table.getUint32(at + 4)];
    });
  }
  if (short === undefined) return [];
  const count = table.getUint16(short + 6) >> 1;
  return Array.from({ length: count }, (_, i): Range => {
    return [table.getUint16(short + 16 + 2 * (count + i)), table.getUint16(short + 14 + 2 * i)];
  });
}
