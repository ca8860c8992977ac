import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { testHypothesis, untested } from '../inference/hypotheses.ts';
import type { StepRunner } from './step.ts';

/** The hypotheses on one model, by name. One that cannot be tested is a record with a note. */
export const runHypotheses: StepRunner<'hypotheses'> = (step, context) => {
  const model = context.input(step.inputs[0]!, 'estimate');
  const modelStep = context.plan.steps.find((candidate) => candidate.id === step.inputs[0]);
  invariant(modelStep, 'the step of the model');
  const entries = step.parameters.hypotheses.map((hypothesis) => {
    const found =
      model.kind === 'estimated'
        ? testHypothesis(hypothesis, model, modelStep.parameters as ModelSpec)
        : untested('hypothesis-no-model', 'the model has no estimates');
    return [hypothesis.name, found] as const;
  });
  return Object.fromEntries(entries);
};
