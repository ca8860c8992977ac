import { describe, expect, it } from 'vitest';
import type { OptionValue } from '../../../compiler/plan/plan.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { steps } from '../../../runtime/prepare/index.ts';
import { prepare } from '../../../runtime/prepare/prepare.ts';
import type { PreparationFailure, Prepared } from '../../../runtime/prepare/step.ts';
import { type Cell, cells, expression, table } from './fixtures.ts';

/** Exact, but for zscore: its mean and deviation are rounded once each, 4 ulp (1e-15) of values of order 1. */

const N = null;
const panel = { unit: 'u', time: 't' };

function attempt(before: Table, verb: string, options: OptionValue): Prepared | PreparationFailure {
  return prepare(before, verb, options, { percentile: 7 });
}

function done(before: Table, verb: string, options: OptionValue): Prepared {
  const result = attempt(before, verb, options);
  if (result.kind === 'failure') throw new Error(result.message);
  return result;
}

const column = (result: Prepared, name: string): Cell[] => cells(result.table.columns.get(name));

describe('derive', () => {
  const data = table({ x: [1, 2, N], s: ['a', 'b', 'a'] });

  it('computes in written order, from pairs or from a map', () => {
    const first = expression('x + 1');
    const second = expression('y * 10');
    for (const options of [
      { y: first, z: second },
      [
        ['y', first],
        ['z', second],
      ] as OptionValue,
    ]) {
      const result = done(data, 'derive', options);
      expect(column(result, 'z')).toEqual([20, 30, N]);
      expect([...result.table.columns.keys()]).toEqual(['x', 's', 'y', 'z']);
      expect(result.record).toMatchObject({
        step: 'derive',
        columns: ['y', 'z'],
        missing: { y: 1, z: 1 },
        changed: {},
        rows: 3,
      });
    }
  });

  it('says when it overwrites, and shares what it does not touch', () => {
    const result = done(data, 'derive', { x: expression('if(x == 1, 1, 5)') });
    expect(column(result, 'x')).toEqual([1, 5, N]);
    expect(result.record).toMatchObject({ changed: { x: 1 }, missing: { x: 1 } });
    expect(cells(data.columns.get('x'))).toEqual([1, 2, N]);
    expect(result.table.columns.get('s')).toBe(data.columns.get('s'));
  });

  it('copies a column under a new name, and makes text', () => {
    const result = done(data, 'derive', {
      copy: expression('s'),
      word: expression("if(x > 1, 'high', 'low')"),
    });
    expect(column(result, 'copy')).toEqual(['a', 'b', 'a']);
    expect(result.table.columns.get('copy')!.name).toBe('copy');
    expect(column(result, 'word')).toEqual(['low', 'high', N]);
  });

  it('reports what became missing, by cause', () => {
    const result = done(data, 'derive', { l: expression('log(x - 1)'), q: expression('1 / (x - 2)') });
    expect(result.record.notes).toMatchObject([
      {
        code: 'non-positive-log',
        message: 'l: log of a number that is not positive: missing in 1 cell',
        values: { name: 'l', cells: 1 },
      },
      {
        code: 'not-finite',
        message: 'q: the result is not a finite number: missing in 1 cell',
        values: { name: 'q', cells: 1 },
      },
    ]);
  });

  it('checks the keys of the panel when it computes one of them', () => {
    const years = table({ u: [1, 1], t: [2012, 2013] }, panel);
    expect(attempt(years, 'derive', { t: expression('floor(t / 10)') })).toMatchObject({
      kind: 'failure',
      code: 'panel-duplicate',
      message: 'after derive, rows 1 and 2 have the same keys: u 1, t 201',
    });
    expect(done(years, 'derive', { t: expression('t - 2000') }).record.changed).toEqual({ t: 2 });
  });

  it('keeps a column named like a property of objects', () => {
    const result = done(data, 'derive', [['__proto__', expression('x')]] as OptionValue);
    expect(Object.entries(result.record.missing)).toEqual([['__proto__', 1]]);
  });
});

