/**
 * Analytic weights, three absorbed effects and varying slopes against lm with all dummies, sandwich and fixest
 * (07-panel-estimators.R). Estimates and standard errors to 1e-9 relative; where fixest iterates to 1e-7.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Estimated } from '../../runtime/estimators/estimate.ts';
import { distance, estimateOn, fitted, noise, specOf, tableOf } from '../unit/numerics/fixture.ts';
import { ledger } from './ledger.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const reference = JSON.parse(read('panel-estimators.json'));
const NEAR = 1e-9;
const book = ledger('weights-and-effects');

/** Grunfeld's data with the weights and the third effect of the script. */
function columns(): Record<string, number[]> {
  const [header, ...lines] = read('grunfeld.csv').trim().split('\n');
  const names = header!.split(',').map((name) => name.replaceAll('"', ''));
  const cells = lines.map((line) => line.split(',').map(Number));
  const data = Object.fromEntries(names.map((name, j) => [name, cells.map((row) => row[j]!)]));
  const [firm, year, capital] = [data['firm']!, data['year']!, data['capital']!];
  return {
    ...data,
    w: capital.map((value) => 1 + (value % 37) / 10),
    third: firm.map((value, i) => (value * 3 + year[i]!) % 4),
  };
}

const table = tableOf(columns(), { unit: 'firm', time: 'year' });
const iid = { vcov: { type: 'iid' } };

function slopesOf({ record }: Estimated): { readonly estimates: number[]; readonly errors: number[] } {
  const terms = record.terms.filter((term) => term.term === 'value' || term.term === 'capital');
  return { estimates: terms.map((term) => term.estimate!), errors: terms.map((term) => term.std_error!) };
}

interface Weighted {
  readonly absorb: readonly string[];
  readonly [measure: string]: unknown;
}

const numbers = (entry: Weighted, ...names: readonly string[]) => names.map((name) => entry[name] as number);
const list = (entry: Weighted, name: string) => entry[name] as readonly number[];

const within = (spec: ModelSpec, [effect, ...slopes]: readonly string[]): ModelSpec => ({
  ...spec,
  formula: {
    ...spec.formula,
    fixed: [{ columns: [effect!], slopes }, ...spec.formula.fixed],
  },
});

describe.each(
  (reference.weights as Weighted[]).map((one) => [one.absorb.join(' + ') || 'none', one] as const),
)('weights with effects: %s', (_, entry) => {
  const expected = entry;
  const formula = `inv ~ value + capital | ${entry.absorb.join(' + ')}`;
  const run = (type: string, conventions: string) =>
    fitted(table, specOf(formula, { vcov: { type }, conventions, weights: 'w' }));

  // Neither scales weights; lm says nothing of absorbed effects.
  const raw = entry.absorb.length === 0 ? 'lm' : 'plm';
  const of = `ols, weights, ${entry.absorb.length} absorbed`;

  it('estimates, fit and covariances are those of lm', () => {
    const one = run('iid', raw);
    book.estimates(of, slopesOf(one).estimates, list(expected, 'coef'));
    const { fit, weights, df_residual } = one.record;
    expect(weights).toBe('w');
    expect(df_residual).toBe(expected['df_resid']);
    const measures = [fit.rss, fit.r2, fit.adj_r2, fit.sigma, fit.log_lik];
    expect(distance(measures, numbers(expected, 'rss', 'r2', 'adj_r2', 'sigma', 'log_lik'))).toBeLessThan(
      NEAR,
    );
    for (const type of ['iid', 'HC0', 'HC1', 'HC2', 'HC3']) {
      book.errors(of, type, slopesOf(run(type, raw)).errors, list(expected, type));
    }
    expect(distance(one.fit.leverage().slice(0, 20), list(expected, 'leverage'))).toBeLessThan(NEAR);
  });

  it('under the profiles of Stata the weights have mean 1, and nothing but scales changes', () => {
    const stata = run('HC1', 'stata').record;
    const unscaled = run('HC1', raw).record;
    const mean = columns()['w']!.reduce((total, value) => total + value, 0) / unscaled.n;
    expect(distance([stata.fit.rss! * mean], [unscaled.fit.rss!])).toBeLessThan(NEAR);
    expect(distance([stata.fit.log_lik], [unscaled.fit.log_lik!])).toBeLessThan(NEAR);
    const constant = stata.terms.find((term) => term.term === '(Intercept)')!;
    const reported = numbers(expected, entry.absorb.length === 0 ? 'intercept' : 'constant');
    expect(distance([constant.estimate], reported)).toBeLessThan(NEAR);
    expect(distance(slopesOf(run('HC1', 'stata')).errors, list(expected, 'HC1'))).toBeLessThan(NEAR);
  });
});

describe('weights as fixest has them', () => {
  const expected = reference.weights_fixest;
  const run = (vcov: ModelSpec['vcov']) =>
    fitted(table, specOf('inv ~ value + capital | firm', { vcov, conventions: 'fixest', weights: 'w' }));

  it('clusters and measures of fit', () => {
    const one = run({ type: 'cluster', by: ['firm'] });
    book.errors(
      'ols, weights, 1 absorbed, by fixest',
      'cluster',
      slopesOf(one).errors,
      expected.cluster,
      1e-7,
    );
    const plain = slopesOf(run({ type: 'iid' })).errors;
    book.errors('ols, weights, 1 absorbed, by fixest', 'iid', plain, expected.iid, 1e-7);
    const { fit } = one.record;
    expect(
      distance([fit.r2, fit.adj_r2, fit.within_r2], [expected.r2, expected.adj_r2, expected.within_r2]),
    ).toBeLessThan(1e-7);
  });
});

