import { mean, sum } from '../linalg/sums.ts';
import type { Design } from './design.ts';

/** n: square roots of the weights, by which rows are multiplied; null where all rows count the same. */
export function rootOf(design: Pick<Design, 'weights'>): Float64Array | null {
  return design.weights?.map(Math.sqrt) ?? null;
}

/** The rows of v times the roots; v itself where there are none. v: n. */
export function scaleRows(v: Float64Array, root: Float64Array | null): Float64Array {
  return root === null ? v : v.map((value, i) => value * root[i]!);
}

/** Mean of v by weight, corrected by the mean of what it leaves. v: n. */
export function weightedMean(v: Float64Array, weights: Float64Array | null): number {
  if (weights === null) return mean(v);
  const total = sum(weights);
  const first = sum(v.map((value, i) => value * weights[i]!)) / total;
  return first + sum(v.map((value, i) => (value - first) * weights[i]!)) / total;
}
