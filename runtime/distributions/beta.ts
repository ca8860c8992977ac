/**
 * The incomplete beta function by the even part of its continued fraction (DLMF 8.17.22), arranged as DiDonato &
 * Morris (1992, TOMS 708) do so that nothing cancels, behind a prefix in Loader's deviance form.
 */
import { continuedFraction, deviance, stirlingError, type Tails } from './gamma.ts';

/** x^a y^b / B(a, b) with x + y = 1, both handed in so that neither is a difference. a, b, x, y > 0. */
export function betaWeight(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const difference = a * y - b * x;
  const exponent =
    stirlingError(n) -
    stirlingError(a) -
    stirlingError(b) -
    deviance(a, n * x, difference) -
    deviance(b, n * y, -difference);
  return Math.exp(exponent) * Math.sqrt((a / n) * (b / (2 * Math.PI)));
}

/** log B(a, b). */
export function logBeta(a: number, b: number): number {
  const n = a + b;
  const spread = 0.5 * Math.log((2 * Math.PI * n) / a / b);
  return (
    spread +
    stirlingError(a) +
    stirlingError(b) -
    stirlingError(n) +
    a * Math.log(a / n) +
    b * Math.log(b / n)
  );
}

/** I_x(a, b) where x is at most the mean a / (a + b). */
function lowerByFraction(a: number, b: number, x: number, y: number): number {
  const excess = a * y - b * x;
  const fraction = continuedFraction(
    (a * (1 + excess)) / (a + 1),
    (m) => {
      const s = a + 2 * m - 1;
      return ((a + m - 1) / s) * ((a + b + m - 1) / s) * m * (b - m) * x * x;
    },
    (m) => m + (m * (b - m) * x) / (a + 2 * m - 1) + ((a + m) / (a + 2 * m + 1)) * (1 + excess + m * (1 + y)),
  );
  return betaWeight(a, b, x, y) / fraction;
}

/**
 * I_x(a, b) and I_y(b, a) for a, b > 0 and x + y = 1, both in [0, 1]. The tail on the far side of the mean is
 * computed itself and the other is its complement: relative error below 1e-12 down to 1e-300.
 */
export function betaTails(a: number, b: number, x: number, y: number): Tails {
  if (Number.isNaN(a + b + x + y)) return { lower: Number.NaN, upper: Number.NaN };
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  if (a * y >= b * x) {
    const lower = lowerByFraction(a, b, x, y);
    return { lower, upper: 1 - lower };
  }
  const upper = lowerByFraction(b, a, y, x);
  return { lower: 1 - upper, upper };
}

/** I_x(a, b), the regularised incomplete beta function: the lower tail. */
export function betaRegularized(x: number, a: number, b: number): number {
  return betaTails(a, b, x, 1 - x).lower;
}

/** 1 - I_x(a, b), computed in the tail. */
export function betaRegularizedUpper(x: number, a: number, b: number): number {
  return betaTails(a, b, x, 1 - x).upper;
}
