/**
 * A place in a file of bytes, for formats that are not text. Every read is checked against the end of the file, so
 * that no size from a header is believed before its bytes are there.
 */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
  little: boolean;
}

/** Why the bytes are not what they should be; caught where the format's file begins. */
export class DamagedFile extends Error {}

/** A cursor at the first byte. */
export function byteCursor(bytes: Uint8Array): ByteCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { bytes, view, at: 0, little: true };
}

/** Steps over `size` bytes of `what` and returns where they begin; throws DamagedFile where the file is too short. */
export function claim(cursor: ByteCursor, size: number, what: string): number {
  const { at, bytes } = cursor;
  if (!(size >= 0) || size > bytes.length - at) {
    throw new DamagedFile(
      `the file ends within ${what}: it has ${bytes.length} bytes, ${what} would reach to byte ${at + size}`,
    );
  }
  cursor.at += size;
  return at;
}

/** Unsigned integer of 1, 2 or 4 bytes. */
export function readUnsigned(cursor: ByteCursor, size: 1 | 2 | 4, what: string): number {
  const at = claim(cursor, size, what);
  if (size === 1) return cursor.view.getUint8(at);
  return size === 2 ? cursor.view.getUint16(at, cursor.little) : cursor.view.getUint32(at, cursor.little);
}

/** Unsigned integer of 8 bytes; beyond 2^53 it is Infinity, which no claim grants. */
export function readLong(cursor: ByteCursor, what: string): number {
  const value = cursor.view.getBigUint64(claim(cursor, 8, what), cursor.little);
  return value > 2n ** 53n ? Number.POSITIVE_INFINITY : Number(value);
}

/** The bytes before the first NUL of a field of fixed width. */
export function readField(cursor: ByteCursor, width: number, what: string): Uint8Array {
  const start = claim(cursor, width, what);
  return untilNul(cursor.bytes.subarray(start, start + width));
}

/** What stands before the first NUL; all of it where there is none. */
export function untilNul(field: Uint8Array): Uint8Array {
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** Whether these ASCII letters stand at the cursor. */
export function isAt(cursor: ByteCursor, word: string): boolean {
  const { bytes, at } = cursor;
  for (let i = 0; i < word.length; i += 1) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}

/** Steps over ASCII letters that must stand here. */
export function expectWord(cursor: ByteCursor, word: string): void {
  if (!isAt(cursor, word)) {
    const cut = cursor.at + word.length > cursor.bytes.length ? ', where the file ends' : '';
    throw new DamagedFile(`${word} is expected at byte ${cursor.at}${cut}`);
  }
  cursor.at += word.length;
}
