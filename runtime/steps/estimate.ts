import { evaluate } from '../engines/memory/evaluate.ts';
import { estimate } from '../estimators/estimate.ts';
import { labelOf, type StepRunner } from './step.ts';

/** One model. A model that cannot be estimated is a record with a note, not a failure of the run. */
export const runEstimate: StepRunner<'estimate'> = (step, context) => {
  const { parameters, inputs } = step;
  const table = context.table(inputs[0]!);
  const { onProgress } = context.options;
  return estimate(table, parameters, {
    evaluate: (expression) => evaluate(expression, table),
    levels: context.levels,
    keeper: {
      remembered: (name, compute) => context.remembered(step.id, name, compute),
      onProgress: (done, total) =>
        onProgress?.({ label: labelOf(step, context.plan), done, total, of: 'draws' }),
    },
  });
};
