/** Powers of ten that doubles hold exactly. */
export const TENS = Float64Array.from([
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
  1e20, 1e21, 1e22,
]);
const ZERO = 48;
/** Splits a double into halves of 26 bits (Veltkamp): 2^27 + 1. */
const SPLITTER = 134217729;
/** Far above the error of the quotient's second part, far below what it usually takes to cross a half-way point. */
const DOUBT = 2 ** -40;

/**
 * The double nearest to digits with a decimal mark, of which up to 18 count and up to 22 stand after the mark; NaN
 * where there are more, or the quotient lies too near to half-way between two doubles to be sure of its rounding.
 * The digits are an integer of two doubles; their quotient by the power of ten has two parts, and its rounding is
 * certain where it survives a change of the second part by more than its error (Ziv 1991).
 */
export function longDecimal(bytes: Uint8Array, from: number, to: number, mark: number): number {
  let high = 0;
  let low = 0;
  let count = 0;
  let scale = -1;
  for (let at = from; at < to; at += 1) {
    const code = bytes[at]!;
    if (code === mark) {
      scale = to - at - 1;
      continue;
    }
    if (count === 0 && code === ZERO) continue;
    count += 1;
    if (count <= 9) high = high * 10 + (code - ZERO);
    else low = low * 10 + (code - ZERO);
  }
  if (count > 18 || scale > 22) return Number.NaN;
  if (scale < 0) scale = 0;
  return quotient(high, TENS[Math.max(count - 9, 0)]!, low, TENS[scale]!);
}

/** (high * factor + low) / divisor, all whole numbers below 2^30 but the divisor. */
function quotient(high: number, factor: number, low: number, divisor: number): number {
  // Each product is below 2^46, and the first is moved by 15 bits, so that nothing is rounded before the sum.
  const top = Math.floor(high / 32768);
  const a = top * factor * 32768;
  const b = (high - top * 32768) * factor + low;
  const sum = a + b;
  const back = sum - a;
  const rest = a - (sum - back) + (b - back);
  const first = sum / divisor;
  const second = (remainder(sum, first, divisor) + rest) / divisor;
  const below = first + second * (1 - DOUBT);
  return below === first + second * (1 + DOUBT) ? below : Number.NaN;
}

/** dividend - quotient * divisor without an error: the product as a sum of two doubles (Dekker 1971). */
function remainder(dividend: number, quotient: number, divisor: number): number {
  const product = quotient * divisor;
  const c = SPLITTER * quotient;
  const highQ = c - (c - quotient);
  const lowQ = quotient - highQ;
  const d = SPLITTER * divisor;
  const highD = d - (d - divisor);
  const lowD = divisor - highD;
  const error = lowQ * lowD - (product - highQ * highD - lowQ * highD - highQ * lowD);
  return dividend - product - error;
}
