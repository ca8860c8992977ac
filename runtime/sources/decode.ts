import { isSourceFailure, rowAndLine, type SourceFailure, sourceFailure } from './failure.ts';

/** The longest string that the engine can hold, in UTF-16 units. */
const LONGEST_TEXT = 2 ** 29 - 24;

/**
 * Bytes as text, byte-order mark removed. encoding: a label of the Encoding Standard (`utf-8`, `gbk`, `gb18030` …).
 * Invalid bytes and NUL characters are failures that name row and line; nothing is replaced in silence.
 */
export function decode(bytes: Uint8Array, encoding: string): string | SourceFailure {
  const refused = tooLarge(bytes.length, encoding);
  if (refused) return refused;
  const mismatch = markMismatch(bytes, encoding);
  if (mismatch) return mismatch;
  const decoder = textDecoder(encoding);
  if (isSourceFailure(decoder)) return decoder;
  try {
    const text = decoder.decode(bytes);
    const clean = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    return withoutNul(clean);
  } catch {
    return invalidBytes(bytes, encoding);
  }
}

/** Text that is decoded as a whole has to fit into one string; null where it does. */
export function tooLarge(size: number, encoding: string): SourceFailure | null {
  if (size <= LONGEST_TEXT) return null;
  return sourceFailure(
    'source-too-large',
    `the file has ${size} bytes, more than can be read into memory as text (${LONGEST_TEXT})`,
    isUtf8Name(encoding)
      ? null
      : 'convert it to UTF-8: a csv file in UTF-8 is read in pieces, whatever its size',
  );
}

/** Whether this is one of the names of UTF-8. */
export function isUtf8Name(encoding: string): boolean {
  return /^\s*(?:unicode-1-1-utf-8|unicode11utf8|unicode20utf8|utf-?8|x-unicode20utf8)\s*$/i.test(encoding);
}

function shortened(word: string): string {
  return JSON.stringify(word.slice(0, 40));
}

/** Bytes of one encoding as text; throws at bytes that are not of it. */
export interface ByteDecoder {
  readonly decode: (bytes: Uint8Array) => string;
}

/** 0x80 to 0x9F of windows-1252, by the index of the Encoding Standard; some versions of Node read them as Latin-1. */
const WINDOWS_LETTERS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function windowsLetter(letter: string): string {
  return WINDOWS_LETTERS[letter.charCodeAt(0) - 0x80]!;
}

/** A decoder that throws at bytes which are not of its encoding. encoding: a label of the Encoding Standard. */
export function textDecoder(encoding: string): ByteDecoder | SourceFailure {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    if (decoder.encoding !== 'windows-1252') return decoder;
    return { decode: (bytes) => decoder.decode(bytes).replace(/[\x80-\x9f]/g, windowsLetter) };
  } catch {
    return sourceFailure(
      'encoding-unknown',
      `${shortened(encoding)} is not a known encoding`,
      'for example utf-8, gbk, gb18030, big5, windows-1252, utf-16le',
    );
  }
}

/** A UTF-16 mark in a file that is read as something else: every second byte would be NUL or worse. */
export function markMismatch(bytes: Uint8Array, encoding: string): SourceFailure | null {
  if (/^utf-?16/i.test(encoding)) return null;
  const little = bytes[0] === 0xff && bytes[1] === 0xfe;
  const big = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!little && !big) return null;
  return sourceFailure(
    'encoding-invalid',
    `the file starts with a UTF-16 byte-order mark and is not ${encoding}`,
    `declare encoding: ${little ? 'utf-16le' : 'utf-16be'}`,
    { line: 1 },
  );
}

function withoutNul(text: string): string | SourceFailure {
  const offset = text.indexOf('\0');
  if (offset < 0) return text;
  const { row, line } = placeAt(text.slice(0, offset));
  return nulFailure(row, line);
}

/** A NUL character in this data row, null for the header. */
export function nulFailure(row: number | null, line: number): SourceFailure {
  return sourceFailure(
    'csv-nul',
    `${place(row, line)} holds a NUL character, so this is not a text file`,
    'a UTF-16 file needs its encoding declared: utf-16le',
    { row, line },
  );
}

/** Finds the first invalid byte by bisection: a prefix decodes in streaming mode exactly if nothing in it is invalid. */
function invalidBytes(bytes: Uint8Array, encoding: string): SourceFailure {
  let valid = 0;
  let invalid = bytes.length;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decodesTo(bytes.subarray(0, middle), encoding) === null) invalid = middle;
    else valid = middle;
  }
  const { row, line } = placeAt(decodesTo(bytes.subarray(0, valid), encoding) ?? '');
  const hint = otherEncodingHint(encoding, () => decodesTo(bytes, 'gb18030') !== null);
  return invalidBytesFailure(encoding, row, line, hint);
}

/** Bytes that are not of the encoding, in this data row, null for the header. */
export function invalidBytesFailure(
  encoding: string,
  row: number | null,
  line: number,
  hint: string,
): SourceFailure {
  return sourceFailure('encoding-invalid', `${place(row, line)} holds bytes that are not ${encoding}`, hint, {
    row,
    line,
  });
}

function decodesTo(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

/** What to do about invalid bytes. `isGb18030`: whether all would be valid in the usual Chinese encoding. */
export function otherEncodingHint(encoding: string, isGb18030: () => boolean): string {
  return !/^gb/i.test(encoding) && isGb18030()
    ? 'the bytes would be valid as gb18030: declare encoding: gb18030 if the file comes from a Chinese system'
    : 'declare the encoding of the file, or save it as UTF-8';
}

function place(row: number | null, line: number): string {
  return row === null ? `line ${line}` : rowAndLine(row, line);
}

/** Where a text ends: its line, and the data row, line breaks inside quotes not counted as rows. Header: null. */
function placeAt(before: string): { row: number | null; line: number } {
  let line = 1;
  let records = 0;
  let quoted = false;
  for (let i = 0; i < before.length; i += 1) {
    const code = before.charCodeAt(i);
    if (code === 34) quoted = !quoted;
    if (code !== 10 && (code !== 13 || before.charCodeAt(i + 1) === 10)) continue;
    line += 1;
    if (!quoted) records += 1;
  }
  return { row: records === 0 ? null : records, line };
}
