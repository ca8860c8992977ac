import { invariant } from '../../compiler/plan/invariant.ts';
import type { BootstrapParameters, PlanStep } from '../../compiler/plan/plan.ts';
import { combinedCodes } from '../design/codes.ts';
import type { Table } from '../engines/memory/table.ts';
import type { Estimation } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { indirectWork } from '../inference/bootstrap-indirect.ts';
import { summariseBootstrap } from '../inference/bootstrap-summary.ts';
import { failure, isFailure } from '../inference/failure.ts';
import { indirectDraws, indirectProblem } from '../inference/indirect-problem.ts';
import { mediation } from '../inference/mediation.ts';
import type { BootstrapRecord } from '../results/results.ts';
import { indirectKernel } from '../schedule/kernels.ts';
import { runDraws } from '../schedule/pool.ts';
import { labelOf, poolOptions, type StepContext, StepError, type StepRunner } from './step.ts';

/** The indirect effect of three estimated models, its tests and its bootstrap. */
export const runMediate: StepRunner<'mediate'> = async (step, context) => {
  const [total, mediator, direct] = step.inputs.map((id) => context.input(id, 'estimate'));
  invariant(total && mediator && direct, 'the models total, mediator and direct');
  const models = { total: total.record, mediator: mediator.record, direct: direct.record };
  const { bootstrap } = step.parameters;
  const drawn = bootstrap && (await drawBootstrap(step, bootstrap, direct, context));
  const record = mediation(step.parameters, models, drawn);
  if (isFailure(record)) throw new StepError({ ...record.note, hint: null });
  return record;
};

async function drawBootstrap(
  step: PlanStep<'mediate'>,
  bootstrap: BootstrapParameters,
  direct: Estimation,
  context: StepContext,
): Promise<BootstrapRecord | Failure> {
  if (direct.kind === 'not-estimated')
    return failure('bootstrap-no-model', 'no bootstrap: the direct model has no estimates');
  invariant(
    direct.record.estimator === 'ols',
    'least squares, since the check refuses a bootstrap of others',
  );
  const { treatment, mediator, seed } = step.parameters;
  invariant(seed !== null, 'a seed, since the check asks for one where something is drawn');
  const { cluster, draws } = bootstrap;
  const problem = indirectProblem({
    fit: direct.fit,
    treatment,
    mediator,
    cluster: cluster === null ? null : combinedCodes(tableOf(step, context), [cluster], direct.design.rows),
    fixed: direct.design.fixed,
  });
  if (isFailure(problem)) return problem;
  const { values, threads } = await runDraws(
    indirectKernel,
    indirectDraws(problem, { seed, models: step.inputs, cluster }),
    draws,
    poolOptions(context, labelOf(step, context.plan), indirectWork(problem)),
  );
  for (const one of threads) context.threads.push(one);
  const { percentile } = direct.profile;
  const { level } = direct.record;
  return summariseBootstrap(values, { cluster, units: problem.units, level, percentile });
}

/** The table on which the models were estimated. */
function tableOf(step: PlanStep<'mediate'>, context: StepContext): Table {
  const model = context.plan.steps.find((candidate) => candidate.id === step.inputs[0]);
  invariant(model, 'the step of the total model');
  return context.table(model.inputs[0]!);
}
