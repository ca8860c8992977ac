/**
 * The gamma function and its incomplete ratios. Everything is written in Loader's form: Stirling's error and the
 * deviance, which do not cancel where logarithms of large factorials would.
 * Loader (2000), Fast and accurate computation of binomial probabilities; DLMF 5.11, 8.9, 8.11.
 */

const HALF_LOG_TWO_PI = 0.9189385332046728;
const EPSILON = 2 ** -53;
/** Far beyond what any convergent case needs (about the square root of the parameter). */
const MOST_TERMS = 10_000_000;

/**
 * log Gamma(x + 1) - [(x + 1/2) log x - x + log(2 pi) / 2] for x > 0, absolute error about 1e-16.
 * Stirling's series from 16 on (DLMF 5.11.1); below, the recurrence carries there without cancellation.
 */
export function stirlingError(x: number): number {
  let shift = 0;
  let at = x;
  while (at < 16) {
    shift += (at + 0.5) * Math.log1p(1 / at) - 1;
    at += 1;
  }
  const s = 1 / (at * at);
  const series =
    1 / 12 - s * (1 / 360 - s * (1 / 1260 - s * (1 / 1680 - s * (1 / 1188 - (s * 691) / 360360))));
  return shift + series / at;
}

/**
 * x log(x / m) + m - x for x, m > 0, without cancellation where they are close; `difference` is x - m, which the
 * caller often knows better than the subtraction.
 */
export function deviance(x: number, m: number, difference: number): number {
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  let power = 2 * x * v;
  let sum = difference * v;
  for (let j = 3; ; j += 2) {
    power *= v * v;
    const next = sum + power / j;
    if (next === sum) return sum;
    sum = next;
  }
}

/** log Gamma(x) for x > 0; relative error about 1e-15, absolute near its zeros at 1 and 2, where it is exact. */
export function logGamma(x: number): number {
  if (x === 1 || x === 2) return 0;
  return stirlingError(x) + (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI;
}

/** x^a e^-x / Gamma(a + 1), the Poisson weight, for a, x > 0. */
export function gammaWeight(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x, a - x) - HALF_LOG_TWO_PI) / Math.sqrt(a);
}

export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

/**
 * P(a, x) and Q(a, x), the regularised incomplete gamma functions, for a > 0, x >= 0. Whichever is small is computed
 * itself: the series of P below a + 1 (DLMF 8.11.4), the continued fraction of Q above (DLMF 8.9.2, Lentz).
 */
export function gammaTails(a: number, x: number): Tails {
  if (Number.isNaN(a) || Number.isNaN(x)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = gammaWeight(a, x) * seriesOfLower(a, x);
    return { lower, upper: 1 - lower };
  }
  const upper = (gammaWeight(a, x) * a) / fractionOfUpper(a, x);
  return { lower: 1 - upper, upper };
}

function seriesOfLower(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let n = 1; n < MOST_TERMS; n += 1) {
    term *= x / (a + n);
    sum += term;
    if (term < sum * EPSILON) break;
  }
  return sum;
}

function fractionOfUpper(a: number, x: number): number {
  return continuedFraction(
    x + 1 - a,
    (m) => m * (a - m),
    (m) => x + 2 * m + 1 - a,
  );
}

/** b0 + a1 / (b1 + a2 / (b2 + …)) by the modified method of Lentz (Thompson & Barnett 1986). */
export function continuedFraction(b0: number, a: (m: number) => number, b: (m: number) => number): number {
  const tiny = 1e-300;
  let value = b0 === 0 ? tiny : b0;
  let c = value;
  let d = 0;
  for (let m = 1; m < MOST_TERMS; m += 1) {
    const numerator = a(m);
    if (numerator === 0) break;
    const denominator = b(m);
    d = denominator + numerator * d;
    c = denominator + numerator / c;
    d = 1 / (d === 0 ? tiny : d);
    if (c === 0) c = tiny;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) <= 2 * EPSILON) break;
  }
  return value;
}

/** P(a, x): the lower regularised incomplete gamma function, relative error below 1e-12. */
export function gammaRegularized(a: number, x: number): number {
  return gammaTails(a, x).lower;
}

/** Q(a, x) = 1 - P(a, x), computed in the tail. */
export function gammaRegularizedUpper(a: number, x: number): number {
  return gammaTails(a, x).upper;
}
