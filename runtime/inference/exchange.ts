import type { Codes } from '../design/design.ts';
import {
  type DrawSource,
  givenIndices,
  openStream,
  permutation,
  type RandomStream,
  shuffle,
} from './random.ts';

/**
 * What a permutation may exchange: blocks of rows, each for another of its class. Plain data.
 * Single rows in one class (all rows), single rows by class (within), whole units by length.
 */
export interface Exchange {
  readonly n: number;
  /** Rows, block by block; blocks class by class. */
  readonly rows: Int32Array;
  /** Block j holds rows[starts[j]] … rows[starts[j + 1] - 1]; within a class all are of one length. */
  readonly starts: Int32Array;
  /** Class c holds blocks classes[c] … classes[c + 1] - 1. */
  readonly classes: Int32Array;
  /** Any row for any other: a draw is the permutation itself. */
  readonly free?: true;
}

const counting = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);

/** Any row for any other. */
export function exchangeRows(n: number): Exchange {
  return { n, rows: counting(n), starts: counting(n + 1), classes: Int32Array.of(0, n), free: true };
}

/** Rows for rows with the same code. */
export function exchangeWithin(groups: Codes): Exchange {
  const members = membersOf(groups);
  return {
    n: groups.codes.length,
    rows: Int32Array.from(members.flat()),
    starts: counting(groups.codes.length + 1),
    classes: cumulated(members.map((rows) => rows.length)),
  };
}

/** Whole units for units with as many rows; rows of a unit in the order of `periods` (of the rows, where null). */
export function exchangeUnits(units: Codes, periods: Codes | null): Exchange {
  const series = membersOf(units).map((rows) =>
    periods === null ? rows : rows.slice().sort((i, j) => periods.codes[i]! - periods.codes[j]! || i - j),
  );
  const lengths = [...new Set(series.map((rows) => rows.length))].sort((a, b) => a - b);
  const classes = lengths.map((length) => series.filter((rows) => rows.length === length));
  const blocks = classes.flat();
  return {
    n: units.codes.length,
    rows: Int32Array.from(blocks.flat()),
    starts: cumulated(blocks.map((rows) => rows.length)),
    classes: cumulated(classes.map((members) => members.length)),
  };
}

/** Rows that can never move, because their class holds one block. */
export function immovableRows(exchange: Exchange): number {
  let rows = 0;
  for (let c = 0; c + 1 < exchange.classes.length; c += 1) {
    const [from, to] = [exchange.classes[c]!, exchange.classes[c + 1]!];
    if (to - from === 1) rows += exchange.starts[to]! - exchange.starts[from]!;
  }
  return rows;
}

/** One draw: the values of the rows exchanged for one another. values, into: n each. */
export function drawExchange(
  exchange: Exchange,
  source: DrawSource,
  draw: number,
  values: Float64Array,
  into: Float64Array,
): void {
  if (source.kind === 'given') {
    const order = givenIndices(source, draw);
    for (let i = 0; i < into.length; i += 1) into[i] = values[order[i]!]!;
    return;
  }
  const stream = openStream(source.key, draw);
  if (!exchange.free) {
    exchangeBlocks(exchange, stream, values, into);
    return;
  }
  // The values themselves change places: an order of them would have to be read once more, all over the memory.
  into.set(values);
  shuffle(stream, into);
}

function exchangeBlocks(
  { rows, starts, classes }: Exchange,
  stream: RandomStream,
  values: Float64Array,
  into: Float64Array,
): void {
  for (let c = 0; c + 1 < classes.length; c += 1) {
    const first = classes[c]!;
    const order = permutation(stream, classes[c + 1]! - first);
    for (let j = 0; j < order.length; j += 1) {
      const to = starts[first + j]!;
      const from = starts[first + order[j]!]!;
      const length = starts[first + j + 1]! - to;
      for (let o = 0; o < length; o += 1) into[rows[to + o]!] = values[rows[from + o]!]!;
    }
  }
}

function membersOf(codes: Codes): number[][] {
  const members = Array.from({ length: codes.levels }, (): number[] => []);
  codes.codes.forEach((code, row) => {
    members[code]!.push(row);
  });
  return members;
}

/** 0, then the running sums. */
function cumulated(lengths: readonly number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1);
  lengths.forEach((length, i) => {
    starts[i + 1] = starts[i]! + length;
  });
  return starts;
}
