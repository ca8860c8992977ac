/** The figure of a specification curve: what is drawn, what is said of it, and choices below in rows. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { CurveFigure } from '../../../templates/document/document.ts';
import { plainText } from '../../../templates/document/rich.ts';
import { renderFigure } from '../../../templates/svg/figure.ts';
import { wrapped } from '../../../templates/figures/wrap.ts';
import { compileStudy, runOptions, studyFolder } from '../../study.ts';

const seed = readFileSync(join(studyFolder, 'study.yaml'), 'utf8');
const prepared = seed.slice(0, seed.indexOf('\nanalyses:'));

const analyses = `
analyses:
  baseline: {regress: "AGG ~ TIN + csw0(POS, NUE, GRA)"}
  wide: {regress: "AGG ~ TIN + POS + NUE + GRA + VHT"}
  subsets: {curve: baseline.4, over: {treatment: TIN, controls: subsets}}
  lists:
    curve: wide
    over:
      treatment: [GRA, RD]
      controls: [[], POS, [RD, POS]]
      fixed: [[], [city, year]]
      where: [1, year >= 2015]
      vcov: [HC1, {cluster: city}]
  many:
    curve: wide
    over: {treatment: TIN, controls: subsets, fixed: [[], city, year, [city, year]], where: [1, year > 2014, year < 2020], vcov: [HC1, {cluster: city}]}
`;

async function figuresOf(language: string): Promise<readonly CurveFigure[]> {
  const text = prepared.replace('language: zh', `language: ${language}`) + analyses;
  const plan = compileStudy(text, studyFolder);
  const { results } = await run(plan, runOptions(studyFolder));
  return compose(plan, results).figures as readonly CurveFigure[];
}

let english: readonly CurveFigure[];
let chinese: readonly CurveFigure[];
beforeAll(async () => {
  english = await figuresOf('en');
  chinese = await figuresOf('zh');
}, 30_000);

const rows = ({ axes }: CurveFigure): readonly string[] =>
  axes.flatMap(({ heading, choices }) =>
    choices.map(({ label }) => `${plainText(heading)}: ${plainText(label)}`),
  );

describe('the figure of a curve', () => {
  it('has every model by the size of its estimate, and marks the one that it starts from', () => {
    const [figure] = english;
    const estimates = figure!.points.map((point) => point.estimate);
    expect(estimates).toEqual([...estimates].sort((a, b) => a - b));
    expect(figure!.points.filter((point) => point.own)).toHaveLength(1);
    expect(figure!.words.own.map((run) => run.text)).toEqual(['Base specification 0.772']);
    expect(plainText(figure!.notes.flat())).toContain('8 models by the size of their estimate.');
    expect(plainText(figure!.notes.flat())).toContain(
      'The diamond is the base specification, Table 1, column (4).',
    );
  });

  it('has one row a control for subsets, one row a list for a few lists, and no row for what never varies', () => {
    expect(rows(english[0]!)).toEqual([
      'Controls: Population',
      'Controls: Employees',
      'Controls: Investment growth',
    ]);
    expect(rows(english[1]!)).toEqual([
      ...['Treatment: Investment growth', 'Treatment: R&D expenditure'],
      ...['Controls: None', 'Controls: Population', 'Controls: R&D expenditure, Population'],
      ...['Fixed effects: None', 'Fixed effects: city, year'],
      ...['Sample: All observations', 'Sample: year >= 2015'],
      ...['Std. errors: HC1', 'Std. errors: Clustered by city'],
    ]);
    expect(rows(chinese[1]!).slice(-4)).toEqual([
      ...['样本: 全样本', '样本: year >= 2015', '标准误: HC1', '标准误: 按城市聚类'],
    ]);
  });

  it('counts models that several combinations give once, and says so', () => {
    // RD in the place of GRA beside a list with RD is RD without it: 8 of 48 combinations.
    expect(english[1]!.points).toHaveLength(40);
    expect(plainText(english[1]!.notes.flat())).toContain('8 combinations give the same model as another');
    expect(plainText(chinese[1]!.notes.flat())).toContain('8 个组合与其他组合的模型相同');
  });

  it('thins out what is too much to read, and keeps both ends and the base', () => {
    const figure = english[2]!;
    expect(figure.points.length).toBe(300);
    expect(figure.points.some((point) => point.own)).toBe(true);
    expect(plainText(figure.notes.flat())).toContain(
      '384 models by the size of their estimate; drawn are 300',
    );
    expect(plainText(chinese[2]!.notes.flat())).toContain('等距画出其中 300 个');
  });
});

describe('as SVG', () => {
  it('shows zero, every point and every chosen dot, at coordinates of two decimals', () => {
    for (const [figure, language] of [
      ...english.map((one) => [one, 'en'] as const),
      [chinese[1]!, 'zh'] as const,
    ]) {
      const svg = renderFigure(figure, language);
      expect(svg).toContain('stroke-dasharray="4 3"');
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      expect(svg.match(/(?<=[ "MV])-?\d+\.\d{3,}(?=[ "V])/g)).toBeNull();
      const ends = [...svg.matchAll(/c[xy]="([\d.-]+)"/g)].map(([, value]) => Number(value));
      expect(Math.min(...ends)).toBeGreaterThan(0);
      expect(Math.max(...ends)).toBeLessThan(680);
    }
    const chosen = english[0]!.axes
      .flatMap(({ choices }) => choices.flatMap(({ made }) => made))
      .filter(Boolean);
    expect(renderFigure(english[0]!, 'en').match(/r="3"/g)).toHaveLength(chosen.length);
  });

  it('tells significant from insignificant only where both are there', () => {
    const words = /≥ 0\.05/;
    expect(renderFigure(english[0]!, 'en')).not.toMatch(words);
    expect(renderFigure(english[1]!, 'en')).toMatch(words);
  });

  it('is drawn without any model, and without any axis', () => {
    const empty: CurveFigure = { ...english[0]!, points: [], axes: [] };
    expect(renderFigure(empty, 'en')).not.toMatch(/NaN|Infinity/);
  });
});

describe('lines of a label', () => {
  it('break at spaces and between ideographs, never before a mark', () => {
    const lines = (text: string, width: number): readonly string[] =>
      wrapped([{ text }], width, 10).map(plainText);
    expect(lines('year >= 2015 and size > 3', 70)).toEqual(['year >= 2015', 'and size > 3']);
    expect(lines('人口规模、从业人员', 45)).toEqual(['人口规', '模、从业', '人员']);
    expect(lines('indivisible', 10)).toEqual(['indivisible']);
    expect(lines('', 10)).toEqual(['']);
  });
});
