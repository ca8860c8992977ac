import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { BootstrapParameters, PlanStep } from '../../compiler/plan/plan.ts';
import { combinedCodes } from '../design/codes.ts';
import { rootOf } from '../design/weighting.ts';
import type { Table } from '../engines/memory/table.ts';
import type { Estimation } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { indirectEffects, indirectWork, leaveOneOut } from '../inference/bootstrap-indirect.ts';
import { summariseIndirect } from '../inference/bootstrap-effects.ts';
import { drawnModel } from '../inference/drawn-model.ts';
import { failure, isFailure } from '../inference/failure.ts';
import { indirectDraws, indirectProblem } from '../inference/indirect-problem.ts';
import type { ParallelBootstrap } from '../inference/mediation-parallel.ts';
import { indirectKernel } from '../schedule/kernels.ts';
import { runDraws } from '../schedule/pool.ts';
import { labelOf, poolOptions, type StepContext } from './step.ts';

type MediateStep = PlanStep<'mediate'> | PlanStep<'mediate-parallel'>;

/** What is drawn: paths in the direct model. */
export interface Paths {
  readonly treatment: string;
  readonly mediators: readonly string[];
  readonly seed: number | null;
}

/** Bootstrap of the indirect effects by mediator, and of their sum under `total`; or why there is none. */
export async function drawBootstrap(
  step: MediateStep,
  { treatment, mediators, seed }: Paths,
  bootstrap: BootstrapParameters,
  direct: Estimation,
  context: StepContext,
): Promise<ParallelBootstrap | Failure> {
  if (direct.kind === 'not-estimated')
    return failure('bootstrap-no-model', 'no bootstrap: the direct model has no estimates');
  const { estimator, level } = direct.record;
  invariant(estimator === 'ols', 'least squares, since the check refuses a bootstrap of others');
  invariant(seed !== null, 'a seed, since the check asks for one where something is drawn');
  const { cluster, draws, interval } = bootstrap;
  const { design, fit } = direct;
  const problem = indirectProblem({
    ...{ fit, treatment, mediators, fixed: design.fixed, root: rootOf(design) },
    cluster: cluster === null ? null : combinedCodes(tableOf(step, context), [cluster], design.rows),
  });
  if (isFailure(problem)) return problem;
  const { values, threads } = await runDraws(
    indirectKernel,
    indirectDraws(problem, { seed, models: modelsOf(step, context), cluster }),
    draws,
    poolOptions(context, labelOf(step, context.plan), indirectWork(problem)),
  );
  for (const one of threads) context.threads.push(one);
  return summariseIndirect(values, {
    ...{ mediators, cluster, level, units: problem.units, percentile: direct.profile.percentile },
    jackknife: interval === 'bca' ? leaveOneOut(problem) : null,
    whole: indirectEffects(problem, new Float64Array(problem.units).fill(1)),
  });
}

/** The models by what is estimated, not by their steps: those change with any other analysis that reads another column. */
function modelsOf({ inputs }: MediateStep, { plan }: StepContext): readonly string[] {
  return inputs.map((id) => drawnModel(plan.steps.find((one) => one.id === id)!.parameters as ModelSpec));
}

/** The table on which the models were estimated. */
function tableOf(step: MediateStep, context: StepContext): Table {
  const model = context.plan.steps.find((candidate) => candidate.id === step.inputs[0]);
  invariant(model, 'the step of the total model');
  return context.table(model.inputs[0]!);
}
