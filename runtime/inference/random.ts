/**
 * Counter-based random numbers: draw i of a simulation is a function of (seed, what is drawn, i) alone, so results do
 * not depend on workers, batches, order or names. Threefry-2x32 with 20 rounds.
 * Salmon, Moraes, Dror & Shaw (2011), Parallel random numbers: as easy as 1, 2, 3.
 */
import { canonicalJson, sha256Hex } from '../../compiler/plan/hash.ts';

/** Two 32-bit words. */
export type RandomKey = readonly [number, number];

/** What is drawn. Two simulations that agree in all of it, and in the seed, have the same draws. */
export interface DrawIdentity {
  readonly kind: 'bootstrap' | 'permutation' | 'wild';
  /** What identifies the models, `drawnModel`: the same whatever else the study has. */
  readonly models: readonly string[];
  /** The permuted column, or the column whose values are resampled whole; null for rows. */
  readonly of: string | null;
  readonly within: string | null;
  readonly unit: string | null;
}

const PARITY = 0x1bd11bda;
const TWO_32 = 4294967296;

/** Key of the draws: the first 64 bits of sha256(`${seed}\n${A}`), A the hash of what is drawn. */
export function drawKey(seed: number, identity: DrawIdentity): RandomKey {
  const digest = sha256Hex(`${seed}\n${sha256Hex(canonicalJson(identity))}`);
  return [Number.parseInt(digest.slice(0, 8), 16), Number.parseInt(digest.slice(8, 16), 16)];
}

/**
 * Blocks of Threefry-2x32-20 for the counters (c0, c1), (c0, c1 + 1), …, two words each: as many as `out` holds. Its rounds
 * are written out one by one: in a loop they take twice as long, and they are a quarter of the time of a permutation.
 */
export function threefry(key: RandomKey, c0: number, c1: number, out: Uint32Array): void {
  const last = key[0] | 0;
  const first = key[1] | 0;
  const second = PARITY ^ last ^ first;
  for (let at = 0; at < out.length; at += 2) {
    let x0 = (c0 + last) | 0;
    let x1 = (c1 + (at >>> 1) + first) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + first) | 0;
    x1 = (x1 + second + 1) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + second) | 0;
    x1 = (x1 + last + 2) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + last) | 0;
    x1 = (x1 + first + 3) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0;
    x0 = (x0 + first) | 0;
    x1 = (x1 + second + 4) | 0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0;
    x0 = (x0 + x1) | 0;
    x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0;
    x0 = (x0 + second) | 0;
    x1 = (x1 + last + 5) | 0;
    out[at] = x0;
    out[at + 1] = x1;
  }
}

/** The random words of one draw: blocks (draw, 0), (draw, 1), … of its key. Advances as it is read. */
export interface RandomStream {
  readonly key: RandomKey;
  readonly draw: number;
  /** Words that are made at once. */
  words: Uint32Array;
  /** The next block to be made. */
  block: number;
  /** Words that are used up. */
  used: number;
}

/** Words made at once: few at first, since many draws take few. */
const FIRST_WORDS = 8;
const MOST_WORDS = 1024;

/** draw: 0 … 2^32 - 1. */
export function openStream(key: RandomKey, draw: number): RandomStream {
  return { key, draw, words: new Uint32Array(0), block: 0, used: 0 };
}

/** The next word: uniform on 0 … 2^32 - 1. */
export function nextWord(stream: RandomStream): number {
  if (stream.used === stream.words.length) refill(stream);
  const word = stream.words[stream.used]!;
  stream.used += 1;
  return word;
}

function refill(stream: RandomStream): void {
  const { words, key, draw, block } = stream;
  const size = Math.min(Math.max(4 * words.length, FIRST_WORDS), MOST_WORDS);
  if (size > words.length) stream.words = new Uint32Array(size);
  threefry(key, draw, block, stream.words);
  stream.block += size / 2;
  stream.used = 0;
}

/**
 * Uniform on 0 … n - 1, unbiased, for 1 <= n <= 2^31: the high half of word * n, rejecting the few low halves that
 * would favour some values. Lemire (2019), Fast random integer generation in an interval.
 */
export function nextInteger(stream: RandomStream, n: number): number {
  let word = nextWord(stream);
  let low = Math.imul(word, n) >>> 0;
  if (low < n) {
    const threshold = (TWO_32 - n) % n;
    while (low < threshold) {
      word = nextWord(stream);
      low = Math.imul(word, n) >>> 0;
    }
  }
  return highHalf(word, n);
}

/** floor(word * n / 2^32), exact: from 2^21 on the product itself does not fit a double. */
function highHalf(word: number, n: number): number {
  if (n <= 2097152) return Math.floor((word * n) / TWO_32);
  const carried = Math.floor(((word & 0xffff) * n) / 65536);
  return Math.floor(((word >>> 16) * n + carried) / 65536);
}

/** A uniform permutation of 0 … n - 1. */
export function permutation(stream: RandomStream, n: number): Int32Array {
  const order = new Int32Array(n);
  for (let i = 0; i < n; i += 1) order[i] = i;
  shuffle(stream, order);
  return order;
}

/** Entries of which a draw makes an order or exchanges the values themselves. */
type Entries = Int32Array | Float64Array;

/** Brings entries into a uniformly random order, in place: `permutation`'s (Durstenfeld 1964). */
export function shuffle(stream: RandomStream, entries: Entries): void {
  let left = entries.length - 1;
  while (left > 0) {
    if (stream.used === stream.words.length) refill(stream);
    left = shuffleSome(entries, stream, left);
    if (left > 0 && stream.used < stream.words.length) {
      exchange(entries, left, nextInteger(stream, left + 1));
      left -= 1;
    }
  }
}

function exchange(entries: Entries, i: number, j: number): void {
  const held = entries[i]!;
  entries[i] = entries[j]!;
  entries[j] = held;
}

/**
 * Entries from `from` down, as far as the words at hand go and none may have to be rejected: a call for each word would
 * cost as much as the word. Gives the entry that is next.
 */
function shuffleSome(entries: Entries, stream: RandomStream, from: number): number {
  const { words } = stream;
  let { used } = stream;
  let i = from;
  for (; i > 0 && used < words.length; i -= 1) {
    const word = words[used]!;
    if (Math.imul(word, i + 1) >>> 0 < i + 1) break;
    used += 1;
    exchange(entries, i, highHalf(word, i + 1));
  }
  stream.used = used;
  return i;
}

/** n values drawn with replacement from 0 … n - 1. */
export function resample(stream: RandomStream, n: number): Int32Array {
  const drawn = new Int32Array(n);
  for (let i = 0; i < n; i += 1) drawn[i] = nextInteger(stream, n);
  return drawn;
}

/** Where a simulation takes its draws from: a key, or rows of given indices (from 0), `width` a draw. */
export type DrawSource =
  | { readonly kind: 'seeded'; readonly key: RandomKey }
  | { readonly kind: 'given'; readonly indices: Int32Array; readonly width: number };

/** The given indices of one draw. */
export function givenIndices(source: DrawSource & { kind: 'given' }, draw: number): Int32Array {
  return source.indices.subarray(draw * source.width, (draw + 1) * source.width);
}
