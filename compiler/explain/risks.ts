import type { Explanations } from './explanation.ts';

/** What is legal but risky. */
export const risks: Explanations = {
  'compared-with-missing': {
    cause:
      'A comparison with a missing value is missing itself, for every row, and a condition keeps only rows where it is 1. The sample would be empty.',
    wrong: ['prepare:', '  - filter: sales != missing'],
    cured: ['prepare:', '  - filter: not is_missing(sales)'],
  },
  'empty-interval': {
    cause:
      'An interval in brackets runs from its smaller end to its larger one. The other way round it holds nothing.',
    wrong: ['prepare:', '  - derive: {recent: "year in [2016, 2015]"}'],
    cured: ['prepare:', '  - derive: {recent: "year in [2015, 2016]"}'],
  },
  'overlapping-groups': {
    cause:
      'Groups of a split may share rows, and it is seldom meant: a boundary year that both conditions take in is counted twice, and the groups cannot be compared as independent samples. The message names a value that both have.',
    wrong: [
      'analyses:',
      '  by_period:',
      '    regress: wage ~ schooling',
      '    split: {before: year <= 2015, after: year >= 2015}',
    ],
    cured: [
      'analyses:',
      '  by_period:',
      '    regress: wage ~ schooling',
      '    split: {before: year < 2015, after: year >= 2015}',
    ],
  },
  'no-rows': {
    cause:
      'By the values of one column alone no row can be in this sample, so there is nothing to estimate a model on, or to describe.',
    wrong: ['analyses:', '  late: {regress: wage ~ schooling, where: year > 2020}'],
    cured: ['analyses:', '  late: {regress: wage ~ schooling, where: year > 2014}'],
  },
  'few-clusters': {
    cause:
      'Clustered standard errors are right for many clusters. With few they are too small as a rule, and tests reject too often; around 30 is where it begins to matter. The number is that of the values of the column in the whole file; a sample may have fewer.',
    wrong: ['analyses:', '  a: {regress: wage ~ schooling, vcov: {cluster: region}}'],
    cured: ['analyses:', '  a: {regress: wage ~ schooling, vcov: {cluster: firm}}'],
  },
  'panel-gaps': {
    cause:
      'A lag is the value of the period before, not of the row before. Where a unit lacks a period, the row after the gap has no lag, and the models lose that row. It is said once, at the first lag.',
    wrong: ['prepare:', '  - derive: {before: lag(sales)}'],
    cured: ['prepare:', '  - derive: {before: lag(sales)}'],
  },
  'no-such-distance': {
    cause:
      'Lags count in units of the time column. In a panel of every second year no row has one a year earlier, and lag(x) is missing everywhere.',
    wrong: ['prepare:', '  - derive: {before: lag(sales)}'],
    cured: ['prepare:', '  - derive: {before: lag(sales)}'],
  },
  'mediator-control': {
    cause:
      'Variables say that this one carries a part of the effect of the treatment. Held constant, that part is gone from the coefficient. Written out by name it is the direct path of a mediation; in a set it goes unseen.',
    wrong: [
      'variables: {schooling: {role: treatment}, sales: {role: mediator}}',
      'sets: {Controls: [age, sales]}',
      'analyses:',
      '  a: {regress: wage ~ schooling + Controls}',
    ],
    cured: [
      'variables: {schooling: {role: treatment}, sales: {role: mediator}}',
      'sets: {Controls: [age]}',
      'analyses:',
      '  a: {regress: wage ~ schooling + Controls}',
    ],
  },
  'outcome-as-regressor': {
    cause: 'A variable explains itself perfectly: every other coefficient would be zero, and R² one.',
    wrong: ['analyses:', '  a: {regress: wage ~ schooling + wage}'],
    cured: ['analyses:', '  a: {regress: wage ~ schooling + lag(wage)}'],
  },
  'numbers-as-text': {
    cause:
      'Most cells of the column read as numbers, but some do not, so all of it is text. In a formula a text column is a factor: it would get one coefficient for each different value.',
    wrong: ['analyses:', '  a: {regress: wage ~ bonus}'],
    cured: ['analyses:', '  a: {regress: wage ~ sales}'],
  },
  'constant-regressor': {
    cause:
      'In the rows of the model the term has one value, so it cannot be told from the constant and has no coefficient.',
    wrong: ['analyses:', "  a: {regress: wage ~ schooling + region, where: region == 'east'}"],
    cured: ['analyses:', "  a: {regress: wage ~ schooling, where: region == 'east'}"],
  },
  'absorbed-regressor': {
    cause:
      'Fixed effects take away all that does not vary within their values. What is constant there, like the region of a firm, has nothing left to be estimated from.',
    wrong: ['analyses:', '  a: {regress: wage ~ schooling + region | firm}'],
    cured: ['analyses:', '  a: {regress: wage ~ schooling + region | year}'],
  },
  'identical-models': {
    cause:
      'Two models of one analysis are the same in everything, so its table would have two equal columns.',
    wrong: ['analyses:', '  a: {regress: [wage ~ schooling + age, wage ~ age + schooling]}'],
    cured: ['analyses:', '  a: {regress: [wage ~ schooling, wage ~ age + schooling]}'],
  },
  'different-samples': {
    cause:
      'Each model uses the rows that are complete for it. A column with more missing cells than the others has makes the later models smaller, so a change of a coefficient may be one of the sample. It is said where counting the missing cells proves it.',
    wrong: ['analyses:', '  a: {regress: wage ~ schooling + csw0(tenure)}'],
    cured: ['analyses:', '  a: {regress: wage ~ schooling + csw0(tenure), common_sample: true}'],
  },
};
