import { expect } from 'vitest';
import type { TableSchema } from '../../../compiler/plan/catalog.ts';
import type { Json } from '../../../compiler/plan/plan.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { isSourceFailure, type SourceFailure } from '../../../runtime/sources/failure.ts';
import { sourceNamed } from '../../../runtime/sources/index.ts';
import type { ImmediateSource } from '../../../runtime/sources/source.ts';
import { type Cell, cells } from './fixtures.ts';

export type Options = Readonly<Record<string, Json>>;
export type Columns = Readonly<Record<string, readonly Cell[]>>;

/** All columns of a file, by `describe` and then `read`, which must agree; or the failure of `describe`. */
export function readAll(format: string, bytes: Uint8Array, options: Options = {}): Columns | SourceFailure {
  const source = sourceNamed(format) as ImmediateSource;
  const schema = source.describe(bytes, options);
  if (isSourceFailure(schema)) return schema;
  return columnsOf(schema, source.read(bytes, options, namesOf(schema), null));
}

/** The same for a format that answers with a promise. */
export async function readLate(
  format: string,
  bytes: Uint8Array,
  options: Options = {},
): Promise<Columns | SourceFailure> {
  const source = sourceNamed(format)!;
  const schema = await source.describe(bytes, options);
  if (isSourceFailure(schema)) return schema;
  return columnsOf(schema, await source.read(bytes, options, namesOf(schema), null));
}

function namesOf(schema: TableSchema): readonly string[] {
  return schema.columns.map((column) => column.name);
}

function columnsOf(schema: TableSchema, table: Table | SourceFailure): Columns {
  if (isSourceFailure(table)) throw new Error(`describe passed, read did not: ${table.message}`);
  expect(table.rows).toBe(schema.rows);
  for (const { name, type } of schema.columns)
    expect(table.columns.get(name)!.kind).toBe(type === 'text' ? 'text' : 'number');
  const found = Object.create(null) as Record<string, Cell[]>;
  for (const [name, column] of table.columns) found[name] = cells(column);
  return found;
}

/** Copies of a file in each of which a few bytes are something else; the same at every run. */
export function* damaged(bytes: Uint8Array, copies: number): Generator<Uint8Array> {
  let state = 1;
  const next = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % below;
  };
  for (let copy = 0; copy < copies; copy += 1) {
    const damage = Uint8Array.from(bytes);
    for (let i = next(3); i >= 0; i -= 1) damage[next(damage.length)] = [0, 255, 128, next(256)][next(4)]!;
    yield damage;
  }
}
