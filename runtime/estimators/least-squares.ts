import { multiply } from '../linalg/matrix.ts';
import { project, type QrFactor } from '../linalg/qr.ts';
import { refine } from '../linalg/refine.ts';
import { refineBasis } from '../linalg/refine-basis.ts';
import { regressors } from '../linalg/regressors.ts';
import { norm } from '../linalg/sums.ts';
import { invertUpper } from '../linalg/triangular.ts';
import type { Fit } from './estimator.ts';

/** More than three of the sixteen digits of a double may be lost, beside the outcome or its residuals: they are refined. */
const OF_OUTCOME = 1e3;
/** More than six may be lost of a coefficient beside itself, as it is much smaller than its standard error. */
const OF_COEFFICIENT = 1e6;
/** More than four of the design alone: the factors are refined too. */
const OF_DESIGN = 1e4;

/** Refining the factors takes n k^2 steps of twenty operations: beyond two seconds of them the solution alone is refined. */
const MOST_STEPS = 2e8;

/** Columns longer than this, or shorter than its inverse, are solved plainly: products in extended precision overflow. */
const LARGEST = 1e90;

export interface LeastSquares {
  readonly basis: Fit['basis'];
  /** k. */
  readonly estimates: Float64Array;
  /** n. */
  readonly residual: Float64Array;
}

/**
 * Regression of y on the columns that a factorisation kept. x: k columns of n, of which `factor` is; y: n. Where condition
 * or fit say that digits are lost, estimates and residuals are refined in extended precision (linalg/refine.ts).
 */
export function leastSquares(factor: QrFactor, x: readonly Float64Array[], y: Float64Array): LeastSquares {
  const k = x.length;
  const toTerms = invertUpper(factor.r, k);
  const { coordinates, residual } = project(factor.q, y);
  const plain = { basis: { columns: regressors(factor.q), coordinates, toTerms }, residual };
  const estimates = multiply(toTerms, coordinates, k, k, 1);
  const lengths = x.map(norm);
  const loss = lossOfDesign(lengths, toTerms);
  if (!isLost({ ...plain, estimates }, loss, [norm(y), ...lengths])) return { ...plain, estimates };
  const refinesBasis = loss > OF_DESIGN && y.length * k * k <= MOST_STEPS;
  const better = refinesBasis ? refineBasis(x, toTerms) : null;
  if (better) {
    const r = invertUpper(better.toTerms, k);
    const { coordinates: along } = project(better.q, y);
    const basis = { columns: regressors(better.q), coordinates: along, toTerms: better.toTerms };
    return { basis, ...refine({ x, y, q: better.q, r, estimates, residual }) };
  }
  const refined = refine({ x, y, q: factor.q, r: factor.r, estimates, residual });
  // By way of the refined estimates, since Q is orthogonal only to the last digit of a large constant.
  const along = multiply(factor.r, refined.estimates, k, k, 1);
  return { basis: { columns: regressors(factor.q), coordinates: along, toTerms }, ...refined };
}

/** Whether more digits may be lost than the bounds above allow (Higham 2002, 20.1, for the errors of least squares). */
function isLost(
  { basis, estimates, residual }: LeastSquares,
  loss: number,
  lengths: readonly number[],
): boolean {
  const lengthOfY = lengths[0]!;
  const k = estimates.length;
  const left = norm(residual);
  if (k === 0 || lengths.some((length) => length > LARGEST || length < 1 / LARGEST)) return false;
  if (loss * lengthOfY >= OF_OUTCOME * left) return true;
  return estimates.some(
    (estimate, j) =>
      norm(rowOf(basis.toTerms, j, k)) * (lengthOfY + loss * left) >= OF_COEFFICIENT * Math.abs(estimate),
  );
}

function rowOf(toTerms: Float64Array, j: number, k: number): Float64Array {
  return toTerms.subarray(j * k, (j + 1) * k);
}

/**
 * By how much rounding of a column is multiplied in its coefficient: the largest length of a column times that of its row
 * of R^-1, which is the root of its variance inflation about zero (Stewart 1987).
 */
function lossOfDesign(lengths: readonly number[], toTerms: Float64Array): number {
  const k = lengths.length;
  return lengths.reduce((most, length, j) => Math.max(most, length * norm(rowOf(toTerms, j, k))), 1);
}
