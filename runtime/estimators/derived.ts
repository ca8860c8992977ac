import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Design } from '../design/design.ts';
import type { DerivedEstimate, DerivedModels, EstimateRecord } from '../results/results.ts';
import type { Estimator } from './estimator.ts';
import { firstStages } from './instruments/first-stage.ts';

/** What follows from a model by itself, for the compiler's catalog: `REF.first`. */
export const derivedDeclarations = [
  {
    name: 'first',
    doc: 'The first stage of an instrumented model: the instrumented term on all exogenous ones.',
  },
];

/** Estimates another model on the same rows, with the profile and the covariance of the model itself. */
export type EstimateOn = (design: Design, spec: ModelSpec, estimator: Estimator) => EstimateRecord;

/** The models that follow from one with this design. */
export function derivedModels(
  design: Design,
  spec: ModelSpec,
  estimateOn: EstimateOn,
): DerivedModels<DerivedEstimate> {
  return {
    first: firstStages(design, spec).map((stage) => ({
      ...estimateOn(stage.design, stage.spec, stage.estimator),
      formula: stage.formula,
    })),
    margins: null,
  };
}
