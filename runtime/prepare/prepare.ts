import { invariant } from '../../compiler/plan/invariant.ts';
import type { OptionValue } from '../../compiler/plan/plan.ts';
import type { Table } from '../engines/memory/table.ts';
import { checkPanel } from '../sources/panel.ts';
import { steps } from './index.ts';
import {
  type PreparationContext,
  type PreparationFailure,
  type Prepared,
  preparationFailure,
} from './step.ts';

/**
 * Runs one verb on a table. Where the step computed a key of the panel anew, the keys are checked as after reading:
 * lags over keys that are not unique would be arbitrary.
 */
export function prepare(
  table: Table,
  verb: string,
  options: OptionValue,
  context: PreparationContext,
): Prepared | PreparationFailure {
  const step = steps.find(({ declaration }) => declaration.name === verb);
  invariant(step, `a verb of preparation (${verb})`);
  const result = step.run(table, options, context);
  if (result.kind === 'failure' || !keysComputed(table, result)) return result;
  const keys = checkPanel(result.table);
  return keys.kind === 'failure'
    ? preparationFailure(keys.code, `after ${verb}, ${keys.message}`, keys.hint)
    : result;
}

function keysComputed(before: Table, { table, record }: Prepared): boolean {
  if (!table.panel || !before.panel || record.step === 'rename') return false;
  const { unit, time } = table.panel;
  if (record.dropped > 0) return false;
  return [unit, time].some((key) => table.columns.get(key) !== before.columns.get(key));
}
