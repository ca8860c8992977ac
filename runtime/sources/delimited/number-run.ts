import { longDecimal, TENS } from './long-decimal.ts';

/** What the cells of a column are to the run: left to the caller, plain numbers, whole numbers, or passed over. */
export const CELLS = { any: 0, numbers: 1, integers: 2, skipped: 3 } as const;

/**
 * A run over cells that need no thought. The caller sets everything; the run moves `at`, `row` and `column`, writes
 * numbers into the tile and marks their columns in `seen`.
 */
export interface NumberRun {
  /** The byte at `end` is 0 where the file goes on after this block; else the block ends with a line end. */
  readonly bytes: Uint8Array;
  at: number;
  end: number;
  /** Row of the tile, and column, of the cell that begins at `at`. */
  row: number;
  column: number;
  readonly width: number;
  readonly tileRows: number;
  /** width x tileRows, column by column. */
  readonly tile: Float64Array;
  /** One of `CELLS` a column. */
  readonly kinds: Uint8Array;
  /** 1 for a column in which a number was met. */
  readonly seen: Uint8Array;
  readonly delimiter: number;
  readonly decimal: number;
  /** Whether `na` declares the empty cell, `NA` and `.`. */
  readonly naEmpty: boolean;
  readonly naLetters: boolean;
  readonly naPoint: boolean;
  /** Numbers that `na` declares in some writing: such a cell is left to the caller. */
  readonly naNumbers: Float64Array;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
const ZERO = 48;
/** Above, a sum of digits may have been rounded. */
const EXACT = 2 ** 53;
/**
 * Reads cells until one is not plainly what its column's kind says, the block ends or the tile is full; that cell is
 * left where it begins. Numbers are the doubles nearest to their text: up to 2^53 divided by a power of ten up to
 * 10^22 is one rounding of exact numbers (Clinger 1990); longer ones are `longDecimal`'s. One loop on purpose: it is
 * where the time of a large file goes.
 */
export function runNumbers(run: NumberRun): void {
  const { bytes, width, tileRows, tile, kinds, seen, delimiter, decimal } = run;
  const { naEmpty, naLetters, naPoint, naNumbers } = run;
  let { at, row, column } = run;
  let start = at;
  for (;;) {
    start = at;
    if (column >= width || row >= tileRows) break;
    const kind = kinds[column]!;
    if (kind === 0) break;
    let code = bytes[at]!;
    if (kind === 3) {
      if (code === QUOTE || code === 32 || code === 9) break;
      while (code !== delimiter && code !== LF && code !== CR && code !== 0) {
        at += 1;
        code = bytes[at]!;
      }
    } else {
      let value = Number.NaN;
      let isNumber = false;
      const negative = code === 45;
      if (negative || code === 43) {
        at += 1;
        code = bytes[at]!;
      }
      const first = at;
      let digit = code - ZERO;
      if (digit >= 0 && digit <= 9) {
        let whole = digit;
        at += 1;
        digit = bytes[at]! - ZERO;
        if (whole === 0 && digit >= 0 && digit <= 9) break;
        while (digit >= 0 && digit <= 9) {
          whole = whole * 10 + digit;
          at += 1;
          digit = bytes[at]! - ZERO;
        }
        if (at - first > 15) break;
        value = whole;
        isNumber = true;
        code = bytes[at]!;
      } else if (code === decimal) {
        value = 0;
        isNumber = true;
      } else if (at === start && (code === delimiter || code === LF || code === CR)) {
        if (!naEmpty) break;
      } else if (naLetters && at === start && code === 78 && bytes[at + 1] === 65) {
        at += 2;
        code = bytes[at]!;
      } else break;
      if (code === decimal && kind === 1 && isNumber) {
        const point = at;
        at += 1;
        let high = 0;
        let low = 0;
        let stop = at + 9;
        digit = bytes[at]! - ZERO;
        while (digit >= 0 && digit <= 9 && at < stop) {
          high = high * 10 + digit;
          at += 1;
          digit = bytes[at]! - ZERO;
        }
        const highDigits = at - point - 1;
        stop = at + 9;
        while (digit >= 0 && digit <= 9 && at < stop) {
          low = low * 10 + digit;
          at += 1;
          digit = bytes[at]! - ZERO;
        }
        const digits = at - point - 1;
        code = bytes[at]!;
        if (digits === 0 && point === first) {
          if (!naPoint || point !== start || decimal !== 46) break;
          value = Number.NaN;
          isNumber = false;
        } else {
          const mantissa = (value * TENS[highDigits]! + high) * TENS[digits - highDigits]! + low;
          if (mantissa < EXACT && !(digit >= 0 && digit <= 9)) value = mantissa / TENS[digits]!;
          else {
            while (digit >= 0 && digit <= 9) {
              at += 1;
              digit = bytes[at]! - ZERO;
            }
            code = bytes[at]!;
            value = longDecimal(bytes, first, at, decimal);
            if (Number.isNaN(value)) break;
          }
        }
      }
      if (isNumber && code !== delimiter && code !== LF && code !== CR) break;
      if (isNumber && naNumbers.length > 0 && naNumbers.includes(negative ? -value : value)) break;
      if (isNumber) seen[column] = 1;
      tile[column * tileRows + row] = negative ? -value : value;
    }
    if (code === delimiter) {
      if (column + 1 >= width) break;
      at += 1;
      column += 1;
    } else {
      if (column + 1 !== width) break;
      if (code === LF) at += 1;
      else if (code === CR && bytes[at + 1]! !== 0) at += bytes[at + 1] === LF ? 2 : 1;
      else break;
      column = 0;
      row += 1;
    }
  }
  run.at = start;
  run.row = row;
  run.column = column;
}
