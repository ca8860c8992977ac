import { normalQuantile } from '../../distributions/index.ts';
import { power } from '../../engines/memory/power.ts';
import { congruence, multiply, transpose } from '../../linalg/matrix.ts';
import { factorise, project } from '../../linalg/qr.ts';
import { dot } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import { type QuantileProblem, quantileVertex, type Vertex } from './vertex.ts';

/** R's .Machine$double.eps^(2/3): residuals below are zero, and so little is taken from a difference of fits. */
const SMALL = power(2 ** -52, 2 / 3);

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Half the width, in probability, over which the density at the quantile is taken. Hall & Sheather (1988), at 5 %. */
export function hallSheather(tau: number, n: number): number {
  const z = normalQuantile(tau);
  const f = density(z);
  const width = power((1.5 * f * f) / (2 * z * z + 1), 1 / 3);
  return power(n, -1 / 3) * power(normalQuantile(0.975), 2 / 3) * width;
}

/**
 * tau (1 - tau) s^2 (X'X)^-1, the sparsity s by a median regression of the ordered residuals near zero on their rank.
 * k x k. inverse: (X'X)^-1. Null where too few residuals differ from zero. Koenker & Bassett (1978); bandwidth and s as in quantreg's summary, se = "iid".
 */
export function iidCovariance(
  vertex: Vertex,
  inverse: Float64Array,
  k: number,
  tau: number,
): Float64Array | null {
  const { residuals } = vertex;
  const n = residuals.length;
  const zeros = residuals.filter((r) => Math.abs(r) < SMALL).length;
  const h = Math.max(k + 1, Math.ceil(n * hallSheather(tau, n)));
  const order = Array.from(residuals, (_, i) => i).sort(
    (a, b) => Math.abs(residuals[a]!) - Math.abs(residuals[b]!) || a - b,
  );
  const near = Float64Array.from(order.slice(zeros, zeros + h + 1), (row) => residuals[row]!).sort();
  if (near.length < 2) return null;
  const ranks = near.map((_, i) => (zeros + 1 + i) / (n - k));
  const sparsity = fitQuantile(near, [near.map(() => 1), ranks], 0.5).coefficients[1]!;
  return inverse.map((value) => value * sparsity * sparsity * tau * (1 - tau));
}

export interface LocalCovariance {
  readonly vcov: Float64Array;
  /** Rows where the fits at tau + h and tau - h cross, so that the density there is not positive. */
  readonly crossed: number;
}

/**
 * The sandwich with a density of each row, from the fits at tau + h and tau - h: k x k.
 * Hendricks & Koenker (1992); as in quantreg's summary, se = "nid".
 */
export function nidCovariance(
  y: Float64Array,
  x: readonly Float64Array[],
  tau: number,
): LocalCovariance | null {
  const k = x.length;
  let h = hallSheather(tau, y.length);
  while (tau - h < 0 || tau + h > 1) h /= 2;
  const high = fitQuantile(y, x, tau + h).coefficients;
  const low = fitQuantile(y, x, tau - h).coefficients;
  const spread = y.map((_, i) =>
    x.reduce((total, column, j) => total + column[i]! * (high[j]! - low[j]!), 0),
  );
  const densities = spread.map((difference) => Math.max(0, (2 * h) / (difference - SMALL)));
  const factor = factorise(x.map((column) => column.map((value, i) => value * Math.sqrt(densities[i]!))));
  if (factor.kept.length < k) return null;
  const toTerms = invertUpper(factor.r, k);
  const bread = multiply(toTerms, transpose(toTerms, k, k), k, k, k);
  const meat = new Float64Array(k * k);
  for (let i = 0; i < k; i += 1) for (let j = 0; j < k; j += 1) meat[i * k + j] = dot(x[i]!, x[j]!);
  const vcov = congruence(bread, meat, k, k).map((value) => value * tau * (1 - tau));
  return { vcov, crossed: spread.filter((difference) => difference <= 0).length };
}

/** A quantile regression on independent columns. */
export function fitQuantile(y: Float64Array, x: readonly Float64Array[], tau: number): Vertex {
  const { q } = factorise(x);
  const problem: QuantileProblem = { y, x, q, start: project(q, y).coordinates, tau };
  return quantileVertex(problem);
}
