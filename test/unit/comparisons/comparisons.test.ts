import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { compareModels } from '../../../runtime/comparisons/compare.ts';
import type { ComparedModel, PermutationDraws } from '../../../runtime/comparisons/comparison.ts';
import { comparisonFor } from '../../../runtime/comparisons/index.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { fitted, noise, specOf, tableOf } from '../numerics/fixture.ts';

/** Identities that need no reference: what is compared in another way gives the same number. */

const next = noise(21);
const [UNITS, PERIODS] = [30, 4];
const made = (cell: (row: number, unit: number) => number): number[] =>
  Array.from({ length: UNITS * PERIODS }, (_, row) => cell(row, Math.floor(row / PERIODS)));
const x = made(next);
const half = made((_, unit) => unit % 2);
const effects = Array.from({ length: UNITS }, next);
const y = made((row, unit) => 1 + x[row]! * (1 + half[row]!) + effects[unit]! + next());
const v = made((row) => 0.3 * x[row]! + next());
const third = made((_, unit) => unit % 3);
const table = tableOf(
  {
    ...{ y, v, x, half, third },
    apart: y.map((value, i) => value - v[i]!),
    inner: x.map((value, i) => value * half[i]!),
    unit: made((_, unit) => unit).map((unit) => `u${unit}`),
    time: made((row) => 2000 + (row % PERIODS)),
    ones: made((row) => (row % 2 === 0 ? 1 : 0)),
    counts: made((row) => Math.max(0, Math.round(2 + x[row]!))),
  },
  { unit: 'unit', time: 'time' },
);

const equals = (column: string, value: number): ModelSpec['where'][number] => ({
  kind: 'binary',
  operator: '==',
  left: { kind: 'name', name: column },
  right: { kind: 'number', value },
});

function model(
  name: string,
  formula: string,
  more: Partial<ModelSpec> = {},
  on: Table = table,
): ComparedModel {
  const spec = specOf(formula, more);
  return { name, spec, estimated: fitted(on, spec) };
}

const groups = (formula: string, by: string, values: readonly number[], more: Partial<ModelSpec> = {}) =>
  values.map((value) => model(`${by}${value}`, formula, { ...more, where: [equals(by, value)] }));

function compared(
  test: string,
  models: readonly ComparedModel[],
  draws: Partial<PermutationDraws> | null = null,
) {
  return compareModels(comparisonFor(test)!, ['x'], {
    models,
    table,
    options: { evaluate: (expression) => evaluate(expression, table), levels: new Map() },
    draws: draws && { draws: 99, seed: 1, unit: null, onProgress: () => undefined, ...draws },
  });
}

const cluster = { vcov: { type: 'cluster', by: ['unit'] } } as const;

describe('suest', () => {
  it.each([
    ['by rows', { vcov: { type: 'iid' } }, { type: 'HC0' }, (n: number) => Math.sqrt(n / (n - 1))],
    ['by clusters', cluster, cluster.vcov, () => 1],
  ] as const)(
    'of two outcomes on the same rows, %s, is the regression of their difference',
    (_, more, vcov, factor) => {
      const [row] = compared('suest', [model('y', 'y ~ x', more), model('v', 'v ~ x', more)]);
      // linearmodels: G / (G - 1) and no factor of N - K.
      const apart = fitted(table, specOf('apart ~ x', { vcov, conventions: 'linearmodels' }));
      const term = apart.record.terms.find((one) => one.term === 'x')!;
      const own =
        vcov.type === 'cluster'
          ? Math.sqrt(UNITS / (UNITS - 1)) / Math.sqrt(apart.smallSample.q)
          : 1 / Math.sqrt(apart.smallSample.q);
      const expected = term.std_error! * own * factor(UNITS * PERIODS);
      expect(row!.difference).toBeCloseTo(term.estimate!, 12);
      expect(Math.abs(row!.std_error! / expected - 1)).toBeLessThan(1e-12);
      expect(row).toMatchObject({ distribution: 'chi2', df: 1, df2: null });
      expect(Math.abs(row!.statistic! / (row!.difference! / row!.std_error!) ** 2 - 1)).toBeLessThan(1e-12);
    },
  );

  it('of groups apart is the sum of their variances', () => {
    const models = groups('y ~ x', 'half', [0, 1]);
    const [row] = compared('suest', models);
    const n = UNITS * PERIODS;
    const variance = models.reduce((sum, { estimated }) => {
      const found = estimated.record.terms.find((one) => one.term === 'x')!.std_error! ** 2;
      return sum + found / estimated.smallSample.q;
    }, 0);
    expect(Math.abs(row!.std_error! / Math.sqrt((variance * n) / (n - 1)) - 1)).toBeLessThan(1e-12);
  });
});