describe('interpolate', () => {
  const data = table(
    {
      u: ['a', 'a', 'a', 'a', 'a', 'b', 'b', 'b', 'c'],
      t: [2015, 2010, 2011, 2013, 2016, 2010, 2011, 2012, 2010],
      x: [N, 10, N, 40, N, N, 5, N, N],
    },
    panel,
  );

  it('fills between observed values, linear in the value of time', () => {
    const result = done(data, 'interpolate', { columns: ['x'], method: 'linear' });
    expect(column(result, 'x')).toEqual([N, 10, 20, 40, N, N, 5, N, N]);
    expect(result.record).toMatchObject({ filled: { x: 1 }, missing: { x: 5 }, changed: {} });
    expect(result.record.notes).toEqual([
      {
        code: 'not-interpolated',
        message: 'x: 5 missing cells do not lie between observed ones of the same unit',
        values: { name: 'x', cells: 5 },
      },
    ]);
  });

  it('carries the nearest value past the ends on request', () => {
    const result = done(data, 'interpolate', { columns: ['x'], extrapolate: true });
    expect(column(result, 'x')).toEqual([40, 10, 20, 40, 40, 5, 5, 5, N]);
    expect(result.record).toMatchObject({ filled: { x: 5 }, missing: { x: 1 } });
  });

  it('refuses a time that is text', () => {
    const text = table({ u: ['a', 'a'], t: ['x', 'y'], v: [1, N] }, panel);
    expect(attempt(text, 'interpolate', { columns: ['v'] })).toMatchObject({ code: 'time-not-numeric' });
  });
});

describe('normalize', () => {
  const data = table({ x: [2, 4, N, 6], g: ['a', 'a', 'a', N], k: [3, 3, 3, N] });

  it('minmax, over all rows and by group', () => {
    const all = done(data, 'normalize', { columns: ['x'], method: 'minmax' });
    expect(column(all, 'x')).toEqual([0, 0.5, N, 1]);
    expect(all.record).toMatchObject({ changed: { x: 3 }, missing: { x: 1 }, notes: [] });
    const by = done(data, 'normalize', { columns: ['x'], method: 'minmax', by: 'g' });
    expect(column(by, 'x')).toEqual([0, 1, N, N]);
  });

  it('zscore has mean 0 and sd 1', () => {
    const values = column(done(data, 'normalize', { columns: ['x'], method: 'zscore' }), 'x');
    [-1, 0, N, 1].forEach((wanted, row) => {
      if (wanted === null) expect(values[row]).toBeNull();
      else expect(Math.abs(Number(values[row]) - wanted)).toBeLessThan(1e-15);
    });
  });

  it.each([
    [
      [986, -917],
      [0.986, -0.917],
    ],
    [
      [1000, 1],
      [0.1, 0.0001],
    ],
    [
      [0.05, 0.02],
      [0.5, 0.2],
    ],
    [
      [0.5, 0.1],
      [0.5, 0.1],
    ],
    [
      [0, 0],
      [0, 0],
    ],
  ])('decimal: %j becomes %j', (before, after) => {
    expect(
      column(done(table({ x: before }), 'normalize', { columns: ['x'], method: 'decimal' }), 'x'),
    ).toEqual(after);
  });

  it('gives a constant no scale, and says so', () => {
    for (const method of ['minmax', 'zscore']) {
      const result = done(data, 'normalize', { columns: ['k'], method });
      expect(column(result, 'k')).toEqual([N, N, N, N]);
      expect(result.record).toMatchObject({
        changed: { k: 3 },
        missing: { k: 4 },
        notes: [
          {
            code: 'constant-column',
            message: 'k does not vary, so it has no scale: its cells are missing now',
          },
        ],
      });
    }
  });

  it('leaves a column without values as it is', () => {
    const result = done(table({ x: [N, N] }), 'normalize', { columns: ['x'], method: 'zscore' });
    expect(result.record).toMatchObject({ missing: { x: 2 }, changed: {}, notes: [] });
  });
});

