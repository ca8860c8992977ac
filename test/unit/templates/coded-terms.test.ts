/** Terms that are coded into several columns: their names stand for all of them wherever a table takes terms. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { TableDocument } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { compileStudy, runOptions } from '../../study.ts';

const folder = resolve(import.meta.dirname, '../../docs');

const study = (tables: string): string => `
study: coded
data: {file: firms.csv, panel: {unit: firm, time: year}}
defaults: {vcov: HC1}
prepare:
  - derive: {since: year - 2018, north: "if(region == 'north', 1, 0)"}
variables:
  region: {label: Region, levels: {south: South, west: West, north: North}}
  since: {label: Years since}
  north: {label: In the north}
sets: {Dummies: [factor(year), region]}
analyses:
  dummies: {regress: "sales ~ csw(digital, factor(year), region)"}
  event: {regress: "sales ~ i(since, north, ref=-1) + workers | firm + year"}
  crossed: {regress: "sales ~ digital:region"}
tables:
${tables}
`;

async function tables(text: string): Promise<readonly TableDocument[]> {
  const plan = compileStudy(study(text), folder);
  const { results, failures } = await run(plan, runOptions(folder));
  expect(failures).toEqual([]);
  return compose(plan, results).tables;
}

const stubs = ({ panels }: TableDocument): readonly string[] =>
  panels[0]!.blocks
    .flat()
    .map(({ stub, cells }) =>
      cells[0]?.kind === 'text' ? `${plainText(stub)}: ${cells.map(textOf).join(' ')}` : plainText(stub),
    );

const textOf = (cell: { readonly kind: string; readonly text?: Parameters<typeof plainText>[0] }): string =>
  cell.text ? plainText(cell.text) : cell.kind;

const notes = ({ notes: all }: TableDocument): string => plainText(all.flat());

describe('a coded term in a table', () => {
  it('is a row for each column, in their order', async () => {
    const [table] = await tables(
      '  t: {of: event, cells: [estimate], rows: [workers, "i(since, north)"], statistics: [n]}',
    );
    expect(stubs(table!)).toEqual([
      'workers',
      ...['−3', '−2', '0', '1', '2'].map((year) => `Years since = ${year} × In the north`),
      'Constant',
      'Observations',
    ]);
  });

  it('is left out, and noted, as one', async () => {
    const [table] = await tables('  t: {of: dummies, cells: [estimate], omit: Dummies, statistics: [n]}');
    expect(stubs(table!)).toEqual(['digital', 'Constant', 'Observations']);
    expect(notes(table!)).toContain('Not shown: year, Region.');
  });

  it('has a row that says where it is', async () => {
    const [table] = await tables(
      '  t: {of: dummies, cells: [estimate], indicate: {Years: factor(year), Regions: region}, statistics: [n]}',
    );
    expect(stubs(table!)).toEqual([
      'digital',
      'Constant',
      'Years: No Yes Yes',
      'Regions: No No Yes',
      'Observations',
    ]);
    expect(notes(table!)).not.toContain('Not shown');
  });

  it('is left out but for a row that is listed', async () => {
    const [table] = await tables(
      '  t: {of: dummies.3, cells: [estimate], rows: [factor(year)2016, region], omit: [factor(year)], statistics: [n]}',
    );
    expect(stubs(table!).slice(0, 3)).toEqual(['year = 2016', 'Region = West', 'Region = North']);
    expect(notes(table!)).toContain('Not shown: year = 2017, year = 2018, year = 2019, year = 2020.');
  });

  it('may be a product, in either order', async () => {
    const [table] = await tables(
      '  t: {of: crossed, cells: [estimate], omit: ["region:digital"], statistics: [n]}',
    );
    expect(stubs(table!)).toEqual(['Constant', 'Observations']);
    expect(notes(table!)).toContain('Not shown: digital × Region.');
  });
});
