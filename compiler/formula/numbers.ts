import type { Complain, Range } from './located.ts';

/**
 * The value of a numeral. Refuses what a double cannot hold: an infinite value, and a whole number that would
 * silently become its neighbour.
 */
export function readNumber(image: string, range: Range, complain: Complain): number {
  const value = Number(image);
  if (!Number.isFinite(value)) complain(range, 'number-range', { text: image, exact: false });
  else if (/^\d+$/.test(image) && BigInt(image) !== BigInt(value)) {
    complain(range, 'number-range', { text: image, exact: true });
  }
  return value;
}
