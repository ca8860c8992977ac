import type { Explanations } from './explanation.ts';

/** What a study must say before anything is estimated. */
export const settings: Explanations = {
  'missing-vcov': {
    cause:
      'A standard error depends on what is assumed of the errors, and programs differ in what they assume unless told. There is therefore no built-in choice: each model says it, or the study under defaults.',
    form: 'whole',
    wrong: [
      'study: wages',
      'data: {file: wages.csv}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
    ],
    cured: [
      'study: wages',
      'data: {file: wages.csv}',
      'defaults: {vcov: HC1}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
    ],
  },
  'which-robust': {
    cause:
      'Programs mean different covariances by "robust": HC1 in Stata, HC3 elsewhere, clustered with panel commands. Their standard errors differ, so the study says which one it has.',
    wrong: ['defaults: {vcov: robust}'],
    cured: ['defaults: {vcov: HC1}'],
  },
  'missing-seed': {
    cause:
      'A bootstrap, a placebo or a permutation draws at random. With a seed in the study, anyone who runs it has the same draws and the same numbers.',
    form: 'whole',
    wrong: [
      'study: wages',
      'data: {file: wages.csv}',
      'defaults: {vcov: HC1}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  chance: {placebo: baseline, permute: schooling, draws: 500}',
    ],
    cured: [
      'study: wages',
      'seed: 20240501',
      'data: {file: wages.csv}',
      'defaults: {vcov: HC1}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
      '  chance: {placebo: baseline, permute: schooling, draws: 500}',
    ],
  },
  'missing-data': {
    cause:
      'The study has analyses, and nothing says which data they are of. Only a study of nothing but reported numbers has no data.',
    form: 'whole',
    wrong: ['study: wages', 'defaults: {vcov: HC1}', 'analyses:', '  baseline: {regress: wage ~ schooling}'],
    cured: [
      'study: wages',
      'data: {file: wages.csv}',
      'defaults: {vcov: HC1}',
      'analyses:',
      '  baseline: {regress: wage ~ schooling}',
    ],
  },
  'missing-tau': {
    cause:
      'A quantile regression is of one quantile of the outcome. There is no usual one: the median is as good a question as the ninth decile.',
    wrong: ['analyses:', '  median: {regress: wage ~ schooling, estimator: quantile, vcov: nid}'],
    cured: ['analyses:', '  median: {regress: wage ~ schooling, estimator: quantile, tau: 0.5, vcov: nid}'],
  },
  'cluster-form': {
    cause:
      'Clusters are the groups of a column, or of several columns combined. An expression is neither; derive a column for it.',
    wrong: ['defaults: {vcov: {cluster: firm^2}}'],
    cured: ['defaults: {vcov: {cluster: firm^year}}'],
  },
  'repeated-role': {
    cause:
      'In a mediation the outcome, the treatment, the mediator and the controls are different variables; one that has two parts would make the paths meaningless.',
    wrong: [
      'analyses:',
      '  channel:',
      '    mediate: {outcome: wage, treatment: schooling, mediator: sales, controls: [age, sales]}',
    ],
    cured: [
      'analyses:',
      '  channel:',
      '    mediate: {outcome: wage, treatment: schooling, mediator: sales, controls: [age]}',
    ],
  },
  'too-many-effects': {
    cause:
      'More fixed effects stand behind the bar than the estimator absorbs. Logit and probit absorb none: the number of levels grows with the sample, each is estimated from its few rows, and their error makes the other coefficients inconsistent (incidental parameters; Neyman & Scott 1948). Least squares has no such bias, nor has poisson. Effects of few levels with many rows each can be terms of their own.',
    wrong: ['analyses:', '  chance: {regress: year == 2016 ~ schooling | firm, estimator: logit}'],
    cured: ['analyses:', '  chance: {regress: year == 2016 ~ schooling | firm, estimator: ols}'],
  },
};
