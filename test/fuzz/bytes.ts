import type { Choices } from './random.ts';

/** Bytes that readers of text or of binary layouts take for something. */
const nasty: readonly Buffer[] = [
  ...[
    '\0',
    '\n',
    '\r',
    '\r\n',
    '\t',
    '"',
    '""',
    "'",
    ',',
    ';',
    ':',
    '|',
    '\\',
    '{',
    '}',
    '[',
    ']',
    '#',
    '&',
    '*',
  ],
  ...[
    '\ufeff',
    '\u0085',
    '\u2028',
    '\u200b',
    '\u202e',
    '，',
    '中',
    '𝒙',
    '__proto__',
    '<<: *a',
    '{{',
    '}}',
    '\u001b[31m',
  ],
  ...[
    '1e308',
    '1e309',
    '-0',
    'Inf',
    'nan',
    'NA',
    '0x1F',
    '007',
    '1,5',
    '1.234,5',
    '９',
    '−1',
    '9007199254740993',
  ],
].map((text) => Buffer.from(text));
const broken: readonly Buffer[] = [
  [0xff],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0xc0, 0x80],
  [0xe4, 0xb8],
  [0xed, 0xa0, 0x80],
  [0xd6, 0xd0],
  [0x80],
  [0xff, 0xff, 0xff, 0xff],
  [0, 0, 0, 0],
  [0xff, 0xff, 0xff, 0x7f],
].map((bytes) => Buffer.from(bytes));

/** Bytes with one to four places removed, doubled, overwritten, put in, moved, or flipped in one bit. */
export function damagedBytes(bytes: Buffer, choices: Choices): Buffer {
  let out: Buffer = bytes;
  for (let left = 1 + choices.below(4); left > 0; left -= 1) out = damagedOnce(out, choices);
  return out;
}

function damagedOnce(bytes: Buffer, { below, pick, chance }: Choices): Buffer {
  const at = below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + below(chance(0.2) ? 200 : 8));
  const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, end), bytes.subarray(end)];
  const put = pick(chance(0.3) ? broken : nasty);
  const elsewhere = below(after.length + 1);
  const changes: readonly (() => readonly Uint8Array[])[] = [
    () => [before, after],
    () => [before, piece, piece, after],
    () => [before, put, piece, after],
    () => [before, put, after],
    () => [before, after.subarray(0, elsewhere), piece, after.subarray(elsewhere)],
    () => [before, flipped(piece, below), after],
    () => [before, flipped(piece, below), after],
    () => (chance(0.3) ? [before] : [before, after]),
  ];
  return Buffer.concat(pick(changes)());
}

function flipped(piece: Buffer, below: Choices['below']): Buffer {
  if (piece.length === 0) return piece;
  const out = Buffer.from(piece);
  const at = below(out.length);
  out[at] = out[at]! ^ (1 << below(8));
  return out;
}
