import type { ColumnFacts, PanelSchema } from '../../compiler/plan/catalog.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import { type Groups, groupsOf } from '../engines/memory/groups.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import { isSourceFailure, type SourceFailure } from './failure.ts';
import { checkPanel } from './panel.ts';

/** The rows of a panel by unit and by time. */
export interface PanelGroups {
  readonly unit: Groups;
  readonly time: Groups;
}

export interface DescribedPanel {
  readonly kind: 'panel';
  readonly schema: PanelSchema;
  readonly groups: PanelGroups;
}

/**
 * What a table's panel says before anything runs: how long, how far apart its periods are, where rows lack. Keys that
 * are missing or not unique are a failure. Linear but for sorting the distinct periods.
 */
export function describePanel(table: Table): DescribedPanel | SourceFailure {
  const checked = checkPanel(table);
  if (isSourceFailure(checked)) return checked;
  const units = table.columns.get(table.panel?.unit ?? '');
  const times = table.columns.get(table.panel?.time ?? '');
  invariant(units && times, 'columns of the panel in the table');
  const groups: PanelGroups = { unit: groupsOf(units), time: groupsOf(times) };
  const { record } = checked;
  const distances = times.kind === 'number' ? distancesIn(groups, times.values) : null;
  return {
    kind: 'panel',
    groups,
    schema: { kind: 'panel', units: record.units, periods: record.periods, distances },
  };
}

/** Distances between rows of a unit that follow each other. Rows are visited by time, through buckets of periods. */
function distancesIn({ unit, time }: PanelGroups, values: Float64Array): PanelSchema['distances'] {
  const last = new Float64Array(unit.count).fill(Number.NaN);
  let [least, divisor] = [Number.POSITIVE_INFINITY, 0];
  const counts = new Map<number, number>();
  for (const row of rowsByTime(time, values)) {
    const value = values[row]!;
    const distance = value - last[unit.codes[row]!]!;
    last[unit.codes[row]!] = value;
    if (Number.isNaN(distance)) continue;
    counts.set(distance, (counts.get(distance) ?? 0) + 1);
    least = Math.min(least, distance);
    divisor = commonDivisor(divisor, distance);
  }
  if (counts.size === 0) return null;
  const gaps = [...counts].reduce((sum, [distance, count]) => sum + (distance > least ? count : 0), 0);
  return { least, divisor, gaps };
}

/** Of whole numbers; NaN where one is none. */
function commonDivisor(a: number, b: number): number {
  if (!Number.isInteger(b)) return Number.NaN;
  return b === 0 ? a : commonDivisor(b, a % b);
}

function rowsByTime(time: Groups, values: Float64Array): Int32Array {
  const first = new Float64Array(time.count);
  time.codes.forEach((code, row) => {
    first[code] = values[row]!;
  });
  const order = Array.from({ length: time.count }, (_, code) => code).sort((a, b) => first[a]! - first[b]!);
  const sizes = new Int32Array(time.count);
  for (const code of time.codes) sizes[code]! += 1;
  const next = new Int32Array(time.count);
  let start = 0;
  for (const code of order) {
    next[code] = start;
    start += sizes[code]!;
  }
  const rows = new Int32Array(time.codes.length);
  time.codes.forEach((code, row) => {
    rows[next[code]!] = row;
    next[code]! += 1;
  });
  return rows;
}

/** The keys of the panel within each of whose values the column is the same, missing cells aside. */
export function constantWithin(column: Column, groups: PanelGroups): ColumnFacts['constantWithin'] {
  return (['unit', 'time'] as const).filter((key) => isConstant(column, groups[key]));
}

function isConstant(column: Column, groups: Groups): boolean {
  const source: Float64Array | Int32Array = column.kind === 'number' ? column.values : column.codes;
  const seen = new Float64Array(groups.count).fill(Number.NaN);
  for (let row = 0; row < source.length; row += 1) {
    const value = source[row]!;
    if (column.kind === 'number' ? Number.isNaN(value) : value < 0) continue;
    const group = groups.codes[row]!;
    if (Number.isNaN(seen[group]!)) seen[group] = value;
    else if (seen[group] !== value) return false;
  }
  return true;
}
