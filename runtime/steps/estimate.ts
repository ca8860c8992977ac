import { canonicalJson } from '../../compiler/plan/hash.ts';
import { evaluate } from '../engines/memory/evaluate.ts';
import { type EstimateOptions, estimate } from '../estimators/estimate.ts';
import { Deferred } from './batches.ts';
import { staysInEngine } from './engine-table.ts';
import { estimateInDuckDb } from './estimate-sums.ts';
import { labelOf, type StepRunner } from './step.ts';

/** One model. A model that cannot be estimated is a record with a note, not a failure of the run. */
export const runEstimate: StepRunner<'estimate'> = (step, context) => {
  const { parameters, inputs } = step;
  const table = context.table(inputs[0]!);
  const relation = context.relation(inputs[0]!);
  if (relation && staysInEngine(table)) return estimateInDuckDb(parameters, relation);
  const memo = context.memos.of(inputs[0]!, table);
  const { onProgress } = context.options;
  const options: EstimateOptions = {
    evaluate: (expression) =>
      memo && expression.kind !== 'name'
        ? memo.of(`value ${canonicalJson(expression)}`, [table], () => evaluate(expression, table))
        : evaluate(expression, table),
    levels: context.levels,
    memo,
    keeper: {
      remembered: (name, compute) => context.remembered(step.id, name, compute),
      onProgress: (done, total) =>
        onProgress?.({ label: labelOf(step, context.plan), done, total, of: 'draws' }),
    },
  };
  const record = context.batches.record(step, table, options);
  const whole = () => estimate(table, parameters, options);
  return record ? new Deferred(record, whole) : whole();
};
