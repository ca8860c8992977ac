import { factorise, type QrFactor, type Remember } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import type { Design } from './design.ts';
import { remembered } from './memo.ts';
import { rootOf, scaleRows } from './weighting.ts';
import { residualColumns } from './within.ts';

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

/** The same before anything is factorised. */
export interface Within extends Omit<Reduced, 'factor'> {
  /** Of each column before effects were taken from it; computed when asked for. */
  readonly lengths: () => readonly number[];
}

/** Outcome and columns of a design without effects, rows multiplied by the roots of weights. */
export function withoutEffects(design: Design): Pick<Within, 'y' | 'x'> {
  const root = rootOf(design);
  return { y: scaleRows(design.y, root), x: design.x.map((column) => scaleRows(column, root)) };
}

/** Takes the effects from a design. Throws Intractable as absorption does. */
export function withinEffects(design: Design): Within {
  const root = rootOf(design);
  const y = scaleRows(design.y, root);
  const columns = design.x.map((column) => scaleRows(column, root));
  const [within, ...x] = residualColumns(design.fixed, root, [y, ...columns]);
  return { y: within!, lengthOfY: norm(y), x, lengths: () => columns.map(norm) };
}

/** Within-transforms a design and finds its independent columns. Throws Intractable as absorption does. */
export function reduce(design: Design): Reduced {
  return factorised(design, withinEffects(design));
}

/**
 * With its independent columns. Models of one table that begin with the same columns share that part of the factors; under
 * weights each model has columns of its own.
 */
export function factorised(design: Design, { y, lengthOfY, x, lengths }: Within): Reduced {
  const remember: Remember = (name, inputs, compute) =>
    design.weights ? compute() : remembered(design, name, inputs, compute);
  return { y, lengthOfY, x, factor: factorise(x, lengths(), remember) };
}
