import { residualiser } from '../linalg/absorb.ts';
import { factorise, type QrFactor } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import type { Design } from './design.ts';

/** A design after its effects are taken from every column. */
export interface Reduced {
  /** n: the outcome, within. */
  readonly y: Float64Array;
  /** n each: every column of the design, within. */
  readonly x: readonly Float64Array[];
  /** Of `x`, with the rank judged against the columns' lengths before. */
  readonly factor: QrFactor;
}

/** Within-transforms a design and finds its independent columns. Throws Intractable as absorption does. */
export function reduce(design: Design): Reduced {
  const within = residualiser(design.fixed);
  const x = design.x.map(within);
  return { y: within(design.y), x, factor: factorise(x, design.x.map(norm)) };
}
