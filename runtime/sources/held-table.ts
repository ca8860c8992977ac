import { canonicalJson } from '../../compiler/plan/hash.ts';
import type { ReadParameters } from '../../compiler/plan/plan.ts';
import { tableOf } from '../engines/memory/columns.ts';
import type { Column, Table } from '../engines/memory/table.ts';

/** Columns of a file that were parsed when it was checked: plain data, which goes to a thread without a copy. */
export interface HeldTable {
  /** Relative to the study's folder, with forward slashes. */
  readonly path: string;
  readonly format: string;
  readonly options: ReadParameters['options'];
  /** Hexadecimal SHA-256 of the file's bytes. */
  readonly sha256: string;
  readonly rows: number;
  /** In the order of the file. */
  readonly columns: ReadonlyMap<string, Column>;
}

/** What a read step asks for, from the tables that are held; null where none of them has it all. */
export function heldTable(
  tables: readonly HeldTable[],
  { file, format, options, columns, panel }: ReadParameters,
): Table | null {
  const needed = new Set([...columns, ...(panel ? [panel.unit, panel.time] : [])]);
  const held = tables.find(
    (table) =>
      table.path === file &&
      table.format === format &&
      canonicalJson(table.options) === canonicalJson(options) &&
      [...needed].every((name) => table.columns.has(name)),
  );
  if (!held) return null;
  return tableOf(
    held.rows,
    [...held.columns.values()].filter(({ name }) => needed.has(name)),
    panel,
  );
}

/** The memory of the tables, each once: it is handed over, not copied. */
export function buffersOf(tables: readonly HeldTable[]): ArrayBuffer[] {
  const columns = tables.flatMap((table) => [...table.columns.values()]);
  const buffers = columns.map((column) =>
    column.kind === 'number' ? column.values.buffer : column.codes.buffer,
  );
  return [...new Set(buffers)] as ArrayBuffer[];
}

/** Tables that one run takes with it; for the next there are none. */
export type HeldOnce = () => readonly HeldTable[];

/** The tables at the first call. */
export function heldOnce(tables: readonly HeldTable[]): HeldOnce {
  let held = tables;
  return () => {
    const taken = held;
    held = [];
    return taken;
  };
}
