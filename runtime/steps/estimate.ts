import { evaluate } from '../engines/memory/evaluate.ts';
import { estimate } from '../estimators/estimate.ts';
import type { StepRunner } from './step.ts';

/** One model. A model that cannot be estimated is a record with a note, not a failure of the run. */
export const runEstimate: StepRunner<'estimate'> = ({ parameters, inputs }, context) => {
  const table = context.table(inputs[0]!);
  return estimate(table, parameters, {
    evaluate: (expression) => evaluate(expression, table),
    levels: context.levels,
  });
};
