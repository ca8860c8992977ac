/**
 * Tables of models that could not be estimated, or not wholly, from a study to the printed table: what stands below
 * names each column and the term or effect that is at fault.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { markdown } from '../../../templates/markdown/format.ts';
import { compileStudy, runOptions } from '../../study.ts';
import { noise } from '../numerics/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'studyc-degenerate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const next = noise(5);
const lines = Array.from({ length: 40 }, (_, row) => {
  const [unit, x, z] = [Math.floor(row / 5), next(), next()];
  return [
    `u${unit}`,
    2000 + (row % 5),
    x - z + next(),
    x,
    z,
    2 * x,
    5,
    unit * unit,
    x > 0 ? 1 : 0,
    2 - x,
    '',
    'one',
  ];
});
const header = ['unit', 'time', 'y', 'x', 'z', 'twice', 'five', 'of_unit', 'b', 'exact', 'none', 'same'];
writeFileSync(join(folder, 'data.csv'), [header, ...lines].map((cells) => `${cells.join(',')}\n`).join(''));

const study = (language: string): string => `
study: degenerate
language: ${language}
data: {file: data.csv, panel: {unit: unit, time: time}, columns: {none: number}}
defaults: {vcov: HC1}
analyses:
  least:
    regress:
      - y ~ x + twice
      - y ~ x + five
      - y ~ x + of_unit | unit
      - y ~ of_unit | unit
      - five ~ x
      - exact ~ x
      - y ~ x + none
  binary: {regress: [b ~ x + z, b ~ z], estimator: logit}
  clustered: {regress: y ~ x, vcov: {cluster: same}}
tables:
  least: {of: least}
  binary: {of: binary}
  clustered: {of: clustered}
`;

async function tables(language: string): Promise<ReadonlyMap<string, string>> {
  const plan = compileStudy(study(language), folder);
  const { results, failures } = await run(plan, runOptions(folder));
  expect(failures).toEqual([]);
  return new Map(compose(plan, results).tables.map((table) => [table.id, markdown.table!(table)]));
}

describe.each([
  ['en', 'Column', ': '],
  ['zh', '列', '：'],
])('%s', (language, column, colon) => {
  const place = (number: number) => `${column} (${number})${colon}`;

  it('names column and cause below the table', async () => {
    const printed = await tables(language);
    const least = printed.get('least')!;
    const wordings =
      language === 'en'
        ? [
            'five does not vary over the rows',
            'the regressors fit the outcome',
            'no row is left to estimate on:',
          ]
        : ['被解释变量 five 在样本内', '解释变量完全拟合被解释变量', '没有可用于估计的观测：'];
    for (const [i, wording] of wordings.entries()) expect(least).toContain(`${place(5 + i)}${wording}`);
    expect(least).toMatch(
      language === 'en'
        ? /twice in column \(1\) \(explained by x\)/
        : /列 \(1\) 的 ?twice ?因共线被剔除（由 ?x ?决定）/,
    );
    expect(least).toMatch(
      language === 'en' ? /of\\_unit in columns \(3\)–\(4\)/ : /列 \(3\)—\(4\) 的 ?of\\_unit ?因共线/,
    );
    expect(printed.get('binary')).toContain(
      `${place(1)}${language === 'en' ? 'x, z predict b perfectly in every row' : 'x、z 完全预测了 b'}`,
    );
    expect(printed.get('clustered')).toContain(
      `${place(1)}${language === 'en' ? 'same: standard errors need two clusters' : 'same 不足两个聚类'}`,
    );
  });

  it('prints a dash where there is no number', async () => {
    for (const [id, text] of await tables(language)) {
      expect(text, id).not.toMatch(/NaN|Infinity|null|undefined/);
      if (id === 'binary') expect(text).toMatch(/^\| x +\| +— +\|/m);
    }
  });
});
