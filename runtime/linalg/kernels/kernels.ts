/**
 * Loops over a block of columns that lie in one memory, `stride` doubles apart; places and lengths count doubles. Rows are
 * a multiple of eight, the last ones zeros. Every sum has two lanes, of even and of odd rows, over runs of 128 rows; the
 * lanes of a run are added, and runs to the total with what rounding takes from it kept aside (`lost`, Knuth's two-sum): the error of
 * a sum of products is at most 66 units of rounding of the sum of their sizes, however many rows there are.
 */
export interface Kernels {
  /** The memory, made to hold so many doubles; what an earlier call returned is no longer valid. */
  readonly memory: (doubles: number) => Float64Array;
  /** totals[i p + j] += left_i'right_j for j from the tile of i on; p: a multiple of three. */
  readonly gram: (
    left: number,
    right: number,
    stride: number,
    p: number,
    rows: number,
    totals: number,
    lost: number,
  ) => void;
  /** totals[j] += left_j'vector for p columns. */
  readonly products: (
    left: number,
    stride: number,
    p: number,
    vector: number,
    rows: number,
    totals: number,
    lost: number,
  ) => void;
  /** out = vector - factors_0 block_0 - factors_1 block_1 - … for p columns, in that order. */
  readonly subtract: (
    block: number,
    stride: number,
    p: number,
    factors: number,
    vector: number,
    rows: number,
    out: number,
  ) => void;
  /** block_j -= factors_j vector, in place, for p columns. */
  readonly centre: (
    block: number,
    stride: number,
    p: number,
    factors: number,
    vector: number,
    rows: number,
  ) => void;
  /** out_j = block_j vector, row by row, for p columns. */
  readonly scale: (
    block: number,
    stride: number,
    p: number,
    vector: number,
    rows: number,
    out: number,
  ) => void;
}

/** Rows that are summed before a total is touched. */
export const RUN = 128;

/** What a sum may be off by, over the sum of the sizes of what is added: half a run in each lane, both lanes, the total. */
export const ERROR_OF_SUM = (RUN / 2 + 2) * 2 ** -53;
