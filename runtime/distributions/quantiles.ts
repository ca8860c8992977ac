/**
 * Quantiles: the tails of this folder inverted by Newton's method for the logarithm of the smaller tail as a function
 * of log x. That curve is concave for all of them, so the iteration converges from any start, and it keeps its
 * relative accuracy in both tails.
 */
import { betaTails, betaWeight } from './beta.ts';
import { gammaTails, gammaWeight } from './gamma.ts';
import { normalTwoSided } from './tails.ts';

interface Mass {
  readonly mass: number;
  /** Derivative of the mass by log x. */
  readonly slope: number;
}

/** The x > 0 at which a monotone mass equals the target. */
function invert(target: number, start: number, at: (x: number) => Mass): number {
  let x = start;
  const retreat = at(start).slope > 0 ? -1 : 1;
  for (let i = 0; i < 200; i += 1) {
    const { mass, slope } = at(x);
    const newton = (Math.log(mass / target) * mass) / slope;
    // Where the mass underflows there is no slope to follow: come back towards where there is some.
    const step = Number.isFinite(newton) ? Math.max(-20, Math.min(20, newton)) : retreat;
    x *= Math.exp(-step);
    if (Math.abs(step) < 1e-9) break;
  }
  return x;
}

const outside = (p: number): boolean => !(p >= 0 && p <= 1);

/** The z with P(Z <= z) = p. */
export function normalQuantile(p: number): number {
  if (outside(p)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const z =
    tail > 0.25
      ? invert(1 - 2 * tail, 0.5, (x) => ({
          mass: gammaTails(0.5, (x * x) / 2).lower,
          slope: 2 * x * density(x),
        }))
      : invert(2 * tail, Math.sqrt(-2 * Math.log(tail)), (x) => ({
          mass: normalTwoSided(x),
          slope: -2 * x * density(x),
        }));
  return p < 0.5 ? -z : z;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** The t with P(T <= t) = p, df > 0; df = Infinity is the normal. */
export function studentQuantile(p: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  if (outside(p) || !(df > 0)) return Number.NaN;
  if (p === 0.5) return 0;
  const tail = Math.min(p, 1 - p);
  if (tail === 0) return p === 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const central = tail > 0.25;
  const t = invert(central ? 1 - 2 * tail : 2 * tail, Math.abs(normalQuantile(tail)), (x) => {
    const outer = df / (df + x * x);
    const inner = (x * x) / (df + x * x);
    const tails = betaTails(0.5, df / 2, inner, outer);
    const weight = 2 * betaWeight(0.5, df / 2, inner, outer);
    return central ? { mass: tails.lower, slope: weight } : { mass: tails.upper, slope: -weight };
  });
  return p < 0.5 ? -t : t;
}

/** The x with P(X <= x) = p for chi-squared with df > 0 degrees of freedom. */
export function chiSquaredQuantile(p: number, df: number): number {
  if (outside(p) || !(df > 0)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const a = df / 2;
  const half = invert(Math.min(p, 1 - p), a, (x) => {
    const tails = gammaTails(a, x);
    const weight = a * gammaWeight(a, x);
    return p <= 0.5 ? { mass: tails.lower, slope: weight } : { mass: tails.upper, slope: -weight };
  });
  return 2 * half;
}

/** The f with P(F <= f) = p, d1 > 0 and d2 > 0. */
export function fQuantile(p: number, d1: number, d2: number): number {
  if (outside(p) || !(d1 > 0) || !(d2 > 0)) return Number.NaN;
  if (d2 === Number.POSITIVE_INFINITY) return chiSquaredQuantile(p, d1) / d1;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  return invert(Math.min(p, 1 - p), 1, (f) => {
    const ratio = (d1 / d2) * f;
    const x = 1 / (1 + 1 / ratio);
    const y = 1 / (1 + ratio);
    const tails = betaTails(d1 / 2, d2 / 2, x, y);
    const weight = betaWeight(d1 / 2, d2 / 2, x, y);
    return p <= 0.5 ? { mass: tails.lower, slope: weight } : { mass: tails.upper, slope: -weight };
  });
}
