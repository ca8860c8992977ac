import { addScaled } from '../../linalg/sums.ts';

/** Rates above this are rounding: the edge does not descend. */
const LEVEL = -1e-9;
/** Rows that a direction moves less than this share of the most do not stop it. */
const STILL = 1e-11;

export interface Plane {
  readonly y: Float64Array;
  /** k columns of n, of about unit size. */
  readonly x: readonly Float64Array[];
  readonly tau: number;
  /** Residuals up to this size are zero. */
  readonly zero: number;
}

/** A vertex: the rows that it fits, the edges that leave it, the residuals. */
export interface Place {
  readonly basis: readonly number[];
  /** k x k, row-major: column j is the direction in which only row j of the basis changes its fit, by 1. */
  readonly inverse: Float64Array;
  readonly residuals: Float64Array;
}

export interface Edge {
  /** Place in the basis of the row that is left. */
  readonly leaving: number;
  readonly sign: 1 | -1;
  /** Of the objective, per unit of the leaving row's fit; negative. */
  readonly rate: number;
}

export function planeAt(plane: Plane, basis: readonly number[], inverse: Float64Array): Place {
  const k = basis.length;
  const residuals = plane.y.slice();
  for (let m = 0; m < k; m += 1) {
    let coefficient = 0;
    for (let j = 0; j < k; j += 1) coefficient += inverse[m * k + j]! * plane.y[basis[j]!]!;
    addScaled(residuals, -coefficient, plane.x[m]!);
  }
  for (const row of basis) residuals[row] = 0;
  return { basis, inverse, residuals };
}

/** The edge along which the objective falls fastest; null at the minimum. */
export function steepest(plane: Plane, place: Place): Edge | null {
  const { tau, zero } = plane;
  const { basis, residuals } = place;
  const pull = gradient(plane, place);
  const inBasis = new Set(basis);
  const idle = Array.from(residuals, (_, i) => i).filter(
    (i) => Math.abs(residuals[i]!) <= zero && !inBasis.has(i),
  );
  let best: Edge | null = null;
  for (let j = 0; j < basis.length; j += 1) {
    const along = productWithEdge(place, pull, j);
    let [up, down] = [along + 1 - tau, tau - along];
    for (const i of idle) {
      const s = moveOf(plane, place, i, j);
      up += s > 0 ? (1 - tau) * s : -tau * s;
      down += s > 0 ? tau * s : (tau - 1) * s;
    }
    const [sign, rate] = up <= down ? ([1, up] as const) : ([-1, down] as const);
    if (rate < (best?.rate ?? LEVEL)) best = { leaving: j, sign, rate };
  }
  return best;
}

/** Derivative of the objective by the coefficients, rows with residual zero left out. */
function gradient({ x, tau, zero }: Plane, { residuals }: Place): Float64Array {
  return Float64Array.from(x, (column) => {
    let total = 0;
    for (let i = 0; i < residuals.length; i += 1) {
      const r = residuals[i]!;
      if (Math.abs(r) > zero) total += (r > 0 ? -tau : 1 - tau) * column[i]!;
    }
    return total;
  });
}

function productWithEdge({ inverse, basis }: Place, vector: Float64Array, j: number): number {
  const k = basis.length;
  let total = 0;
  for (let m = 0; m < k; m += 1) total += vector[m]! * inverse[m * k + j]!;
  return total;
}

/** Change of row i's fit per unit of edge j. */
function moveOf({ x }: Plane, { inverse, basis }: Place, i: number, j: number): number {
  const k = basis.length;
  let total = 0;
  for (let m = 0; m < k; m += 1) total += x[m]![i]! * inverse[m * k + j]!;
  return total;
}

/** The row at which the objective stops falling along the edge, which enters the basis; null where none is met. */
export function descend(plane: Plane, place: Place, edge: Edge): number | null {
  const { residuals, basis, inverse } = place;
  const k = basis.length;
  const moves = new Float64Array(residuals.length);
  for (let m = 0; m < k; m += 1) addScaled(moves, edge.sign * inverse[m * k + edge.leaving]!, plane.x[m]!);
  const least = STILL * moves.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const met: { readonly row: number; readonly at: number }[] = [];
  for (let i = 0; i < residuals.length; i += 1) {
    if (Math.abs(moves[i]!) <= least || Math.abs(residuals[i]!) <= plane.zero) continue;
    const at = residuals[i]! / moves[i]!;
    if (at > 0) met.push({ row: i, at });
  }
  met.sort((a, b) => a.at - b.at || a.row - b.row);
  let { rate } = edge;
  for (const { row } of met) {
    rate += Math.abs(moves[row]!);
    if (rate >= LEVEL) return row;
  }
  return null;
}
