import { createHash } from 'node:crypto';
import { canonicalJson } from '../../compiler/plan/hash.ts';
import type { Column, Panel, Table } from '../engines/memory/table.ts';

/** What a table holds, as hashes: under equal versions a column is equal in every cell. Plain data. */
export interface TableVersion {
  readonly rows: number;
  readonly panel: Panel | null;
  /** Name and version of each column, in the table's order. */
  readonly columns: readonly (readonly [name: string, version: string])[];
}

/**
 * Cells of a table up to which its columns are known by their content, 64 MB: some 40 ms of hashing. A larger one is
 * known by where it comes from.
 */
const HASHED_UP_TO = 2 ** 23;

/**
 * The version of a table. `known`: columns of which it is known already, the same objects in the tables that it was
 * made from. `origin`: whatever, beside the name, decides a column of a table that is too large to be hashed.
 */
export function versionOf(
  table: Table,
  origin: string,
  known: ReadonlyMap<Column, string>,
  hashedUpTo: number = HASHED_UP_TO,
): TableVersion {
  const isHashed = table.rows * table.columns.size <= hashedUpTo;
  const columns = [...table.columns].map(([name, column]) => {
    const version = known.get(column) ?? (isHashed ? contentHash(column) : digest([origin, name]));
    return [name, version] as const;
  });
  return { rows: table.rows, panel: table.panel, columns };
}

/** Hexadecimal SHA-256 of what a column holds, its name left out. */
function contentHash(column: Column): string {
  const cells = column.kind === 'number' ? column.values : column.codes;
  const rest = column.kind === 'number' ? (column.date ?? false) : column.levels;
  return createHash('sha256')
    .update(`${JSON.stringify([column.kind, rest])}\n`)
    .update(new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength))
    .digest('hex');
}

/** Hexadecimal SHA-256 of plain data, whatever the order of its keys. */
export function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}
