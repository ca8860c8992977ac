import type { Table } from '../engines/memory/table.ts';
import { gather, isEveryRow } from './gather.ts';

/** Numbers of rows that are kept for a table, and of samples: a paper has few. */
const MOST_ROWS = 2 ** 24;
const MOST_SAMPLES = 4;

const lately = new WeakMap<Table, readonly Int32Array[]>();

const unshared = new WeakSet<Table>();

/** The table, on which from now on every model is estimated by itself: no model is given the arrays of another. */
export function withoutSharing(table: Table): Table {
  unshared.add(table);
  return table;
}

/** Whether models on the table may be given arrays that others have. */
export const isShared = (table: Table): boolean => !unshared.has(table);

/**
 * The array that a model on these rows of the table was given before, if one was lately, else this one: what is coded,
 * gathered and absorbed is kept by it, and is found again by the next model of the same sample.
 */
export function sharedRows(table: Table, rows: Int32Array): Int32Array {
  if (!isShared(table)) return rows;
  const known = lately.get(table) ?? [];
  const found = known.find((other) => sameRows(other, rows, table.rows));
  const shared = found ?? rows;
  const kept = [shared, ...known.filter((other) => other !== shared)].slice(0, MOST_SAMPLES);
  while (kept.length > 1 && kept.reduce((total, { length }) => total + length, 0) > MOST_ROWS) kept.pop();
  lately.set(table, kept);
  return shared;
}

function sameRows(a: Int32Array, b: Int32Array, total: number): boolean {
  if (a.length !== b.length) return false;
  if (a.length === total) return isEveryRow(a, total) && isEveryRow(b, total);
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** Bytes of gathered columns that are kept for one sample. */
const MOST_BYTES = 2 ** 27;

const gathered = new WeakMap<Int32Array, Map<Float64Array, Float64Array>>();

/** Values on the given rows, to be read only: the same array for the same column again while there is room. */
export function sharedColumn(values: Float64Array, rows: Int32Array): Float64Array {
  if (isEveryRow(rows, values.length)) return values;
  const columns = gathered.get(rows) ?? new Map<Float64Array, Float64Array>();
  const found = columns.get(values);
  if (found !== undefined) return found;
  const result = gather(values, rows);
  if ((columns.size + 1) * result.byteLength <= MOST_BYTES) gathered.set(rows, columns.set(values, result));
  return result;
}
