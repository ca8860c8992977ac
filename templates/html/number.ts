import { isAligned } from '../document/columns.ts';
import type { ColumnSpec, NumberCell } from '../document/document.ts';
import { withMinus } from '../document/format-number.ts';
import { escapeHtml } from './escape.ts';

/** Room on either side of the digits, in halves of a digit: three stars, a bracket with a minus, one of both. */
const STARS = 4;
const BRACKET = 2;
const MINUS = 2;

/** Widths of the part before and after the decimal point, in halves of a digit. */
export interface Halves {
  readonly before: number;
  readonly after: number;
}

/** The digits of a column lie in its middle: what hangs outside has the same room on both sides. */
export function halvesOf(column: ColumnSpec): Halves {
  const left = (column.bracketed ? BRACKET : 0) + (column.negative ? MINUS : 0);
  const hang = Math.max(left, column.starred ? STARS : 0);
  const point = column.decimals > 0 ? 1 : 0;
  return { before: 2 * column.integers + hang, after: 2 * column.decimals + point + hang };
}

const brackets = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] } as const;

/** A number in two halves that meet at the point, which aligns a column and is copied as one number. */
export function numberHtml(cell: NumberCell, column: ColumnSpec | undefined): string {
  const [open, close] = brackets[cell.bracket];
  const end = close + starsHtml(cell.stars);
  if (!isSplit(cell, column)) {
    const upper = cell.upper ? `, ${printedHtml(cell.upper.printed)}` : '';
    return `<span class="nb">${open}${printedHtml(cell.printed)}${upper}${end}</span>`;
  }
  const { before, after } = halvesOf(column);
  const [whole = '', decimals] = cell.printed.split('.');
  const fraction = decimals === undefined ? '' : `.${decimals}`;
  return `<span class="i w${before}">${open}${withMinus(whole)}</span><span class="f w${after}">${fraction}${end}</span>`;
}

/** Counts under numbers with decimals stand in the middle: no point lines them up. */
function isSplit(cell: NumberCell, column: ColumnSpec | undefined): column is ColumnSpec {
  return (
    column?.align === 'decimal' && isAligned(cell) && !(column.decimals > 0 && !cell.printed.includes('.'))
  );
}

function starsHtml(stars: string): string {
  return stars === '' ? '' : `<sup>${escapeHtml(stars)}</sup>`;
}

/** An exponent of ten is one to a reader: 1.235e21 is 1.235 × 10^21. */
function printedHtml(text: string): string {
  const [mantissa = '', exponent] = text.split('e');
  const power = exponent === undefined ? '' : ` × 10<sup>${escapeHtml(withMinus(exponent))}</sup>`;
  return escapeHtml(withMinus(mantissa)) + power;
}
