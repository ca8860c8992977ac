import { applySchur, type Schur } from './schur.ts';
import type { Width } from './width.ts';

/** Iterations without a smaller residual after which a column is given up. */
const PATIENCE = 500;
/**
 * Share of a column's length within the effects that may be left of the dummies. What is left is orthogonal to what is
 * wanted, so that coefficients are off by its product with that of another column, 1e-20 of their size, and standard
 * errors by 1e-10 of theirs.
 */
const ACCURACY = 1e-10;
/** Share of its length before: beyond it there is rounding. */
const ROUNDING = 1e-15;
/** What is left of the error is judged by what so many last iterations took from it, and by no less than a share of all. */
const WINDOW = 4;
const WINDOW_SHARE = 0.2;

/**
 * Solves S z = r for `width` columns at once, interleaved, by conjugate gradients with Jacobi preconditioning, from z as it
 * stands; r (overwritten) is the residual of that z. S is singular, r lies in its range: every solution removes the same
 * from the rows.
 *
 * A column is done once no more than the shares above is left of the dummies. The squared length of that, over the rows, is
 * e'S e of the error e of z, which every iteration lessens by step * rho (Hestenes & Stiefel 1952). What is left is what
 * further iterations would take: no more than the last ones together took (Strakos & Tichy 2002), or a geometric series
 * of the slowest of their ratios. A column that is done stands still, so that its digits do not depend on what it is solved
 * with. within, before: squared lengths of the columns less the eliminated effect, and as they came. Gives whether every
 * column was done before it stagnated.
 */
export function conjugateGradients(
  s: Schur,
  width: Width,
  r: Float64Array,
  z: Float64Array,
  { within, before }: { readonly within: ArrayLike<number>; readonly before: ArrayLike<number> },
): boolean {
  const iteration = start(s, width, r, z);
  const left = Float64Array.from(within);
  const gains: Float64Array[] = [];
  while (iteration.active.includes(1)) {
    const gain = advance(iteration);
    gains.push(gain);
    for (let c = 0; c < width; c += 1) left[c]! -= gain[c]!;
    const enough = left.map((square, c) =>
      Math.max(ACCURACY * ACCURACY * square, ROUNDING * ROUNDING * before[c]!),
    );
    finish(iteration, gains, enough);
  }
  return iteration.idle.every((count) => count < PATIENCE);
}

interface Iteration {
  readonly s: Schur;
  readonly width: Width;
  readonly r: Float64Array;
  readonly z: Float64Array;
  readonly direction: Float64Array;
  readonly image: Float64Array;
  readonly inverse: Float64Array;
  /** One a column: r'M r, the least of it so far, iterations since, and 1 while the column is solved for. */
  readonly rho: Float64Array;
  readonly least: Float64Array;
  readonly idle: Int32Array;
  readonly active: Uint8Array;
}

function start(s: Schur, width: Width, r: Float64Array, z: Float64Array): Iteration {
  const inverse = s.diagonal.map((value) => (value > 0 ? 1 / value : 0));
  const direction = new Float64Array(r.length);
  const rho = new Float64Array(width);
  for (let j = 0, at = 0; j < s.size; j += 1) {
    for (let c = 0; c < width; c += 1, at += 1) {
      direction[at] = r[at]! * inverse[j]!;
      rho[c]! += r[at]! * direction[at]!;
    }
  }
  const active = Uint8Array.from(rho, (value) => (value > 0 ? 1 : 0));
  const image = new Float64Array(r.length);
  return {
    s,
    width,
    r,
    z,
    direction,
    image,
    inverse,
    rho,
    least: rho.slice(),
    idle: new Int32Array(width),
    active,
  };
}

/** One iteration of all columns: by how much each lessened its error. */
function advance(it: Iteration): Float64Array {
  const { s, width, r, z, direction, image, inverse } = it;
  applySchur(s, width, direction, image);
  const step = steps(it);
  const next = new Float64Array(width);
  for (let j = 0, at = 0; j < s.size; j += 1) {
    const scale = inverse[j]!;
    for (let c = 0; c < width; c += 1, at += 1) {
      const length = step[c]!;
      z[at]! += length * direction[at]!;
      const rest = r[at]! - length * image[at]!;
      r[at] = rest;
      next[c]! += rest * rest * scale;
    }
  }
  const gain = step.map((length, c) => length * it.rho[c]!);
  const ratio = ratios(it, next);
  for (let j = 0, at = 0; j < s.size; j += 1) {
    const scale = inverse[j]!;
    for (let c = 0; c < width; c += 1, at += 1) {
      direction[at] = r[at]! * scale + ratio[c]! * direction[at]!;
    }
  }
  return gain;
}

/** Takes the new r'M r over: its ratio to the old one. A column that gets no better for long, or is solved, is ended. */
function ratios({ rho, least, idle, active }: Iteration, next: Float64Array): Float64Array {
  return next.map((value, c) => {
    const ratio = active[c] === 1 ? value / rho[c]! : 0;
    idle[c]! += 1;
    if (value < least[c]!) {
      least[c] = value;
      idle[c] = 0;
    }
    if (!(value > 0) || idle[c]! >= PATIENCE) active[c] = 0;
    rho[c] = value;
    return ratio;
  });
}

/** Lengths of the step of each column; 0 of one that is done, or of whose direction S leaves nothing. */
function steps({ s, width, direction, image, rho, active }: Iteration): Float64Array {
  const curvature = new Float64Array(width);
  for (let j = 0, at = 0; j < s.size; j += 1) {
    for (let c = 0; c < width; c += 1, at += 1) curvature[c]! += direction[at]! * image[at]!;
  }
  for (let c = 0; c < width; c += 1) {
    if (!(curvature[c]! > 0)) active[c] = 0;
  }
  return curvature.map((value, c) => (active[c] === 1 ? rho[c]! / value : 0));
}

/** Ends the columns of which no more is left than may be. */
function finish({ width, active }: Iteration, gains: readonly Float64Array[], enough: Float64Array): void {
  const window = Math.max(WINDOW, Math.ceil(WINDOW_SHARE * gains.length));
  if (gains.length < window) return;
  const last = gains.slice(-window);
  for (let c = 0; c < width; c += 1) {
    if (active[c] === 1 && remainder(last.map((gain) => gain[c]!)) <= enough[c]!) active[c] = 0;
  }
}

/** What iterations to come would take, after these gains. */
function remainder(gains: readonly number[]): number {
  const together = gains.reduce((total, gain) => total + gain, 0);
  const slowest = gains.reduce((most, gain, i) => (i === 0 ? 0 : Math.max(most, gain / gains[i - 1]!)), 0);
  const series = slowest < 1 ? (gains.at(-1)! * slowest) / (1 - slowest) : together;
  return Math.min(together, series);
}
