import { cleanText } from '../document/clean-text.ts';
import type { NumberCell } from '../document/document.ts';
import { formatDecimal } from '../document/format-number.ts';
import { bracketsOf } from '../document/number-text.ts';

/** What the widest number of a column has behind its point: the others leave as much room, and points align. */
export interface Tail {
  readonly decimals: number;
  readonly stars: number;
  readonly bracketed: boolean;
  /** Room to the right of all, in digits. */
  readonly margin: number;
}

const PLAIN = /^-?\d+(?:\.(\d+))?$/;

/** Decimals, stars and bracket behind the point of a printed number. */
export function tailOf(cell: NumberCell): Tail {
  return {
    decimals: decimalsOf(cell.printed),
    stars: [...cell.stars].length,
    bracketed: cell.bracket !== 'none',
    margin: 0,
  };
}

function decimalsOf(printed: string): number {
  return PLAIN.exec(printed)?.[1]?.length ?? 0;
}

/**
 * The number format of a spreadsheet that shows a full number as it is printed: its decimals, brackets and stars, the
 * minus of readers; then the room that `tail` has and it has not. Where the spreadsheet would round to other digits
 * than studyc does (it keeps 15 of a double's 17), and for `<0.001`, the digits themselves.
 */
export function numberFormat(cell: NumberCell, tail: Tail): string {
  const [open, close] = bracketsOf(cell).map(quoted);
  const own = tailOf(cell);
  const room = [
    // A point takes room too where a number has none.
    own.decimals === 0 && tail.decimals > 0 ? '_.' : '',
    '_0'.repeat(Math.max(0, tail.decimals - own.decimals)),
    tail.bracketed && !own.bracketed ? '_)' : '',
    '_*'.repeat(Math.max(0, tail.stars - own.stars)),
    '_0'.repeat(tail.margin),
  ].join('');
  const shown = (minus: string): string =>
    open + minus + digitsOf(cell) + close + quoted(cleanText(cell.stars)) + room;
  const minus = cell.printed.startsWith('-') ? quoted('\u2212') : '';
  return cell.value < 0 ? `${shown('')};${shown(minus)}` : shown('');
}

function digitsOf({ value, printed }: NumberCell): string {
  const unsigned = printed.replace('-', '');
  const match = PLAIN.exec(unsigned);
  if (!match) return quoted(unsigned);
  const decimals = match[1]?.length ?? 0;
  if (formatDecimal(Number(value.toPrecision(15)), decimals) !== printed) return quoted(unsigned);
  return decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
}

/** Text that a format shows as it stands. */
function quoted(text: string): string {
  if (text === '') return '';
  return text.includes('"') ? [...text].map((letter) => `\\${letter}`).join('') : `"${text}"`;
}
