import { profileFor } from '../conventions/index.ts';
import { describe } from '../describe/describe.ts';
import { condition } from '../engines/memory/evaluate.ts';
import type { StepRunner } from './step.ts';

/** Descriptive statistics by group. */
export const runDescribe: StepRunner<'describe'> = ({ parameters, inputs }, context) =>
  describe(
    context.table(inputs[0]!),
    parameters,
    (expression, table) => condition(expression, table),
    profileFor(parameters.conventions, false)!.percentile,
  );
