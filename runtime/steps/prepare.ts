import { profileFor } from '../conventions/index.ts';
import { prepare } from '../prepare/prepare.ts';
import { prepareByEngine } from './engine-table.ts';
import { StepError, type StepRunner } from './step.ts';

/** One verb of preparation. */
export const runPrepare: StepRunner<'prepare'> = ({ id, parameters, inputs }, context) => {
  const relation = context.relation(inputs[0]!);
  if (relation) return prepareByEngine(id, parameters, relation, context);
  const { verb, options, conventions } = parameters;
  const { percentile } = profileFor(conventions, false)!;
  const source = inputs[1] === undefined ? null : context.table(inputs[1]);
  const result = prepare(context.table(inputs[0]!), verb, options, { percentile, source });
  if (result.kind === 'failure') throw new StepError(result);
  return result;
};
