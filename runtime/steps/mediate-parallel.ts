import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { isFailure } from '../inference/failure.ts';
import { parallelMediation } from '../inference/mediation-parallel.ts';
import { pathCovariances } from '../inference/path-covariances.ts';
import { drawBootstrap } from './mediate-draws.ts';
import { StepError, type StepRunner } from './step.ts';

/** The indirect effects of several mediators: models total, one a mediator, direct. */
export const runMediateParallel: StepRunner<'mediate-parallel'> = async (step, context) => {
  const { parameters, inputs } = step;
  const estimations = inputs.map((id) => context.input(id, 'estimate'));
  const [total, direct] = [estimations[0], estimations[estimations.length - 1]];
  invariant(total && direct && estimations.length === parameters.mediators.length + 2, 'the models');
  const mediators = estimations.slice(1, -1);
  const models = {
    total: total.record,
    mediators: mediators.map(({ record }) => record),
    direct: direct.record,
  };
  const drawn =
    parameters.bootstrap && (await drawBootstrap(step, parameters, parameters.bootstrap, direct, context));
  const { parameters: spec } = context.plan.steps.find((one) => one.id === inputs[0])!;
  const covariances = pathCovariances(parameters, (spec as ModelSpec).vcov, mediators, direct);
  const record = parallelMediation(parameters, models, covariances, drawn);
  if (isFailure(record)) throw new StepError({ ...record.note, hint: null });
  return record;
};
