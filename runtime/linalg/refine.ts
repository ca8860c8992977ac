import { differenceExtended, dotExtended, roundedOf, takeMultiple } from './extended.ts';
import { addScaled, dot } from './sums.ts';
import { solveTransposed, solveUpper } from './triangular.ts';

/** Least squares of y on x = Q R, solved. x, q: k columns of n; r: k x k upper triangular, row-major. */
export interface Solved {
  readonly x: readonly Float64Array[];
  readonly y: Float64Array;
  readonly q: readonly Float64Array[];
  readonly r: Float64Array;
  /** k: R^-1 Q'y. */
  readonly estimates: Float64Array;
  /** n. */
  readonly residual: Float64Array;
}

export interface Refined {
  /** k. */
  readonly estimates: Float64Array;
  /** n: orthogonal to x and y - x b to the last digit. */
  readonly residual: Float64Array;
}

/** A pass gains as many digits as the condition leaves, at least five here: beyond these nothing is to be had. */
const MOST_PASSES = 5;
/** Corrections of two units in the last place are rounding. */
const DONE = 2 ** -51;

/**
 * Corrects estimates and residuals together by the residuals of the augmented system [I X; X' 0] [r; b] = [y; 0], which
 * are computed in twice the precision: as accurate as the data, where QR alone loses the digits of the condition, and
 * of its square where residuals are large (Bjorck 1967; Higham 2002, 20.5). Columns and outcome are neither so large nor
 * so small that products of three overflow or vanish: the caller's promise.
 */
export function refine({ x, y, q, r, estimates, residual }: Solved): Refined {
  const [b, e] = [estimates.slice(), residual.slice()];
  let change = Number.POSITIVE_INFINITY;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const rest = differenceExtended(y, e);
    x.forEach((column, j) => {
      takeMultiple(rest, b[j]!, column);
    });
    const g = Float64Array.from(x, (column) => -dotExtended(column, e));
    const correction = solveAugmented(q, r, roundedOf(rest), g);
    const now = relativeSize(correction.estimates, b);
    if (!(now < change)) break;
    addScaled(b, 1, correction.estimates);
    addScaled(e, 1, correction.residual);
    change = now;
    if (now <= DONE) break;
  }
  return { estimates: b, residual: e };
}

/** dr + X db = f, X'dr = g: with h = R^-T g, dr = (I - QQ') f + Q h and R db = Q'f - h. */
function solveAugmented(
  q: readonly Float64Array[],
  r: Float64Array,
  f: Float64Array,
  g: Float64Array,
): Refined {
  const k = q.length;
  const h = solveTransposed(r, g, k);
  const residual = f.slice();
  const right = new Float64Array(k);
  for (let j = 0; j < k; j += 1) {
    const c = dot(q[j]!, f);
    right[j] = c - h[j]!;
    addScaled(residual, -right[j]!, q[j]!);
  }
  return { estimates: solveUpper(r, right, k), residual };
}

/** The largest correction beside what it corrects. */
function relativeSize(correction: Float64Array, of: Float64Array): number {
  let largest = 0;
  for (let j = 0; j < of.length; j += 1) {
    if (correction[j] === 0) continue;
    largest = Math.max(largest, Math.abs(correction[j]! / of[j]!));
  }
  return largest;
}
