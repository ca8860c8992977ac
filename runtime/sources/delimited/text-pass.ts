import { isUtf8 } from 'node:buffer';
import { type SourceFailure, sourceFailure } from '../failure.ts';
import { type ByteInput, fill, wholeCharacters } from './byte-input.ts';
import { type Block, flush, type Scanner, scanBlock } from './scanner.ts';
import { invalidUtf8, nulAt } from './text-faults.ts';

/** Bytes that are read at once: they stay in the processor's cache while they are hashed, judged and parsed. */
const BLOCK = 2 ** 19;
/** Bytes of two byte-order marks. */
const MARKS = 6;
/** A cell beyond this is no cell any more. */
const LONGEST_CELL = 2 ** 29;

/** What happens to the bytes of a file on their way. */
export interface PassOptions {
  /** How the author calls UTF-8; null where the bytes are known to be valid. */
  readonly judgedAs: string | null;
  /** Sees every byte once, in order. */
  readonly onBytes?: (bytes: Uint8Array) => void;
  /** Called at the end of the header; sets the scanner's columns. */
  readonly onHeader: (scanner: Scanner, quoted: boolean) => void;
}

interface Pass {
  buffer: Buffer;
  /** Bytes in the buffer. */
  held: number;
  /** Where the next bytes come from. */
  position: number;
  /** Up to where the buffer is known to be valid. */
  valid: number;
  /** Place in the file of the first NUL; -1 for none. */
  nul: number;
  blank: boolean;
  lastByte: number;
  quoted: boolean;
}

/**
 * Reads UTF-8 text to its end in blocks and scans it; null where nothing is wrong with the file as a whole. Memory: one
 * block, or the longest cell. What is wrong with its bytes comes before what is wrong with its cells.
 */
export function passOver(input: ByteInput, scanner: Scanner, options: PassOptions): SourceFailure | null {
  const pass: Pass = {
    buffer: Buffer.allocUnsafeSlow(Math.min(BLOCK, input.size) + 8),
    held: 0,
    position: 0,
    valid: 0,
    nul: -1,
    blank: true,
    lastByte: 10,
    quoted: false,
  };
  for (let last = false; !last; ) {
    const room = pass.buffer.subarray(pass.held, pass.buffer.length - 2);
    const got =
      pass.position === 0 ? fill(input, room.subarray(0, MARKS), 0) : input.readAt(room, pass.position);
    last = got === 0;
    const fresh = pass.buffer.subarray(pass.held, pass.held + got);
    options.onBytes?.(fresh);
    const start = pass.position === 0 ? markLength(fresh) : 0;
    if (pass.position === 0) pass.quoted = fresh[start] === 34;
    takeIn(pass, fresh, options.judgedAs !== null);
    if (!isValid(pass, start, last) && options.judgedAs !== null) {
      return invalidUtf8(input, options.judgedAs);
    }
    scanHeld(pass, { start, last, size: input.size }, scanner, options);
  }
  if (scanner.columns) flush(scanner.columns);
  if (pass.nul >= 0) return nulAt(input, pass.nul);
  if (pass.blank) return sourceFailure('csv-empty', 'the file is empty', 'a header line is expected');
  return scanner.failure;
}

/** A byte-order mark is no text, and some programs write two. */
function markLength(bytes: Uint8Array): number {
  let length = 0;
  while (length < MARKS && bytes[length] === 0xef && bytes[length + 1] === 0xbb && bytes[length + 2] === 0xbf)
    length += 3;
  return length;
}

function takeIn(pass: Pass, fresh: Buffer, judged: boolean): void {
  if (judged && pass.nul < 0) {
    const nul = fresh.indexOf(0);
    if (nul >= 0) pass.nul = pass.position + nul;
  }
  pass.position += fresh.length;
  pass.held += fresh.length;
  if (fresh.length > 0) pass.lastByte = fresh[fresh.length - 1]!;
}

/** Judges what was not judged yet, but for a character that is cut at the end. */
function isValid(pass: Pass, start: number, last: boolean): boolean {
  const { buffer, held } = pass;
  const whole = last ? held : wholeCharacters(buffer, held);
  const from = Math.max(pass.valid, start);
  if (whole <= from) return true;
  const piece = buffer.subarray(from, whole);
  if (pass.blank) pass.blank = piece.toString('utf8').trim() === '';
  pass.valid = whole;
  return isUtf8(piece);
}

/** Scans what is in the buffer, and moves the rest to its beginning. */
function scanHeld(
  pass: Pass,
  { start, last, size }: { readonly start: number; readonly last: boolean; readonly size: number },
  scanner: Scanner,
  { onHeader }: PassOptions,
): void {
  const { buffer } = pass;
  // What comes after the last line is read as if it had ended.
  if (last && pass.lastByte !== 10 && pass.lastByte !== 13) {
    buffer[pass.held] = 10;
    pass.held += 1;
  }
  buffer[pass.held] = 0;
  const before = pass.position - pass.held;
  const likelyRows = (rows: number) => likely(rows, before, size);
  let at = start;
  while (at < pass.held && scanner.failure === null) {
    const block: Block = { bytes: buffer, at, end: pass.held, last, likelyRows };
    at = scanBlock(scanner, block);
    if (scanner.columns !== null || scanner.records === 0) break;
    onHeader(scanner, pass.quoted);
  }
  // The rest is judged, not scanned: what is wrong with the bytes comes first.
  if (scanner.failure) at = pass.valid;
  moveRest(pass, at, scanner);
}

function moveRest(pass: Pass, at: number, scanner: Scanner): void {
  const rest = pass.held - at;
  let { buffer } = pass;
  if (rest > buffer.length / 2) {
    if (rest > LONGEST_CELL) {
      const message = `row ${scanner.records} (line ${scanner.recordLine}) has a cell of more than ${LONGEST_CELL} bytes`;
      scanner.failure ??= sourceFailure('source-too-large', message, 'a quote may have been left open');
      pass.held = 0;
      pass.valid = 0;
      return;
    }
    buffer = Buffer.allocUnsafeSlow(2 * buffer.length);
  }
  pass.buffer.copy(buffer, 0, at, pass.held);
  pass.buffer = buffer;
  pass.held = rest;
  pass.valid = Math.max(0, pass.valid - at);
}

/** Rows of the whole file, a little more than those so far let expect, and never more than its bytes can hold. */
function likely(rows: number, bytes: number, size: number): number {
  const first = Math.min(65536, size + 1);
  if (rows === 0 || bytes <= 0) return first;
  return Math.min(size + 1, Math.max(first, Math.ceil((rows / bytes) * size * 1.04) + 4096));
}