describe('winsorize', () => {
  const values = Array.from({ length: 11 }, (_, i) => i);
  const data = table({ x: [...values, N] });

  it('by the percentile of the conventions, or the declared one', () => {
    const seven = done(data, 'winsorize', { columns: ['x'], at: [5, 95] });
    expect(column(seven, 'x')).toEqual([0.5, ...values.slice(1, 10), 9.5, N]);
    expect(seven.record).toMatchObject({ changed: { x: 2 }, missing: { x: 1 } });
    const two = done(data, 'winsorize', { columns: ['x'], at: [10, 90], percentile: 2 });
    expect(column(two, 'x')).toEqual([1, 1, ...values.slice(2, 10), 9, N]);
  });

  it('at 1 and 99 unless stated, and within groups', () => {
    const wide = table({
      x: Array.from({ length: 202 }, (_, i) => i % 101),
      g: Array.from({ length: 202 }, (_, i) => (i < 101 ? 'a' : 'b')),
    });
    expect(done(wide, 'winsorize', { columns: ['x'], by: 'g' }).record.changed).toEqual({ x: 4 });
  });

  it('refuses percentiles in the wrong order', () => {
    expect(attempt(data, 'winsorize', { columns: ['x'], at: [99, 1] })).toMatchObject({
      code: 'winsorize-order',
    });
  });
});

describe('filter and drop_missing', () => {
  const data = table({ x: [1, 2, N, 4], s: ['a', 'b', 'c', 'a'] });

  it('keeps the rows where the condition is 1, and counts the missing ones apart', () => {
    const result = done(data, 'filter', expression('x >= 2'));
    expect(column(result, 'x')).toEqual([2, 4]);
    expect(result.table.columns.get('s')).toMatchObject({ levels: ['a', 'b'] });
    expect(result.record).toMatchObject({
      columns: ['x'],
      dropped: 2,
      rows: 2,
      notes: [
        {
          code: 'undecided-rows',
          message: 'the condition of filter is missing in 1 of the 2 rows that it drops',
        },
      ],
    });
  });

  it('refuses to keep nothing', () => {
    expect(attempt(data, 'filter', expression('x > 9'))).toMatchObject({ code: 'no-rows' });
    expect(attempt(table({ x: [N, N] }), 'drop_missing', { columns: ['x'] })).toMatchObject({
      code: 'no-rows',
    });
  });

  it('drops incomplete rows', () => {
    const result = done(data, 'drop_missing', { columns: ['x', 's'] });
    expect(column(result, 's')).toEqual(['a', 'b', 'a']);
    expect(result.record).toMatchObject({
      dropped: 1,
      rows: 3,
      notes: [{ code: 'rows-with-missing', message: 'rows were dropped for missing cells of x (1)' }],
    });
  });
});

describe('rename', () => {
  const data = table({ u: [1, 2], t: [1, 1], a: [5, 6], b: [7, 8] }, panel);

  it('renames all at once, in place, panel included', () => {
    const result = done(data, 'rename', { a: 'b', b: 'a', u: 'unit' });
    expect([...result.table.columns.keys()]).toEqual(['unit', 't', 'b', 'a']);
    expect(column(result, 'b')).toEqual([5, 6]);
    expect(result.table.panel).toEqual({ unit: 'unit', time: 't' });
  });

  it('refuses two columns of one name', () => {
    expect(attempt(data, 'rename', { a: 'b' })).toMatchObject({ code: 'rename-clash' });
    expect(attempt(data, 'rename', { a: 'z', b: 'z' })).toMatchObject({ code: 'rename-clash' });
  });
});

describe('the registry', () => {
  it('has the verbs of the language, each declared', () => {
    expect(steps.map(({ declaration }) => declaration.name).sort()).toEqual([
      'derive',
      'drop_missing',
      'filter',
      'interpolate',
      'join',
      'normalize',
      'rename',
      'winsorize',
    ]);
    for (const { declaration } of steps) expect(declaration.doc).toMatch(/\.$/);
  });
});
