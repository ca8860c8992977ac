import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileValidators } from '../../../build/schema.ts';
import { catalog } from '../../../cli/catalog.ts';
import { compile, parse } from '../../../compiler/index.ts';
import type { TableSchema } from '../../../compiler/plan/catalog.ts';
import { run } from '../../../runtime/index.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';
import { sourceNamed, sources } from '../../../runtime/sources/index.ts';
import { runOptions } from '../../study.ts';

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

const validators = compileValidators(catalog);

/** The results of the same study on the panel in one format. */
async function resultsOn(format: string): Promise<string> {
  const text = `
study: formats
defaults: {vcov: HC1}
data: {file: panel.${format}, panel: {unit: city, time: year}}
analyses:
  base: {regress: "wage ~ year + group"}
  described: {describe: [wage], split: group}
`;
  const draft = parse({ file: 'study.yaml', text }, { catalog, validators });
  const tables = new Map<string, TableSchema>();
  for (const { name, format: ending, options, panel: keys } of draft.needs) {
    const schema = await sourceNamed(ending)!.describe(fileNamed(format), { ...options }, keys);
    if (!isSourceFailure(schema)) tables.set(name, schema);
  }
  const { plan, diagnostics } = compile(draft, tables, '', catalog);
  if (!plan) throw new Error(diagnostics.map((one) => one.message).join('; '));
  const { results } = await run(plan, runOptions(fileURLToPath(new URL('./files/', import.meta.url))));
  return JSON.stringify(results.analyses);
}

describe('the same study on every format', () => {
  it.each(['tsv', 'json', 'dta', 'xlsx', 'parquet'])('%s gives the bytes that csv gives', async (format) => {
    const results = await resultsOn(format);
    expect(results).toContain('groupb');
    expect(results).toBe(await resultsOn('csv'));
  });
});
