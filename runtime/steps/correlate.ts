import { correlate } from '../describe/correlate.ts';
import { condition } from '../engines/memory/evaluate.ts';
import type { StepRunner } from './step.ts';

/** Correlations by group. */
export const runCorrelate: StepRunner<'correlate'> = ({ parameters, inputs }, context) =>
  correlate(context.table(inputs[0]!), parameters, (expression, table) => condition(expression, table));
