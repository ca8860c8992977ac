import type { Explanations } from './explanation.ts';

const told = (cause: string): Explanations[string] => ({ cause, wrong: null, cured: null });
const noted = (cause: string): Explanations[string] => ({ ...told(cause), severity: 'note' });

/** What a run cannot do, and its notes in the results: reasons that lie in the data, so no study shows them by itself. */
export const runs: Explanations = {
  'join-duplicate': told(
    'The columns of by must be unique in the source that is joined: with two matches, a row would stand twice.',
  ),
  'join-no-match': told(
    'No row finds its keys in the source that is joined. Keys are equal only where every letter is: look for leading zeros, blanks, and upper and lower case.',
  ),
  'rename-clash': told('Two columns would have the same name after the step.'),
  'time-not-numeric': told(
    'Interpolation is linear in time, and the time of the panel is text. Declare its column as number or integer.',
  ),
  'winsorize-order': told('The lower percentile of winsorize must lie below the upper one.'),
  'rows-with-missing': noted('Rows were dropped for missing cells of the columns that are named.'),
  'undecided-rows': noted(
    'For these rows the condition is missing, neither true nor false. They are not kept.',
  ),
  'not-interpolated': noted(
    'Cells before the first or after the last known one of a unit stay missing: interpolation does not go past the ends unless extrapolate says so.',
  ),
  'constant-column': noted(
    'The column has one value only, in all rows or in a group, so it cannot be rescaled and is missing there now.',
  ),
  'non-positive-log': noted(
    'The logarithm of zero or of a negative number does not exist. These cells are missing, and counted.',
  ),
  'not-finite': noted(
    'The result is too large for a number, or a division by zero. These cells are missing, and counted.',
  ),
  'breaks-not-ascending': noted('The breaks of cut do not ascend. These cells are missing, and counted.'),
  'text-outcome': noted('The outcome holds text, and it must be a number: derive 1 and 0 from it first.'),
  'constant-outcome': noted(
    'The outcome has the same value in every row of the sample, or within every fixed effect, so there is nothing to explain.',
  ),
  'no-regressors': noted(
    'No regressor is left: the formula has none besides the constant, or all were dropped as collinear or absorbed.',
  ),
  'one-cluster': noted('All rows lie in one cluster, and clustered standard errors need two or more.'),
  'full-leverage': noted(
    'Some rows are fitted exactly whatever their outcome is (leverage 1). They add nothing to the covariance, and the correction by leverage is not defined for them.',
  ),
  'no-degrees-of-freedom': noted(
    'There are as many coefficients as rows, so no residual variance can be estimated.',
  ),
  'perfect-fit': noted(
    'The regressors fit the outcome exactly. Often the outcome is among them in another form.',
  ),
  'undefined-convention': noted(
    'The convention does not say how this combination of estimator and covariance is corrected for small samples.',
  ),
  'mediation-no-path': told(
    'A path of the mediation has no coefficient, because the treatment or the mediator was dropped as collinear.',
  ),
  'mediation-identification': noted(
    'A reminder: the indirect effect is causal only if neither treatment nor mediator is related to what the models leave out.',
  ),
  'mediation-identity': noted(
    'The total effect is not the sum of the direct and the indirect one. With the same rows and controls in all models it would be.',
  ),
  'indirect-variance': noted(
    'The estimated variance of the indirect effect is not positive, so this test has no statistic.',
  ),
  'bootstrap-no-model': told('The direct model has no estimates, so there is nothing to draw again.'),
  'bootstrap-no-path': told('The direct model lacks the coefficient of the treatment or of the mediator.'),
  'bootstrap-crossed-effect': told(
    'Clusters are drawn as wholes, and a fixed effect lies across them, so that its levels would not be the same in each draw.',
  ),
  'bootstrap-failed-draws': noted(
    'In some draws the models could not be estimated. They are left out and counted; many of them make the intervals doubtful.',
  ),
  'placebo-no-model': told(
    'The model of the placebo could not be estimated, so there is nothing to compare draws with.',
  ),
  'placebo-no-term': told('The permuted variable is no regressor of the model.'),
  'placebo-collinear': told('The permuted variable was dropped from the model as collinear.'),
  'placebo-several-terms': told(
    'The permuted variable enters the model in more than one term, so there is no single estimate to follow.',
  ),
  'placebo-scheme': told('Values are exchanged within groups or as series of whole units, not both at once.'),
  'placebo-common-trend': noted(
    'Whole series were exchanged, and they keep the course over time that all units share. Without time effects in the model the placebo estimates are not centred at zero.',
  ),
  'placebo-immovable': noted(
    'Some rows keep their value in every draw, because there is nothing of their kind to exchange it for: a group of one row, or a series of a length of its own.',
  ),
  'placebo-failed-draws': noted(
    'In some draws the model could not be estimated. They are left out and counted.',
  ),
};
