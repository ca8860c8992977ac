import { curveResult } from '../inference/curve.ts';
import type { StepRunner } from './step.ts';

/** The summary of a specification curve over its estimated models. */
export const runCurve: StepRunner<'curve'> = ({ parameters, inputs }, context) => {
  const points = inputs.map((id, i) => {
    const { record } = context.input(id, 'estimate');
    const term = record.terms.find((one) => one.term === parameters.terms[i]);
    return { term, level: record.level };
  });
  return curveResult(parameters.terms, points);
};
