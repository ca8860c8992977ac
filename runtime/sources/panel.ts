import { invariant } from '../../compiler/plan/invariant.ts';
import { cellText, isMissing, numberText } from '../engines/memory/columns.ts';
import { groupsOf } from '../engines/memory/groups.ts';
import { byCodePoint } from '../engines/memory/order.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import type { Note, PanelRecord } from '../results/results.ts';
import { type SourceFailure, sourceFailure } from './failure.ts';

/** What the keys of a panel say; `notes` tells of gaps. */
export interface PanelCheck {
  readonly kind: 'panel';
  readonly record: PanelRecord;
  readonly notes: readonly Note[];
}

/**
 * Checks the keys of a table that has a panel: none missing, no two rows with equal unit and time (the message names
 * both). Rows are counted in the table as it is, from 1. Returns what results.json says of the panel.
 */
export function checkPanel(table: Table): PanelCheck | SourceFailure {
  invariant(table.panel, 'a table with a declared panel');
  const { unit, time } = table.panel;
  const units = table.columns.get(unit);
  const times = table.columns.get(time);
  invariant(units && times, 'columns of the panel in the table');
  for (const key of [units, times]) {
    const row = firstMissing(key, table.rows);
    if (row !== null) {
      return sourceFailure(
        'panel-missing-key',
        `row ${row + 1} has no ${key.name}, which is a key of the panel`,
        null,
        {
          row: row + 1,
          column: key.name,
        },
      );
    }
  }
  const duplicate = firstDuplicate(units, times, table.rows);
  if (duplicate) {
    const [first, second] = duplicate;
    return sourceFailure(
      'panel-duplicate',
      `rows ${first + 1} and ${second + 1} have the same keys: ${unit} ${cellText(units, first)}, ${time} ${cellText(times, first)}`,
      `a panel has one row for each ${unit} and ${time}`,
      { row: second + 1, column: unit },
    );
  }
  return described(table, units, times);
}

function firstMissing(column: Column, rows: number): number | null {
  for (let row = 0; row < rows; row += 1) if (isMissing(column, row)) return row;
  return null;
}

/** The first row whose keys an earlier row has, with that row. */
function firstDuplicate(units: Column, times: Column, rows: number): readonly [number, number] | null {
  const u = groupsOf(units);
  const t = groupsOf(times);
  const seen = new Map<number, number>();
  for (let row = 0; row < rows; row += 1) {
    const key = u.codes[row]! * t.count + t.codes[row]!;
    const earlier = seen.get(key);
    if (earlier !== undefined) return [earlier, row];
    seen.set(key, row);
  }
  return null;
}

function described(table: Table, units: Column, times: Column): PanelCheck {
  const u = groupsOf(units);
  const periods = sortedValues(times);
  const balanced = table.rows === u.count * periods.length;
  const record: PanelRecord = {
    unit: units.name,
    time: times.name,
    units: u.count,
    periods: periods.length,
    first: shownPeriod(times, periods[0]!),
    last: shownPeriod(times, periods[periods.length - 1]!),
    balanced,
  };
  const gaps = balanced ? 0 : unitsWithGaps(u, times, periods);
  const message = `${gaps} of ${u.count} units lack a period between their first and their last`;
  return {
    kind: 'panel',
    record,
    notes: gaps > 0 ? [{ code: 'panel-gaps', message, values: { gaps, units: u.count } }] : [],
  };
}

function shownPeriod(times: Column, period: number | string): number | string {
  return times.kind === 'number' && times.date ? numberText(times, Number(period)) : period;
}

/** Distinct values in order: numbers by size, text by code point. */
function sortedValues(column: Column): readonly (number | string)[] {
  return column.kind === 'number'
    ? [...new Set(column.values)].sort((a, b) => a - b)
    : [...new Set(column.codes)].map((code) => column.levels[code]!).sort(byCodePoint);
}

/** Units that have fewer rows than there are periods (of the whole panel) from their first to their last. */
function unitsWithGaps(
  units: { readonly codes: Int32Array; readonly count: number },
  times: Column,
  periods: readonly (number | string)[],
): number {
  const position = new Map(periods.map((period, index) => [period, index]));
  const first = new Int32Array(units.count).fill(periods.length);
  const last = new Int32Array(units.count).fill(-1);
  const rows = new Int32Array(units.count);
  units.codes.forEach((unit, row) => {
    const value = times.kind === 'number' ? times.values[row]! : times.levels[times.codes[row]!]!;
    const at = position.get(value)!;
    first[unit] = Math.min(first[unit]!, at);
    last[unit] = Math.max(last[unit]!, at);
    rows[unit]! += 1;
  });
  return rows.filter((count, unit) => count < last[unit]! - first[unit]! + 1).length;
}
