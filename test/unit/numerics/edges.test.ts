import { describe, expect, it } from 'vitest';
import { type Estimation, estimate } from '../../../runtime/estimators/estimate.ts';
import type { TermRecord } from '../../../runtime/results/results.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import { estimateOn, fitted, noise, preparedPanel, specOf, tableOf } from './fixture.ts';

/** Models that cannot be estimated, or not wholly: no NaN, a null and a note with a code. */

const next = noise(3);
const x = Array.from({ length: 12 }, next);
const z = Array.from({ length: 12 }, next);
const table = tableOf({
  y: x.map((value, i) => 2 * value + z[i]! + next()),
  x,
  z,
  twice: x.map((value) => 2 * value),
  both: x.map((value, i) => value - z[i]!),
  five: x.map(() => 5),
  exact: x.map((value) => 1 + 3 * value),
  city: ['A', 'A', 'A', 'B', 'B', 'B', 'C', 'C', 'C', 'D', 'D', 'D'],
  year: [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3],
  area: [4, 4, 4, 7, 7, 7, 1, 1, 1, 2, 2, 2],
  additive: [5, 6, 8, 15, 16, 18, 25, 26, 28, 35, 36, 38],
  none: x.map(() => null),
  text: x.map((_, i) => (i % 2 ? 'u' : 'v')),
  one: x.map(() => 'same'),
  cluster2: x.map((_, i) => i % 2),
});

const codes = (estimation: Estimation): string[] => estimation.record.notes.map((note) => note.code);

function hasNoNaN(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (value === null || typeof value !== 'object') return true;
  return Object.values(value).every(hasNoNaN);
}

const nulls = (term: TermRecord) => [
  term.std_error,
  term.statistic,
  term.df,
  term.p,
  term.conf_low,
  term.conf_high,
];

describe('models without estimates', () => {
  it.each([
    ['no rows', 'y ~ none', {}, 'no-rows'],
    ['a constant outcome', 'five ~ x', {}, 'constant-outcome'],
    ['an outcome constant within the effect', 'area ~ x | city', {}, 'constant-outcome'],
    ['an outcome that two effects explain', 'additive ~ x | city + year', {}, 'constant-outcome'],
    ['a text outcome', 'text ~ x', {}, 'text-outcome'],
    ['no regressor', 'y ~ 0', {}, 'no-regressors'],
    ['no regressor left', 'y ~ area | city', { conventions: 'fixest' }, 'no-regressors'],
    ['an undefined convention', 'y ~ x | city', { conventions: 'regress' }, 'undefined-convention'],
    ['HC1 of xtreg', 'y ~ x | city', { conventions: 'xtreg' }, 'undefined-convention'],
  ])('%s', (_, formula, more, code) => {
    const estimation = estimateOn(table, specOf(formula, more));
    expect(estimation.kind).toBe('not-estimated');
    expect(codes(estimation)).toEqual([code]);
    expect(hasNoNaN(estimation.record)).toBe(true);
    for (const term of estimation.record.terms)
      expect([term.estimate, ...nulls(term)].every((v) => v === null)).toBe(true);
    expect(estimation.record.fit.r2).toBeNull();
    expect(estimation.record.sample.rows).toBe(12);
  });

  it('too large values', () => {
    const huge = tableOf({ y: [1, 2, 4], x: [1e200, 1e200, 2e200] });
    const spec = specOf('y ~ x:x');
    expect(codes(estimateOn(huge, spec))).toEqual(['values-too-large']);
  });
});

describe('collinear regressors', () => {
  it.each([
    ['y ~ x + twice + z', 'stata', [{ term: 'twice', explained_by: ['x'] }]],
    ['y ~ x + z + both', 'stata', [{ term: 'both', explained_by: ['x', 'z'] }]],
    ['y ~ five + x', 'stata', [{ term: 'five', explained_by: ['(Intercept)'] }]],
    ['y ~ x + one', 'stata', [{ term: 'onesame', explained_by: ['(Intercept)'] }]],
    ['y ~ x + area | city', 'fixest', [{ term: 'area', explained_by: ['city'] }]],
    ['y ~ area + x | year + city', 'stata', [{ term: 'area', explained_by: ['city'] }]],
    ['y ~ x + additive | city + year', 'stata', [{ term: 'additive', explained_by: ['city', 'year'] }]],
    [
      'y ~ x + twice + five | city',
      'stata',
      [
        { term: 'twice', explained_by: ['x'] },
        { term: 'five', explained_by: ['city'] },
      ],
    ],
  ])('%s (%s)', (formula, conventions, expected) => {
    const { record } = fitted(table, specOf(formula, { conventions }));
    expect(record.collinear).toEqual(expected);
    expect(record.notes.map((note) => note.code)).toEqual(expected.map(() => 'collinear'));
    expect(record.terms.map((term) => term.term)).not.toContain(expected[0]!.term);
    expect(hasNoNaN(record)).toBe(true);
  });

  it('leaves the numbers of the model without the column', () => {
    const { fit, terms } = fitted(table, specOf('y ~ x + twice + z')).record;
    const alone = fitted(table, specOf('y ~ x + z')).record;
    expect(terms).toEqual(alone.terms);
    expect(fit).toEqual(alone.fit);
  });
});

