/** Distinct numbers in ascending order and where each value stands among them; -1 for one that is missing. */
export interface NumberCodes {
  readonly codes: Int32Array;
  readonly keys: Float64Array;
}

/** A table of all integers between the least and the largest may be this many times as long as there are values. */
const SPARSEST = 4;
const SHORT = 1024;

/** values: n, NaN where missing. Integers that are not far apart are looked up in a table, other numbers in a hash. */
export function numberCodes(values: Float64Array): NumberCodes {
  const range = integerRange(values);
  return range === null ? hashed(values) : tabulated(values, range);
}

interface Range {
  readonly least: number;
  readonly length: number;
}

function integerRange(values: Float64Array): Range | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (value < least) least = value;
    if (value > most) most = value;
    if (Math.floor(value) !== value && !Number.isNaN(value)) return null;
  }
  if (!(most >= least)) return { least: 0, length: 0 };
  const length = most - least + 1;
  return length <= SPARSEST * values.length + SHORT ? { least, length } : null;
}

function tabulated(values: Float64Array, { least, length }: Range): NumberCodes {
  const place = new Int32Array(length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (!Number.isNaN(value)) place[value - least] = 1;
  }
  let count = 0;
  for (let k = 0; k < length; k += 1) count += place[k]!;
  const keys = new Float64Array(count);
  count = 0;
  for (let k = 0; k < length; k += 1) {
    if (place[k] === 0) continue;
    keys[count] = least + k;
    place[k] = count;
    count += 1;
  }
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    codes[i] = Number.isNaN(value) ? -1 : place[value - least]!;
  }
  return { codes, keys };
}

/** Open addressing: numbers in the order in which they come first, then ranked. */
function hashed(values: Float64Array): NumberCodes {
  let table = emptyTable(SHORT);
  const codes = new Int32Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (Number.isNaN(value)) {
      codes[i] = -1;
      continue;
    }
    const slot = slotOf(table, value);
    if (table.numbers[slot] === -1) {
      table.keys[slot] = value;
      table.numbers[slot] = table.count;
      table.count += 1;
    }
    codes[i] = table.numbers[slot]!;
    if (2 * table.count > table.keys.length) table = grown(table);
  }
  return ranked(table, codes);
}

interface HashTable {
  readonly keys: Float64Array;
  /** -1: empty. */
  readonly numbers: Int32Array;
  count: number;
}

function emptyTable(size: number): HashTable {
  return { keys: new Float64Array(size), numbers: new Int32Array(size).fill(-1), count: 0 };
}

const bits = new Float64Array(1);
const halves = new Uint32Array(bits.buffer);

/** Where a number stands, or would. 0 and -0 are one. size: a power of two. */
function slotOf({ keys, numbers }: HashTable, value: number): number {
  bits[0] = value + 0;
  const mask = keys.length - 1;
  const mixed = Math.imul(halves[0]! ^ Math.imul(halves[1]!, 0x85ebca6b), 0x9e3779b1);
  let slot = (mixed ^ (mixed >>> 15)) & mask;
  while (numbers[slot] !== -1 && keys[slot] !== value) slot = (slot + 1) & mask;
  return slot;
}

function grown(table: HashTable): HashTable {
  const larger = emptyTable(4 * table.keys.length);
  for (let slot = 0; slot < table.keys.length; slot += 1) {
    if (table.numbers[slot] === -1) continue;
    const place = slotOf(larger, table.keys[slot]!);
    larger.keys[place] = table.keys[slot]!;
    larger.numbers[place] = table.numbers[slot]!;
  }
  larger.count = table.count;
  return larger;
}

function ranked(table: HashTable, codes: Int32Array): NumberCodes {
  const keys = new Float64Array(table.count);
  for (let slot = 0; slot < table.keys.length; slot += 1) {
    if (table.numbers[slot] !== -1) keys[table.numbers[slot]!] = table.keys[slot]!;
  }
  keys.sort();
  const rank = new Int32Array(table.count);
  for (let k = 0; k < keys.length; k += 1) rank[table.numbers[slotOf(table, keys[k]!)]!] = k;
  for (let i = 0; i < codes.length; i += 1) if (codes[i]! >= 0) codes[i] = rank[codes[i]!]!;
  return { codes, keys };
}
