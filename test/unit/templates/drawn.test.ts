/** What tables say of covariances and p values from draws, in both languages, from a study to the printed note. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import type { ModelRecord } from '../../../runtime/results/results.ts';
import { compose } from '../../../templates/document/compose.ts';
import { markdown } from '../../../templates/markdown/format.ts';
import { compileStudy, runOptions } from '../../study.ts';
import { noise } from '../numerics/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'studyc-drawn-'));
afterAll(() => rmSync(folder, { recursive: true }));

const next = noise(7);
const lines = Array.from({ length: 60 }, (_, row) => {
  const firm = Math.floor(row / 5);
  const [x, y] = [next(), next()];
  return [`f${firm}`, 2000 + (row % 5), x + y, x, firm === 3 ? 1 : 0];
});
const header = ['firm', 'year', 'y', 'x', 'rare'];
writeFileSync(join(folder, 'data.csv'), [header, ...lines].map((cells) => `${cells.join(',')}\n`).join(''));

const study = (language: string): string => `
study: drawn
language: ${language}
seed: 42
data: {file: data.csv, panel: {unit: firm, time: year}}
variables: {firm: {label: {zh: 企业, en: firm}}}
analyses:
  rows: {regress: y ~ x, vcov: {bootstrap: {draws: 1000}}}
  firms: {regress: y ~ x + rare, vcov: {bootstrap: {draws: 1000, cluster: firm, interval: bca}}}
  units: {regress: y ~ x, estimator: random, vcov: {bootstrap: {draws: 50}}}
  wild: {regress: y ~ x, vcov: {wild: {cluster: firm, draws: 999, weights: webb}}}
tables:
  rows: {of: rows}
  firms: {of: firms, cells: [estimate, ci]}
  units: {of: units}
  wild: {of: wild}
  several: {of: [rows, wild]}
`;

async function notes(language: string) {
  const plan = compileStudy(study(language), folder);
  const { results, failures } = await run(plan, runOptions(folder));
  expect(failures).toEqual([]);
  const tables = compose(plan, results).tables.map((table) => [table.id, markdown.table!(table)] as const);
  return { results, tables: new Map(tables) };
}

const wording = {
  en: {
    rows: 'based on bootstrap standard errors (1,000 draws of rows, seed 42) in parentheses',
    firms:
      /bootstrap standard errors \(1,000 draws of firms, \d+ without estimates left out, seed 42; BCa intervals\)/,
    units: '(50 draws of firms, seed 42)',
    wild: '*p* values by the wild cluster bootstrap (999 draws, Webb weights, seed 42)',
    several:
      /in column \(1\) and standard errors clustered by firm .*wild cluster bootstrap .* in column \(2\)/,
  },
  zh: {
    rows: 'Bootstrap 标准误（按行重抽 1\u202f000 次，种子 42）',
    firms:
      /Bootstrap 标准误（以企业为单位重抽 1\u202f000 次，其中 \d+ 次无法估计、未计入，种子 42，BCa 区间）/,
    units: '（以企业为单位重抽 50 次，种子 42）',
    wild: '*p* 值由 wild cluster bootstrap 得到（抽取 999 次，Webb 权重，种子 42）',
    several: /列 \(1\) 采用 Bootstrap 标准误.*列 \(2\) 采用按企业聚类的稳健标准误.*wild cluster bootstrap/,
  },
} as const;

describe.each(['en', 'zh'] as const)('notes on draws, %s', (language) => {
  it('say what was drawn, how often and with which seed', async () => {
    const { results, tables } = await notes(language);
    for (const [id, words] of Object.entries(wording[language])) expect(tables.get(id)).toMatch(words);
    expect(tables.get('units')).toMatch(language === 'en' ? /fewer than 10 beyond/ : /端点之外不足 10 次/);
    const firms = results.analyses['firms'] as { readonly models: readonly ModelRecord[] };
    const [model] = firms.models;
    expect(model!.vcov).toMatchObject({ draws: 1000, seed: 42, interval: 'bca', unit: 'firm', units: 12 });
    expect(model!.notes.map((note) => note.code)).toEqual(['bootstrap-failed-draws']);
    expect(tables.get('firms')).not.toContain('of every term');
  });
});
