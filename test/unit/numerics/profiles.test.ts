import { describe, expect, it } from 'vitest';
import { conventions, profileFor } from '../../../runtime/conventions/index.ts';
import type { CovarianceFamily } from '../../../runtime/conventions/profile.ts';
import type { ParameterCounts } from '../../../runtime/estimators/estimator.ts';

/** Factors are single divisions and products: equal to the last digits, 1e-15 relative. */

const plain: ParameterCounts = { n: 100, slopes: 3, constant: 1, fixed: [], clusters: [10] };
const effect = (levels: number, independent: number, nested: boolean) => ({
  name: `f${levels}`,
  levels,
  independent,
  nested: [nested],
});
const absorbed = (...fixed: ParameterCounts['fixed']): ParameterCounts => ({ ...plain, constant: 0, fixed });

describe('small-sample conventions', () => {
  it.each(['stata', 'regress', 'reghdfe', 'fixest'])('%s without effects', (name) => {
    const { smallSample } = profileFor(name, false)!;
    expect(smallSample('iid', plain)).toEqual({ q: 1, k: 4, df: 96 });
    expect(smallSample('HC0', plain)).toEqual({ q: 1, k: 4, df: 96 });
    expect(smallSample('HC1', plain)).toEqual({ q: 100 / 96, k: 4, df: 96 });
    expect(smallSample('HC3', plain)).toEqual({ q: 1, k: 4, df: 96 });
    expect(smallSample('cluster', plain)).toMatchObject({ k: 4, df: 9 });
    expect(smallSample('cluster', plain).q).toBeCloseTo((99 / 96) * (10 / 9), 14);
  });

  it.each([
    // Two components: fixest 0.14.2 counts K = 1 + 1 + 7 + 11 = 20 for iid (nparams) where the rank is 19, and 13 where
    // the first effect is nested (see its ssc: K.fixef = "nonnested", K.exact = FALSE).
    ['fixest', 'iid', false, 20],
    ['fixest', 'cluster', true, 13],
    ['stata', 'iid', false, 19],
    // reghdfe takes off what the second effect shares with the first, nested or not (its manual; no reference here).
    ['stata', 'cluster', true, 12],
    ['stata', 'cluster', false, 19],
  ] as const)('%s, %s, first effect nested %s: K = %i', (name, family, nested, k) => {
    const counts = { ...absorbed(effect(8, 8, nested), effect(12, 10, false)), slopes: 1, n: 48 };
    expect(profileFor(name, true)!.smallSample(family, counts).k).toBe(k);
  });

  it('counts slopes and a constant where all effects are nested', () => {
    const counts = absorbed(effect(8, 8, true), effect(12, 10, true));
    expect(profileFor('stata', true)!.smallSample('cluster', counts).k).toBe(4);
    expect(profileFor('fixest', true)!.smallSample('cluster', counts).k).toBe(4);
  });

  it('takes the smaller of clusters and residual degrees of freedom in reghdfe alone', () => {
    const counts = { ...absorbed(effect(20, 20, false)), n: 28, clusters: [25] };
    expect(profileFor('reghdfe', true)!.smallSample('cluster', counts).df).toBe(5);
    expect(profileFor('fixest', true)!.smallSample('cluster', counts).df).toBe(24);
  });

  it('defines what each program has, and nothing else', () => {
    const defining = (absorbed: boolean, estimator?: string) =>
      conventions.flatMap(({ name }) => (profileFor(name, absorbed, estimator) ? [name] : []));
    expect(defining(false)).toEqual([
      ...['stata', 'regress', 'reghdfe', 'fixest', 'lsdv', 'lm', 'plm', 'linearmodels', 'statsmodels'],
    ]);
    expect(defining(true)).toEqual(['stata', 'xtreg', 'reghdfe', 'fixest', 'lsdv', 'plm', 'linearmodels']);
    expect(defining(false, 'between')).toEqual(conventions.map((one) => one.name));
    expect(profileFor('nobody', false)).toBeNull();
  });

  // The table of statistics.md, on 100 rows, 3 slopes, 10 clusters, an effect of 10 levels nested in them.
  it.each([
    ['xtreg', (99 / 96) * (10 / 9), 4, 9],
    ['reghdfe', (99 / 96) * (10 / 9), 4, 9],
    ['fixest', (99 / 96) * (10 / 9), 4, 9],
    ['lsdv', (99 / 87) * (10 / 9), 13, 9],
    ['plm', 1, 13, 87],
    ['linearmodels', 100 / 97, 3, 97],
  ])('%s, clusters, an effect nested in them: q %d, K %i, df %i', (name, q, k, df) => {
    const found = profileFor(name, true)!.smallSample('cluster', absorbed(effect(10, 10, true)));
    expect(found).toMatchObject({ k, df });
    expect(found.q).toBeCloseTo(q, 14);
  });

  it.each([
    ['lm', (99 / 96) * (10 / 9), 96],
    ['plm', 1, 96],
    ['linearmodels', 100 / 96, 96],
    ['statsmodels', (99 / 96) * (10 / 9), null],
  ])('%s, clusters, no effects: q %d, df %s', (name, q, df) => {
    const found = profileFor(name, false)!.smallSample('cluster', plain);
    expect(found).toMatchObject({ k: 4, df });
    expect(found.q).toBeCloseTo(q, 14);
  });

  it('leaves G / (G - 1) to each dimension where the program does', () => {
    const counts = { ...plain, clusters: [10, 20] };
    for (const name of ['regress', 'lm', 'statsmodels', 'lsdv']) {
      const found = profileFor(name, false)!.smallSample('cluster', counts);
      expect(found.ownFactors).toBe(true);
      expect(found.q).toBeCloseTo(99 / 96, 14);
    }
    for (const name of ['reghdfe', 'fixest'])
      expect(profileFor(name, false)!.smallSample('cluster', counts).q).toBeCloseTo((99 / 96) * (10 / 9), 14);
  });

  // fixest 0.14.2 on Grunfeld (test/reference/06-covariances.R holds the standard errors).
  it('gives serial covariances their own factors', () => {
    const counts = { ...plain, periods: 20, clusters: [] };
    const serial = (name: string) =>
      (['newey-west', 'driscoll-kraay'] as const).map((family) =>
        profileFor(name, false)!.smallSample(family, counts),
      );
    expect(serial('stata').map((one) => [one.q, one.df])).toEqual([
      [100 / 96, 96],
      [100 / 96, 19],
    ]);
    expect(serial('plm').map((one) => [one.q, one.df])).toEqual([
      [1, 96],
      [1, 96],
    ]);
    expect(serial('fixest').map((one) => one.df)).toEqual([19, 19]);
    expect(serial('fixest')[0]!.q).toBeCloseTo((99 / 96) * (20 / 19), 14);
  });

  it('is silent where the program is', () => {
    const silent = (name: string, absorbs: boolean, family: CovarianceFamily, counts: ParameterCounts) =>
      profileFor(name, absorbs, absorbs ? 'ols' : 'random')!.undefinedFor?.(family, counts) ?? null;
    const one = absorbed(effect(10, 10, true));
    expect(silent('xtreg', true, 'cluster', one)).toBeNull();
    expect(silent('xtreg', true, 'HC1', one)).toContain('clustered by the unit');
    expect(silent('xtreg', true, 'iid', absorbed(effect(8, 8, true), effect(9, 8, true)))).toContain(
      '2 absorbed',
    );
    expect(silent('xtreg', true, 'cluster', absorbed(effect(8, 8, false)))).toContain('not nested');
    expect(silent('xtreg', false, 'HC1', plain)).toBeNull();
    expect(silent('statsmodels', false, 'newey-west', plain)).toBe('newey-west');
  });

  it('takes the normal distribution with robust covariances of statsmodels only', () => {
    const { smallSample } = profileFor('statsmodels', false)!;
    expect(smallSample('iid', plain).df).toBe(96);
    expect(smallSample('HC1', plain)).toEqual({ q: 100 / 96, k: 4, df: null });
  });
});
