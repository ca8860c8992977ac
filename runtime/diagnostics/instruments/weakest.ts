import type { Stages } from '../../estimators/instruments/stages.ts';
import { symmetricEigen } from '../../linalg/eigen.ts';
import { identity, multiply, transpose } from '../../linalg/matrix.ts';
import { factorise, project } from '../../linalg/qr.ts';
import { addScaled, norm } from '../../linalg/sums.ts';
import { along } from './moments.ts';

/** The combination of the instrumented columns that the instruments explain least. */
export interface Weakest {
  /** n, of length 1, beside the exogenous columns. */
  readonly direction: Float64Array;
  /** n: what the instruments leave of it. */
  readonly residuals: Float64Array;
  /** Of n: orthonormal combinations of the instruments that explain none of the other canonical directions. */
  readonly columns: readonly Float64Array[];
  /** Inner products of `columns` with `direction`; their length is the smallest canonical correlation. */
  readonly products: Float64Array;
}

/**
 * By the singular vectors of Qz'Qy, where Qz and Qy are orthonormal columns for instruments and instrumented columns
 * beside the exogenous ones: the singular values are the canonical correlations (Kleibergen & Paap 2006, with F and G the
 * triangular factors of the cross-products, as they advise; any basis of a span gives the same statistics).
 */
export function weakestOf({ endogenous, q }: Stages): Weakest {
  const beside = endogenous.x.map((column) => project(q.exogenous, column).residual);
  const y = factorise(beside, endogenous.x.map(norm)).q;
  const [l, k] = [q.instruments.length, y.length];
  const theta = transpose(Float64Array.from(y.flatMap((column) => [...along(q.instruments, column)])), k, l);
  const gram = multiply(transpose(theta, l, k), theta, k, l, k);
  // Ascending: the first belongs to the smallest.
  const { vectors } = symmetricEigen(gram, k);
  const vectorOf = (j: number): Float64Array =>
    Float64Array.from({ length: k }, (_, i) => vectors[i * k + j]!);
  const explained = Array.from({ length: k - 1 }, (_, j) => multiply(theta, vectorOf(j + 1), l, k, 1));
  const unit = identity(l);
  const axes = Array.from({ length: l }, (_, i) => unit.subarray(i * l, (i + 1) * l).slice());
  const rest = factorise([...explained, ...axes]).q.slice(k - 1);
  const direction = combination(y, vectorOf(0));
  const columns = rest.map((weights) => combination(q.instruments, weights));
  return {
    direction,
    residuals: project(q.instruments, direction).residual,
    columns,
    products: along(columns, direction),
  };
}

function combination(columns: readonly Float64Array[], weights: Float64Array): Float64Array {
  const out = new Float64Array(columns[0]!.length);
  columns.forEach((column, j) => {
    addScaled(out, weights[j]!, column);
  });
  return out;
}
