import { groupsOf, oneGroup, rowsByGroup } from '../engines/memory/groups.ts';
import type { NumberColumn, Table } from '../engines/memory/table.ts';

/** What becomes of the cells of one group: a map for each cell, or null where there is no answer. */
export type GroupMap = (values: Float64Array) => ((value: number) => number) | null;

export interface Mapped {
  readonly column: NumberColumn;
  /** Groups without an answer that had cells: these are missing now. */
  readonly unanswered: number;
}

/**
 * Maps the cells of a column, each group of `by` (all rows where it is null) by what its own cells that are not
 * missing say. Rows without a group, groups without an answer, and results that are not finite become missing.
 */
export function mapWithin(table: Table, column: NumberColumn, by: string | null, group: GroupMap): Mapped {
  const key = by === null ? undefined : table.columns.get(by);
  const groups = key ? groupsOf(key) : oneGroup(table.rows);
  const values = new Float64Array(table.rows).fill(Number.NaN);
  let unanswered = 0;
  for (const members of rowsByGroup(groups)) {
    const rows = members.filter((row) => !Number.isNaN(column.values[row]!));
    if (rows.length === 0) continue;
    const map = group(Float64Array.from(rows, (row) => column.values[row]!));
    if (map === null) unanswered += 1;
    for (const row of rows) {
      const value = map === null ? Number.NaN : map(column.values[row]!);
      values[row] = Number.isFinite(value) ? value : Number.NaN;
    }
  }
  return { column: { kind: 'number', name: column.name, values }, unanswered };
}
