import { extent, quantile, range } from 'd3-array';
import type { Point } from './drawing.ts';

/** Height of the normal density of this mean and standard deviation at x. */
export function normalDensity(
  { mean, sd }: { readonly mean: number; readonly sd: number },
  x: number,
): number {
  return Math.exp(-0.5 * ((x - mean) / sd) ** 2) / (sd * Math.sqrt(2 * Math.PI));
}

/** Points at which the density is evaluated. */
const GRID = 160;
/** How far beyond the data the grid reaches, in bandwidths. */
const CUT = 3;

/**
 * Silverman's rule of thumb, 0.9 min(sd, IQR / 1.34) n^(-1/5); the sd alone where the IQR is zero. Zero where all
 * values are equal or there are fewer than two. Silverman (1986), eq. 3.31; quartiles by R's type 7.
 */
export function bandwidth(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, x) => sum + x, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  const sorted = Float64Array.from(values).sort();
  const spread = (quantile(sorted, 0.75)! - quantile(sorted, 0.25)!) / 1.34;
  return 0.9 * (spread > 0 ? Math.min(sd, spread) : sd) * Math.exp(-0.2 * Math.log(n));
}

/**
 * Gaussian kernel density of `values` on an even grid from three bandwidths below the smallest to three above the
 * largest. Empty where there is no spread to estimate a density from.
 */
export function kernelDensity(values: readonly number[]): readonly Point[] {
  const h = bandwidth(values);
  if (!(h > 0)) return [];
  const [smallest = 0, largest = 0] = extent(values);
  const low = smallest - CUT * h;
  const high = largest + CUT * h;
  const scale = 1 / (values.length * h * Math.sqrt(2 * Math.PI));
  return range(GRID).map((i) => {
    const x = low + ((high - low) * i) / (GRID - 1);
    const sum = values.reduce((total, value) => total + Math.exp(-0.5 * ((x - value) / h) ** 2), 0);
    return [x, scale * sum];
  });
}
