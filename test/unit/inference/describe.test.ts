/**
 * Against R 4.2.2 (descriptives of test/reference/agglomeration.json, percentiles of type 7). Tolerance 1e-12: sums of
 * 308 doubles compensated here and in long doubles there; skewness and kurtosis divide small by small, still 1e-12.
 */
import { describe as suite, expect, it } from 'vitest';
import type { Expression } from '../../../compiler/plan/expression.ts';
import type { DescribeParameters } from '../../../compiler/plan/plan.ts';
import { describe } from '../../../runtime/describe/describe.ts';
import { moments } from '../../../runtime/describe/moments.ts';
import { percentile } from '../../../runtime/describe/percentile.ts';
import { descriptiveStatistics } from '../../../runtime/describe/statistics.ts';
import type { Column, Table } from '../../../runtime/engines/memory/table.ts';
import { close, columnOf, n, wanted } from './panel.ts';

const variables = ['AGG', 'TIN', 'AI', 'POS', 'NUE', 'GRA', 'VHT', 'RD'];
const statistics = [
  'n',
  'missing',
  'mean',
  'sd',
  'min',
  'p25',
  'median',
  'p75',
  'max',
  'skewness',
  'kurtosis',
];

function tableOf(columns: readonly Column[], rows: number): Table {
  return { rows, columns: new Map(columns.map((column) => [column.name, column])), panel: null };
}

const parameters: DescribeParameters = { variables, statistics, where: [], conventions: 'stata', groups: [] };
const never = (): never => {
  throw new Error('no condition to evaluate');
};

suite('descriptives against R', () => {
  const table = tableOf(
    variables.map((name) => ({ kind: 'number', name, values: columnOf(name) })),
    n,
  );
  it.each(variables)('%s', (variable) => {
    const row = describe(table, { ...parameters, variables: [variable] }, never, 7)[0]!;
    expect(Object.keys(row)).toEqual(['variable', 'group', ...statistics]);
    for (const name of statistics) {
      const key = name === 'missing' ? 'n_missing' : name;
      close(row[name] as number, wanted(`descriptives.${variable}.${key}`), 1e-12);
    }
  });
});

suite('rows that are described', () => {
  const values = Float64Array.of(1, 2, Number.NaN, 4, 5, 6);
  const town: Column = {
    kind: 'text',
    name: 'town',
    codes: Int32Array.of(0, 0, 1, 1, -1, 1),
    levels: ['a', 'b'],
  };
  const table = tableOf([{ kind: 'number', name: 'x', values }, town], 6);
  const condition = (name: string): Expression => ({ kind: 'name', name });
  const answers: Readonly<Record<string, number[]>> = {
    early: [1, 1, 1, 0, 0, 0],
    late: [0, 0, 0, 1, Number.NaN, 1],
    most: [1, 1, 1, 1, 1, 0],
  };
  const evaluate = (e: Expression): number[] => (e.kind === 'name' ? answers[e.name]! : []);
  const small = {
    ...parameters,
    variables: ['x', 'town'],
    statistics: ['n', 'missing', 'mean', 'sd', 'max'],
  };

  it('all, a text having only a count', () => {
    expect(describe(table, small, evaluate, 7)).toEqual([
      { variable: 'x', group: null, n: 5, missing: 1, mean: 3.6, sd: Math.sqrt(4.3), max: 6 },
      { variable: 'town', group: null, n: 5, missing: 1, mean: null, sd: null, max: null },
    ]);
  });

  it('group by group under `where`, a missing condition left out', () => {
    const groups = ['early', 'late'].map((name) => ({ name, where: condition(name) }));
    const rows = describe(table, { ...small, where: [condition('most')], groups }, evaluate, 7);
    expect(rows.map((row) => [row.group, row.variable, row['n'], row['mean'], row['sd']])).toEqual([
      ['early', 'x', 2, 1.5, Math.SQRT1_2],
      ['early', 'town', 3, null, null],
      ['late', 'x', 1, 4, null],
      ['late', 'town', 1, null, null],
    ]);
  });

  it('none at all: counts are zero, the rest does not exist', () => {
    const none = describe(table, { ...small, where: [condition('early'), condition('late')] }, evaluate, 2);
    expect(none[0]).toEqual({
      variable: 'x',
      group: null,
      n: 0,
      missing: 0,
      mean: null,
      sd: null,
      max: null,
    });
  });
});

suite('percentiles', () => {
  const sorted = Float64Array.of(1, 2, 3, 4, 10);
  it('type 7 interpolates', () => {
    expect([0, 0.1, 0.25, 0.5, 1].map((p) => percentile(sorted, p, 7))).toEqual([1, 1.4, 2, 3, 10]);
  });
  it('type 2 inverts and averages at jumps: n p whole or not', () => {
    expect([0, 0.1, 0.2, 0.25, 0.4, 0.5, 1].map((p) => percentile(sorted, p, 2))).toEqual([
      1, 1, 1.5, 2, 2.5, 3, 10,
    ]);
    const many = Float64Array.from({ length: 5000 }, (_, i) => i);
    expect(percentile(many, (1 - 0.95) / 2, 2)).toBe(124.5);
    expect(percentile(many, (1 + 0.95) / 2, 2)).toBe(4874.5);
  });
  it('of nothing is not a number', () => {
    expect(percentile(new Float64Array(0), 0.5, 7)).toBeNaN();
  });
});

suite('declarations and digits', () => {
  it('every statistic of the language has a name and a doc', () => {
    const names = descriptiveStatistics.map((statistic) => statistic.name);
    expect(names.slice(0, 10)).toEqual([
      'n',
      'missing',
      'mean',
      'sd',
      'variance',
      'min',
      'max',
      'median',
      'skewness',
      'kurtosis',
    ]);
    expect(names.slice(10)).toEqual(Array.from({ length: 99 }, (_, i) => `p${i + 1}`));
    expect(descriptiveStatistics.every((statistic) => statistic.doc.length > 3)).toBe(true);
  });

  it('keeps digits beside a large offset (NIST NumAcc3: 1000000.2 and neighbours, sd 0.1)', () => {
    const values = Float64Array.from({ length: 1001 }, (_, i) =>
      i === 0 ? 1000000.2 : i % 2 === 1 ? 1000000.1 : 1000000.3,
    );
    // The doubles themselves hold 0.1 beside 1e6 to nine digits.
    expect(Math.abs(Math.sqrt(moments(values).variance) / 0.1 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(moments(values).mean / 1000000.2 - 1)).toBeLessThan(2e-16);
  });
});
