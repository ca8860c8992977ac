import { cholesky, solveLower, solveTransposed } from '../../linalg/cholesky.ts';
import { basisOf, errorOfErrors, squaresBefore, uncentring } from '../../linalg/from-products.ts';
import type { RowSums } from './row-sums.ts';

/** Least squares from sums over rows that are not in memory. */
export interface SummedSolution {
  /** k + 1. */
  readonly centres: Float64Array;
  /** k: of the centred columns, from which the scores follow. */
  readonly b: Float64Array;
  readonly rss: number;
  /** About the mean of the outcome, or about zero without a constant. */
  readonly tss: number;
  readonly outcomeMean: number;
  readonly toColumns: Float64Array;
  readonly toTerms: Float64Array;
  readonly coordinates: Float64Array;
  readonly estimates: Float64Array;
}

/** Why sums do not give the digits: a column is nearly explained by others, or the outcome by all of them. */
export type Unresolved =
  | { readonly kind: 'unresolved'; readonly column: number }
  | { readonly kind: 'perfect' };

/** Bound of the relative error of a standard error: what agreement with other programs asks of every one. */
const TOLERANCE = 1e-9;
/** Of a compensated sum, and of the product that it adds. */
const ERROR_OF_SUM = 3 * 2 ** -53;
/** Less of a column than this beside the others cannot be told from nothing. */
const NEARLY_NOTHING = 1e-6;
/** The parts of the outcome may be so much larger than what they leave: ten digits of the residuals are left then. */
const CANCELLED = 1e6;
/** A correction below this share of the residuals is the last one, and their squares are right without it. */
const NO_CHANGE = 1e-10;
const MOST_CORRECTIONS = 3;

/**
 * Corrected semi-normal equations (Bjorck 1987) as in memory, the products, and the residuals' products, being sums that a
 * database computes: with a constant, of columns about their means. k: regressors, the constant (if any) first.
 */
export async function solveFromSums(
  sums: RowSums,
  k: number,
  constant: boolean,
): Promise<SummedSolution | Unresolved> {
  const centres = await centresOf(sums, k, constant);
  const products = await sums.products(centres);
  const squares = Float64Array.from({ length: k + 1 }, (_, j) => products[j * (k + 2)]!);
  const before = squaresBefore(products, squares, constant ? centres : null);
  const nothing = before.findIndex((square, j) => !(squares[j]! > NEARLY_NOTHING * NEARLY_NOTHING * square));
  if (nothing >= 0) return { kind: 'unresolved', column: nothing };
  const scales = squares.subarray(0, k).map((square) => 1 / Math.sqrt(square));
  const a = scaledProducts(products, scales);
  const l = cholesky(a, k, NEARLY_NOTHING);
  const map = uncentring(constant ? centres : null, k);
  if (l === null || !(errorOfErrors(l, map, scales, ERROR_OF_SUM) <= TOLERANCE)) {
    return { kind: 'unresolved', column: firstDependent(a, k) };
  }
  const right = Float64Array.from({ length: k }, (_, j) => products[j * (k + 1) + k]!);
  const solved = await corrected(sums, { l, scales, right, squares, centres });
  if (solved === null) return { kind: 'perfect' };
  const { b, rss } = solved;
  const whole = b.map((value, j) => (constant && j === 0 ? value + centres[k]! : value));
  const sumOfOutcome = constant ? right[0]! : (await sums.sums(centres))[k]!;
  const { coordinates, ...basis } = basisOf(l, scales, map, whole);
  const tss = squares[k]! - (constant ? (sumOfOutcome * sumOfOutcome) / sums.n : 0);
  const outcomeMean = centres[k]! + sumOfOutcome / sums.n;
  return { centres, b, rss, tss, outcomeMean, coordinates, ...basis };
}

/** Means, but that a constant stays as it is; zeros without a constant. */
async function centresOf(sums: RowSums, k: number, constant: boolean): Promise<Float64Array> {
  const zeros = new Float64Array(k + 1);
  if (!constant) return zeros;
  const totals = await sums.sums(zeros);
  return totals.map((total, j) => (j === 0 ? 0 : total / sums.n));
}

function scaledProducts(products: Float64Array, scales: Float64Array): Float64Array {
  const k = scales.length;
  return Float64Array.from({ length: k * k }, (_, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    return products[i * (k + 1) + j]! * scales[i]! * scales[j]!;
  });
}

/** The first column of which those before it leave too little. */
function firstDependent(a: Float64Array, k: number): number {
  for (let size = 1; size <= k; size += 1) {
    const block = Float64Array.from(
      { length: size * size },
      (_, at) => a[Math.floor(at / size) * k + (at % size)]!,
    );
    const unit = new Float64Array(size).fill(1);
    const l = cholesky(block, size, NEARLY_NOTHING);
    if (l === null || !(errorOfErrors(l, uncentring(null, size), unit, ERROR_OF_SUM) <= TOLERANCE))
      return size - 1;
  }
  return k - 1;
}

interface Equations {
  readonly l: Float64Array;
  readonly scales: Float64Array;
  readonly right: Float64Array;
  /** k + 1. */
  readonly squares: Float64Array;
  readonly centres: Float64Array;
}

/** Null where corrections do not become small, or little is left of large parts. */
async function corrected(
  sums: RowSums,
  { l, scales, right, squares, centres }: Equations,
): Promise<{ readonly b: Float64Array; readonly rss: number } | null> {
  const k = scales.length;
  const solve = (products: Float64Array): Float64Array => {
    const scaled = products.map((value, j) => value * scales[j]!);
    return solveTransposed(l, solveLower(l, scaled, k), k).map((value, j) => value * scales[j]!);
  };
  let b = solve(right);
  for (let pass = 0; pass < MOST_CORRECTIONS; pass += 1) {
    const found = await sums.residuals(centres, b);
    const products = found.subarray(0, k);
    const rss = found[k]!;
    const parts = b.reduce(
      (total, value, j) => total + Math.abs(value) * Math.sqrt(squares[j]!),
      Math.sqrt(squares[k]!),
    );
    if (!(parts <= CANCELLED * Math.sqrt(rss))) return null;
    const correction = solve(products);
    b = b.map((value, j) => value + correction[j]!);
    const moved = correction.reduce((total, value, j) => total + value * products[j]!, 0);
    if (Math.sqrt(Math.max(moved, 0)) <= NO_CHANGE * Math.sqrt(rss)) return { b, rss };
  }
  return null;
}
