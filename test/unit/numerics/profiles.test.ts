import { describe, expect, it } from 'vitest';
import { conventions, profileFor } from '../../../runtime/conventions/index.ts';
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

  it('defines no regress with absorbed effects, and no other name', () => {
    expect(profileFor('regress', true)).toBeNull();
    expect(profileFor('lsdv', false)).toBeNull();
    expect(conventions.map((one) => one.name)).toEqual(['stata', 'regress', 'reghdfe', 'fixest']);
  });
});
