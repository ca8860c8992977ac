import { sampleCentres } from './centres.ts';
import { cholesky, inverseFromCholesky, solveLower, solveTransposed } from './cholesky.ts';
import type { KeptProducts } from './kept-products.ts';
import type { Centred } from './kernels/blocks.ts';
import { ERROR_OF_SUM } from './kernels/kernels.ts';
import { crossProducts, residualsOf } from './kernels/products.ts';
import { identity, multiply, transpose } from './matrix.ts';
import type { Product } from './regressors.ts';
import { invertUpper } from './triangular.ts';

export interface DesignFacts {
  /** k, of the columns before effects were absorbed; null: none were. */
  readonly lengths: readonly number[] | null;
  /** Whether x_0 is a constant (times roots of weights). */
  readonly constant: boolean;
  /** Whether the products of scores will be asked for. */
  readonly scores?: boolean;
  /** Products of the columns of the sample that were summed before; by default none. */
  readonly kept?: KeptProducts;
}

/** Least squares from cross-products, solved. */
export interface FromProducts {
  /** The orthonormal columns as combinations of the regressors, centred where there is a constant. */
  readonly product: Product;
  /** k x k upper triangular, row-major: estimates = toTerms coordinates. */
  readonly toTerms: Float64Array;
  readonly coordinates: Float64Array;
  readonly estimates: Float64Array;
  readonly residual: Float64Array;
  readonly rss: number;
}

/** Relative error that a standard error may have from here; estimates are corrected by the residuals of the rows. */
const TOLERANCE = 1e-11;
/** Less of a column than this beside the constant or absorbed effects: whether anything is left is for QR to say. */
const NEARLY_NOTHING = 1e-6;
/** Squares of lengths outside of these are for QR, whose scales are safe. */
const [SHORTEST, LONGEST] = [1e-180, 1e180];
/** The parts of the outcome may be so much larger than what they leave: three digits of the residuals are lost then. */
const CANCELLED = 1e3;
/** A correction below this share of the residuals leaves them as they are. */
const NO_CHANGE = 1e-13;
const MOST_CORRECTIONS = 3;

/**
 * Regression of y on x by Cholesky of the cross-products, with a correction by the residuals of the rows (Bjorck 1987,
 * corrected semi-normal equations). With a constant, x_0, the other columns are taken about centres near their means, which
 * changes no slope and takes the largest cause of a bad condition away.
 *
 * Null where a digit could be lost, which QR then judges. With columns scaled to length 1 each cross-product has an
 * error of at most E = ERROR_OF_SUM + (k + 3) u, Cholesky's own included (Higham 2002, 10.1). To first order that moves
 * v'A^-1 v, the variance of a combination v of coefficients, by at most E (sum of |A^-1 v|)^2, and its root, relatively, by
 * half of this over v'A^-1 v: that must not exceed the tolerance for any coefficient. Runs of rows err independently,
 * so that in practice some hundredth of it is seen. x: k columns of n; y: n.
 */
export function solveFromProducts(
  x: readonly Float64Array[],
  y: Float64Array,
  { lengths, constant, scores = false, kept }: DesignFacts,
): FromProducts | null {
  const k = x.length;
  if (k === 0) return null;
  const all = [...x, y];
  const centres = constant ? sampleCentres(all) : null;
  const products = kept ? kept.of({ columns: all, centres }) : crossProducts({ columns: all, centres });
  const squares = Float64Array.from({ length: k + 1 }, (_, j) => products[j * (k + 2)]!);
  if (!squares.every((square) => square >= SHORTEST && square <= LONGEST)) return null;
  const before = lengths?.map((length) => length * length) ?? squaresBefore(products, squares, centres);
  if (before.some((square, j) => !(squares[j]! > NEARLY_NOTHING * NEARLY_NOTHING * square))) return null;
  const scales = squares.subarray(0, k).map((square) => 1 / Math.sqrt(square));
  const a = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j < k; j += 1) a[i * k + j] = products[i * (k + 1) + j]! * scales[i]! * scales[j]!;
  }
  const l = cholesky(a, k, NEARLY_NOTHING);
  const toCentred = uncentring(centres, k);
  if (l === null || !(errorOfErrors(l, toCentred, scales) <= TOLERANCE)) return null;
  const right = Float64Array.from({ length: k }, (_, j) => products[j * (k + 1) + k]!);
  const z = { columns: x, centres: centres?.subarray(0, k) ?? null };
  const solved = corrected(z, y, { l, scales, right, offset: centres?.[k] ?? 0, squares, scores });
  if (solved === null) return null;
  return assembled(z, l, scales, toCentred, solved);
}

