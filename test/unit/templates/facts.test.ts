/** Facts with names and numbers: in Chinese from their values, by code; as the runtime worded them elsewhere. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { zh } from '../../../templates/locale/zh.ts';
import { filesBelow } from '../../files.ts';
import { compose } from '../../../templates/document/compose.ts';
import { markdown } from '../../../templates/markdown/format.ts';
import { factsOf } from '../../../templates/locale/zh-facts.ts';
import { seedStudy } from './seed-study.ts';

const note = {
  code: 'not-interpolated',
  message: 'rd: 1200 missing cells do not lie between observed ones of the same unit',
  values: { name: 'rd', cells: 1200 },
};

async function reportWith(language: string, one: object): Promise<string> {
  const { plan, results } = seedStudy(language);
  const told = { ...results, notes: [one as typeof note] };
  return String(markdown.report(compose(plan, told)));
}

/** Codes of failures that end a run: no document says them. */
const endsTheRun = [
  ...['time-not-numeric', 'join-duplicate', 'join-no-match', 'rename-clash', 'winsorize-order'],
  ...['placebo-no-model', 'engine-without-columns'],
];

/** Said by the notes of a table in sentences of their own. */
const saidElsewhere = ['average-margins', 'margins-at-means'];

/**
 * Codes that the runtime writes down, but for those of sources, engines and schedules, which end a run, and those of verify and
 * audit, which have words of their own.
 */
function noteCodes(): readonly string[] {
  const texts = filesBelow('runtime')
    .filter((file) => file.endsWith('.ts') && !/^(sources|schedule|engines|verify|audit)\//.test(file))
    .map((file) => readFileSync(`runtime/${file}`, 'utf8'));
  const places =
    /(?:\bcode: |(?:\bfail|[fF]ailure|Intractable|untested)\([^()']*)'([a-z]+(?:-[a-z]+)+|collinear|uninstrumented)'/g;
  return [...new Set(texts.flatMap((text) => [...text.matchAll(places)].map((match) => match[1]!)))];
}

describe('facts', () => {
  it('all have a wording in Chinese', () => {
    const codes = noteCodes();
    expect(codes.length).toBeGreaterThan(80);
    const known = [...Object.keys(zh.facts), ...Object.keys(zh.factsOf), ...endsTheRun, ...saidElsewhere];
    expect(codes.filter((code) => !known.includes(code))).toEqual([]);
  });

  it('name columns and terms by their labels', async () => {
    const few = {
      ...{ code: 'few-clusters', message: '28 clusters by city for 30 slopes: their joint F does not exist' },
      values: { names: ['city', 'TIN'], clusters: ['28', '9'], slopes: 30 },
    };
    const zh = await reportWith('zh', few);
    expect(zh).toMatch(/按城市、[^ ]+聚类，聚类数为 28、9，而斜率系数有 30 个，不存在其联合 F 检验。/u);
    expect(await reportWith('en', few)).toContain('28 clusters by city for 30 slopes');
  });

  it('are said in the language of the report', async () => {
    expect(await reportWith('en', note)).toContain('rd: 1200 missing cells do not lie');
    const zh = await reportWith('zh', note);
    expect(zh).not.toContain('missing cells');
    expect(zh).toMatch(/rd 有 1.?200 个缺失值前后没有同一个体的观测，未插值。/u);
  });

  it('stand as they came where values are lacking', async () => {
    const { values: _, ...bare } = note;
    expect(await reportWith('zh', bare)).toContain('rd: 1200 missing cells');
  });

  it('are one sentence without a full stop, whatever the values are', () => {
    const values = new Proxy({}, { get: (_, key) => (key === 'by' ? '' : 7) });
    for (const [code, wording] of Object.entries(factsOf))
      expect(wording(values), code).toMatch(/^(?!.*undefined).*[^。.]$/u);
  });

  it('name the definition of percentiles', async () => {
    const { plan, results } = seedStudy('zh');
    const described = { ...results.analyses['descriptive']!, percentile: 2 as const };
    const told = { ...results, analyses: { ...results.analyses, descriptive: described } } as typeof results;
    const notes = compose(plan, told).tables.find((one) => one.id === 'table2')!.notes;
    expect(JSON.stringify(notes)).toContain('第 2 类定义');
    expect(JSON.stringify(compose(plan, results).tables[1]!.notes)).not.toContain('类定义');
  });
});
