import { invariant } from '../../../compiler/plan/invariant.ts';
import { groupsOf, rowsByGroup } from './groups.ts';
import type { Table } from './table.ts';

/** The rows of each unit in order of time; rows without a unit or a time are left out. */
export interface PanelIndex {
  readonly units: readonly Int32Array[];
  readonly time: Float64Array;
}

const indices = new WeakMap<Table, PanelIndex>();

/** Units and times of a table with a declared panel, worked out once a table. Time must be a number. */
export function panelIndex(table: Table): PanelIndex {
  const known = indices.get(table);
  if (known) return known;
  invariant(table.panel, 'a declared panel');
  const unit = table.columns.get(table.panel.unit);
  const time = table.columns.get(table.panel.time);
  invariant(unit && time?.kind === 'number', 'a unit and a numeric time');
  const { values } = time;
  const units = rowsByGroup(groupsOf(unit)).map((rows) =>
    rows.filter((row) => !Number.isNaN(values[row]!)).sort((a, b) => values[a]! - values[b]! || a - b),
  );
  const index = { units, time: values };
  indices.set(table, index);
  return index;
}

/** For each row the row of the same unit `distance` earlier by the value of time, or -1: a gap has none. */
export function rowsBefore(table: Table, distance: number): Int32Array {
  const { units, time } = panelIndex(table);
  const before = new Int32Array(table.rows).fill(-1);
  for (const rows of units) {
    let j = 0;
    // Both pointers only move forward, whichever sign the distance has.
    for (const row of rows) {
      const wanted = time[row]! - distance;
      while (j < rows.length && time[rows[j]!]! < wanted) j += 1;
      if (j < rows.length && time[rows[j]!] === wanted) before[row] = rows[j]!;
    }
  }
  return before;
}
