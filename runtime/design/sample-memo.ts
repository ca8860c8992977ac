import { canonicalJson } from '../../compiler/plan/hash.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../engines/memory/table.ts';
import type { DesignOptions } from './build.ts';
import { requiredNames, type Sample } from './rows.ts';

/**
 * The sample of a model, chosen once for all models of the table that require the same of a row. Others may turn out to have
 * the same rows: then these are one array, by which everything else is shared.
 */
export function onceForAll(
  table: Table,
  spec: ModelSpec,
  { memo, dropSingletons, clusters }: Pick<DesignOptions, 'memo' | 'dropSingletons' | 'clusters'>,
  choose: () => Sample,
): Sample {
  if (!memo) return choose();
  const { where, weights = null, formula } = spec;
  const alone = dropSingletons ? formula.fixed : null;
  const key = canonicalJson([requiredNames(spec, clusters), where, weights, alone]);
  return memo.of(`sample ${key}`, [table], () => {
    const { rows, record } = choose();
    return { rows: memo.same('rows', rows), record };
  });
}
