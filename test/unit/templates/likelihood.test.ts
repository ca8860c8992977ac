/**
 * Logit, its marginal effects and a Poisson model that leaves out predicted zeros, as tables and the report print them,
 * byte by byte, in both languages. UPDATE_GOLDEN=1 writes the files anew.
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
study: chances
language: ${language}
defaults: {vcov: HC1}
data:
  mortgages: {file: hmda.csv, main: true}
variables:
  y: {label: {en: Denied, zh: 拒贷}}
  pirat: {label: {en: Payments to income, zh: 还款收入比}}
  black: {label: {en: Black, zh: 黑人}}
prepare:
  - derive: {y: "if(deny == 'yes', 1, 0)", black: "if(afam == 'yes', 1, 0)"}
analyses:
  chance: {regress: y ~ pirat + black, estimator: logit}
  typical: {regress: y ~ pirat * black, estimator: probit, margins: at_means}
tables:
  t: {of: [chance, chance.margins, typical, typical.margins], statistics: [n, pseudo_r2, chi2, log_lik, aic], digits: 4}
  effects: {of: chance.margins, statistics: [n]}
claims:
  gap: {holds: chance.margins.black.conf_low > 0.1 and typical.margins.black.p < 0.001}
`;

const counts = (language: string): string => `
study: counts
language: ${language}
defaults: {vcov: iid, estimator: poisson}
data: {file: counts.csv}
analyses:
  absorbed: {regress: y ~ x + z + csw0(s) | g + t}
tables:
  t: {of: absorbed, statistics: [n, pseudo_r2, chi2]}
`;

it.each([
  ['en', '## Provenance', 'likelihood', study],
  ['zh', '## 出处', 'likelihood', study],
  ['en', '## Provenance', 'counts', counts],
  ['zh', '## 出处', 'counts', counts],
] as const)('models fitted by likelihood, %s, up to %s: %s', async (language, to, name, text) => {
  const plan = compileStudy(text(language), folder);
  const { results } = await run(plan, runOptions(folder));
  expect(Object.values(results.claims).every(({ holds }) => holds)).toBe(true);
  const report = renderReport(compose(plan, results));
  const body = report.slice(0, report.indexOf(to));
  const file = `${goldens}${language}/${name}.md`;
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, body);
  expect(body).toBe(readFileSync(file, 'utf8'));
});
