/** Facts with names and numbers: in Chinese from their values, by code; as the runtime worded them elsewhere. */
import { describe, expect, it } from 'vitest';
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

describe('facts', () => {
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
    const numbers = [
      'cells',
      'undecided',
      'dropped',
      'groups',
      'gaps',
      'units',
      'rows',
      'effects',
      'least',
      'counted',
      'fixed',
      'failed',
      'draws',
    ];
    const values = {
      ...Object.fromEntries(numbers.map((name) => [name, 1])),
      name: 'x',
      list: 'x',
      by: '',
      left: 'out',
      unit: 'u',
      permuted: 'x',
    };
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