describe('models with some numbers', () => {
  it('a perfect fit: estimates, no t and no likelihood', () => {
    const { record } = fitted(table, specOf('exact ~ x'));
    expect(codes({ kind: 'not-estimated', record })).toEqual(['perfect-fit']);
    expect(record.terms[1]).toMatchObject({ std_error: 0, statistic: null, p: null });
    expect(record.terms[1]!.estimate).toBeCloseTo(3, 13);
    expect(record.fit).toMatchObject({ r2: 1, log_lik: null, aic: null, f: null, rss: 0 });
    expect(hasNoNaN(record)).toBe(true);
  });

  it('as many parameters as rows: estimates, no standard errors', () => {
    const three = tableOf({ y: [1, 2, 4], x: [1, 3, 2], z: [0, 1, 5], w: [2, 1, 7] });
    for (const type of ['iid', 'HC1', 'HC3']) {
      const { record, vcov } = fitted(three, specOf('y ~ x + z + w', { vcov: { type } }));
      expect(record.notes.map((note) => note.code)).toEqual(['collinear', 'no-degrees-of-freedom']);
      expect(vcov).toBeNull();
      expect(record.terms).toHaveLength(3);
      expect(
        record.terms.every((term) => term.estimate !== null && nulls(term).every((v) => v === null)),
      ).toBe(true);
      expect(record.fit).toMatchObject({ sigma: null, adj_r2: null, log_lik: null, f: null });
      expect(hasNoNaN(record)).toBe(true);
    }
  });

  it('one cluster: estimates, no standard errors', () => {
    const { record } = fitted(table, specOf('y ~ x', { vcov: { type: 'cluster', by: ['one'] } }));
    expect(record.notes.map((note) => note.code)).toEqual(['one-cluster']);
    expect(record).toMatchObject({ clusters: { one: 1 }, conventions: { q: null } });
    expect(hasNoNaN(record)).toBe(true);
  });

  it('fewer clusters than slopes: no joint F', () => {
    const vcov = { type: 'cluster', by: ['cluster2'] };
    const { record } = fitted(table, specOf('y ~ x + z', { vcov }));
    expect(record.notes.map((note) => note.code)).toEqual(['few-clusters']);
    expect(record.fit).toMatchObject({ f: null, f_df: null, f_p: null });
    expect(record.terms[1]!.std_error).toBeGreaterThan(0);
  });

  it('only a constant', () => {
    const { record } = fitted(table, specOf('y ~ 1 | city'));
    expect(record.terms.map((term) => term.term)).toEqual(['(Intercept)']);
    expect(record.fit.f).toBeNull();
    const dropped = fitted(table, specOf('y ~ five')).record;
    expect(dropped.notes.map((note) => note.code)).toEqual(['collinear', 'no-regressors']);
  });

  it('no constant: R2 about zero, said so', () => {
    const { record, fit } = fitted(table, specOf('y ~ 0 + x'));
    expect(record.notes.map((note) => note.code)).toEqual(['uncentred-r2']);
    expect(fit.counts).toMatchObject({ slopes: 1, constant: 0 });
    expect(record.df_residual).toBe(11);
  });

  it('a row with leverage 1: left out of HC2 and HC3, and said so', () => {
    const spike = tableOf({ y: [1, 2, 4, 3, 6, 9], x: [1, 3, 2, 5, 4, 4], d: [0, 0, 0, 0, 0, 1] });
    const { record } = fitted(spike, specOf('y ~ x + d', { vcov: { type: 'HC3' } }));
    expect(record.notes.map((note) => note.code)).toEqual(['full-leverage']);
    expect(hasNoNaN(record)).toBe(true);
  });

  it('leverages of too many levels: estimates, no standard errors', () => {
    const n = 2100 * 3;
    const draw = noise(5);
    const wide = tableOf({
      y: Array.from({ length: n }, draw),
      x: Array.from({ length: n }, draw),
      a: Array.from({ length: n }, (_, i) => i % 2100),
      b: Array.from({ length: n }, (_, i) => (i * 11 + Math.floor(i / 2100)) % 2100),
    });
    const { record } = fitted(wide, specOf('y ~ x | a + b', { vcov: { type: 'HC2' } }));
    expect(record.notes.map((note) => note.code)).toEqual(['leverage-too-large']);
    expect(record.terms[0]).toMatchObject({ std_error: null });
    expect(record.terms[1]!.estimate).not.toBeNull();
  });
});

describe('a record', () => {
  it('is the same whatever is estimated before it, to the last bit', () => {
    const panel = preparedPanel();
    const spec = specOf('AGG ~ TIN + POS | city + year');
    const options = {
      evaluate: (e: Parameters<typeof evaluate>[0]) => evaluate(e, panel),
      levels: new Map(),
    };
    const first = JSON.stringify(estimate(panel, spec, options).record);
    estimate(panel, specOf('AGG ~ RD'), options);
    expect(JSON.stringify(estimate(panel, spec, options).record)).toBe(first);
  });
});
