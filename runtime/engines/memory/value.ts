import { invariant } from '../../../compiler/plan/invariant.ts';
import { sortedLevels } from './columns.ts';
import type { Column } from './table.ts';

/**
 * What an expression gives while it is evaluated. A constant has one cell and stride 0, so cell `row * stride` serves
 * for both. Missing cells as in a table: NaN, code -1. `levels` of text need not be sorted here.
 */
export type Value = NumberValue | TextValue | MissingValue;

export interface NumberValue {
  readonly kind: 'number';
  readonly values: Float64Array;
  readonly stride: 0 | 1;
  /** As in a column. */
  readonly date?: true;
}

export interface TextValue {
  readonly kind: 'text';
  readonly codes: Int32Array;
  readonly levels: readonly string[];
  readonly stride: 0 | 1;
}

/** The literal `missing`, which is of either kind. */
export interface MissingValue {
  readonly kind: 'missing';
}

export const MISSING: MissingValue = { kind: 'missing' };

export function constant(value: number): NumberValue {
  return { kind: 'number', values: Float64Array.of(value), stride: 0 };
}

export function textConstant(value: string): TextValue {
  return { kind: 'text', codes: Int32Array.of(0), levels: [value], stride: 0 };
}

/** One number a row. */
export function numbers(values: Float64Array): NumberValue {
  return { kind: 'number', values, stride: 1 };
}

/** The same numbers as days, or as they are. */
export function dated(value: NumberValue, days: boolean): NumberValue {
  return days ? { ...value, date: true } : value;
}

export function isDate(value: Value): boolean {
  return value.kind === 'number' && value.date === true;
}

export function fromColumn(column: Column): Value {
  return column.kind === 'number'
    ? dated(numbers(column.values), column.date === true)
    : { kind: 'text', codes: column.codes, levels: column.levels, stride: 1 };
}

/** Numbers, where the compiler has made sure that there is no text. */
export function asNumber(value: Value): NumberValue {
  invariant(value.kind !== 'text', 'numbers where the check let a text pass');
  return value.kind === 'missing' ? constant(Number.NaN) : value;
}

/** Text, where the compiler has made sure that there are no numbers. */
export function asText(value: Value): TextValue {
  invariant(value.kind !== 'number', 'text where the check let a number pass');
  return value.kind === 'missing' ? { kind: 'text', codes: Int32Array.of(-1), levels: [], stride: 0 } : value;
}

/** One cell a row; not copied where it is so already. */
export function spread(value: NumberValue, rows: number): Float64Array {
  return value.stride === 1 ? value.values : new Float64Array(rows).fill(value.values[0]!);
}

/** A column of a table from a value; text gets sorted levels, without those that no row has. */
export function toColumn(name: string, value: Value, rows: number): Column {
  if (value.kind !== 'text') {
    const column = { kind: 'number', name, values: spread(asNumber(value), rows) } as const;
    return isDate(value) ? { ...column, date: true } : column;
  }
  const all = value.stride === 1 ? value.codes : new Int32Array(rows).fill(value.codes[0]!);
  const next = new Map<string, number>();
  const codes = all.map((code) => {
    if (code < 0) return -1;
    const level = value.levels[code]!;
    const known = next.get(level);
    if (known !== undefined) return known;
    next.set(level, next.size);
    return next.size - 1;
  });
  return sortedLevels(name, codes, [...next.keys()]);
}