/** k + 1: squared lengths of the columns as they are, from those about their centres. */
export function squaresBefore(
  products: Float64Array,
  squares: Float64Array,
  centres: Float64Array | null,
): readonly number[] {
  return Array.from(squares.subarray(0, -1), (square, j) => {
    const c = centres?.[j] ?? 0;
    return square + 2 * c * products[j]! + c * c * squares[0]!;
  });
}

/** k x k, row-major: the coefficients of the columns as they are over those of the centred ones. */
export function uncentring(centres: Float64Array | null, k: number): Float64Array {
  const map = identity(k);
  for (let j = 1; centres && j < k; j += 1) map[j] = -centres[j]!;
  return map;
}

/** The bound above, the largest over the rows of `map`. ofSum: what a sum may be off by, relatively. */
export function errorOfErrors(
  l: Float64Array,
  map: Float64Array,
  scales: Float64Array,
  ofSum = ERROR_OF_SUM,
): number {
  const k = scales.length;
  const inverse = inverseFromCholesky(l, k);
  const ofSums = ofSum + (k + 3) * 2 ** -53;
  let largest = 0;
  for (let row = 0; row < k; row += 1) {
    const v = scales.map((scale, j) => scale * map[row * k + j]!);
    const image = multiply(inverse, v, k, k, 1);
    let [size, variance] = [0, 0];
    for (let j = 0; j < k; j += 1) {
      size += Math.abs(image[j]!);
      variance += image[j]! * v[j]!;
    }
    largest = Math.max(largest, (ofSums * size * size) / (2 * variance));
  }
  return largest;
}

interface Equations {
  readonly l: Float64Array;
  readonly scales: Float64Array;
  /** k: z'(y - offset). */
  readonly right: Float64Array;
  /** Coefficient of the constant that was taken from the outcome. */
  readonly offset: number;
  /** k + 1: squared lengths of columns and outcome. */
  readonly squares: Float64Array;
  readonly scores: boolean;
}

interface Corrected {
  /** k: of the centred columns. */
  readonly b: Float64Array;
  readonly residual: Float64Array;
  readonly rss: number;
  readonly scores: Float64Array | null;
}

/** Null where corrections do not become small, or little is left of large parts. */
function corrected(z: Centred, y: Float64Array, equations: Equations): Corrected | null {
  const { l, scales, right, offset, squares, scores } = equations;
  const k = scales.length;
  const solve = (products: Float64Array): Float64Array => {
    const scaled = products.map((value, j) => value * scales[j]!);
    return solveTransposed(l, solveLower(l, scaled, k), k).map((value, j) => value * scales[j]!);
  };
  let b = solve(right);
  b[0]! += offset;
  for (let pass = 0; pass < MOST_CORRECTIONS; pass += 1) {
    const found = residualsOf(z, y, b, scores);
    const { residuals, products, square } = found;
    const parts = b.reduce(
      (total, value, j) => total + Math.abs(j === 0 ? value - offset : value) * Math.sqrt(squares[j]!),
      Math.sqrt(squares[k]!),
    );
    if (!(parts <= CANCELLED * Math.sqrt(square))) return null;
    const correction = solve(products);
    b = b.map((value, j) => value + correction[j]!);
    const moved = correction.reduce((total, value, j) => total + value * products[j]!, 0);
    if (Math.sqrt(Math.max(moved, 0)) <= NO_CHANGE * Math.sqrt(square))
      return { b, residual: residuals, rss: square, scores: found.scores };
  }
  return null;
}

function assembled(
  z: Centred,
  l: Float64Array,
  scales: Float64Array,
  map: Float64Array,
  { b, residual, rss, scores }: Corrected,
): FromProducts {
  const { toColumns, ...basis } = basisOf(l, scales, map, b);
  return {
    product: { z, toColumns, scores: scores && { residuals: residual, products: scores } },
    ...basis,
    residual,
    rss,
  };
}

/**
 * The orthonormal columns z toColumns of columns whose scaled cross-products are l l', with the coefficients b (k) of z on
 * them, and as those of the columns that `map` makes of z.
 */
export function basisOf(
  l: Float64Array,
  scales: Float64Array,
  map: Float64Array,
  b: Float64Array,
): Pick<FromProducts, 'toTerms' | 'coordinates' | 'estimates'> & { readonly toColumns: Float64Array } {
  const k = scales.length;
  const upper = transpose(l, k, k);
  const toColumns = invertUpper(upper, k);
  const coordinates = multiply(
    upper,
    b.map((value, j) => value / scales[j]!),
    k,
    k,
    1,
  );
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j < k; j += 1) toColumns[i * k + j]! *= scales[i]!;
  }
  return {
    toColumns,
    toTerms: multiply(map, toColumns, k, k, k),
    coordinates,
    estimates: multiply(map, b, k, k, 1),
  };
}
