/**
 * Hypotheses and diagnostics as tables and reports print them, byte by byte: Grunfeld's data, run as a study, in both
 * languages. UPDATE_GOLDEN=1 writes the files anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../compiler/parse/schema/words.ts';
import { modelTests } from '../../../runtime/diagnostics/index.ts';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { localeOf } from '../../../templates/locale/locale.ts';
import { renderReport } from '../../../templates/markdown/report.ts';
import { compileStudy, runOptions } from '../../study.ts';

const folder = fileURLToPath(new URL('../../reference/', import.meta.url));
const goldens = fileURLToPath(new URL('../../golden/', import.meta.url));

const study = (language: string): string => `
study: tested
language: ${language}
defaults: {vcov: {cluster: firm}}
data: {file: grunfeld.csv, panel: {unit: firm, time: year}}
variables:
  value: {label: {en: Market value, zh: 市场价值}}
  capital: {label: {en: Capital, zh: 资本}}
analyses:
  a:
    regress: ["inv ~ value + capital", "inv ~ value + capital + factor(year) | firm"]
    hypotheses:
      both: [value, capital]
      twice: 2 * value - capital == -0.5
      years: [factor(year)]
    diagnostics: [vif, condition-number, white, hausman, durbin-watson, f-individual, pesaran-cd]
  counted: {regress: high ~ value + capital, estimator: logit, vcov: iid, hypotheses: {both: [value, capital]}}
prepare:
  - derive: {high: inv > 60}
tables:
  t:
    of: [a, counted]
    rows: [value, capital]
    omit: [rest]
    statistics: [n, r2, between_r2, overall_r2, hypotheses]
`;

async function reportOf(language: string): Promise<string> {
  const plan = compileStudy(study(language), folder);
  const { results } = await run(plan, runOptions(folder));
  return renderReport(compose(plan, results));
}

describe.each([
  ['en', 'Table 1.', '## Provenance'],
  ['zh', '表 1', '## 出处'],
])('hypotheses and diagnostics, %s', (language, from, to) => {
  it('are rows of tables and a part of the report', async () => {
    const report = await reportOf(language);
    const text = report.slice(report.indexOf(from), report.indexOf(to));
    const file = `${goldens}${language}/model-tests.md`;
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });
});

describe('words of tests', () => {
  it('every test has a name in both languages', () => {
    const all = new Set([...contract.modelTests, ...modelTests.map((test) => test.declaration.name)]);
    for (const language of ['en', 'zh']) {
      expect(Object.keys(localeOf(language).tests.names)).toEqual(expect.arrayContaining([...all]));
    }
  });
});
