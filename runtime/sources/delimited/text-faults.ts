import { isUtf8 } from 'node:buffer';
import { nulFailure, otherEncodingHint, invalidBytesFailure } from '../decode.ts';
import type { SourceFailure } from '../failure.ts';
import { type ByteInput, fill, wholeCharacters } from './byte-input.ts';

/** Bytes that are read at once where something is wrong with them. */
const PIECE = 2 ** 20;

/** Where a text ends that is read byte by byte: its line, and the records before, line breaks in quotes not counted. */
interface Place {
  line: number;
  records: number;
  quoted: boolean;
  /** The last byte was a carriage return, which ends a line unless a line feed follows. */
  returned: boolean;
}

/** The failure of a NUL character at this byte. */
export function nulAt(input: ByteInput, offset: number): SourceFailure {
  const { row, line } = placeAt(input, offset);
  return nulFailure(row, line);
}

/** The failure of the first bytes that are no UTF-8; `encoding`: as the author calls it. */
export function invalidUtf8(input: ByteInput, encoding: string): SourceFailure {
  const { row, line } = placeAt(input, firstInvalid(input));
  return invalidBytesFailure(
    encoding,
    row,
    line,
    otherEncodingHint(encoding, () => isGb18030(input)),
  );
}

function firstInvalid(input: ByteInput): number {
  const bytes = new Uint8Array(PIECE);
  let position = 0;
  for (;;) {
    const end = fill(input, bytes, position);
    const whole = wholeCharacters(bytes.subarray(0, end), end);
    const piece = bytes.subarray(0, whole === 0 ? end : whole);
    if (piece.length === 0) return position;
    if (!isUtf8(piece)) return position + validLength(piece);
    position += piece.length;
  }
}

/** The longest prefix in which nothing is invalid, by bisection; a character may be cut at its end. */
function validLength(piece: Uint8Array): number {
  let valid = 0;
  let invalid = piece.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodes(piece.subarray(0, middle))) valid = middle;
    else invalid = middle;
  }
  return valid;
}

function decodes(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function isGb18030(input: ByteInput): boolean {
  const decoder = new TextDecoder('gb18030', { fatal: true });
  try {
    eachPiece(input, input.size, (piece) => decoder.decode(piece, { stream: true }));
    return true;
  } catch {
    return false;
  }
}

function eachPiece(input: ByteInput, end: number, visit: (piece: Uint8Array) => void): void {
  const bytes = new Uint8Array(Math.min(PIECE, end));
  for (let position = 0; position < end; ) {
    const got = Math.min(input.readAt(bytes, position), end - position);
    if (got <= 0) return;
    visit(bytes.subarray(0, got));
    position += got;
  }
}

/** The line and the data row at a byte; null for the header. */
function placeAt(input: ByteInput, offset: number): { row: number | null; line: number } {
  const place: Place = { line: 1, records: 0, quoted: false, returned: false };
  eachPiece(input, offset, (piece) => {
    for (const code of piece) step(place, code);
  });
  if (place.returned) endLine(place);
  return { row: place.records === 0 ? null : place.records, line: place.line };
}

function step(place: Place, code: number): void {
  if (place.returned && code !== 10) endLine(place);
  place.returned = code === 13;
  if (code === 34) place.quoted = !place.quoted;
  if (code === 10) endLine(place);
}

function endLine(place: Place): void {
  place.line += 1;
  if (!place.quoted) place.records += 1;
}
