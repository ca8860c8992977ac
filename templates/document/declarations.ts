/**
 * What tables and figures offer, as plain words for the compiler's catalog. Nothing is imported here, so that `check`
 * does not load what only composing needs.
 */
export const tableStatistics = [
  { name: 'n', doc: 'Rows used.' },
  { name: 'units', doc: 'Units of the panel among the rows used.' },
  { name: 'clusters', doc: 'Number of clusters; of several dimensions, the smallest.' },
  { name: 'r2', doc: 'R², fixed effects counted as regressors.' },
  { name: 'adj_r2', doc: 'Adjusted R², fixed effects counted as regressors.' },
  { name: 'within_r2', doc: 'R² of the within-transformed outcome; absorbed effects only.' },
  {
    name: 'between_r2',
    doc: 'Squared correlation of the means of the units; panel estimators, and a model with effects of the unit.',
  },
  { name: 'overall_r2', doc: 'Squared correlation over all rows; where between_r2 is.' },
  { name: 'pseudo_r2', doc: 'McFadden pseudo R², of models fitted by likelihood.' },
  { name: 'f', doc: 'Wald F of all slopes under the covariance of the model.' },
  { name: 'chi2', doc: 'Wald chi-squared of all slopes, where statistics are z.' },
  { name: 'rmse', doc: 'Root mean squared error, as the conventions define it.' },
  { name: 'log_lik', doc: 'Log likelihood.' },
  { name: 'aic', doc: 'Akaike information criterion.' },
  { name: 'bic', doc: 'Bayesian information criterion.' },
  { name: 'outcome_mean', doc: 'Mean of the outcome over the rows used.' },
  { name: 'hypotheses', doc: 'Statistic and p of each hypothesis.' },
  { name: 'compare', doc: 'Differences of coefficients between groups, and p.' },
] as const;

export type TableStatistic = (typeof tableStatistics)[number]['name'];

export const figureDeclarations = [
  {
    name: 'density',
    doc: 'Of a placebo its estimates, p-values and the true estimate; of described variables their distributions.',
  },
  {
    name: 'coefficients',
    doc: 'Coefficients of models with intervals; those of one i() along its levels, the reference at zero.',
  },
  {
    name: 'curve',
    doc: 'A specification curve: estimates by size with intervals, and below the choices of each model.',
  },
] as const;

export const languageDeclarations = [
  { name: 'en', doc: 'English.' },
  { name: 'zh', doc: 'Chinese, simplified.' },
] as const;
