import type { Explanations } from './explanation.ts';

/** Estimators with their settings, and the tests of models. */
export const models: Explanations = {
  'missing-tau': {
    cause:
      'A quantile regression describes one quantile of the outcome: the median, or the lower tenth. Which one is no detail that could be assumed, so each such model says it.',
    wrong: ['analyses:', '  middle: {regress: wage ~ schooling, estimator: quantile, vcov: nid}'],
    cured: ['analyses:', '  middle: {regress: wage ~ schooling, estimator: quantile, tau: 0.5, vcov: nid}'],
  },
  'no-effects': {
    cause:
      'Between, random and first-difference models treat the unit of the panel in their own way, and a quantile regression cannot sweep effects out as least squares can. Effects after the bar would have to be ignored, or would mean another model.',
    wrong: ['analyses:', '  across: {regress: wage ~ schooling | firm, estimator: between}'],
    cured: ['analyses:', '  across: {regress: wage ~ schooling, estimator: between}'],
  },
  'cluster-form': {
    cause:
      'Clusters are the values of a column, or the combinations that several columns have, joined by ^ as among fixed effects. Numbers and other operators make no clusters.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ schooling, vcov: {cluster: firm^2}}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ schooling, vcov: {cluster: firm^year}}'],
  },
  'binary-outcome': {
    cause:
      'Logit and probit explain whether something is so: an outcome of 1 or 0. Codes such as 1 and 2 are not read as no and yes, because nobody could see which is which; the run refuses them.',
    wrong: ['analyses:', '  chance: {regress: year ~ schooling, estimator: logit}'],
    cured: ['analyses:', '  chance: {regress: year == 2016 ~ schooling, estimator: logit}'],
  },
  'no-instruments': {
    cause:
      'Instrumental variables are estimated where a formula names what is instrumented and by what. Without that part there is nothing for the estimator to do that least squares would not.',
    wrong: ['analyses:', '  instrumented: {regress: wage ~ schooling, estimator: iv}'],
    cured: ['analyses:', '  instrumented: {regress: wage ~ 1 | schooling ~ sales, estimator: iv}'],
  },
  'no-derived-model': {
    cause:
      'Marginal effects follow from logit, probit and poisson models, first stages from models with instruments. Of another model there is nothing of the kind to show.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      'tables:',
      '  effects: {of: baseline.margins}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling, estimator: poisson}',
      'tables:',
      '  effects: {of: baseline.margins}',
    ],
  },
  'derived-model': {
    cause:
      'Marginal effects and first stages are computed from a model and have no formula of their own that could be varied, contrasted or permuted. The model itself can be.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling, estimator: poisson}',
      '  older: {vary: baseline.margins, variants: {older: {where: age > 40}}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling, estimator: poisson}',
      '  older: {vary: baseline, variants: {older: {where: age > 40}}}',
    ],
  },
  'hypothesis-form': {
    cause:
      'A hypothesis is a list of terms whose coefficients are all zero, an equation between coefficients, or a list in which both stand. A name alone could mean either, and an equation in which all coefficients cancel says nothing.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age, hypotheses: {same: schooling - age}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age, hypotheses: {same: schooling - age == 0}}',
    ],
  },
  'not-linear': {
    cause:
      'The test of an equation goes by the covariance of the coefficients, which is exact for sums of coefficients times numbers. Products, quotients and powers of coefficients would need an approximation that the study does not state.',
    wrong: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age, hypotheses: {h: schooling * age == 1}}',
    ],
    cured: [
      'analyses:',
      '  baseline: {regress: wage ~ schooling + age, hypotheses: {h: 2 * schooling + age == 1}}',
    ],
  },
  'several-coefficients': {
    cause:
      'A text column, factor() and i() have one coefficient a level. As a list such a term means all of them; in an equation it would be unclear which one is meant.',
    wrong: ['analyses:', '  baseline: {regress: wage ~ region, hypotheses: {regions: region == 0}}'],
    cured: ['analyses:', '  baseline: {regress: wage ~ region, hypotheses: {regions: [region]}}'],
  },
  'no-such-test': {
    cause:
      'A hypothesis is tested in each model that has all of its terms, and a model that lacks one has no such test. Where no model has all of them, the hypothesis would silently be tested nowhere.',
    wrong: [
      'analyses:',
      '  baseline:',
      '    regress: [wage ~ schooling, wage ~ age]',
      '    hypotheses: {both: [schooling, age]}',
    ],
    cured: [
      'analyses:',
      '  baseline:',
      '    regress: [wage ~ schooling, wage ~ schooling + age]',
      '    hypotheses: {both: [schooling, age]}',
    ],
  },
  'groups-not-apart': {
    cause:
      'A comparison across groups takes their estimates to be independent, or exchanges rows between them. A row that is in two groups breaks both, so groups that are compared have no row in common.',
    wrong: [
      'analyses:',
      '  periods:',
      '    regress: wage ~ schooling',
      '    split: {early: year <= 2015, late: year >= 2015}',
      '    compare: {terms: [schooling]}',
    ],
    cured: [
      'analyses:',
      '  periods:',
      '    regress: wage ~ schooling',
      '    split: {early: year < 2015, late: year >= 2015}',
      '    compare: {terms: [schooling]}',
    ],
  },
};
