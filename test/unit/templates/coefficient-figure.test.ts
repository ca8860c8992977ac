/** Figures of coefficients: what they show of a study that runs, and how that is drawn. */
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../../../runtime/index.ts';
import { compose } from '../../../templates/document/compose.ts';
import type { CoefficientFigure } from '../../../templates/document/document.ts';
import { plainText, toRich } from '../../../templates/document/rich.ts';
import { renderFigure } from '../../../templates/svg/figure.ts';
import { legendOf, seriesMark } from '../../../templates/figures/series.ts';
import { wrapped } from '../../../templates/figures/wrap.ts';
import { compileStudy, runOptions } from '../../study.ts';

const folder = resolve(import.meta.dirname, '../../docs');

const study = (figure: string, language = 'en'): string => `
study: figures
language: ${language}
data: {file: firms.csv, panel: {unit: firm, time: year}}
defaults: {vcov: HC1}
prepare:
  - derive: {since: year - 2018, north: "if(region == 'north', 1, 0)", far: "if(price > 100, 10, if(price > 90, -1, -4))"}
variables:
  digital: {role: treatment, label: {en: Digitalisation, zh: 数字化}}
  since: {label: {en: Years since, zh: 政策年数}}
  region: {label: Region, levels: {south: South, west: West, north: North}}
analyses:
  steps: {regress: "log(sales) ~ csw(workers, digital)"}
  one: {regress: log(sales) ~ workers + digital}
  event: {regress: "log(sales) ~ i(since, north, ref=-1) + workers | firm + year", vcov: {cluster: firm}}
  years: {regress: "log(sales) ~ i(year) + workers | firm", split: region}
  policy: {regress: "log(sales) ~ i(year, north, ref=2017) | firm + year"}
  places: {regress: "log(sales) ~ i(region, ref='west')"}
  far: {regress: "log(sales) ~ i(far, ref=-1)"}
  outcomes: {regress: {A: "c(log(sales), log(workers)) ~ digital", B: "c(log(sales), log(workers)) ~ digital + price"}}
figures:
  f: {draw: coefficients, ${figure}}
`;

async function figureOf(figure: string, language = 'en') {
  const plan = compileStudy(study(figure, language), folder);
  const { results, failures } = await run(plan, runOptions(folder));
  expect(failures).toEqual([]);
  return { figure: compose(plan, results).figures[0] as CoefficientFigure, results };
}

const labels = ({ rows }: CoefficientFigure): readonly string[] => rows.map((row) => plainText(row.label));
const series = (figure: CoefficientFigure): readonly string[] => figure.series.map(plainText);
const notes = (figure: CoefficientFigure): string => plainText(figure.notes.flat());

describe('coefficients of models', () => {
  it('are rows in the usual order, the constant left out, each with the models that have it', async () => {
    const { figure, results } = await figureOf('of: steps');
    expect(figure.layout).toBe('terms');
    expect(labels(figure)).toEqual(['Digitalisation', 'workers']);
    expect(figure.rows.map((row) => row.marks.map((mark) => mark.series))).toEqual([[1], [0, 1]]);
    expect(series(figure)).toEqual(['Model (1)', 'Model (2)']);
    const models = results.analyses['steps']!;
    if (models.verb !== 'regress') throw new Error('no models');
    const digital = models.models[1]!.terms[2]!;
    expect(figure.rows[0]!.marks[0]).toEqual({
      ...{ series: 1, estimate: digital.estimate, interval: [digital.conf_low, digital.conf_high] },
      ...{ reference: false, source: 'steps.2.digital.estimate' },
    });
    expect(plainText(figure.words.estimate)).toBe('Estimate and 95% confidence interval (HC1)');
  });

  it('are those that are listed, in that order, the constant too', async () => {
    const { figure } = await figureOf('of: one, terms: [_cons, workers]');
    expect(labels(figure)).toEqual(['Constant', 'workers']);
  });

  it('are told apart by what differs, and by number where nothing else does', async () => {
    expect(series((await figureOf('of: years, terms: workers')).figure)).toEqual(['South', 'West', 'North']);
    expect(series((await figureOf('of: outcomes, terms: digital')).figure)).toEqual([
      ...['log(sales), A', 'log(workers), A', 'log(sales), B', 'log(workers), B'],
    ]);
    expect(series((await figureOf('of: [one, event], terms: workers')).figure)).toEqual([
      ...['Model (1)', 'Model (2)'],
    ]);
  });

  it('name each covariance with its models', async () => {
    const { figure } = await figureOf('of: [one, event], terms: workers');
    expect(notes(figure)).toContain(
      'from heteroskedasticity-robust (HC1) standard errors (Model (1)) and standard errors clustered by firm (36 clusters) (Model (2)).',
    );
    expect(plainText(figure.words.estimate)).toBe('Estimate and 95% confidence interval');
  });
});

