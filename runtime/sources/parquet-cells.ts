import type { SchemaElement } from 'hyparquet';
import { DAY, isoDay } from './days.ts';
import type { TypedCell } from './typed-cells.ts';

/** What hyparquet hands over of one cell once the annotations of types are taken away: the value as it is stored. */
export type Stored = number | bigint | boolean | Uint8Array | null | undefined;

/** How stored values of a column become cells; `empty` as in TypedCells. */
export interface CellReader {
  readonly empty: 'number' | 'text';
  readonly cell: (stored: NonNullable<Stored>) => TypedCell;
}

/**
 * The reader for a column of this type, by the Parquet format's LogicalTypes.md; or what makes the column unusable, as
 * the end of a sentence. Decimals are read from their digits, since a product with a power of ten is not exact.
 */
export function cellReader(element: SchemaElement): CellReader | string {
  if (element.repetition_type === 'REPEATED' || element.num_children) return 'holds lists or records';
  const annotation = element.logical_type?.type ?? element.converted_type;
  if (annotation !== undefined) {
    const special = annotated(element, annotation);
    if (special) return special;
  }
  if (element.type === 'BOOLEAN') return numbers((stored) => Boolean(stored));
  if (element.type === 'INT96') return dates(1_000_000n);
  if (element.type === 'BYTE_ARRAY') return texts();
  if (element.type === 'FIXED_LEN_BYTE_ARRAY') return 'holds bytes without a meaning';
  return element.type === 'FLOAT' || element.type === 'DOUBLE' ? numbers(finite) : numbers(asNumber);
}

/** Annotations that say no more than the type under them give null. */
function annotated(element: SchemaElement, annotation: string): CellReader | string | null {
  const { logical_type: logical } = element;
  if (annotation === 'DECIMAL') {
    const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0);
    if (!(scale >= 0 && scale <= MOST_SCALE)) return `has decimals of scale ${scale}`;
    return numbers((stored) => decimal(integerOf(stored), scale));
  }
  if (annotation === 'DATE') return { empty: 'text', cell: (stored) => dayCell(Number(stored)) };
  if (logical?.type === 'TIMESTAMP') return dates(PER_MILLISECOND[logical.unit]);
  if (annotation === 'TIMESTAMP_MILLIS') return dates(1n);
  if (annotation === 'TIMESTAMP_MICROS') return dates(1000n);
  if (annotation === 'UUID') return { empty: 'text', cell: (stored) => uuid(stored as Uint8Array) };
  if (unsignedBits(element) !== null) return numbers((stored) => unsigned(stored, unsignedBits(element)!));
  return UNUSABLE.test(annotation) ? `is stored as ${annotation}` : null;
}

/** Digits after the point of the widest decimals that programs write. */
const MOST_SCALE = 76;
const UNUSABLE = /^(?:TIME|TIME_|INTERVAL|BSON|FLOAT16|VARIANT|GEO|MAP|LIST)/;
const PER_MILLISECOND = { MILLIS: 1n, MICROS: 1000n, NANOS: 1_000_000n } as const;

function numbers(cell: CellReader['cell']): CellReader {
  return { empty: 'number', cell };
}

function asNumber(stored: NonNullable<Stored>): TypedCell {
  return typeof stored === 'bigint' ? stored : Number(stored);
}

function finite(stored: NonNullable<Stored>): TypedCell {
  const value = Number(stored);
  if (Number.isNaN(value)) return null;
  return Number.isFinite(value) ? value : { literal: String(value), what: 'is not finite' };
}

function unsignedBits({ logical_type: logical, converted_type: converted }: SchemaElement): 32 | 64 | null {
  const bits = logical?.type === 'INTEGER' && !logical.isSigned ? logical.bitWidth : 0;
  if (bits === 64 || converted === 'UINT_64') return 64;
  return bits > 0 || converted?.startsWith('UINT_') ? 32 : null;
}

function unsigned(stored: NonNullable<Stored>, bits: 32 | 64): TypedCell {
  return bits === 64 ? BigInt.asUintN(64, integerOf(stored)) : Number(stored) >>> 0;
}

/** An integer, or one as bytes: two's complement, the highest byte first. */
function integerOf(stored: NonNullable<Stored>): bigint {
  if (!(stored instanceof Uint8Array)) return BigInt(stored);
  let value = 0n;
  for (const byte of stored) value = value * 256n + BigInt(byte);
  return BigInt.asIntN(8 * stored.length, value);
}

/** The double nearest to digits · 10^-scale; an integer stays one, to the last digit. */
function decimal(digits: bigint, scale: number): TypedCell {
  return scale === 0 ? digits : Number(`${digits}e-${scale}`);
}

/** Timestamps at midnight are days. ticks: how many of its units a millisecond has. */
function dates(ticks: bigint): CellReader {
  const day = BigInt(DAY) * ticks;
  return {
    empty: 'text',
    cell: (stored) => {
      const time = integerOf(stored);
      const rest = BigInt.asIntN(64, ((time % day) + day) % day);
      if (rest === 0n) return dayCell(Number(time / day));
      return { literal: instant(time, day, ticks), what: 'has a time of day, and a date is a day' };
    },
  };
}

function instant(time: bigint, day: bigint, ticks: bigint): string {
  const rest = ((time % day) + day) % day;
  const minutes = Number(rest / (ticks * 60_000n));
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${isoDay(Number((time - rest) / day)) ?? time} ${clock.join(':')}`;
}

function dayCell(days: number): TypedCell {
  const day = isoDay(days);
  return day === null ? { literal: String(days), what: 'is a date outside the years 0 to 9999' } : { day };
}

/** Values of a dictionary are the same bytes in every row: each is decoded once. */
function texts(): CellReader {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const known = new Map<Uint8Array, TypedCell>();
  const decoded = (bytes: Uint8Array): TypedCell => {
    try {
      return decoder.decode(bytes);
    } catch {
      return { literal: new TextDecoder('latin1').decode(bytes), what: 'is not UTF-8' };
    }
  };
  return {
    empty: 'text',
    cell: (stored) => {
      const bytes = stored as Uint8Array;
      const cell = known.get(bytes) ?? decoded(bytes);
      if (known.size < MOST_KNOWN) known.set(bytes, cell);
      return cell;
    },
  };
}

const MOST_KNOWN = 10_000;

function uuid(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
