import { compared } from './compare.ts';
import type { StepRunner } from './step.ts';

/** The terms of two models. */
export const runContrast: StepRunner<'contrast'> = (step, context) => {
  const { terms, test } = step.parameters;
  const analysis = context.plan.analyses.find((one) => one.steps['contrast'] === step.id);
  const names = analysis?.options['models'] as readonly string[];
  const rows = compared(step, names, { terms, test, draws: null }, context);
  return rows.map(({ groups: _, ...row }) => row);
};
