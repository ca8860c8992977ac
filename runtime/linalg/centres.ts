import { dot } from './sums.ts';

/** Rows that centres are taken from, evenly spread. */
const ROWS = 1024;

/**
 * About the mean of each column, in multiples of the first, from some of the rows: nothing has to be exact of a centre, but
 * that the columns about it are not much longer than about their means. p numbers, the first 0. columns: n each.
 */
export function sampleCentres(columns: readonly Float64Array[]): Float64Array {
  const n = columns[0]!.length;
  const count = Math.min(n, ROWS);
  const some = columns.map((column) =>
    Float64Array.from({ length: count }, (_, i) => column[Math.floor((i * n) / count)]!),
  );
  const [constant, ...others] = some as [Float64Array, ...Float64Array[]];
  const square = dot(constant, constant);
  return Float64Array.from([0, ...others.map((column) => dot(constant, column) / square)]);
}
