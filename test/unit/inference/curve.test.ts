/** What a whole curve says: statistics by hand, and the joint test through a study, whatever the threads. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { curveStatistics } from '../../../runtime/inference/curve-statistics.ts';
import type { CurveRecord, CurveResult } from '../../../runtime/results/results.ts';
import { compose } from '../../../templates/document/compose.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { compileStudy, compileText, runOptions, studyFolder } from '../../study.ts';

const of = (...pairs: readonly (readonly [estimate: number, p: number])[]) =>
  curveStatistics(pairs.map(([estimate, p]) => ({ estimate, p, alpha: 0.05 })));

describe('the statistics of a curve', () => {
  it('are the median, the significant share of the dominant sign, and the sum of signed z over the root of their number', () => {
    // p = 0.317310507862914 is z = 1; p = 0.0455002638963584 is z = 2.
    const found = of([1, 0.0455002638963584], [3, 0.0455002638963584], [-2, 0.317310507862914]);
    expect(found.median).toBe(1);
    expect(found.share).toBeCloseTo(2 / 3, 15);
    expect(found.stouffer).toBeCloseTo(3 / Math.sqrt(3), 12);
  });

  it('take of as many estimates either way the sign with more significant ones', () => {
    expect(of([1, 0.5], [-1, 0.01]).share).toBe(0.5);
    expect(of([1, 0.01], [2, 0.01], [3, 0.9], [-1, 0.01]).share).toBe(0.5);
  });

  it('are finite where p underflows', () => {
    expect(of([1, 0], [2, 0]).stouffer).toBeGreaterThan(50);
    expect(of([1, 0]).stouffer).toBeLessThan(38);
  });
});

const seed = readFileSync(join(studyFolder, 'study.yaml'), 'utf8');
const prepared = seed.slice(0, seed.indexOf('\nanalyses:'));
const study = (...lines: readonly string[]): string =>
  `${prepared}\nanalyses:\n  base: {regress: "AGG ~ TIN + POS + NUE + GRA"}\n${lines.join('\n')}\n`;

describe('the joint test', () => {
  it('exchanges series of the clusters, rows without any, and says what it left out', async () => {
    const text = study(
      '  rows: {curve: base, over: {treatment: [GRA, RD], controls: [[], POS, RD]}, draws: 99}',
      '  series: {curve: base, over: {treatment: GRA, controls: subsets, vcov: [HC1, {cluster: city}]}, draws: 49}',
      'claims: {J: {holds: rows.joint.stouffer.p <= 1 and rows.p == rows.joint.median.p}}',
    );
    const plan = compileStudy(text, studyFolder);
    const { results } = await run(plan, runOptions(studyFolder));
    const [rows, series] = ['rows', 'series'].map((id) => results.analyses[id] as CurveRecord & CurveResult);
    expect(rows!.joint!.permuted).toEqual({ terms: ['GRA', 'RD'], unit: null });
    expect(rows!.notes.map((note) => note.message)).toEqual([
      '1 of 6 combinations give the same model as another and count once',
    ]);
    expect(rows!.summary.n).toBe(5);
    expect(series!.joint!.permuted.unit).toBe('city');
    expect(series!.notes.map((note) => note.code)).toEqual(['curve-common-trend']);
    expect(results.claims['J']!.holds).toBe(true);
    const table = compose(plan, results).tables.find((one) => one.id === 'series')!;
    expect(table.panels[0]!.blocks[0]!.map((row) => plainText(row.stub)).slice(-4)).toEqual([
      ...['Stouffer Z', '联合检验 p 值：中位数', '联合检验 p 值：显著比例', '联合检验 p 值：Stouffer Z'],
    ]);
    expect(plainText(table.notes.flat())).toContain('在城市之间整列置换固定资产投资增速 49 次');
  });

  it.each([
    [
      'base, over: {treatment: TIN}, draws: 9, vcov: {wild: {cluster: city, draws: 99}}',
      'vcov wild has no meaning',
    ],
    ['base, over: {treatment: TIN}, draws: 9, estimator: poisson', 'a joint test of models by poisson'],
    [
      'inter, over: {treatment: TIN, controls: subsets}, draws: 9',
      'whose variable TIN stands in another term too',
    ],
  ])('of %s is refused', (curve, message) => {
    const text = study('  inter: {regress: "AGG ~ TIN*POS"}', `  c: {curve: ${curve}}`);
    expect(compileText(text, studyFolder).messages).toEqual([expect.stringContaining(message)]);
  });
});
