/** Tail probabilities of the reference distributions, each computed in the tail and never as 1 - cdf. */
import { betaTails, logBeta } from './beta.ts';
import { gammaTails } from './gamma.ts';

/**
 * P(|T| >= |t|) for Student's t with df > 0 degrees of freedom (not necessarily whole); df = Infinity is the
 * normal. NaN in, NaN out.
 */
export function studentTail(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalTwoSided(t);
  const square = t * t;
  if (square === Number.POSITIVE_INFINITY) return remoteStudentTail(Math.abs(t), df);
  return betaTails(df / 2, 0.5, df / (df + square), square / (df + square)).lower;
}

/** The leading term of the tail, exact to the last digit where the square of t overflows. */
function remoteStudentTail(t: number, df: number): number {
  const a = df / 2;
  return Math.exp(a * (Math.log(df) - 2 * Math.log(t)) - Math.log(a) - logBeta(a, 0.5));
}

/** P(T >= t): one-sided, upper. */
export function studentUpper(t: number, df: number): number {
  const half = studentTail(t, df) / 2;
  return t >= 0 ? half : 1 - half;
}

/** P(|Z| >= |z|) for the standard normal. */
export function normalTwoSided(z: number): number {
  return gammaTails(0.5, (z * z) / 2).upper;
}

/** P(Z >= z). */
export function normalUpper(z: number): number {
  const half = normalTwoSided(z) / 2;
  return z >= 0 ? half : 1 - half;
}

/** P(Z <= z). */
export function normalLower(z: number): number {
  return normalUpper(-z);
}

/** P(F >= f) for f >= 0 with d1 and d2 degrees of freedom; d2 = Infinity is chi-squared over d1. */
export function fTail(f: number, d1: number, d2: number): number {
  return fTails(f, d1, d2).upper;
}

/** P(F <= f). */
export function fLower(f: number, d1: number, d2: number): number {
  return fTails(f, d1, d2).lower;
}

function fTails(f: number, d1: number, d2: number): { lower: number; upper: number } {
  if (f <= 0) return { lower: 0, upper: 1 };
  if (d2 === Number.POSITIVE_INFINITY) return gammaTails(d1 / 2, (d1 * f) / 2);
  const ratio = (d1 / d2) * f;
  const y = 1 / (1 + ratio);
  return betaTails(d1 / 2, d2 / 2, ratio < 1 ? ratio * y : 1 / (1 + 1 / ratio), y);
}

/** P(X >= x) for chi-squared with df degrees of freedom. */
export function chiSquaredTail(x: number, df: number): number {
  return gammaTails(df / 2, x / 2).upper;
}

/** P(X <= x) for chi-squared. */
export function chiSquaredLower(x: number, df: number): number {
  return gammaTails(df / 2, x / 2).lower;
}
