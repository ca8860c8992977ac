import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { CompareParameters, PlanStep } from '../../compiler/plan/plan.ts';
import { compareModels, uncompared } from '../comparisons/compare.ts';
import type { ComparedModel, PermutationDraws } from '../comparisons/comparison.ts';
import { comparisonFor } from '../comparisons/index.ts';
import { evaluate } from '../engines/memory/evaluate.ts';
import type { Estimated } from '../estimators/estimate.ts';
import type { CompareResult } from '../results/results.ts';
import { labelOf, type StepContext, type StepRunner } from './step.ts';

/** The terms of one formula across its groups. */
export const runCompare: StepRunner<'compare'> = (step, context) => {
  const { terms, test, groups } = step.parameters;
  const draws = drawsOf(step.parameters, labelOf(step, context.plan), context);
  return compared(
    step,
    groups.map(({ name }) => name),
    { terms, test, draws },
    context,
  );
};

/** The equality of terms in the models that a step has for inputs; a row with a note where one has no estimates. */
export function compared(
  step: PlanStep<'compare'> | PlanStep<'contrast'>,
  names: readonly string[],
  { terms, test, draws }: { terms: readonly string[]; test: string; draws: PermutationDraws | null },
  context: StepContext,
): readonly CompareResult[] {
  const comparison = comparisonFor(test);
  invariant(comparison, `a comparison ${test}, since the check refuses those that are not declared`);
  const steps = step.inputs.map((id) => context.plan.steps.find((one) => one.id === id)!);
  const outputs = step.inputs.map((id) => context.input(id, 'estimate'));
  const lost = names.filter((_, i) => outputs[i]!.kind === 'not-estimated');
  if (lost.length > 0) {
    const reason = `${lost.join(', ')}: no estimates`;
    return terms.map((term) => uncompared({ term, test, groups: names }, reason));
  }
  const table = context.table(steps[0]!.inputs[0]!);
  const models = outputs.map(
    (output, i): ComparedModel => ({
      estimated: output as Estimated,
      spec: steps[i]!.parameters as ModelSpec,
      name: names[i]!,
    }),
  );
  const options = {
    evaluate: (e: Parameters<typeof evaluate>[0]) => evaluate(e, table),
    levels: context.levels,
  };
  return compareModels(comparison, terms, { models, table, options, draws });
}

function drawsOf(
  { draws, seed, unit }: CompareParameters,
  label: string,
  { options }: StepContext,
): PermutationDraws | null {
  if (draws === null) return null;
  invariant(seed !== null, 'a seed, since the check asks for one where something is drawn');
  return {
    draws,
    seed,
    unit,
    onProgress: (done, total) => options.onProgress?.({ label, done, total, of: 'draws' }),
  };
}
