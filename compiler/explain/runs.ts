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
  'hausman-indefinite': noted(
    'In a sample the covariance of fixed effects may be smaller in some direction than that of random effects, and then their difference is no covariance. The statistic is its quadratic form in absolute value, as plm gives it, and its chi-squared p is not to be trusted. The regression forms hausman-auxiliary and hausman-robust always exist.',
  ),
  'not-compared': noted(
    'A coefficient is not compared across groups or models, or not all columns of a term are: a group lacks it, or the test cannot be had of these models. The message says which.',
  ),
  'no-diagnostic': noted(
    'A test under diagnostics has no value for this model: it is not one of its estimator, needs rows or keys that are not there, or compares covariances whose difference is singular. The message says which.',
  ),
  'hypothesis-dropped-term': noted(
    'An equation names a coefficient that is not estimated in this model, or all of a list are not: dropped as collinear, the reference level of a factor, or a level without rows. The message says which.',
  ),
  'hypothesis-singular': noted(
    'The covariance of what the hypothesis restricts is singular, as that of as many restrictions as clusters is, or of a model that fits perfectly. There is no test of all of it at once; test fewer coefficients, or by another vcov.',
  ),
  'hypothesis-contradiction': noted(
    'No coefficients meet all equations of a hypothesis at once: one of them contradicts the others. Leave it out.',
  ),
  'hypothesis-no-degrees': noted(
    'With few clusters a test under cr2 has fewer degrees of freedom than clusters, and with so many restrictions none are left. Test fewer coefficients at once.',
  ),
  'hypothesis-no-model': noted(
    'The model has no estimates, or no standard errors, and its own note says why. A hypothesis on it has no test.',
  ),
  'fewer-restrictions': noted(
    'Some coefficients of a list that is tested are not estimated in this model: dropped as collinear, or levels without rows; or equations follow from the others. The test is of the rest, and its degrees of freedom count them alone.',
  ),
  uninstrumented: noted(
    'The test is of instruments, and this model of the analysis has none. Other models of the analysis have the test.',
  ),
  'exactly-identified': noted(
    'Tests of overidentifying restrictions ask whether the instruments that are more than needed agree with the others. With as many instruments as instrumented terms there are none, and whether they are valid cannot be tested.',
  ),
  'indirect-sum-variance': noted(
    'The sum of the indirect effects needs the covariance of the mediators’ models with one another, which this vcov does not give. Its interval comes from the bootstrap, or from another vcov.',
  ),
  'clusters-too-large': noted(
    'These standard errors need the cross-products of all columns in every cluster, levels of effects across the clusters among them, and here they are more than memory holds. Cluster without the adjustment, or by fewer and larger clusters.',
  ),
  'draws-too-large': noted(
    'The draws of all clusters are held in memory at once, and here they are too many. Ask for fewer draws.',
  ),
  'effects-not-converged': noted(
    'The fixed effects hang together so weakly that taking them out of the variables does not come to an end. Leave out an effect, or rows that alone connect its levels.',
  ),
  'leverage-too-large': noted(
    'Leverages beside several effects need a dense matrix of the levels of the smaller ones, and here it is too large. HC0, HC1 and clusters need none.',
  ),
  'leverage-ill-conditioned': noted(
    'The effects hang together so weakly that leverages would be rounding. HC0, HC1 and clusters need none.',
  ),
  'wild-joint-constant': noted(
    'Beside absorbed effects the constant is what the effects leave on average, no coefficient of its own, and the draws of several coefficients at once do not take it in. Test it by itself, or leave it out of the list.',
  ),
  'text-outcome': noted('The outcome holds text, and it must be a number: derive 1 and 0 from it first.'),
  'constant-outcome': noted(
    'The outcome has the same value in every row of the sample, or within every fixed effect, so there is nothing to explain.',
  ),
  'not-binary': noted(
    'The outcome of logit and probit must be 0 or 1 in every row. Derive a condition, which is 1 where it holds and 0 where not.',
  ),
  'negative-outcome': noted('The outcome of poisson is a count or an amount, and must not be negative.'),
  'perfect-separation': noted(
    'The regressors that are named predict the outcome perfectly in some rows: their coefficients grow without end, and the likelihood has no maximum. Leave them out, or merge their categories.',
  ),
  'separated-rows': noted(
    'The regressors or effects that are named predict an outcome of zero perfectly in these rows. They say nothing of the other coefficients and are left out, with what only they identified.',
  ),
  'average-margins': noted(
    'The marginal effects are averages over the rows of the model, by its weights: of a number the derivative of the expected outcome through every term that has it, of a 0/1 variable and of each level against its reference the discrete change. Standard errors are by the delta method from the covariance of the model, absorbed effects counted as estimates.',
  ),
  'margins-at-means': noted(
    'The marginal effects are taken in one point: every variable at its mean over the rows of the model, each level of a factor at its share. Of a 0/1 variable and of levels they are the discrete change.',
  ),
  'no-margins': noted(
    'The variable has no marginal effect here. Either it also moves another regressor in a way that has no derivative, such as x beside d(x); or it is absorbed as well, or used as a number and as a factor; or a term has no derivative in some row, such as sqrt(x) at zero. A bootstrap beside absorbed effects leaves the effects without standard errors.',
  ),
  'under-identified': noted(
    'There are fewer instruments left than regressors to be instrumented, or they say nothing of them beside the other regressors. The coefficients are not identified: add instruments, or leave regressors out.',
  ),
  'collinear-instrument': noted(
    'An instrument is a combination of the exogenous regressors, the effects and the instruments before it. It adds nothing and is left out.',
  ),
  'no-density': told(
    'Around the quantile the fits show no density in so many rows that the standard errors nid do not exist. Say vcov: iid.',
  ),
  'crossing-quantiles': noted(
    'The fitted quantiles just above and below tau cross in some rows, which gives them no density. As in quantreg they count as zero.',
  ),
  'not-converged': noted('The iteration found no maximum of the likelihood.'),
  collinear: noted(
    'A regressor is a combination of others, or of the constant or the effects. It is left out, and the note names what explains it; the estimates of the rest are the same as with it.',
  ),
  'no-regressors': noted(
    'No regressor is left: the formula has none besides the constant, or all were dropped as collinear or absorbed.',
  ),
  'values-too-large': noted(
    'A value is infinite, or its square is too large for a number, and with it every variance. Derive the variable in another unit, as in x / 1e6, or leave infinite values out.',
  ),
  'values-too-small': noted(
    'The squares of these values are too small for a number, and with them every variance. Derive the variable in another unit, as in x * 1e6.',
  ),
  'covariance-out-of-range': noted(
    'A variance is too large for a number: some variable is in units that are very far from those of the others. Derive it in another unit.',
  ),
  'one-period': noted(
    'Newey-West and Driscoll-Kraay standard errors compare periods, and the rows of the model are of one period only.',
  ),
  'one-cluster': noted('All rows lie in one cluster, and clustered standard errors need two or more.'),
  'full-leverage': noted(
    'Some rows are fitted exactly whatever their outcome is (leverage 1). They add nothing to the covariance, and the correction by leverage is not defined for them.',
  ),
  'no-degrees-of-freedom': noted(
    'There are as many coefficients as rows, so no residual variance can be estimated.',
  ),
  'sums-lose-digits': noted(
    'The columns stay in an engine, and a model is estimated from sums of their products. A column that others all but explain has no digits left in them. Leave it out, or let the columns come back into memory.',
  ),
  'perfect-fit': noted(
    'The regressors fit the outcome exactly. Often the outcome is among them in another form.',
  ),
  'negative-weights': noted('Some weights are negative. A weight is positive, or zero to leave its row out.'),
  'zero-weights': noted('Rows with a weight of zero are not used, and not counted as observations.'),
  'redundant-levels': noted(
    'With three absorbed effects or more, the levels that say nothing new are counted against one earlier effect at a time. The number of parameters is then at most too large, and standard errors with it.',
  ),
  'no-units': noted('The estimator works along the units of a panel: declare panel: {unit, time} in data.'),
  'no-differences': noted(
    'No unit has two rows that follow each other in time, so there are no differences.',
  ),
  'differences-across-gaps': noted(
    "The panel has gaps in time. Under Stata's conventions a difference across a gap is left out; under the others it is taken, as plm does.",
  ),
  'cluster-crosses-units': noted(
    'A between regression has one row for each unit, and the column of the clusters has several values within a unit.',
  ),
  'random-no-within': noted(
    'Random effects need a residual variance within units: more rows than units and regressors, and no perfect fit.',
  ),
  'random-few-units': noted(
    'Random effects need more units than regressors to estimate the variance between units.',
  ),
  'random-no-unit-variance': noted(
    'The estimate of the variance between units was negative and is taken as zero. The model is then least squares without effects.',
  ),
  'undefined-convention': noted(
    'The convention does not say how this combination of estimator and covariance is corrected for small samples.',
  ),
  'vcov-repaired': noted(
    'Clusters in several dimensions gave a covariance with negative variances in some direction, which few clusters bring about. Its negative eigenvalues were set to zero (Cameron, Gelbach and Miller 2011), which depends on the units of the regressors, here as in other programs; a joint test does not exist then.',
  ),
  'unbounded-interval': noted(
    'The wild bootstrap has too few clusters, or draws, to reject any value at this level: state a lower level, or Webb weights.',
  ),
  'bootstrap-splits-units': noted(
    'The estimator works along the units of a panel, and a cluster that varies within units would draw some periods of a unit without the others. Draw units, or groups of units.',
  ),
  'bootstrap-no-draws': noted(
    'Too few draws could be estimated to have a spread. Mostly a rare category or a cluster on its own carries a term, which then is missing from the draws without it.',
  ),
  'bootstrap-no-spread': noted(
    'All draws have the same estimates but for rounding, so there is nothing to take a standard error from. Mostly the outcome is among the regressors in another form.',
  ),
  'bootstrap-few-draws': noted(
    'The ends of an interval are percentiles of the draws, and with so few draws beyond them they are the extremes of a few. Standard errors need fewer draws: 200 or so.',
  ),
  'bootstrap-no-bca': noted(
    'A BCa interval corrects the percentiles by the share of draws below the estimate and by how much each row or cluster moves it. Where all draws lie on one side, or nothing moves it, there is no correction: use percentile.',
  ),
  'placebo-simulated-vcov': noted(
    'Each draw of a placebo would need draws of its own for a simulated covariance: state clusters or another vcov for the model.',
  ),
  'no-panel-keys': noted(
    'Standard errors along time need to know unit and time of every row, and some row of the sample lacks one.',
  ),
  'mediation-no-path': told(
    'A path of the mediation has no coefficient, because the treatment or the mediator was dropped as collinear.',
  ),
  'mediation-identification': noted(
    'A reminder: the indirect effect is causal only if neither treatment nor mediator is related to what the models leave out.',
  ),
  'decomposition-fails': noted(
    'The total effect is not the sum of the direct and the indirect one. With the same rows and controls in all models it would be.',
  ),
  'indirect-variance': noted(
    'The estimated variance of the indirect effect is not positive, so this test has no statistic.',
  ),
  'bootstrap-no-model': told('The direct model has no estimates, so there is nothing to draw again.'),
  'bootstrap-no-path': told('The direct model lacks the coefficient of the treatment or of the mediator.'),
  'bootstrap-crossed-effect': told(
    'Rows or clusters are drawn as wholes, and a fixed effect with more than 60 levels lies across them. Draw clusters that hold each of its levels whole, or have effects of fewer levels.',
  ),
  'bootstrap-failed-draws': noted(
    'In some draws the models could not be estimated. They are left out and counted; many of them make the intervals doubtful.',
  ),
  'curve-repeated': noted(
    'Several combinations of a curve can give one model: a variable in the place of another beside a list that holds it. Such a model counts once.',
  ),
  'curve-no-estimate': noted(
    'Some models of the curve could not be estimated, or the followed term was dropped from them as collinear. They do not count.',
  ),
  'curve-no-joint': noted('The joint test of the curve could not be done, for the reason that is named.'),
  'curve-immovable': noted(
    'Whole series were exchanged for series of their length. Those that are alone in their length keep their place in every draw.',
  ),
  'curve-rows-exchanged': noted(
    'The joint test exchanges whole series of the column by which models are clustered. Here models are clustered by several columns, or most series have a length of their own, so that rows were exchanged.',
  ),
  'curve-common-trend': noted(
    'Whole series were exchanged, and they keep the course over time that all share. Without time effects the estimates on permuted values are not centred at zero.',
  ),
  'curve-failed-draws': noted(
    'On some draws a model of the curve could not be estimated. They are left out and counted.',
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
