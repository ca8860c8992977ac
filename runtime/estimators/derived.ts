import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Design } from '../design/design.ts';
import type { DerivedEstimate, DerivedModels, EstimateRecord } from '../results/results.ts';
import type { Evaluate } from '../design/rows.ts';
import type { Estimated } from './estimate.ts';
import type { Estimator } from './estimator.ts';
import { firstStages } from './instruments/first-stage.ts';
import { marginsOf } from './margins/margins.ts';

/** What follows from a model by itself, for the compiler's catalog: `REF.first`, `REF.margins`. */
export const derivedDeclarations = [
  {
    name: 'first',
    doc: 'The first stage of an instrumented model: the instrumented term on all exogenous ones.',
  },
  {
    name: 'margins',
    doc: 'The marginal effects of logit, probit and poisson, a row a variable: average, or at the means.',
  },
];

/** Estimates another model on the same rows, with the profile and the covariance of the model itself. */
export type EstimateOn = (design: Design, spec: ModelSpec, estimator: Estimator) => EstimateRecord;

/** The models that follow from one. `evaluate`: the values of an expression on every row of its table. */
export function derivedModels(
  estimation: Estimated,
  spec: ModelSpec,
  { estimateOn, evaluate }: { readonly estimateOn: EstimateOn; readonly evaluate: Evaluate },
): DerivedModels<DerivedEstimate> {
  return {
    first: firstStages(estimation.design, spec).map((stage) => ({
      ...estimateOn(stage.design, stage.spec, stage.estimator),
      formula: stage.formula,
    })),
    margins: marginsOf(estimation, spec, evaluate),
  };
}
