/**
 * The joint test of a specification curve: the followed treatment is permuted, one permutation for all models, and every
 * model is estimated again, each as a regression on one column (Frisch, Waugh and Lovell) with its own covariance.
 */
import { invariant } from '../../compiler/plan/invariant.ts';
import { partialColumns, partialResidualiser } from '../design/partial.ts';
import { norm } from '../linalg/sums.ts';
import { covarianceFor } from '../vcov/index.ts';
import { type CurveEstimate, curveStatistics } from './curve-statistics.ts';
import { drawExchange, type Exchange } from './exchange.ts';
import { NOTHING_LEFT, type PartialRegression, regressOne, residualised } from './placebo.ts';
import type { DrawSource } from './random.ts';

/** Plain data: crosses to worker threads. */
export interface CurveDraws {
  readonly treatments: readonly CurveTreatment[];
  readonly designs: readonly CurveDesign[];
  readonly models: readonly CurveModel[];
  readonly source: DrawSource;
}

/** A term that is followed, over the rows of all models that follow it: between these its values are exchanged. */
export interface CurveTreatment {
  readonly raw: Float64Array;
  readonly exchange: Exchange;
}

/** Rows and columns that several models may share, which differ in their covariance alone. */
export interface CurveDesign {
  readonly partial: PartialRegression['partial'];
  readonly treatment: number;
  /** n: where its rows stand among those of the treatment. */
  readonly places: Int32Array;
}

export interface CurveModel extends Omit<PartialRegression, 'partial'> {
  readonly design: number;
  readonly alpha: number;
}

/** Numbers a draw: median, share, Stouffer's Z. NaN where some model has no estimate. */
export const CURVE_WIDTH = 3;

/** The three statistics of draws from … to - 1. */
export function drawCurve(data: CurveDraws, from: number, to: number): Float64Array {
  const prepared = data.designs.map((design) => ({
    ...design,
    residualise: partialResidualiser(design.partial),
    others: partialColumns(design.partial),
    residuals: new Float64Array(design.partial.n),
  }));
  const models = data.models.map((model) => {
    const covariance = covarianceFor(model.vcov.type);
    invariant(covariance, `${model.vcov.type} is a covariance`);
    const { partial, others, residuals } = prepared[model.design]!;
    return {
      covariance,
      design: model.design,
      alpha: model.alpha,
      data: { ...model, partial, others, residuals },
    };
  });
  const values = new Float64Array((to - from) * CURVE_WIDTH).fill(Number.NaN);
  for (let draw = from; draw < to; draw += 1) {
    const permuted = data.treatments.map((one) => permutedColumn(one, data.source, draw));
    const columns = prepared.map(({ places, treatment, residualise }) => {
      const raw = Float64Array.from(places, (place) => permuted[treatment]![place]!);
      // The column may be overwritten as it is residualised.
      const least = NOTHING_LEFT * norm(raw);
      return { x: residualised(residualise, raw), least };
    });
    const estimates = models.map(({ covariance, design, alpha, data: regression }): CurveEstimate => {
      const { x, least } = columns[design]!;
      const found = x === null ? null : regressOne(regression, x, least, covariance);
      return { estimate: found?.[0] ?? Number.NaN, p: found?.[2] ?? Number.NaN, alpha };
    });
    if (estimates.some((one) => Number.isNaN(one.p))) continue;
    const { median, share, stouffer } = curveStatistics(estimates);
    values.set([median, share, stouffer], (draw - from) * CURVE_WIDTH);
  }
  return values;
}

function permutedColumn({ raw, exchange }: CurveTreatment, source: DrawSource, draw: number): Float64Array {
  const permuted = new Float64Array(raw.length);
  drawExchange(exchange, source, draw, raw, permuted);
  return permuted;
}

/** Flops of one draw, for the decision on threads. */
export function curveWork({ designs, models }: CurveDraws): number {
  const ofDesigns = designs.reduce((sum, { partial }) => {
    const { n, basis, fixed } = partial;
    return sum + n * 10 + 4 * basis.length + n * fixed.length * 40;
  }, 0);
  return ofDesigns + models.reduce((sum, model) => sum + designs[model.design]!.partial.n * 40, 0);
}
