/**
 * Plain values as JSON beside raw bytes, exactly: what comes back is what went in, to the last bit and in the same order
 * of keys. Numbers that JSON lacks (NaN, infinities, -0) and numeric arrays are marked by the key `#`.
 */

export interface Packed {
  readonly json: string;
  /** The numeric arrays one after the other, in this machine's byte order. */
  readonly bytes: Uint8Array;
}

type NumericArray = Float64Array | Int32Array | Uint32Array | Uint8Array;

const arrayTypes = { f64: Float64Array, i32: Int32Array, u32: Uint32Array, u8: Uint8Array } as const;
const oddNumbers = new Map<string, number>([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-0', -0],
]);
const MARK = '#';

class NotPlain extends Error {}

/** Null where the value holds more than plain data: a function, an instance of a class, a gap in an array. */
export function pack(value: unknown): Packed | null {
  const arrays: NumericArray[] = [];
  try {
    const json = JSON.stringify(toJson(value, arrays));
    return { json, bytes: Buffer.concat(arrays.map(bytesOf)) };
  } catch (error) {
    if (error instanceof NotPlain) return null;
    throw error;
  }
}

/** Throws where the text is no JSON, or speaks of bytes that are not there. */
export function unpack({ json, bytes }: Packed): unknown {
  const reader = { bytes, at: 0 };
  return fromJson(JSON.parse(json), reader);
}

function toJson(value: unknown, arrays: NumericArray[]): unknown {
  if (typeof value === 'number') return numberToJson(value);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value !== 'object') throw new NotPlain();
  if (Array.isArray(value)) return Array.from(value, (inner: unknown) => toJson(inner, arrays));
  for (const [name, type] of Object.entries(arrayTypes)) {
    if (!(value instanceof type)) continue;
    arrays.push(value);
    return { [MARK]: name, length: value.length };
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if ((prototype !== Object.prototype && prototype !== null) || MARK in value) throw new NotPlain();
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.map(([key, inner]) => [key, toJson(inner, arrays)]));
}

function numberToJson(value: number): unknown {
  if (Object.is(value, -0)) return { [MARK]: '-0' };
  return Number.isFinite(value) ? value : { [MARK]: String(value) };
}

function bytesOf({ buffer, byteOffset, byteLength }: NumericArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

interface ByteReader {
  readonly bytes: Uint8Array;
  at: number;
}

function fromJson(value: unknown, reader: ByteReader): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((inner) => fromJson(inner, reader));
  if (MARK in value) return marked(value as { [MARK]: string; length?: number }, reader);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromJson(inner, reader)]));
}

function marked(value: { readonly [MARK]: string; readonly length?: number }, reader: ByteReader): unknown {
  const name = value[MARK];
  const odd = oddNumbers.get(name);
  if (odd !== undefined) return odd;
  const type = arrayTypes[name as keyof typeof arrayTypes];
  const { length } = value;
  if (type === undefined || length === undefined) throw new Error(`no plain value is marked ${name}`);
  const end = reader.at + length * type.BYTES_PER_ELEMENT;
  if (!(end >= reader.at && end <= reader.bytes.length)) throw new Error('bytes are missing');
  // A copy of its own: a view would need an aligned start.
  const own = new Uint8Array(reader.bytes.subarray(reader.at, end));
  reader.at = end;
  return new type(own.buffer);
}
