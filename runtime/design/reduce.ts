import { residualiserOfAll } from '../linalg/absorb.ts';
import { factorise, type QrFactor } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import type { Design } from './design.ts';
import { rootOf, scaleRows } from './weighting.ts';

/** A design after its effects are taken from every column. Under weights rows are multiplied by their roots. */
export interface Reduced {
  /** n: the outcome, within. */
  readonly y: Float64Array;
  /** Length of the outcome before effects were taken from it. */
  readonly lengthOfY: number;
  /** n each: every column of the design, within. */
  readonly x: readonly Float64Array[];
  /** Of `x`, with the rank judged against the columns' lengths before. */
  readonly factor: QrFactor;
}

/** Within-transforms a design and finds its independent columns. Throws Intractable as absorption does. */
export function reduce(design: Design): Reduced {
  const root = rootOf(design);
  const y = scaleRows(design.y, root);
  const columns = design.x.map((column) => scaleRows(column, root));
  const [within, ...x] = residualiserOfAll(design.fixed, root)([y, ...columns]);
  return { y: within!, lengthOfY: norm(y), x, factor: factorise(x, columns.map(norm)) };
}
