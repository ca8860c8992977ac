import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { sourceNamed, sources } from '../../../runtime/sources/index.ts';

/** The toy panel, by R and DuckDB in every format (files/make-files.R, files/make-parquet.mjs): exact, no tolerance. */

const panel = { unit: 'city', time: 'year' };
const fileNamed = (format: string): Uint8Array =>
  readFileSync(new URL(`./files/panel.${format}`, import.meta.url));

async function describedAndRead(format: string) {
  const source = sourceNamed(format)!;
  const schema = await source.describe(fileNamed(format), {}, panel);
  if (isSourceFailure(schema)) throw new Error(schema.message);
  const names = schema.columns.map((column) => column.name);
  const table = await source.read(fileNamed(format), {}, names, panel);
  if (isSourceFailure(table)) throw new Error(table.message);
  return { schema, rows: table.rows, columns: [...table.columns], panel: table.panel };
}

describe('the same table in every format', () => {
  const formats = sources.map((source) => source.declaration.name);

  it('is there in each', () => {
    expect(formats).toEqual(['csv', 'tsv', 'json', 'dta', 'xlsx', 'parquet']);
  });

  it('is what was written', async () => {
    const { schema, rows } = await describedAndRead('csv');
    expect(rows).toBe(9);
    expect(schema.columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
      ...['city text', 'year number', 'wage number', 'group text', 'code text'],
    ]);
    expect(schema.panel).toMatchObject({ kind: 'panel', units: 3, periods: 3 });
  });

  it.each(formats.slice(1))('%s is csv to the last bit: columns, types, levels, facts', async (format) => {
    expect(await describedAndRead(format)).toEqual(await describedAndRead('csv'));
  });
});
