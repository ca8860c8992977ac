/** The high part of log 2 has few enough digits that its whole multiples are exact; the low part is the rest. */
const [LOG2_HIGH, LOG2_LOW] = [0.6931471803691238, 1.9082149292705877e-10];

/** 2^27 + 1: cuts a double into two halves whose products are exact (Dekker 1971). */
const CUT = 134217729;

/**
 * a^b for finite a > 0 and finite b, by exponential and logarithm with the low part of b log a kept. The engine's own
 * `**` differs between versions in the last digit; its exponential and logarithm do not, nor do square roots.
 */
export function realPower(a: number, b: number): number {
  if (b === 0.5) return Math.sqrt(a);
  if (b === -0.5) return 1 / Math.sqrt(a);
  if (b === 1.5) return a * Math.sqrt(a);
  if (b === -1) return 1 / a;
  const exponent = Math.floor(Math.log2(a) + 0.5);
  // In two steps: 2^-1074 has no reciprocal.
  const half = Math.trunc(exponent / 2);
  const mantissa = a / 2 ** half / 2 ** (exponent - half);
  const [top, rest] = [exponent * LOG2_HIGH, exponent * LOG2_LOW + Math.log(mantissa)];
  const high = top + rest;
  const low = top - high + rest;
  const product = high * b;
  if (!(Math.abs(product) < 800)) return product > 0 ? Number.POSITIVE_INFINITY : 0;
  return Math.exp(product) * (1 + (productError(high, b, product) + low * b));
}

/** What rounding took from a product. */
function productError(a: number, b: number, product: number): number {
  const [cutA, cutB] = [CUT * a, CUT * b];
  const [highA, highB] = [cutA - (cutA - a), cutB - (cutB - b)];
  const [lowA, lowB] = [a - highA, b - highB];
  return lowA * lowB - (product - highA * highB - lowA * highB - highA * lowB);
}
