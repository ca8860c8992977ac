import { invariant } from '../../compiler/plan/invariant.ts';
import { residualiser } from '../linalg/absorb.ts';
import { clearer } from '../linalg/clear.ts';
import { effectLeverage } from '../linalg/hat.ts';
import { addLeverage, factorise, project } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import type { Codes, Design } from './design.ts';
import { reduce } from './reduce.ts';
import { rootOf, scaleRows } from './weighting.ts';

/**
 * A model with one column set apart and all others partialled out: by Frisch, Waugh and Lovell the coefficient of that
 * column and its every covariance follow from `outcome` and `treatment` alone. Plain data, fit to be sent to a thread.
 */
export interface PartialProblem {
  readonly n: number;
  /** k0 orthonormal columns of n, one after the other: the span of the other columns, within the effects. */
  readonly basis: Float64Array;
  readonly fixed: readonly Codes[];
  /** n: roots of the weights, by which the rows of everything here are multiplied; null without weights. */
  readonly root: Float64Array | null;
  /** n: the outcome, residualised. */
  readonly outcome: Float64Array;
  /** n: the column that was set apart, residualised. */
  readonly treatment: Float64Array;
  /**
   * n: diagonal of the hat matrix of the others and the effects; empty where it was not asked for. That of the whole
   * model adds x_i^2 / x'x of the residualised column.
   */
  readonly leverage: Float64Array;
}

/**
 * Sets one column of a design apart. Columns that the fit of the whole design drops as collinear are left out, so
 * that the same model is meant. `except` is a column that the fit keeps: the caller's promise. Throws Intractable
 * where effects cannot be absorbed, or leverages not be computed; `needsLeverage: false` leaves these out.
 */
export function partialOut(design: Design, except: string, needsLeverage = true): PartialProblem {
  const position = design.names.indexOf(except);
  const { x, y, factor } = reduce(design);
  invariant(factor.kept.includes(position), `a column ${except} that the model keeps`);
  const root = rootOf(design);
  const others = factor.kept.filter((j) => j !== position);
  const { q } = factorise(
    others.map((j) => x[j]!),
    others.map((j) => norm(scaleRows(design.x[j]!, root))),
  );
  return {
    n: design.n,
    basis: concatenate(q, design.n),
    fixed: design.fixed,
    root,
    outcome: project(q, y).residual,
    treatment: project(q, x[position]!).residual,
    leverage: needsLeverage ? leverageOf(design, q) : new Float64Array(0),
  };
}

function leverageOf(design: Design, q: readonly Float64Array[]): Float64Array {
  const leverage = effectLeverage(design.fixed, design.n, rootOf(design));
  addLeverage(leverage, q);
  return leverage;
}

function concatenate(q: readonly Float64Array[], n: number): Float64Array {
  const basis = new Float64Array(q.length * n);
  q.forEach((column, j) => {
    basis.set(column, j * n);
  });
  return basis;
}

/** The columns of the basis, each of n. */
export function partialColumns({ basis, n }: PartialProblem): readonly Float64Array[] {
  return Array.from({ length: basis.length / n }, (_, j) => basis.subarray(j * n, (j + 1) * n));
}

/**
 * Prepares what removes the effects and the other columns from any vector of n, as it stands before weighting; the
 * result is that vector itself, overwritten, or a new one. One preparation serves all draws.
 */
export function partialResidualiser(problem: PartialProblem): (v: Float64Array) => Float64Array {
  const { fixed, root } = problem;
  const within = fixed.length === 0 ? (v: Float64Array) => v : residualiser(fixed, root);
  const clear = clearer(partialColumns(problem));
  return (v) => {
    const rest = within(scaleRows(v, problem.root));
    clear(rest);
    return rest;
  };
}

/** Removes the effects and the other columns from one vector of n. For many, prepare once. */
export function residualise(problem: PartialProblem, v: Float64Array): Float64Array {
  return partialResidualiser(problem)(v.slice());
}
