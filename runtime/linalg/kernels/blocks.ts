import { type Kernels, RUN } from './kernels.ts';
import { kernelsFor } from './compiled.ts';

/** n x p, as columns: z_0, z_1 - c_1 z_0, z_2 - c_2 z_0 and so on, c_0 being 0; null: the columns as they are. */
export interface Centred {
  readonly columns: readonly Float64Array[];
  readonly centres: Float64Array | null;
}

/** A block of rows in the memory of the kernels, column after column, and where else there is room; in doubles. */
export interface Block {
  readonly kernels: Kernels;
  readonly memory: Float64Array;
  readonly stride: number;
  /** Columns with those of zeros that make them a multiple of three. */
  readonly p: number;
  readonly columns: number;
  /** As much again, and one more column. */
  readonly second: number;
  readonly vector: number;
  /** p numbers. */
  readonly factors: number;
  /** p x p, and p beside. */
  readonly totals: number;
  readonly lost: number;
}

/** Doubles of a block: with a second one beside it well within the cache of a core. */
const SIZE = 32_768;
const MOST_ROWS = 2048;

/**
 * Calls `visit` with one block of rows after the other, the columns copied and centred; nothing of the size of the data
 * is made. `spare`: columns that `visit` puts behind them. `rows` counts the zeros at the end of the last block.
 */
export function throughBlocks(
  { columns, centres }: Centred,
  spare: number,
  visit: (block: Block, from: number, to: number, rows: number) => void,
): Block {
  const n = columns[0]?.length ?? 0;
  const k = columns.length;
  const { block, most } = openBlock(k + spare, n);
  const { kernels, memory, stride } = block;
  const centred = centres?.some((c) => c !== 0);
  if (centres) memory.set(centres, block.factors);
  for (let from = 0; from < n; from += most) {
    const to = Math.min(from + most, n);
    const rows = (to - from + 7) & ~7;
    for (let j = 0; j < k; j += 1) load(block, block.columns + j * stride, columns[j]!, from, to);
    if (centred)
      kernels.centre(block.columns + stride, stride, k - 1, block.factors + 1, block.columns, rows);
    visit(block, from, to, rows);
  }
  return block;
}

/** Copies rows of a column to a place in the memory, zeros up to the next multiple of eight behind them. */
export function load({ memory }: Block, place: number, column: Float64Array, from: number, to: number): void {
  memory.set(column.subarray(from, to), place);
  for (let i = to - from; i % 8 !== 0; i += 1) memory[place + i] = 0;
}

function openBlock(columns: number, n: number): { readonly block: Block; readonly most: number } {
  const p = columns + ((3 - (columns % 3)) % 3);
  const most = Math.min(MOST_ROWS, Math.max(RUN, Math.floor(SIZE / p / RUN) * RUN));
  // Columns a power of two apart would fall on one another in the cache.
  const stride = most + RUN;
  const second = p * stride;
  const vector = second + (p + 1) * stride;
  const factors = vector + stride;
  const totals = factors + p;
  const lost = totals + p * (p + 1);
  const kernels = kernelsFor(n);
  const memory = kernels.memory(lost + p * (p + 1));
  memory.fill(0, 0, lost + p * (p + 1));
  return {
    block: { kernels, memory, stride, p, columns: 0, second, vector, factors, totals, lost },
    most,
  };
}
