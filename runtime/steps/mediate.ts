import { invariant } from '../../compiler/plan/invariant.ts';
import { isFailure } from '../inference/failure.ts';
import { mediation } from '../inference/mediation.ts';
import { drawBootstrap } from './mediate-draws.ts';
import { StepError, type StepRunner } from './step.ts';

/** The indirect effect of three estimated models, its tests and its bootstrap. */
export const runMediate: StepRunner<'mediate'> = async (step, context) => {
  const [total, mediator, direct] = step.inputs.map((id) => context.input(id, 'estimate'));
  invariant(total && mediator && direct, 'the models total, mediator and direct');
  const { parameters } = step;
  const models = { total: total.record, mediator: mediator.record, direct: direct.record };
  const paths = { ...parameters, mediators: [parameters.mediator] };
  const drawn =
    parameters.bootstrap && (await drawBootstrap(step, paths, parameters.bootstrap, direct, context));
  const own = drawn === null || isFailure(drawn) ? drawn : drawn[parameters.mediator]!;
  const record = mediation(parameters, models, own);
  if (isFailure(record)) throw new StepError({ ...record.note, hint: null });
  return record;
};
