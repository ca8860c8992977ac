/** Comparisons of the seed study's groups, from the study to the printed tables and the report. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import type { ContrastRecord, ModelsRecord } from '../../../runtime/results/results.ts';
import { compose } from '../../../templates/document/compose.ts';
import { markdown } from '../../../templates/markdown/format.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

const whole = readFileSync(`${studyFolder}/study.yaml`, 'utf8');
const head = whole.slice(0, whole.indexOf('\nanalyses:'));
const models = 'regress: AGG ~ TIN + POS + NUE + GRA';
const halves = 'split: {early: year <= 2018, late: year >= 2019}';

const study = (language: string): string => `${head.replace(/^language: zh/m, `language: ${language}`)}
analyses:
  industry: {${models}, split: industry, compare: {terms: [TIN]}}
  moved: {${models}, ${halves}, compare: {terms: [TIN], test: permutation, draws: 199}}
  whole: {${models}, ${halves}, compare: {terms: [TIN], test: chow}}
  apart: {contrast: {models: [whole@early, whole@late], terms: [TIN]}}
tables:
  industry: {of: industry, statistics: [n, compare]}
  moved: {of: moved, statistics: [n, compare]}
  whole: {of: whole, statistics: [n, compare]}
  apart: {of: apart}
`;

async function printed(language: string) {
  const plan = compileStudy(study(language), studyFolder);
  const { results } = await run(plan, runOptions(studyFolder));
  const document = compose(plan, results);
  const tables = Object.fromEntries(document.tables.map((table) => [table.id, markdown.table!(table)]));
  return { results, tables, report: markdown.report!(document) };
}

const words = {
  en: {
    pair: 'New-quality technology: Equipment − Advanced',
    joint: 'New-quality technology equal in all groups, *χ*²',
    all: 'All coefficients equal in all groups, *F*',
    suest: 'by the scores of all models together, robust to heteroskedasticity',
    moved: 'by exchanging the groups of observations at random, 199 times',
    contrast: 'Differences are early less late.',
  },
  zh: {
    pair: '新质技术：装备制造业 − 先进制造业',
    joint: '新质技术：各组相等，*χ*²',
    all: '全部系数：各组相等，*F*',
    suest: '基于似不相关模型（suest），采用异方差稳健标准误',
    moved: '费舍尔组合检验，随机交换观测的组别 199 次',
    contrast: '系数之差为 early 减 late。',
  },
} as const;

describe.each(['en', 'zh'] as const)('%s', (language) => {
  it('prints differences, their p and how they were tested', async () => {
    const { results, tables, report } = await printed(language);
    const { pair, joint, all, suest, moved, contrast } = words[language];
    expect(tables['industry']).toContain(joint);
    expect(tables['industry']).toContain(pair);
    expect(tables['industry']).toContain(suest);
    expect(tables['moved']).toContain(moved);
    expect(tables['whole']).toContain(all);
    expect(tables['apart']).toContain(contrast);
    const { compare } = results.analyses['whole'] as ModelsRecord;
    const { rows } = results.analyses['apart'] as ContrastRecord;
    expect(rows[0]!.difference).toBeCloseTo(compare![0]!.difference!, 12);
    const size = Math.abs(compare![0]!.difference!).toFixed(3);
    for (const text of [tables['whole'], tables['apart'], report]) expect(text).toContain(`−${size}`);
    expect(report).not.toMatch(/\| -0/);
  });
});
