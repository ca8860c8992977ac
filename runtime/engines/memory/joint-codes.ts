import { invariant } from '../../../compiler/plan/invariant.ts';
import type { Column } from './table.ts';

/** Rows of two tables by equal keys: codes 0 … count - 1, shared between both; -1 where a key is missing. */
export interface JointCodes {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly count: number;
}

/**
 * Codes of the rows of two tables by their keys, the columns of the one in the order of the other. Keys that stand for
 * each other hold values of one kind. Linear in the rows: a hash for each key, and one for each pair of codes.
 */
export function jointCodes(first: readonly Column[], second: readonly Column[]): JointCodes {
  const parts = first.map((column, i) => oneKey(column, second[i]!));
  return parts.slice(1).reduce(both, parts[0]!);
}

function oneKey(first: Column, second: Column): JointCodes {
  invariant(first.kind === second.kind, `keys of one kind: ${first.name} and ${second.name}`);
  const seen = new Map<number | string, number>();
  return { first: codesOf(first, seen), second: codesOf(second, seen), count: seen.size };
}

function codesOf(column: Column, seen: Map<number | string, number>): Int32Array {
  const code = (value: number | string): number => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    seen.set(value, seen.size);
    return seen.size - 1;
  };
  if (column.kind === 'number') {
    return Int32Array.from(column.values, (value) => (Number.isNaN(value) ? -1 : code(value)));
  }
  const levels = column.levels.map(code);
  return column.codes.map((level) => (level < 0 ? -1 : levels[level]!));
}

/** Of two keys together. Codes are below 2^31 each, so their pair is an exact number. */
function both(a: JointCodes, b: JointCodes): JointCodes {
  const seen = new Map<number, number>();
  const pair = (left: Int32Array, right: Int32Array): Int32Array =>
    left.map((code, row) => {
      const other = right[row]!;
      if (code < 0 || other < 0) return -1;
      const value = code * b.count + other;
      const known = seen.get(value);
      if (known !== undefined) return known;
      seen.set(value, seen.size);
      return seen.size - 1;
    });
  return { first: pair(a.first, b.first), second: pair(a.second, b.second), count: seen.size };
}
