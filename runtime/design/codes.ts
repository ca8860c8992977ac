import { invariant } from '../../compiler/plan/invariant.ts';
import type { VcovSpec } from '../../compiler/plan/model.ts';
import { numberText } from '../engines/memory/columns.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import type { Codes } from './design.ts';

/** The categories of a column over some rows, with their labels in order; -1 where the cell is missing. */
export interface Levels {
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

export function isMissing(column: Column, row: number): boolean {
  return column.kind === 'number' ? Number.isNaN(column.values[row]!) : column.codes[row]! < 0;
}

/**
 * Levels present on the given rows: those declared first, in that order, then the others: text by code point (the
 * order of the table's own levels), numbers by size.
 */
export function levelsOf(column: Column, rows: Int32Array, declared: readonly string[] = []): Levels {
  const keys = column.kind === 'number' ? column.values : column.codes;
  const present = [...new Set(Array.from(rows, (row) => keys[row]!))]
    .filter((key) => (column.kind === 'number' ? !Number.isNaN(key) : key >= 0))
    .sort((a, b) => a - b);
  const label = (key: number): string =>
    column.kind === 'number' ? numberText(column, key) : column.levels[key]!;
  const rank = new Map(declared.map((name, position) => [name, position]));
  const position = (key: number): number => rank.get(label(key)) ?? declared.length;
  const ordered = present.map((key, index) => ({ key, index }));
  ordered.sort((a, b) => position(a.key) - position(b.key) || a.index - b.index);
  const code = new Map(ordered.map(({ key }, index) => [key, index]));
  return {
    codes: Int32Array.from(rows, (row) => code.get(keys[row]!) ?? -1),
    labels: ordered.map(({ key }) => label(key)),
  };
}

/** A column of the table, which the checks of the compiler have seen. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  invariant(column !== undefined, `a column ${name} in the table`);
  return column;
}

/** The columns that a dimension of clusters is made of: itself, or the parts of `city^year`. */
export function clusterColumns({ by = [], combined }: VcovSpec, name: string): readonly string[] {
  return combined?.[by.indexOf(name)] ?? [name];
}

/** Codes of one column, or of the combinations of several that occur, over rows without missing cells. */
export function combinedCodes(table: Table, columns: readonly string[], rows: Int32Array): Codes {
  const parts = columns.map((name) => levelsOf(columnOf(table, name), rows));
  const name = columns.join('^');
  let codes = parts[0]!.codes;
  let levels = parts[0]!.labels.length;
  for (const part of parts.slice(1)) {
    const joint = Float64Array.from(codes, (code, i) => code * part.labels.length + part.codes[i]!);
    const present = Float64Array.from(new Set(joint)).sort();
    const order = new Map(Array.from(present, (key, index) => [key, index]));
    codes = Int32Array.from(joint, (key) => order.get(key)!);
    levels = present.length;
  }
  return { name, codes, levels };
}
