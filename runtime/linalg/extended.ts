/**
 * Products and sums as if in twice the precision of a double, rounded once at the end: a product and a sum of two doubles
 * have errors that are doubles themselves. Dekker (1971), Knuth (1969); Ogita, Rump & Oishi (2005), Dot2.
 */

/** 2^27 + 1: cuts a double into two halves whose products are exact. */
const CUT = 134217729;

/** Sum of a[i] b[i]. a, b: n each, below 1e290 in size: the cut must not overflow. */
export function dotExtended(a: Float64Array, b: Float64Array): number {
  let total = 0;
  let lost = 0;
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i]!, b[i]!];
    const product = x * y;
    const cutX = CUT * x;
    const cutY = CUT * y;
    const highX = cutX - (cutX - x);
    const highY = cutY - (cutY - y);
    const lowX = x - highX;
    const lowY = y - highY;
    const next = total + product;
    const part = next - total;
    lost +=
      total -
      (next - part) +
      (product - part) +
      (lowX * lowY - (product - highX * highY - lowX * highY - highX * lowY));
    total = next;
  }
  return total + lost;
}

/** A vector of unevaluated sums high + low, n each. */
export interface Extended {
  readonly high: Float64Array;
  readonly low: Float64Array;
}

/** a - b, exactly. n each. */
export function differenceExtended(a: Float64Array, b: Float64Array): Extended {
  const high = new Float64Array(a.length);
  const low = new Float64Array(a.length);
  for (let i = 0; i < a.length; i += 1) {
    const difference = a[i]! - b[i]!;
    const part = difference - a[i]!;
    high[i] = difference;
    low[i] = a[i]! - (difference - part) - (b[i]! + part);
  }
  return { high, low };
}

/** target -= factor * source, in place. */
export function takeMultiple({ high, low }: Extended, factor: number, source: Float64Array): void {
  const cutFactor = CUT * factor;
  const highFactor = cutFactor - (cutFactor - factor);
  const lowFactor = factor - highFactor;
  for (let i = 0; i < high.length; i += 1) {
    const x = source[i]!;
    const product = x * factor;
    const cut = CUT * x;
    const highX = cut - (cut - x);
    const lowX = x - highX;
    const before = high[i]!;
    const next = before - product;
    const part = next - before;
    low[i]! +=
      before -
      (next - part) -
      (product + part) -
      (lowX * lowFactor - (product - highX * highFactor - lowX * highFactor - highX * lowFactor));
    high[i] = next;
  }
}

/** The sums, rounded. */
export function roundedOf({ high, low }: Extended): Float64Array {
  return high.map((value, i) => value + low[i]!);
}
