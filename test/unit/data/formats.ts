import { expect } from 'vitest';
import type { Json } from '../../../compiler/plan/plan.ts';
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
  const names = schema.columns.map((column) => column.name);
  const table = source.read(bytes, options, names, null);
  if (isSourceFailure(table)) throw new Error(`describe passed, read did not: ${table.message}`);
  expect(table.rows).toBe(schema.rows);
  for (const { name, type } of schema.columns) expect(table.columns.get(name)!.kind).toBe(type);
  const entries = [...table.columns].map(([name, column]) => [name, cells(column)] as const);
  const found = Object.create(null) as Record<string, Cell[]>;
  for (const [name, values] of entries) found[name] = values;
  return found;
}
