import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import type { Estimated } from '../../../runtime/estimators/estimate.ts';
import {
  call,
  distance,
  fitted,
  name,
  preparedPanel,
  type ReferenceModel,
  type ReferenceVcov,
  reference,
  specOf,
} from './fixture.ts';

/**
 * R's results on the seed study's prepared panel (test/reference/README.md), 1e-9 relative: both sides solve the same
 * doubles by a backward stable method, and the designs' condition numbers (below 1e3) leave some 1e-12. A p-value is
 * the tail at a statistic that may differ by 1e-12; its relative error is that times t^2 df / (df + t^2), below 300, so
 * 1e-9 holds for it as well.
 */
const TOLERANCE = 1e-9;

const results = reference();
const panel = preparedPanel();
const models = results.baseline.filter((model) => /^(ols|fe|fe2)_/.test(model.id));

/** Which of R's covariances ours is, with the profile and clusters that make it so. */
function vcovsOf(model: ReferenceModel): readonly [string, ModelSpec['vcov'], string][] {
  const effects = model.absorb ?? [];
  const rows: [string, ModelSpec['vcov']][] = [
    ['classical', { type: 'iid' }],
    ['HC0', { type: 'HC0' }],
    ['HC1', { type: 'HC1' }],
    ['HC2', { type: 'HC2' }],
    ['HC3', { type: 'HC3' }],
    ['cluster', { type: 'cluster', by: ['city'] }],
    [effects.includes('year') ? 'cluster_time_nested' : 'cluster_time', { type: 'cluster', by: ['year'] }],
  ];
  return ['stata', 'fixest'].flatMap((profile) =>
    rows.map(([key, vcov]): [string, ModelSpec['vcov'], string] => [key, vcov, profile]),
  );
}

function specFor(model: ReferenceModel, more: Partial<ModelSpec>): ModelSpec {
  const effects = model.absorb ? ` | ${model.absorb.join(' + ')}` : '';
  return specOf(`${model.formula}${effects}`, more);
}

/** The terms that R's record has: there no constant stands beside absorbed effects. */
function comparedTerms(estimation: Estimated, model: ReferenceModel) {
  return estimation.record.terms.filter((term) => model.terms.includes(term.term));
}

function compareInference(
  estimation: Estimated,
  model: ReferenceModel,
  expected: ReferenceVcov,
  table: Table,
) {
  expect(estimation.record.n).toBe(model.n);
  expect(table.rows - estimation.record.sample.incomplete).toBe(model.n);
  const terms = comparedTerms(estimation, model);
  expect(terms.map((term) => term.term)).toEqual(model.terms);
  const worst = {
    estimate: distance(
      terms.map((term) => term.estimate),
      model.coef,
    ),
    se: distance(
      terms.map((term) => term.std_error),
      expected.se,
    ),
    statistic: distance(
      terms.map((term) => term.statistic),
      expected.stat,
    ),
    p: distance(
      terms.map((term) => term.p),
      expected.p,
    ),
    low: distance(
      terms.map((term) => term.conf_low),
      expected.ci95_low,
    ),
    high: distance(
      terms.map((term) => term.conf_high),
      expected.ci95_high,
    ),
  };
  for (const [what, value] of Object.entries(worst)) expect(value, what).toBeLessThan(TOLERANCE);
  for (const term of terms) expect(term.df).toBe(expected.df);
}

function compareWald(estimation: Estimated, expected: ReferenceVcov) {
  const { f, f_p, f_df } = estimation.record.fit;
  if (expected.wald === null) {
    expect(f).toBeNull();
    return;
  }
  expect(f_df).toEqual([expected.wald.df1, expected.wald.df2]);
  expect(distance([f], [expected.wald.F])).toBeLessThan(TOLERANCE);
  expect(distance([f_p], [expected.wald.p])).toBeLessThan(TOLERANCE);
}

