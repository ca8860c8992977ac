/** Days are whole numbers: everything here is exact. Known days: ISO 8601, and the leap rule of the Gregorian calendar. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '../../../compiler/plan/day.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import { dateColumn, tableOf } from '../../../runtime/engines/memory/columns.ts';
import { run } from '../../../runtime/index.ts';
import { csv } from '../../../runtime/sources/csv.ts';
import { json } from '../../../runtime/sources/json.ts';
import { compileStudy, runOptions } from '../../study.ts';
import { cells, expression } from './fixtures.ts';

describe('the number of a day', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11016],
    ['2000-03-01', 11017],
    ['2024-12-31', 20088],
    ['0001-01-01', -719162],
    ['9999-12-31', 2932896],
  ])('%s', (day, number) => {
    expect(dayNumber(day)).toBe(number);
    expect(isoDay(number)).toBe(day);
  });

  it.each([
    '2023-02-29',
    '1900-02-29',
    '2020-3-1',
    '2020-03',
    '0000-01-01',
    '2020-13-01',
    '2020-04-31',
    '01.03.2020',
    '2020-03-01T00:00',
    '',
  ])('%s is none', (text) => expect(dayNumber(text)).toBeNull());

  it('goes there and back, one day after the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932895 }), (days) => {
        expect(dayNumber(isoDay(days)!)).toBe(days);
        expect(isoDay(days)! < isoDay(days + 1)!).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect([isoDay(-719163), isoDay(2932897), isoDay(0.5)]).toEqual([null, null, null]);
  });
});

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const declared = { columns: { d: 'date' } };

describe('a column declared as date', () => {
  it('is read from text, and described with its days', () => {
    const text = bytes('d,x\n2020-03-01,1\n,2\n2019-12-31,3\n');
    const table = csv.read(text, declared, ['d'], null);
    expect('columns' in table && cells(table.columns.get('d'))).toEqual(['2020-03-01', null, '2019-12-31']);
    expect(csv.describe(text, declared)).toMatchObject({
      columns: [{ name: 'd', type: 'date', levels: ['2019-12-31', '2020-03-01'], facts: { missing: 1 } }, {}],
    });
    expect(csv.describe(text, {})).toMatchObject({ columns: [{ type: 'text' }, {}] });
  });

  it.each(['2020-03', '2020-02-30', '1.3.2020', '43891'])('refuses %s, naming row and column', (cell) => {
    expect(csv.describe(bytes(`d\n2020-03-01\n${cell}\n`), declared)).toMatchObject({
      code: 'number-form',
      row: 2,
      column: 'd',
    });
    expect(json.describe(bytes(`[{"d": "2020-03-01"}, {"d": "${cell}"}]`), declared)).toMatchObject({
      row: 2,
      column: 'd',
    });
  });
});

describe('expressions over dates', () => {
  const days = ['2020-02-28', '2020-03-01', null, '2020-03-02'].map((day) =>
    day === null ? Number.NaN : dayNumber(day)!,
  );
  const table = tableOf(4, [dateColumn('d', Float64Array.from(days))], null);
  it.each([
    ["d >= '2020-03-01'", [0, 1, null, 1]],
    ["'2020-03-01' == d", [0, 1, null, 0]],
    ["d in ['2020-03-01', '2020-03-31']", [0, 1, null, 1]],
    ["d in {'2020-02-28', '2020-03-02'}", [1, 0, null, 1]],
    ['d - min(d)', [0, 2, null, 3]],
    ['max(d)', ['2020-03-02', '2020-03-02', '2020-03-02', '2020-03-02']],
    ['coalesce(d, max(d))', ['2020-02-28', '2020-03-01', '2020-03-02', '2020-03-02']],
    ['if(d == min(d), missing, d)', [null, '2020-03-01', null, '2020-03-02']],
  ])('%s', (text, expected) => {
    expect(cells(evaluate(expression(text), table))).toEqual(expected);
  });
});

describe('a panel of days', () => {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-dates-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has lags of a day, over the end of a month, and shows ISO days', async () => {
    const dates = ['2020-02-28', '2020-02-29', '2020-03-01', '2020-03-02', '2020-03-04'];
    const rows = ['a', 'b', 'c'].flatMap((firm, i) =>
      dates.map((date, t) => `${firm},${date},${(i * 3 + t * t) % 7},${(i * 5 + t * 2) % 6}`),
    );
    writeFileSync(join(folder, 'days.csv'), `firm,date,y,x\n${rows.join('\n')}\n`);
    const plan = compileStudy(
      [
        'study: days',
        'data: {file: days.csv, columns: {date: date}, panel: {unit: firm, time: date}}',
        'defaults: {vcov: HC1}',
        'prepare:',
        '  - derive: {before: lag(y)}',
        'analyses:',
        '  a: {regress: y ~ x + before}',
        "  march: {regress: y ~ x + factor(date), where: date >= '2020-03-01'}",
        '  by_day: {describe: [y], split: date, statistics: [n]}',
      ].join('\n'),
      folder,
    );
    const { results, failures } = await run(plan, runOptions(folder));
    expect(failures).toEqual([]);
    expect(results.data[0]!.panel).toMatchObject({ first: '2020-02-28', last: '2020-03-04', periods: 5 });
    // Of five days the first has none before it, and neither has the one after the gap.
    expect(results.prepare[0]).toMatchObject({ missing: { before: 6 } });
    expect(results.analyses['march']).toMatchObject({
      models: [
        { n: 9, terms: [{}, {}, { term: 'factor(date)2020-03-02' }, { term: 'factor(date)2020-03-04' }] },
      ],
    });
    const { rows: groups } = results.analyses['by_day'] as unknown as { rows: readonly unknown[] };
    expect(groups).toHaveLength(5);
    expect(groups[0]).toMatchObject({ group: '2020-02-28', n: 3 });
  });
});
