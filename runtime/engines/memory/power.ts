import { realPower } from './real-power.ts';

/** 2^27 + 1: cuts a double into two halves whose products are exact (Dekker 1971). */
const CUT = 134217729;

/** Whole exponents up to here are multiplied out; powers in a formula are far below. */
const MOST_FACTORS = 64;

/** Between these no product and no error of one overflows or vanishes. */
const [SMALLEST, LARGEST] = [1e-250, 1e280];

/**
 * a^b. Whole powers are products in twice the precision, rounded once: the nearest double, the same on every machine,
 * which `**` need not give (V8's is off by a unit in the last place for one power in ten).
 */
export function power(a: number, b: number): number {
  if (b === 2) return a * a;
  if (Number.isInteger(b) && b < 0 && b >= -MOST_FACTORS) return 1 / power(a, -b);
  const plain = plainPower(a, b);
  const size = Math.abs(plain);
  const multiplied = Number.isInteger(b) && b > 2 && b <= MOST_FACTORS && size > SMALLEST && size < LARGEST;
  return multiplied ? wholePower(a, b) : plain;
}

/** Zero, infinities and missing values as `**` has them, which is exact there; a negative base by its size. */
function plainPower(a: number, b: number): number {
  const size = Math.abs(a);
  const special = size === 0 || !Number.isFinite(a) || !Number.isFinite(b) || (a < 0 && !Number.isInteger(b));
  if (special || b === 0 || b === 1) return a ** b;
  return a < 0 && b % 2 !== 0 ? -realPower(size, b) : realPower(size, b);
}

/** (high + low) a, again and again; low holds what rounding takes from high. */
function wholePower(a: number, b: number): number {
  const cutA = CUT * a;
  const highA = cutA - (cutA - a);
  const lowA = a - highA;
  let high = a;
  let low = 0;
  for (let i = 1; i < b; i += 1) {
    const product = high * a;
    const cut = CUT * high;
    const top = cut - (cut - high);
    const rest = high - top;
    const error = rest * lowA - (product - top * highA - rest * highA - top * lowA);
    low = low * a + error;
    high = product + low;
    low = product - high + low;
  }
  return high;
}
