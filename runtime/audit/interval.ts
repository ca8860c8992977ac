import type { PrintedNumber } from '../../compiler/plan/reported.ts';

/**
 * A closed interval of reals. Every operation rounds its ends outwards, so that whatever the reals inside can give lies
 * inside the result: an audit that finds no overlap has found a contradiction, whatever the rounding.
 */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Two units in the last place, relative: more than one operation of doubles can err. */
const SLACK = 2 ** -51;
const TINY = Number.MIN_VALUE;

function outward(low: number, high: number): Interval {
  return { low: low - Math.abs(low) * SLACK - TINY, high: high + Math.abs(high) * SLACK + TINY };
}

export const everything: Interval = { low: -Infinity, high: Infinity };

/** A number known exactly. */
export function exactly(value: number): Interval {
  return { low: value, high: value };
}

export function between(low: number, high: number): Interval {
  return low <= high ? { low, high } : { low: high, high: low };
}

/** What printed digits stand for; `<0.001` is everything from `least` to there. */
export function printed({ low, high }: PrintedNumber, least = -Infinity): Interval {
  return outward(low === null ? least : Number(low), Number(high));
}

export function add(...terms: readonly Interval[]): Interval {
  return terms.reduce((a, b) => outward(a.low + b.low, a.high + b.high), exactly(0));
}

export function negate({ low, high }: Interval): Interval {
  return { low: -high, high: -low };
}

export function subtract(a: Interval, b: Interval): Interval {
  return add(a, negate(b));
}

export function multiply(a: Interval, b: Interval): Interval {
  const products = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((product) =>
    // 0 * Infinity: the zero end is a real zero.
    Number.isNaN(product) ? 0 : product,
  );
  return outward(Math.min(...products), Math.max(...products));
}

/** Everything where the divisor can be zero. */
export function divide(a: Interval, b: Interval): Interval {
  if (b.low <= 0 && b.high >= 0) return everything;
  return multiply(a, outward(1 / b.high, 1 / b.low));
}

export function absolute({ low, high }: Interval): Interval {
  if (low >= 0) return { low, high };
  if (high <= 0) return { low: -high, high: -low };
  return { low: 0, high: Math.max(-low, high) };
}

export function square(a: Interval): Interval {
  const { low, high } = absolute(a);
  return outward(low * low, high * high);
}

/** Of the part that is not negative. */
export function squareRoot({ low, high }: Interval): Interval {
  return outward(Math.sqrt(Math.max(low, 0)), Math.sqrt(Math.max(high, 0)));
}

/** Whether some number lies in both. */
export function overlap(a: Interval, b: Interval): boolean {
  return a.low <= b.high && b.low <= a.high;
}

export function contains({ low, high }: Interval, value: number): boolean {
  return low <= value && value <= high;
}

/** What a function that never falls does to an interval; `grows`: false where it never rises. */
export function monotone(f: (x: number) => number, { low, high }: Interval, grows = true): Interval {
  return grows ? outward(f(low), f(high)) : outward(f(high), f(low));
}

export function middle({ low, high }: Interval): number {
  return (low + high) / 2;
}

export function intersection(a: Interval, b: Interval): Interval | null {
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  return low <= high ? { low, high } : null;
}
