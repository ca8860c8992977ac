import { addScaled, norm } from '../../linalg/sums.ts';
import { descend, type Plane, planeAt, steepest } from './descent.ts';
import { independentRows, inverseOfRows, solveRows } from './rows.ts';

/** Shares of the outcome's and of the residuals' size by which ties are broken, far above rounding. */
const TIE_OF_RESIDUALS = 1e-9;
const TIE_OF_OUTCOME = 1e-12;
/** Residuals below this share of the outcome's size are zero. */
const ZERO = 1e-12;
const MOST_PIVOTS = 1_000_000;

export interface QuantileProblem {
  readonly y: Float64Array;
  /** k independent columns of n. */
  readonly x: readonly Float64Array[];
  /** k orthonormal columns that span them: the search runs on these, so that it does not depend on units. */
  readonly q: readonly Float64Array[];
  /** k coefficients of `q`, least squares: where the search starts. */
  readonly start: Float64Array;
  /** Strictly between 0 and 1. */
  readonly tau: number;
}

export interface Vertex {
  readonly coefficients: Float64Array;
  /** n; exactly zero in the k rows that the vertex fits. */
  readonly residuals: Float64Array;
  /** Sum of tau r for positive and (tau - 1) r for negative residuals. */
  readonly objective: number;
}

/**
 * A vertex that minimises the sum of check functions exactly: from vertex to vertex along the steepest edge, each time to
 * the minimum of the whole line (Barrodale & Roberts 1973; Koenker & d'Orey 1987). Ties are broken by a tiny, fixed
 * change of the outcome; the vertex is then checked, and improved where need be, on the outcome itself.
 */
export function quantileVertex(problem: QuantileProblem): Vertex {
  const { y, q, start, tau } = problem;
  const scaled = q.map((column) => column.map((value) => value * Math.sqrt(y.length)));
  const fromStart = y.slice();
  q.forEach((column, j) => {
    addScaled(fromStart, -start[j]!, column);
  });
  const size = norm(y) / Math.sqrt(y.length);
  const tie = Math.max((TIE_OF_RESIDUALS * norm(fromStart)) / Math.sqrt(y.length), TIE_OF_OUTCOME * size);
  const broken = y.map((value, i) => value + tie * fraction(i));
  const rows = independentRows(scaled, nearest(fromStart, tau));
  const perturbed = search({ y: broken, x: scaled, tau, zero: 0 }, rows);
  const found = search({ y, x: scaled, tau, zero: ZERO * size }, perturbed);
  return atRows(problem, found);
}

/** Rows by their distance from the tau-quantile of the residuals of the start. */
function nearest(residuals: Float64Array, tau: number): readonly number[] {
  const sorted = residuals.slice().sort();
  const level = sorted[Math.min(sorted.length - 1, Math.floor(tau * sorted.length))]!;
  const distance = residuals.map((value) => Math.abs(value - level));
  return Array.from(residuals, (_, i) => i).sort((a, b) => distance[a]! - distance[b]! || a - b);
}

/** A fixed number in (0, 1) for each row, without pattern (the finaliser of MurmurHash3). */
function fraction(i: number): number {
  let h = (i + 1) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

function search(plane: Plane, rows: readonly number[]): readonly number[] {
  let basis = [...rows];
  for (let i = 0; i < MOST_PIVOTS; i += 1) {
    const inverse = inverseOfRows(plane.x, basis);
    const here = planeAt(plane, basis, inverse);
    const edge = steepest(plane, here);
    if (edge === null) return basis;
    const entering = descend(plane, here, edge);
    if (entering === null) return basis;
    basis = basis.map((row, j) => (j === edge.leaving ? entering : row));
  }
  return basis;
}

/** The vertex in the columns as they are, solved anew. */
function atRows({ y, x, tau }: QuantileProblem, basis: readonly number[]): Vertex {
  const coefficients = solveRows(x, basis, y);
  const residuals = y.slice();
  x.forEach((column, j) => {
    addScaled(residuals, -coefficients[j]!, column);
  });
  for (const row of basis) residuals[row] = 0;
  const objective = residuals.reduce((total, r) => total + (r > 0 ? tau * r : (tau - 1) * r), 0);
  return { coefficients, residuals, objective };
}
