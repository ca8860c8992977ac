import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { combinedCodes } from '../design/codes.ts';
import { drawnModel } from '../inference/drawn-model.ts';
import { isFailure } from '../inference/failure.ts';
import { placeboWork } from '../inference/placebo.ts';
import { placeboProblem } from '../inference/placebo-problem.ts';
import { summarisePlacebo } from '../inference/placebo-summary.ts';
import { placeboKernel } from '../schedule/kernels.ts';
import { runDraws } from '../schedule/pool.ts';
import { labelOf, poolOptions, StepError, type StepRunner } from './step.ts';

/** Permutation draws of one regressor of an estimated model. */
export const runPlacebo: StepRunner<'placebo'> = async (step, context) => {
  const { parameters, inputs } = step;
  const model = context.input(inputs[0]!, 'estimate');
  const modelStep = context.plan.steps.find((candidate) => candidate.id === inputs[0]);
  invariant(modelStep, 'the step of the model');
  if (model.kind === 'not-estimated') {
    throw new StepError({
      code: 'placebo-no-model',
      message: `no placebo: its model has no estimates (${model.record.notes[0]?.message ?? 'unknown reason'})`,
      hint: null,
    });
  }
  invariant(model.record.estimator === 'ols', 'least squares, since the check refuses a placebo of others');
  const table = context.table(modelStep.inputs[0]!);
  const codes = (column: string | null) => column && combinedCodes(table, [column], model.design.rows);
  const problem = placeboProblem({
    parameters,
    formula: (modelStep.parameters as ModelSpec).formula,
    design: model.design,
    collinear: model.record.collinear,
    vcov: (modelStep.parameters as ModelSpec).vcov,
    small: model.smallSample,
    model: drawnModel(modelStep.parameters as ModelSpec),
    within: codes(parameters.within) || null,
    unit: codes(parameters.unit) || null,
  });
  if (isFailure(problem)) throw new StepError({ ...problem.note, hint: null });
  const actual = model.record.terms.find((term) => term.term === parameters.permute);
  invariant(actual, 'the permuted term in the model, which the problem has checked');
  const { values, threads } = await runDraws(
    placeboKernel,
    problem.draws,
    parameters.draws,
    poolOptions(context, labelOf(step, context.plan), placeboWork(problem.draws)),
  );
  for (const one of threads) context.threads.push(one);
  const { within, unit, statistic } = parameters;
  return summarisePlacebo(values, { actual, within, unit, statistic, notes: problem.notes });
};
