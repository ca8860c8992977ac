import { countParameters } from '../estimators/counts.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import type { Design } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import { residualiser } from '../linalg/absorb.ts';
import { factorise, project } from '../linalg/qr.ts';
import { norm, sum } from '../linalg/sums.ts';
import { noTest } from './diagnostic.ts';

/** A regression of something on the regressors of a model, its effects among them, and on columns of the test's own. */
export interface Auxiliary {
  readonly rss: number;
  /** What the test's own columns take from the residual sum of squares, and how many of them are no combinations. */
  readonly explained: number;
  readonly added: number;
  /** Of all columns, constant and effects among them. */
  readonly rank: number;
}

/** `design`: no weights. y: n; `more`: columns of n, which stand last. Throws Intractable as absorption does. */
export function auxiliary(design: Design, y: Float64Array, more: readonly Float64Array[] = []): Auxiliary {
  const within = residualiser(design.fixed);
  const columns = [...design.x, ...more];
  const { q, kept } = factorise(columns.map(within), columns.map(norm));
  const { coordinates, residual } = project(q, within(y));
  const own = coordinates.filter((_, i) => kept[i]! >= design.x.length);
  const effects = countParameters(design, 0).fixed.reduce((total, effect) => total + effect.independent, 0);
  return { rss: squares(residual), explained: squares(own), added: own.length, rank: kept.length + effects };
}

export function squares(v: Float64Array): number {
  return sum(v.map((value) => value * value));
}

/** The design of a constant alone, on the same rows. */
export function constantOnly(design: Design): Design {
  return {
    ...design,
    names: [INTERCEPT],
    x: [new Float64Array(design.n).fill(1)],
    intercept: true,
    fixed: [],
  };
}

/** The same design with a constant, where neither a column nor an effect holds one. */
export function withConstant(design: Design): Design {
  if (design.intercept || design.fixed.length > 0) return design;
  const { names, x } = constantOnly(design);
  return { ...design, names: [...names, ...design.names], x: [...x, ...design.x], intercept: true };
}

/** What tests of residuals start from; a perfect fit has none. */
export function residualsOf({ fit, record }: Estimated): Float64Array | Failure {
  if (record.df_residual <= 0) return noTest('no degrees of freedom are left for residuals');
  if (fit.residuals.every((e) => e === 0)) return noTest('the model fits perfectly: there are no residuals');
  return fit.residuals;
}

/** y - e, the effects among it. n each. */
export function fittedValues(design: Design, residuals: Float64Array): Float64Array {
  return design.y.map((value, i) => value - residuals[i]!);
}