describe('rows and weights', () => {
  const made = columns();

  it('a weight of zero or a missing one drops the row, and says so', () => {
    const weights = made['w']!.map((value, i) => (i % 50 === 0 ? 0 : i === 7 ? null : value));
    const spec = specOf('inv ~ value + capital', { ...iid, weights: 'w' });
    const one = fitted(tableOf({ ...made, w: weights }), spec).record;
    expect(one.sample).toMatchObject({ weightless: 4, incomplete: 1, used: 195, missing: { w: 1 } });
    expect(one.notes.map((note) => note.code)).toEqual(['zero-weights']);
    const kept = weights.map((value) => value !== null && value > 0);
    const rest = Object.fromEntries(
      Object.entries({ ...made, w: weights }).map(([key, cells]) => [key, cells.filter((_, i) => kept[i])]),
    );
    expect(one.terms).toEqual(fitted(tableOf(rest), spec).record.terms);
  });

  it('a negative weight is refused', () => {
    const weights = made['w']!.map((value, i) => (i === 3 ? -value : value));
    const { kind, record } = estimateOn(
      tableOf({ ...made, w: weights }),
      specOf('inv ~ value', { ...iid, weights: 'w' }),
    );
    expect(kind).toBe('not-estimated');
    expect(record.notes.map((note) => note.code)).toEqual(['negative-weights']);
  });

  it('whole weights are as many rows, but for the degrees of freedom', () => {
    const times = made['firm']!.map((firm) => 1 + (firm % 3));
    const repeat = (cells: readonly number[]) =>
      cells.flatMap((cell, i) => Array.from({ length: times[i]! }, () => cell));
    const repeated = Object.fromEntries(Object.entries(made).map(([key, cells]) => [key, repeat(cells)]));
    const formula = 'inv ~ value + capital | firm + year + third';
    const one = fitted(tableOf({ ...made, w: times }), specOf(formula, { ...iid, weights: 'w' }));
    const other = fitted(tableOf(repeated), specOf(formula, iid));
    expect(distance(slopesOf(one).estimates, slopesOf(other).estimates)).toBeLessThan(NEAR);
  });
});

describe.each([
  ['three', 'ols, 3 absorbed', specOf('inv ~ value + capital | firm + year + third')],
  ['slopes', 'ols, slopes by unit', within(specOf('inv ~ value + capital'), ['firm', 'year'])],
  [
    'slopes_two',
    'ols, slopes by unit and time',
    within(specOf('inv ~ value + capital | year'), ['firm', 'year']),
  ],
] as const)('%s', (key, of, spec) => {
  const expected = reference[key];
  const run = (vcov: ModelSpec['vcov'], conventions: string) => fitted(table, { ...spec, vcov, conventions });

  it('estimates are those of all dummies', () => {
    const one = run({ type: 'iid' }, 'plm');
    book.estimates(of, slopesOf(one).estimates, expected.coef);
    expect(distance([one.record.fit.rss], [expected.rss])).toBeLessThan(NEAR);
    // The counted rank is a bound: with the slopes of year beside year one column more is redundant.
    const over = key === 'slopes_two' ? 1 : 0;
    expect(one.record.df_residual).toBe(expected.df_resid - over);
    const factor = Math.sqrt(expected.df_resid / one.record.df_residual);
    expect(
      distance(
        slopesOf(one).errors,
        expected.iid.map((se: number) => se * factor),
      ),
    ).toBeLessThan(NEAR);
    book.errors(of, 'HC3', slopesOf(run({ type: 'HC3' }, 'plm')).errors, expected.HC3);
  });

  it('counts as fixest does', () => {
    const { fixest } = expected;
    const one = run({ type: 'iid' }, 'fixest');
    expect(one.record.conventions.k).toBe(fixest.nparams);
    book.errors(`${of}, by fixest`, 'iid', slopesOf(one).errors, fixest.iid, 1e-7);
    const robust = slopesOf(run({ type: 'HC1' }, 'fixest')).errors;
    book.errors(`${of}, by fixest`, 'HC1', robust, fixest.HC1, 1e-7);
    const clustered = run({ type: 'cluster', by: ['firm'] }, 'fixest');
    book.errors(`${of}, by fixest`, 'cluster', slopesOf(clustered).errors, fixest.cluster, 1e-7);
  });
});

it('three effects of many levels that hang together by few rows', () => {
  const draw = noise(3);
  const n = 3000;
  const a = Array.from({ length: n }, (_, i) => Math.floor(i / 5));
  const b = a.map((level, i) => (i % 5 === 4 ? level + 1 : level));
  const c = a.map(() => Math.floor(20 + 5 * draw()) % 40);
  const x = a.map((level) => draw() + Math.sin(level));
  const y = x.map((value, i) => 2 * value + Math.cos(b[i]!) + c[i]! / 10 + draw());
  const one = fitted(tableOf({ y, x, a, b, c }), specOf('y ~ x | a + b + c', { ...iid, conventions: 'plm' }));
  const dummies = fitted(
    tableOf({ y, x, a, b, c }),
    specOf('y ~ x + factor(c) | a + b', { ...iid, conventions: 'plm' }),
  );
  const [left, right] = [one, dummies].map(({ record }) => record.terms.find((term) => term.term === 'x')!);
  expect(distance([left!.estimate], [right!.estimate!])).toBeLessThan(NEAR);
  // The count by pairs is a bound: at most too many parameters, never too few.
  expect(one.record.df_residual).toBeLessThanOrEqual(dummies.record.df_residual);
});
