/**
 * Instrumented models and their first stages as tables, claims and the report print them, byte by byte: cigarettes, run as
 * a study, in both languages. UPDATE_GOLDEN=1 writes the files anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import { renderReport } from '../../../templates/markdown/report.ts';
import { compileStudy, runOptions } from '../../study.ts';

const folder = fileURLToPath(new URL('../../reference/', import.meta.url));
const goldens = fileURLToPath(new URL('../../golden/', import.meta.url));

const study = (language: string): string => `
study: cigarettes
language: ${language}
defaults: {vcov: {cluster: state}}
data: {file: cigarettes.csv, panel: {unit: state, time: year}}
variables:
  packs: {label: {en: Packs, zh: 香烟包数}}
  lp: {label: {en: log price, zh: 价格对数}}
  li: {label: {en: log income, zh: 收入对数}}
prepare:
  - derive: {lp: log(price / cpi), li: log(income / population / cpi), tdiff: (taxs - tax) / cpi, rtax: tax / cpi}
analyses:
  demand:
    regress:
      exact: "log(packs) ~ li | lp ~ tdiff"
      over: "log(packs) ~ li | state + year | lp ~ tdiff + rtax"
      plain: "log(packs) ~ li + lp"
    diagnostics: [weak-instruments, wu-hausman, hansen-j]
  two:
    regress: "log(packs) ~ 1 | lp + li ~ tdiff + rtax + tax"
    diagnostics: [weak-instruments, kleibergen-paap]
tables:
  t: {of: [demand, demand.over.first, two], statistics: [n, r2, adj_r2, within_r2, f, aic]}
  stages: {of: [two.first.lp, two.first.li], statistics: [n, f]}
  bare: {of: [demand.exact, demand.exact.first], statistics: [n]}
claims:
  strong: {holds: demand.over.first.f > 10 and demand.over.first.tdiff.estimate > 0}
  stages: {holds: "two.first.li.f == two.diagnostics.\`weak-instruments\`.statistic"}
  untested: {holds: "demand.exact.diagnostics.\`hansen-j\`.p > 0.1"}
`;

it.each([
  ['en', '## Provenance'],
  ['zh', '## 出处'],
])('instrumented models and their first stages, %s', async (language, to) => {
  const plan = compileStudy(study(language), folder);
  const { results } = await run(plan, runOptions(folder));
  const report = renderReport(compose(plan, results));
  const text = report.slice(0, report.indexOf(to));
  const file = `${goldens}${language}/instruments.md`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
