import type { Expression } from '../../compiler/plan/expression.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import type { DescribeParameters } from '../../compiler/plan/plan.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import type { DescribeRow, DistributionRecord } from '../results/results.ts';
import { shapesOf } from './distribution.ts';
import type { PercentileType } from './percentile.ts';
import { findStatistic, sampleOf } from './statistics.ts';

/** A condition over all rows of a table: 1, 0, or NaN where it is missing. */
export type EvaluateCondition = (condition: Expression, table: Table) => ArrayLike<number>;

/**
 * Descriptive statistics over the rows where every `where` is 1 (a missing condition leaves a row out), group by
 * group in the order of the plan and, within a group, variable by variable. Of a text column only `n` and `missing`
 * exist; a statistic that does not exist is null. `percentile` is the type of the profile `parameters.conventions`.
 */
export function describe(
  table: Table,
  parameters: DescribeParameters,
  evaluate: EvaluateCondition,
  percentile: PercentileType,
): DescribeRow[] {
  return groupsOf(table, parameters, evaluate).flatMap(({ name, rows }) => {
    return parameters.variables.map((variable) => {
      const column = table.columns.get(variable);
      invariant(column, `the table has the column ${variable}`);
      const values = describeColumn(column, rows, parameters.statistics, percentile);
      return { variable, group: name, ...values };
    });
  });
}

/** Distributions over the same rows, variable by variable and, within one, group by group. */
export function distributions(
  table: Table,
  parameters: DescribeParameters,
  evaluate: EvaluateCondition,
): readonly DistributionRecord[] {
  const groups = groupsOf(table, parameters, evaluate);
  return parameters.variables.flatMap((variable) => {
    const column = table.columns.get(variable);
    invariant(column, `the table has the column ${variable}`);
    if (column.kind !== 'number') return [];
    const values = groups.map(({ rows }) => cellsOf(column, rows).filter(Number.isFinite).sort());
    const shapes = shapesOf(values);
    return groups.map(({ name: group }, i) => ({ variable, group, n: values[i]!.length, ...shapes[i]! }));
  });
}

/** The rows of each group; all that are described where there are no groups. */
function groupsOf(
  table: Table,
  { where, groups }: DescribeParameters,
  evaluate: EvaluateCondition,
): readonly { readonly name: string | null; readonly rows: Int32Array }[] {
  if (groups.length === 0) return [{ name: null, rows: rowsWhere(table, where, evaluate) }];
  return groups.map((group) => ({
    name: group.name,
    rows: rowsWhere(table, [...where, group.where], evaluate),
  }));
}

/** The rows where every condition is 1. */
export function rowsWhere(
  table: Table,
  where: readonly Expression[],
  evaluate: EvaluateCondition,
): Int32Array {
  const conditions = where.map((condition) => evaluate(condition, table));
  const rows = Int32Array.from({ length: table.rows }, (_, row) => row);
  return rows.filter((row) => conditions.every((condition) => condition[row] === 1));
}

function describeColumn(
  column: Column,
  rows: Int32Array,
  statistics: readonly string[],
  percentile: PercentileType,
): Record<string, number | null> {
  const sample = sampleOf(cellsOf(column, rows), percentile);
  const counted = column.kind === 'number' ? null : ['n', 'missing'];
  return Object.fromEntries(
    statistics.map((name) => {
      const statistic = findStatistic(name);
      invariant(statistic, `${name} is a statistic of describe`);
      const value = counted === null || counted.includes(name) ? statistic.compute(sample) : Number.NaN;
      return [name, Number.isFinite(value) ? value : null];
    }),
  );
}

/** The cells as numbers; of a text only whether it is there. */
function cellsOf(column: Column, rows: Int32Array): Float64Array {
  const cells = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i]!;
    cells[i] = column.kind === 'number' ? column.values[row]! : column.codes[row]! < 0 ? Number.NaN : 0;
  }
  return cells;
}
