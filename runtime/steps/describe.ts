import { profileFor } from '../conventions/index.ts';
import { type EvaluateCondition, describe, distributions } from '../describe/describe.ts';
import { condition } from '../engines/memory/evaluate.ts';
import type { StepRunner } from './step.ts';

const evaluate: EvaluateCondition = (expression, table) => condition(expression, table);

/** Descriptive statistics by group, and distributions where a figure draws them. */
export const runDescribe: StepRunner<'describe'> = ({ parameters, inputs }, context) => {
  const table = context.table(inputs[0]!);
  const { percentile } = profileFor(parameters.conventions, false)!;
  const rows = describe(table, parameters, evaluate, percentile);
  const quantiles = parameters.statistics.some((name) => /^p\d+$/.test(name));
  return {
    rows,
    ...(quantiles ? { percentile } : {}),
    ...(parameters.distributions ? { distributions: distributions(table, parameters, evaluate) } : {}),
  };
};
