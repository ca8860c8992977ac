/** Different cells of a column by their bytes, numbered in the order in which they turn up. */
export interface Dictionary {
  size: number;
  /** Numbers + 1 by hash, open addressing; 0 is free. */
  table: Int32Array;
  hashes: Int32Array;
  /** Where each one's bytes end in `arena`; they begin where those of the one before end. */
  ends: Float64Array;
  arena: Uint8Array;
}

/** An empty dictionary. */
export function newDictionary(): Dictionary {
  return {
    size: 0,
    table: new Int32Array(256),
    hashes: new Int32Array(128),
    ends: new Float64Array(128),
    arena: new Uint8Array(1024),
  };
}

/** The number of the cell at bytes[from, to), which is `size` before the call where it is new. */
export function numberIn(dictionary: Dictionary, bytes: Uint8Array, from: number, to: number): number {
  const hash = hashOf(bytes, from, to);
  const { table, hashes, ends } = dictionary;
  const mask = table.length - 1;
  let slot = hash & mask;
  for (let held = table[slot]!; held !== 0; held = table[slot]!) {
    const number = held - 1;
    if (hashes[number] === hash) {
      const begin = number === 0 ? 0 : ends[number - 1]!;
      if (isSame(dictionary.arena, begin, ends[number]!, bytes, from, to)) return number;
    }
    slot = (slot + 1) & mask;
  }
  return added(dictionary, hash, bytes.subarray(from, to));
}

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x5bd1e995) ^ (hash >>> 15);
  return Math.imul(hash ^ (hash >>> 13), 0x5bd1e995) ^ (hash >>> 16);
}

function isSame(
  arena: Uint8Array,
  begin: number,
  end: number,
  bytes: Uint8Array,
  from: number,
  to: number,
): boolean {
  if (end - begin !== to - from) return false;
  for (let i = begin, at = from; i < end; i += 1, at += 1) if (arena[i] !== bytes[at]) return false;
  return true;
}

function added(dictionary: Dictionary, hash: number, cell: Uint8Array): number {
  const number = dictionary.size;
  const begin = number === 0 ? 0 : dictionary.ends[number - 1]!;
  if (number === dictionary.hashes.length) grow(dictionary);
  if (begin + cell.length > dictionary.arena.length) {
    const arena = new Uint8Array(2 * (begin + cell.length));
    arena.set(dictionary.arena.subarray(0, begin));
    dictionary.arena = arena;
  }
  dictionary.arena.set(cell, begin);
  dictionary.ends[number] = begin + cell.length;
  dictionary.hashes[number] = hash;
  dictionary.size += 1;
  place(dictionary.table, hash, number);
  return number;
}

function place(table: Int32Array, hash: number, number: number): void {
  const mask = table.length - 1;
  let slot = hash & mask;
  while (table[slot] !== 0) slot = (slot + 1) & mask;
  table[slot] = number + 1;
}

function grow(dictionary: Dictionary): void {
  const { size, hashes, ends } = dictionary;
  dictionary.hashes = new Int32Array(2 * size);
  dictionary.hashes.set(hashes);
  dictionary.ends = new Float64Array(2 * size);
  dictionary.ends.set(ends);
  dictionary.table = new Int32Array(4 * size);
  for (let number = 0; number < size; number += 1)
    place(dictionary.table, dictionary.hashes[number]!, number);
}
