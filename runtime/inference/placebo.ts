/**
 * Permutation draws of one regressor. The outcome and the regressor are residualised on everything else once; a draw
 * permutes the raw column, residualises it, and is then a regression on one column (Frisch, Waugh and Lovell), whose
 * covariance is the model's own kind.
 */
import type { VcovSpec } from '../../compiler/plan/model.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import type { Codes } from '../design/design.ts';
import { type PartialProblem, partialColumns, partialResidualiser } from '../design/partial.ts';
import { normalTwoSided, studentTail } from '../distributions/index.ts';
import { Intractable } from '../linalg/intractable.ts';
import { regressors } from '../linalg/regressors.ts';
import { dot, norm, squareAndProduct } from '../linalg/sums.ts';
import { covarianceFor } from '../vcov/index.ts';
import type { Covariance, OneColumn } from '../vcov/vcov.ts';
import { type ClusterRows, drawByClusters, drawRoom } from './cluster-rows.ts';
import { compiledRows, type DrawRows } from './compiled-rows.ts';
import { drawExchange, type Exchange } from './exchange.ts';
import type { DrawSource } from './random.ts';

/** A model as the regression of one column, all others partialled out, and how its inference is done. Plain data. */
export interface PartialRegression {
  readonly partial: PartialProblem;
  /** Type of the covariance, its small-sample factor, its degrees of freedom (null: normal). */
  readonly vcov: VcovSpec;
  readonly q: number;
  /** Of several dimensions of clusters each piece has its own G / (G - 1). */
  readonly ownFactors: boolean;
  readonly df: number | null;
  /** n - K of the residual variance. */
  readonly residualDf: number;
  readonly clusters: readonly Codes[];
  readonly units: Codes | null;
  readonly periods: Codes | null;
}

/** Plain data: crosses to worker threads. */
export interface PlaceboDraws extends PartialRegression {
  /** n: the column whose values are exchanged, as it stands in the design. */
  readonly raw: Float64Array;
  readonly exchange: Exchange;
  readonly source: DrawSource;
  /** Where standard errors by cluster follow from sums by cluster. */
  readonly rows: ClusterRows | null;
}

/** Numbers a draw: estimate, statistic, p. NaN where the draw has none. */
export const PLACEBO_WIDTH = 3;

/** Below this share of its length a permuted column is a combination of the others: rounding is all that is left. */
export const NOTHING_LEFT = 1e-12;
const NONE: readonly number[] = [Number.NaN, Number.NaN, Number.NaN];

/** Estimate, statistic and p of draws from … to - 1, three numbers a draw. */
export function drawPlacebo(data: PlaceboDraws, from: number, to: number): Float64Array {
  const { raw } = data;
  const covariance = covarianceFor(data.vcov.type);
  invariant(covariance, `${data.vcov.type} is a covariance`);
  const residualise = partialResidualiser(data.partial);
  const values = new Float64Array((to - from) * PLACEBO_WIDTH);
  const permuted = new Float64Array(raw.length);
  const least = NOTHING_LEFT * norm(raw);
  const others = partialColumns(data.partial);
  const prepared = { ...data, others, residuals: new Float64Array(raw.length) };
  const byClusters = clusterDraws(data);
  for (let draw = from; draw < to; draw += 1) {
    let found = byClusters(draw, permuted);
    if (found === null) {
      const x = residualised(residualise, permuted);
      found = x === null ? NONE : regressOne(prepared, x, least, covariance);
    }
    values.set(found, (draw - from) * PLACEBO_WIDTH);
  }
  return values;
}

/**
 * Estimate, statistic and p of a draw from sums by cluster; null where they do not serve: the drawn column is then in
 * `permuted`.
 */
function clusterDraws(
  data: PlaceboDraws,
): (draw: number, permuted: Float64Array) => readonly number[] | null {
  const { rows, raw, exchange, source } = data;
  const inPlain = (draw: number, permuted: Float64Array): void =>
    drawExchange(exchange, source, draw, raw, permuted);
  if (rows === null) {
    return (draw, permuted) => {
      inPlain(draw, permuted);
      return null;
    };
  }
  const draws = compiledRows({ rows, raw, exchange, source }) ?? plainRows(rows, inPlain);
  return (draw, permuted) => {
    const found = draws(draw, permuted);
    return found && testOf(data, found.estimate, found.variance);
  };
}

function plainRows(rows: ClusterRows, exchanged: (draw: number, into: Float64Array) => void): DrawRows {
  const room = drawRoom(rows);
  return (draw, permuted) => {
    exchanged(draw, permuted);
    return drawByClusters(rows, permuted, room);
  };
}

/** Flops of one draw, for the decision on threads. */
export function placeboWork(data: PlaceboDraws): number {
  const { n, basis, fixed } = data.partial;
  return n * 60 + 8 * basis.length + n * fixed.length * 40;
}

/** Null where the effects could not be absorbed from this column to enough digits. */
export function residualised(
  residualise: (v: Float64Array) => Float64Array,
  v: Float64Array,
): Float64Array | null {
  try {
    return residualise(v);
  } catch (error) {
    if (error instanceof Intractable) return null;
    throw error;
  }
}

/** A regression made ready for its draws: the orthonormal columns that were partialled out, and room for n residuals. */
export interface PreparedRegression extends PartialRegression {
  readonly others: readonly Float64Array[];
  readonly residuals: Float64Array;
}

/**
 * Estimate, statistic and p of the regression of the residualised outcome on one residualised column x, none (NaN) where x
 * is no longer than `least`.
 */
export function regressOne(
  data: PreparedRegression,
  x: Float64Array,
  least: number,
  covariance: Covariance,
): readonly number[] {
  const { partial, clusters } = data;
  const { outcome } = partial;
  const [square, product] = squareAndProduct(x, outcome);
  if (!(Math.sqrt(square) > least)) return NONE;
  const estimate = product / square;
  const oneByOne = clusters.length < 2 && !data.ownFactors;
  const one = { x, outcome, estimate, square, clusters };
  const variance = (oneByOne ? covariance.computeOne?.(one) : undefined) ?? varianceOf(data, one, covariance);
  return testOf(data, estimate, variance);
}

function testOf({ q, df }: PartialRegression, estimate: number, variance: number): readonly number[] {
  const statistic = estimate / Math.sqrt(q * variance);
  if (!Number.isFinite(statistic)) return [estimate, Number.NaN, Number.NaN];
  return [estimate, statistic, df === null ? normalTwoSided(statistic) : studentTail(statistic, df)];
}

/** By way of the covariance of a whole design. */
function varianceOf(data: PreparedRegression, one: OneColumn, covariance: Covariance): number {
  const { partial, residuals, others } = data;
  const { x, outcome, estimate, square } = one;
  for (let i = 0; i < x.length; i += 1) residuals[i] = outcome[i]! - estimate * x[i]!;
  return covariance.compute({
    n: partial.n,
    x: regressors([x]),
    residuals,
    bread: Float64Array.of(1 / square),
    leverage: () => partial.leverage.map((h, i) => h + (x[i]! * x[i]!) / square),
    others,
    ownFactors: data.ownFactors,
    ...{ clusters: data.clusters, spec: data.vcov, fixed: partial.fixed, root: partial.root },
    ...{ units: data.units, periods: data.periods },
    sigma2: dot(residuals, residuals) / data.residualDf,
  })[0]!;
}
