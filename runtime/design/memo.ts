/**
 * What models on one table have computed, by what it was computed from: equal arrays become one array, and what follows
 * from the same arrays is computed once. All of it is what a model by itself would have computed, to the bit; what is kept is
 * to be read only.
 */
export interface Memo {
  /** The array that was first handed in with these bits under this name. */
  readonly same: <T extends Float64Array | Int32Array>(name: string, values: T) => T;
  /** What `compute` gives, or gave for the same inputs under this name; inputs are the same if they are one object. */
  readonly of: <T extends object>(name: string, inputs: readonly object[], compute: () => T) => T;
}

const memos = new WeakMap<object, Memo>();

/** The design, whose columns are shared. Designs that are made from it are not: draws would fill the memo. */
export function withMemo<D extends object>(design: D, memo: Memo): D {
  memos.set(design, memo);
  return design;
}

/** What the memo of a design gives for the inputs, or what `compute` gives where it has none. */
export function remembered<T extends object>(
  design: object,
  name: string,
  inputs: readonly object[],
  compute: () => T,
): T {
  const memo = memos.get(design);
  return memo ? memo.of(name, inputs, compute) : compute();
}

interface Entry {
  readonly value: object;
  readonly bytes: number;
}

/** Bytes of arrays that a memo holds on to: those that were asked for longest ago go first. */
const MOST_BYTES = 512 * 1024 * 1024;

export function openMemo(bound: number = MOST_BYTES): Memo {
  const entries = new Map<string, Entry>();
  const numbers = new WeakMap<object, number>();
  let count = 0;
  let held = 0;
  const numberOf = (input: object): number => {
    const known = numbers.get(input);
    if (known !== undefined) return known;
    count += 1;
    numbers.set(input, count);
    return count;
  };
  const keyOf = (name: string, inputs: readonly object[]): string =>
    `${inputs.map(numberOf).join(' ')} ${name}`;
  const find = (key: string): object | undefined => {
    const entry = entries.get(key);
    if (entry === undefined) return undefined;
    // A map lists its keys in the order in which they were set: the last are those asked for last.
    entries.delete(key);
    entries.set(key, entry);
    return entry.value;
  };
  const keep = (key: string, value: object): void => {
    held += bytesOf(value) - (entries.get(key)?.bytes ?? 0);
    entries.set(key, { value, bytes: bytesOf(value) });
    for (const [oldest, { bytes }] of entries) {
      if (held <= bound) return;
      entries.delete(oldest);
      held -= bytes;
    }
  };
  return {
    same(name, values) {
      const key = `= ${name} ${fingerprint(values)}`;
      const known = find(key) as typeof values | undefined;
      if (known !== undefined && haveSameBits(known, values)) return known;
      keep(key, values);
      return values;
    },
    of<T extends object>(name: string, inputs: readonly object[], compute: () => T): T {
      const key = keyOf(name, inputs);
      const known = find(key);
      if (known !== undefined) return known as T;
      const value = compute();
      keep(key, value);
      return value;
    },
  };
}

/** Cells that tell most arrays apart before all are compared. */
const LOOKED_AT = 16;

function fingerprint(values: Float64Array | Int32Array): string {
  const step = Math.max(1, Math.floor(values.length / LOOKED_AT));
  let text = String(values.length);
  for (let i = 0; i < values.length; i += step) text += ` ${values[i]!}`;
  return text;
}

/** Whether the two hold the same bits, so that 0 is not -0. */
function haveSameBits(a: Float64Array | Int32Array, b: Float64Array | Int32Array): boolean {
  if (a === b) return true;
  if (a.byteLength !== b.byteLength) return false;
  const [left, right] = [wordsOf(a), wordsOf(b)];
  for (let i = 0; i < left.length; i += 1) if (left[i] !== right[i]) return false;
  return true;
}

const wordsOf = ({ buffer, byteOffset, byteLength }: Float64Array | Int32Array): Int32Array =>
  new Int32Array(buffer, byteOffset, byteLength / 4);

/** Bytes of the arrays in a value, those of closures not counted. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value === null || typeof value !== 'object') return 0;
  let total = 0;
  for (const part of value instanceof Map ? value.values() : Object.values(value)) total += bytesOf(part);
  return total;
}
