import type { Codes, Design } from '../../design/design.ts';
import { dot, mean, norm } from '../../linalg/sums.ts';
import { unitMeans } from '../squared-correlations.ts';

/** Cross-products of centred columns and an outcome, from which a squared correlation with x'b follows for every b. */
interface Products {
  /** p x p, row-major. */
  readonly x: Float64Array;
  /** p. */
  readonly xy: Float64Array;
  readonly yy: number;
}

/** Between the means of the units, and over all rows. */
export interface CorrelationProducts {
  readonly between: Products;
  readonly overall: Products;
}

/** y: n, as observed. */
export function correlationProducts(design: Design, units: Codes, y: Float64Array): CorrelationProducts {
  const over = (columns: readonly Float64Array[], outcome: Float64Array): Products => {
    const centred = columns.map(about);
    const own = about(outcome);
    return {
      x: Float64Array.from(centred.flatMap((left) => centred.map((right) => dot(left, right)))),
      xy: Float64Array.from(centred, (column) => dot(column, own)),
      yy: norm(own) ** 2,
    };
  };
  const means = (v: Float64Array): Float64Array => unitMeans(units, v);
  return { between: over(design.x.map(means), means(y)), overall: over(design.x, y) };
}

function about(v: Float64Array): Float64Array {
  const centre = mean(v);
  return v.map((value) => value - centre);
}

/** Squared correlation of x'b with y; b: p, zero for columns of other models. */
export function squaredCorrelationOf({ x, xy, yy }: Products, b: Float64Array): number {
  const p = b.length;
  let square = 0;
  for (let i = 0; i < p; i += 1) {
    for (let j = 0; j < p; j += 1) square += b[i]! * b[j]! * x[i * p + j]!;
  }
  return dot(xy, b) ** 2 / (square * yy);
}