describe('chow', () => {
  it.each([
    ['iid', { vcov: { type: 'iid' } }],
    ['HC1', {}],
    ['HC3', { vcov: { type: 'HC3' } }],
    ['cluster', cluster],
    ['cr2', { vcov: { type: 'cr2', by: ['unit'] } }],
    ['newey-west', { vcov: { type: 'newey-west', lag: 1 } }],
  ] as const)('is the interaction with the group, %s', (_, more) => {
    const [row] = compared('chow', groups('y ~ x', 'half', [1, 0], more));
    const whole = fitted(table, specOf('y ~ x + half + inner', more));
    const term = whole.record.terms.find((one) => one.term === 'inner')!;
    expect(row!.difference).toBeCloseTo(term.estimate!, 11);
    expect(Math.abs(row!.std_error! / term.std_error! - 1)).toBeLessThan(1e-11);
    expect(Math.abs(row!.p! - term.p!)).toBeLessThan(1e-10);
    expect(Math.abs(row!.df2! / term.df! - 1)).toBeLessThan(1e-9);
  });

  it('has effects of each group', () => {
    const more = { vcov: { type: 'iid' }, conventions: 'reghdfe' } as const;
    const [row] = compared('chow', groups('y ~ x | unit', 'half', [1, 0], more));
    const whole = fitted(table, specOf('y ~ x + inner | unit', more));
    const term = whole.record.terms.find((one) => one.term === 'inner')!;
    expect(Math.abs(row!.std_error! / term.std_error! - 1)).toBeLessThan(1e-11);
    expect(row!.df2).toBe(term.df);
  });

  it('of likelihoods is normal', () => {
    const [row] = compared(
      'chow',
      groups('counts ~ x', 'half', [0, 1], { estimator: 'poisson', vcov: { type: 'iid' } }),
    );
    expect(row).toMatchObject({ distribution: 'chi2', df: 1 });
  });
});

describe('permutation', () => {
  it('does not reject groups that are drawn at random, and does where they differ', () => {
    const [differ] = compared('permutation', groups('y ~ x', 'half', [0, 1]), {});
    const [alike] = compared('permutation', groups('v ~ x', 'half', [0, 1]), {});
    expect(differ!.p!).toBeLessThan(0.05);
    expect(alike!.p!).toBeGreaterThan(0.05);
    expect(differ).toMatchObject({ distribution: 'permutation', draws: 99, failed: 0 });
  });

  it('moves whole units, and says where they cannot be moved', () => {
    const [moved] = compared('permutation', groups('y ~ x', 'half', [0, 1]), { unit: 'unit' });
    const [split] = compared('permutation', groups('y ~ x', 'ones', [0, 1]), { unit: 'unit' });
    expect(moved!.p).toBeGreaterThan(0);
    expect(split).toMatchObject({ p: null, note: { code: 'not-compared' } });
  });

  it('of three groups tests all of them, then each pair, on draws of its own', () => {
    const models = groups('y ~ x', 'third', [0, 1, 2]);
    const rows = compared('permutation', models, {});
    expect(rows.map((row) => row.groups.length)).toEqual([3, 2, 2, 2]);
    const [pair] = compared('permutation', models.slice(0, 2), {});
    expect(rows[1]).toEqual(pair);
    expect(rows[0]!.difference).toBeNull();
  });

  it('of rows that are series needs units', () => {
    const models = groups('y ~ x', 'half', [0, 1], { estimator: 'random' });
    expect(compared('permutation', models)[0]!.note?.message).toContain('state unit');
    expect(compared('permutation', models, { unit: 'unit' })[0]!.p).toBeGreaterThan(0);
  });
});

it('says what cannot be compared', () => {
  const quantile = groups('y ~ x', 'half', [0, 1], {
    estimator: 'quantile',
    tau: 0.5,
    vcov: { type: 'nid' },
  });
  expect(compared('suest', quantile)[0]!.note?.message).toContain('no scores');
  const lacking = [model('a', 'y ~ x'), model('b', 'v ~ half')];
  expect(compared('suest', lacking)[0]).toMatchObject({
    p: null,
    note: { message: 'x is not estimated in b' },
  });
  const other = [model('a', 'y ~ x', cluster), model('b', 'v ~ x')];
  expect(compared('suest', other)[0]!.note?.message).toContain('different clusters');
});

describe('exchanged groups from products', () => {
  it.each([
    ['y ~ x + v', null],
    ['y ~ x + v', 'unit'],
    ['y ~ x | unit', 'unit'],
  ])('%s, by %s, are those of fitted groups', (formula, unit) => {
    const models = groups(formula, 'third', [0, 1, 2]);
    const refit = models.map((one) => ({ ...one, spec: { ...one.spec, formula: slow(one.spec.formula) } }));
    const [fast, slower] = [
      compared('permutation', models, { unit }),
      compared('permutation', refit, { unit }),
    ];
    for (const [i, row] of fast.entries()) {
      expect(Math.abs(row.statistic! / slower[i]!.statistic! - 1)).toBeLessThan(1e-10);
      expect(row.failed).toBe(0);
    }
  });
});

/** The same columns, of which one twice: collinear, so that nothing is taken from products. */
function slow(formula: ModelSpec['formula']): ModelSpec['formula'] {
  return {
    ...formula,
    terms: [
      ...formula.terms,
      {
        factors: [
          {
            kind: 'binary',
            operator: '*',
            left: { kind: 'number', value: 2 },
            right: { kind: 'name', name: 'x' },
          },
        ],
      },
    ],
  };
}
