/** Everything here is exact: no tolerance. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OptionValue } from '../../../compiler/plan/plan.ts';
import { numberColumn, tableOf, textColumn } from '../../../runtime/engines/memory/columns.ts';
import type { Column, Table } from '../../../runtime/engines/memory/table.ts';
import { prepare } from '../../../runtime/prepare/prepare.ts';
import { cells } from './fixtures.ts';

const table = (rows: number, ...columns: readonly Column[]): Table => tableOf(rows, columns, null);
const numbers = (name: string, ...values: readonly (number | null)[]) =>
  numberColumn(
    name,
    Float64Array.from(values, (value) => value ?? Number.NaN),
  );

const survey = table(
  5,
  textColumn('city', ['B', 'A', null, 'C', 'B']),
  numbers('year', 2014, 2014, 2014, null, 2015),
  numbers('y', 1, 2, 3, 4, 5),
);
const regions = table(
  3,
  textColumn('city', ['A', 'B', 'D']),
  textColumn('province', ['north', 'south', 'west']),
  numbers('area', 10, null, 30),
);

function joined(here: Table, there: Table, by: OptionValue) {
  return prepare(here, 'join', { with: 'regions', by }, { percentile: 2, source: there });
}

function done(here: Table, there: Table, by: OptionValue) {
  const result = joined(here, there, by);
  if (result.kind === 'failure') throw new Error(result.message);
  return result;
}

describe('join', () => {
  it('keeps every row in its place; a row without a match, or without a key, gets nothing', () => {
    const { table: result, record } = done(survey, regions, 'city');
    expect([...result.columns.keys()]).toEqual(['city', 'year', 'y', 'province', 'area']);
    expect(cells(result.columns.get('y')!)).toEqual([1, 2, 3, 4, 5]);
    expect(cells(result.columns.get('province')!)).toEqual(['south', 'north', null, null, 'south']);
    expect(cells(result.columns.get('area')!)).toEqual([null, 10, null, null, null]);
    expect(result.columns.get('province')).toMatchObject({ levels: ['north', 'south'] });
    expect(record).toMatchObject({
      step: 'join',
      columns: ['province', 'area'],
      missing: { province: 2, area: 4 },
      matched: { unmatched: 2, unused: 1 },
      dropped: 0,
      rows: 5,
    });
  });

  it('finds rows by several keys, under other names; missing keys never match each other', () => {
    const prices = table(
      4,
      textColumn('town', ['B', 'B', 'C', 'A']),
      numbers('when', 2014, 2015, null, 2015),
      numbers('price', 7, 8, 9, 10),
    );
    const { table: result, record } = done(survey, prices, { city: 'town', year: 'when' });
    expect([...result.columns.keys()]).toEqual(['city', 'year', 'y', 'price']);
    expect(cells(result.columns.get('price')!)).toEqual([7, null, null, null, 8]);
    expect(record.matched).toEqual({ unmatched: 3, unused: 2 });
  });

  it('takes a list of keys as it takes one', () => {
    expect(done(survey, regions, ['city']).table).toEqual(done(survey, regions, 'city').table);
  });

  it('names the rows that have the same keys', () => {
    const twice = table(3, textColumn('city', ['A', 'B', 'A']), numbers('area', 1, 2, 3));
    expect(joined(survey, twice, 'city')).toMatchObject({
      code: 'join-duplicate',
      message: 'rows 1 and 3 of regions have the same keys: city A',
    });
  });

  it('lets keys be missing there as often as they are', () => {
    const gaps = table(3, textColumn('city', ['A', null, null]), numbers('area', 1, 2, 3));
    expect(done(survey, gaps, 'city').record.matched).toEqual({ unmatched: 4, unused: 2 });
  });

  it('says so where nothing matches', () => {
    const other = table(1, textColumn('city', ['b']), numbers('area', 1));
    expect(joined(survey, other, 'city')).toMatchObject({
      code: 'join-no-match',
      message: 'no row has its keys in regions: here stands city B, there city b',
    });
  });

  it('is what looking up row by row gives', () => {
    const key = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, key), { minLength: 1, maxLength: 12 }),
        fc.uniqueArray(fc.tuple(key, key), { maxLength: 12, selector: String }),
        (here, there) => {
          const lookup = (row: readonly (number | null)[]): number =>
            row.includes(null) ? -1 : there.findIndex((one) => one[0] === row[0] && one[1] === row[1]);
          const rows = here.map(lookup);
          const left = table(
            here.length,
            numbers('a', ...here.map(([a]) => a)),
            numbers('b', ...here.map(([, b]) => b)),
          );
          // A missing key may stand there several times.
          const right = table(
            there.length,
            numbers('a', ...there.map(([a]) => a)),
            numbers('b', ...there.map(([, b]) => b)),
            numbers('at', ...there.map((_, row) => row)),
          );
          const result = joined(left, right, ['a', 'b']);
          if (rows.every((row) => row < 0)) {
            expect(result).toMatchObject({ code: 'join-no-match' });
            return;
          }
          if (result.kind === 'failure') throw new Error(result.message);
          expect(cells(result.table.columns.get('at')!)).toEqual(rows.map((row) => (row < 0 ? null : row)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('takes time in proportion to the rows', () => {
    const many = 200_000;
    const up = Float64Array.from({ length: many }, (_, i) => i);
    const left = table(many, numberColumn('id', up));
    const right = table(many, numberColumn('id', up.slice().reverse()), numberColumn('v', up));
    const { table: result } = done(left, right, 'id');
    expect(result.columns.get('v')).toMatchObject({ kind: 'number' });
    expect(cells(result.columns.get('v')!).slice(0, 2)).toEqual([many - 1, many - 2]);
  });
});
