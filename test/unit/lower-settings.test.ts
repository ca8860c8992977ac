/** From YAML to plan: what estimations are told of covariance, weights and estimator. */
import { describe, expect, it } from 'vitest';
import { printExpression } from '../../compiler/plan/print.ts';
import { completePlan, specOf } from './complete.ts';

const vcovOf = (vcov: string) =>
  specOf(completePlan(`a: {regress: y ~ x, vcov: ${vcov}, estimator: ols}`), 'a.1').vcov;

describe('vcov', () => {
  it.each([
    ['HC4', { type: 'HC4' }],
    ['{cluster: city}', { type: 'cluster', by: ['city'] }],
    ['{cluster: [city, year]}', { type: 'cluster', by: ['city', 'year'] }],
    ['{cluster: city^year}', { type: 'cluster', by: ['city^year'], combined: [['city', 'year']] }],
    [
      '{cluster: [k, city^year]}',
      { type: 'cluster', by: ['k', 'city^year'], combined: [['k'], ['city', 'year']] },
    ],
    ['{cr2: city}', { type: 'cr2', by: ['city'] }],
    ['{newey-west: {lag: 2}}', { type: 'newey-west', lag: 2 }],
    ['{driscoll-kraay: {lag: 0}}', { type: 'driscoll-kraay', lag: 0 }],
    ['{bootstrap: {draws: 99}}', { type: 'bootstrap', draws: 99, seed: 7, interval: 'percentile' }],
    [
      '{bootstrap: {draws: 99, cluster: city, interval: bca}}',
      { type: 'bootstrap', by: ['city'], draws: 99, seed: 7, interval: 'bca' },
    ],
    [
      '{wild: {draws: 99, cluster: city}}',
      { type: 'wild', by: ['city'], draws: 99, seed: 7, weights: 'rademacher' },
    ],
    [
      '{wild: {draws: 99, cluster: city, weights: webb}}',
      { type: 'wild', by: ['city'], draws: 99, seed: 7, weights: 'webb' },
    ],
  ])('%s', (written, lowered) => {
    expect(vcovOf(written)).toEqual(lowered);
  });
});

describe('weights, tau and margins', () => {
  const plan = completePlan(
    'a: {regress: y ~ x, weights: w}',
    'b: {regress: y ~ x, estimator: quantile, tau: 0.25, vcov: nid}',
    'c: {regress: y ~ x, estimator: probit, margins: at_means}',
    'd: {regress: y ~ x}',
    'v: {vary: a, variants: {un: {weights: none}, by: {vcov: {cluster: city}}, k: {weights: k}}, common_sample: true}',
    'u: {vary: b, variants: {mean: {estimator: ols, vcov: HC1}}}',
  );

  it('reach the estimation where they mean something, and are absent elsewhere', () => {
    expect(specOf(plan, 'a.1').weights).toBe('w');
    expect(specOf(plan, 'b.1')).toMatchObject({ estimator: 'quantile', tau: 0.25, vcov: { type: 'nid' } });
    expect(specOf(plan, 'c.1')).toMatchObject({ estimator: 'probit', margins: 'at_means' });
    for (const key of ['weights', 'tau', 'margins']) expect(specOf(plan, 'd.1')).not.toHaveProperty(key);
    expect(specOf(plan, 'v.un')).not.toHaveProperty('weights');
    expect(specOf(plan, 'u.mean')).not.toHaveProperty('tau');
  });

  it('belong to the common sample of variants', () => {
    expect(specOf(plan, 'v.un').complete.map(printExpression)).toEqual(['y', 'x', 'w', 'city', 'k']);
  });

  it('give marginal effects a place in tables', () => {
    const shown = completePlan(
      'a: {regress: {m: y ~ x, n: y ~ z}, split: city, estimator: poisson}',
      'b: {regress: y ~ x, estimator: logit}',
      'tables: {t: {of: [a.m@B.margins, b, b.margins]}}',
    );
    expect(shown.tables[0]!.panels[0]!.models).toEqual(['a.m@B.margins', 'b.1', 'b.1.margins']);
  });

  it('make equal models one step', () => {
    const stepOf = (id: string) => plan.analyses.find((one) => one.id === id)!.models[0]!.step;
    const twice = completePlan('a: {regress: y ~ x, weights: none}', 'b: {regress: y ~ x}');
    expect(twice.analyses[0]!.models[0]!.step).toBe(twice.analyses[1]!.models[0]!.step);
    expect(stepOf('a')).not.toBe(stepOf('d'));
  });
});