describe('coefficients of one i()', () => {
  it('are drawn along its levels, the reference at zero, the event before zero', async () => {
    const { figure } = await figureOf('of: event, terms: "i(since, north)"');
    expect([figure.layout, figure.event]).toEqual(['levels', -0.5]);
    expect(figure.rows.map((row) => row.at)).toEqual([-3, -2, -1, 0, 1, 2]);
    expect(labels(figure)[0]).toBe('−3');
    const reference = figure.rows[2]!.marks;
    expect(reference).toEqual([{ series: 0, estimate: 0, interval: null, reference: true, source: '' }]);
    expect(notes(figure)).toContain(
      'The reference, Years since = −1, is zero by definition; the dotted line stands just before the event.',
    );
  });

  it('have the first level as reference where none is stated', async () => {
    const { figure } = await figureOf('of: years, terms: i(year)');
    expect(figure.rows[0]!.marks.map((mark) => [mark.series, mark.reference])).toEqual([
      ...[
        [0, true],
        [1, true],
        [2, true],
      ],
    ]);
    expect([figure.rows.length, figure.event]).toEqual([6, null]);
  });

  it('have the event after the reference in the time of the panel', async () => {
    expect((await figureOf('of: policy')).figure.event).toBe(2017.5);
  });

  it('stand in the order that the study declares, without an event', async () => {
    const { figure } = await figureOf('of: places');
    expect(labels(figure)).toEqual(['South', 'West', 'North']);
    expect(figure.rows.map((row) => [row.at, row.marks[0]!.reference])).toEqual([
      ...[
        [0, false],
        [1, true],
        [2, false],
      ],
    ]);
    expect(figure.event).toBeNull();
  });

  it('are rows beside other terms', async () => {
    const { figure } = await figureOf('of: years');
    expect([figure.layout, figure.rows.length]).toEqual(['terms', 6]);
  });

  it('keep the distances of their levels', async () => {
    const { figure } = await figureOf('of: far');
    expect(figure.rows.map((row) => row.at)).toEqual([-4, -1, 10]);
    const svg = renderFigure(figure, 'en');
    const places = [...svg.matchAll(/<circle cx="([\d.]+)"/g)].map((match) => Number(match[1]));
    const [a, b, c] = places as [number, number, number];
    expect((c - b) / (b - a)).toBeCloseTo(11 / 3, 2);
  });

  it('have words in Chinese', async () => {
    const { figure } = await figureOf('of: event, terms: "i(since, north)"', 'zh');
    expect(notes(figure)).toContain('以政策年数 = −1 为基准，其系数为 0；点线标示事件发生之前。');
    expect(plainText(figure.words.estimate)).toBe('估计系数与 95% 置信区间');
    expect(plainText(figure.caption)).toBe('图 1　估计系数');
  });
});

describe('drawn coefficients', () => {
  it.each(['of: steps', 'of: event, terms: "i(since, north)"', 'of: years, terms: i(year)', 'of: places'])(
    '%s: one mark for each estimate and for each entry of the legend, nothing outside the page',
    async (text) => {
      const { figure } = await figureOf(text);
      const svg = renderFigure(figure, 'en');
      const marks = figure.rows.flatMap((row) => row.marks).length;
      const legend = figure.series.length > 1 ? figure.series.length : 0;
      expect(svg.match(/stroke-width="1.2"\/>/g)).toHaveLength(marks + legend);
      expect(svg).not.toMatch(/NaN|Infinity|undefined/);
      const [, width, height] = /viewBox="0 0 (\d+) ([\d.]+)"/.exec(svg)!.map(Number) as [
        number,
        number,
        number,
      ];
      const coordinates = (name: string): number[] =>
        [...svg.matchAll(new RegExp(` ${name}="([-\\d.]+)"`, 'g'))].map((match) => Number(match[1]));
      expect(Math.max(...['x1', 'x2', 'cx'].flatMap(coordinates))).toBeLessThanOrEqual(width);
      expect(Math.max(...['y1', 'y2', 'cy'].flatMap(coordinates))).toBeLessThanOrEqual(height);
      expect(Math.min(...['x1', 'x2', 'y1', 'y2'].flatMap(coordinates))).toBeGreaterThanOrEqual(0);
    },
  );

  it('have twelve marks that differ', () => {
    expect(new Set(Array.from({ length: 12 }, (_, i) => seriesMark(i, 0, 0))).size).toBe(12);
  });

  it('have no legend for a single model, and one of several lines where labels are long', () => {
    expect(legendOf([toRich('a')], 0, 600)).toEqual({ height: 0, parts: [] });
    const long = toRich('稳健性检验'.repeat(8));
    expect(legendOf([long, long], 0, 300).height).toBeGreaterThan(legendOf([long, long], 0, 1000).height);
  });

  it('have labels that break at spaces and between ideographs, before no closing mark', () => {
    const lines = (text: string, width: number) => wrapped(toRich(text), width, 12).map(plainText);
    expect(lines('one two three', 60)).toEqual(['one two', 'three']);
    expect(lines('政府补贴（亿元）', 48)).toEqual(['政府补贴', '（亿元）']);
    expect(lines('政府补贴，亿元', 48)).toEqual(['政府补', '贴，亿元']);
    expect(lines('unbreakable', 10)).toEqual(['unbreakable']);
  });
});