describe.each(models)('$id against R', (model) => {
  it.each(vcovsOf(model))('%s of %j under %s', (key, vcov, conventions) => {
    const estimation = fitted(panel, specFor(model, { vcov, conventions }));
    compareInference(estimation, model, model.vcov[key]!, panel);
    compareWald(estimation, model.vcov[key]!);
  });

  it('measures of fit', () => {
    const { fit, df_residual } = fitted(panel, specFor(model, {})).record;
    expect(df_residual).toBe(model.df_resid);
    const logs = [fit.log_lik, fit.aic, fit.bic];
    // R counts sigma among the parameters of AIC and BIC, Stata and fixest do not.
    const expectedLogs = [model.loglik, model.aic - 2, model.bic - Math.log(model.n)];
    expect(distance(logs, expectedLogs)).toBeLessThan(TOLERANCE);
    const others = [fit.rss, fit.tss, fit.sigma, fit.rmse, fit.r2, fit.adj_r2];
    const expected = [model.rss, model.tss, model.sigma, model.sigma, model.r2, model.r2_adj];
    expect(distance(others, expected)).toBeLessThan(TOLERANCE);
    if (model.absorb) expect(distance([fit.within_r2], [model.r2_within!])).toBeLessThan(TOLERANCE);
    else expect(fit.within_r2).toBeNull();
  });
});

describe.each(models.filter((model) => model.absorb))('$id', (model) => {
  it("the constant that Stata prints, and fixest's lack of one", () => {
    const stata = fitted(panel, specFor(model, {})).record.terms[0]!;
    expect(stata.term).toBe('(Intercept)');
    expect(distance([stata.estimate], [model.const_stata!])).toBeLessThan(TOLERANCE);
    const fixest = fitted(panel, specFor(model, { conventions: 'fixest' })).record.terms;
    expect(fixest.map((term) => term.term)).toEqual(model.terms);
  });
});

describe('a lagged regressor', () => {
  const model = results.lagged_regressor;
  const spec = specOf('AGG ~ TIN + POS + NUE + GRA | city + year');
  const lagged: ModelSpec = {
    ...spec,
    formula: {
      ...spec.formula,
      terms: [{ factors: [call('lag', name('TIN'))] }, ...spec.formula.terms.slice(1)],
    },
  };
  const named = { ...model, terms: ['lag(TIN)', ...model.terms.slice(1)] };

  it.each(vcovsOf({ ...model, absorb: ['city', 'year'] }))('%s of %j under %s', (key, vcov, conventions) => {
    const expected = model.vcov[key];
    if (expected === undefined) throw new Error(`no ${key}`);
    const estimation = fitted(panel, { ...lagged, vcov, conventions });
    compareInference(estimation, named, expected, panel);
    compareWald(estimation, expected);
  });

  it('counts the rows lost to the lag', () => {
    const { sample } = fitted(panel, lagged).record;
    expect(sample).toMatchObject({ rows: 308, incomplete: 28, lags: 28, singletons: 0, used: 280 });
    expect(sample.missing).toMatchObject({ AGG: 0, 'lag(TIN)': 28, POS: 0, city: 0, year: 0 });
  });
});

describe('records', () => {
  it('holds counts, clusters and conventions', () => {
    const spec = specOf('AGG ~ TIN | city + year', { vcov: { type: 'cluster', by: ['city'] } });
    const { record } = fitted(panel, spec);
    expect(record).toMatchObject({
      outcome: 'AGG',
      estimator: 'ols',
      fixed: ['city', 'year'],
      units: 28,
      periods: 11,
      clusters: { city: 28 },
      vcov: { type: 'cluster', by: ['city'] },
      conventions: { name: 'stata', k: 12, df: 27 },
      statistic: 't',
      notes: [],
    });
    expect(distance([record.conventions.q], [(307 / 296) * (28 / 27)])).toBeLessThan(1e-15);
  });
});
