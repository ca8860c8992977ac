/** A study of two files, from its text to its report. Counts are exact. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan, PlanStep } from '../../../compiler/plan/plan.ts';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { renderReport } from '../../../templates/markdown/report.ts';
import { compileStudy, runOptions } from '../../study.ts';

const folder = mkdtempSync(join(tmpdir(), 'studyc-sources-'));
const cities = ['A', 'B', 'C', 'D'];
const survey = cities.flatMap((city, i) =>
  [2014, 2015, 2016].map((year, t) => `${city},${year},${(i * 7 + t * 3) % 11},${(i * 5 + t * t) % 7}`),
);

const study = (language: string): string => `study: two
language: ${language}
data:
  regions: {file: regions.csv}
  survey: {file: survey.csv, main: true, panel: {unit: city, time: year}}
  prices: {file: prices.csv}
defaults: {vcov: HC1}
prepare:
  - rename: {city: town, year: when}
  - join: {with: regions, by: {town: name}}
  - join: {with: prices, by: {when: year}}
  - derive: {density: y / area}
variables:
  town: {label: {en: City, zh: 城市}}
analyses:
  a: {regress: y ~ x + area + price}
tables:
  t: {of: a}
`;

beforeAll(() => {
  writeFileSync(join(folder, 'survey.csv'), `city,year,y,x\n${survey.join('\n')}\n`);
  writeFileSync(join(folder, 'regions.csv'), 'name,area,unused\nA,10,1\nB,20,2\nC,35,3\nE,50,4\n');
  writeFileSync(join(folder, 'prices.csv'), 'year,price\n2014,1\n2015,1.5\n2016,1.25\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const stepsOf = (plan: Plan, kind: PlanStep['kind']): readonly PlanStep[] =>
  plan.steps.filter((step) => step.kind === kind);

describe('several sources', () => {
  it('are read once each, the main one first, with the columns that are used', () => {
    const plan = compileStudy(study('en'), folder);
    const reads = stepsOf(plan, 'read') as readonly PlanStep<'read'>[];
    expect(reads.map(({ parameters }) => [parameters.file, parameters.columns])).toEqual([
      ['survey.csv', ['city', 'year', 'y', 'x']],
      ['regions.csv', ['name', 'area']],
      ['prices.csv', ['year', 'price']],
    ]);
    const joins = (stepsOf(plan, 'prepare') as readonly PlanStep<'prepare'>[]).filter(
      ({ parameters }) => parameters.verb === 'join',
    );
    expect(joins.map((step) => step.inputs[1])).toEqual(reads.slice(1).map((step) => step.id));
  });

  it('leave the panel its keys under their new names', () => {
    expect(compileStudy(study('en'), folder).panel).toEqual({ unit: 'town', time: 'when' });
    const swapped = study('en').replace('{city: town, year: when}', '{city: year, year: city}');
    const text = swapped.replace('{town: name}', '{year: name}').replace('{when: year}', '{city: year}');
    expect(compileStudy(text.replace('  town:', '  year:'), folder).panel).toEqual({
      unit: 'year',
      time: 'city',
    });
  });

  it('are all in the results, with what each join found', async () => {
    const { results, failures } = await run(compileStudy(study('en'), folder), runOptions(folder));
    expect(failures).toEqual([]);
    expect(results.data.map(({ file, rows }) => [file, rows])).toEqual([
      ['survey.csv', 12],
      ['regions.csv', 4],
      ['prices.csv', 3],
    ]);
    expect(results.prepare.map((record) => record.matched)).toEqual([
      undefined,
      { unmatched: 3, unused: 1 },
      { unmatched: 0, unused: 0 },
      undefined,
    ]);
    expect(results.prepare[1]).toMatchObject({ step: 'join', columns: ['area'], missing: { area: 3 } });
    expect(results.analyses['a']).toMatchObject({ models: [{ n: 9 }] });
  });

  it.each([
    [
      'en',
      '4 Cities × 3 periods',
      'from `regions`, 3 rows without a match, 1 row there not used',
      '3 observations have no match in `regions`',
    ],
    ['zh', '4 个城市 × 3 期', '来自 `regions`，3 行无匹配，该表 1 行未用到', '3 个观测在 `regions` 中无匹配'],
  ])('are in the report (%s)', async (language, panel, ledger, note) => {
    const plan = compileStudy(study(language), folder);
    const { results } = await run(plan, runOptions(folder));
    const report = renderReport(compose(plan, results)).replaceAll('\u00a0', ' ');
    expect(report).toContain(panel);
    expect(report).toContain(ledger);
    expect(report).toContain(note);
    expect(report.split('regions.csv')).toHaveLength(3);
  });

  it('name the rows that have the same keys', async () => {
    writeFileSync(join(folder, 'prices.csv'), 'year,price\n2014,1\n2015,1.5\n2014,2\n');
    const { failures } = await run(compileStudy(study('en'), folder), runOptions(folder));
    expect(failures).toMatchObject([
      { code: 'join-duplicate', message: 'rows 1 and 3 of prices have the same keys: year 2014' },
    ]);
  });
});
