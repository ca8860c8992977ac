/** The prose of docs/accuracy.md. */

export const opening = `# Accuracy

How far studyc's numbers are from R's, from NIST's certified values and from published formulas. The tests measure
every figure here and store it as a power of ten (\`test/reference/accuracy/\`): \`1e-13\` says that no relative error is above
10⁻¹³; a double itself carries about 10⁻¹⁶. They fail where a figure has moved by more than one power, which is what another
machine's \`exp\` and \`log\` may do. \`npm run accuracy\` measures anew and writes this page.

Every reference file stands in \`test/reference/\` with the R script that made it, and is accounted for number by number: each
is compared, or excused by a reason in the test.`;

export const readingMatrix = `The worst relative error of any standard error, by estimator and covariance, over all data sets; of any estimate in the first
column. What is above 1e-9 has its reason in the table after this one. \`–\`: refused, or met by identities alone.`;

export const tolerances = `## What may be off, and why

| number | relative | reason |
| --- | --- | --- |
| estimates, standard errors | 1e-9 | two programs that solve orthogonally differ by rounding times the condition, far below |
| designs that are ill-conditioned by intent (\`income_cubic\`, \`poly_fe\`) | 1e-6 | R's own loss: its QR is not refined |
| two-way covariances that were repaired, with dummies as columns | 1e-7 | the repair multiplies rounding by the ratio of the eigenvalues |
| standard errors of logit, probit, Poisson; estimates of probit | 1e-7 | R's glm takes the weights of the iteration before the last, and stops where the deviance stands still; restarted at its solution it is met to 1e-9 |
| effects that fixest absorbs by iteration | 1e-7 | its own tolerance |
| p-values | 1e-9 times how steep the tail is there | an error of t is multiplied by up to (df + 1) x / (1 + x), x = t²/df |
| Satterthwaite's degrees of freedom (CR2) | 1e-8 | quotients of squares |
| distribution functions | 1e-12 down to 1e-300 | an exponent of 690 costs 8e-14 by being rounded |
| counts, degrees of freedom | 0 | they are whole numbers, or stated ones |`;

export const readingR = `The worst relative error of any estimate and of any standard error, over all models of a data set with that
estimator and covariance. "n absorbed" are fixed effects after \`|\`; \`–\` where the file holds none.`;

export const aboutData: Readonly<Record<string, string>> = {
  'absorbed-poisson':
    'The synthetic panel and made-up counts: Poisson with absorbed effects by glm with dummies and fixest; weights of logit and probit.',
  'agglomeration-glm': 'The synthetic panel: Poisson and logit by R’s glm.',
  agglomeration:
    'The seed study on its synthetic panel, 28 cities x 11 years: baseline, mediation, groups, robustness.',
  bootstrap:
    'Models fitted by R on 20 to 200 given draws of rows, clusters or units each: lm, plm, glm, ivreg, rq; percentiles and BCa intervals to 1e-9 too, to 1e-7 where glm iterates.',
  caschools:
    'Californian school districts (Stock & Watson): a cross-section, with weights and powers up to the third.',
  'cigarettes-iv': 'Cigarette demand (Stock & Watson): two-stage least squares by AER.',
  covariances:
    'Grunfeld: CR3 by clubSandwich; Newey–West and Driscoll–Kraay with the factors of fixest 0.14.2.',
  'event-study':
    'A made-up panel, 48 firms x 10 years with rows missing: leads and lags of staggered and of common treatment with two effects, by fixest 0.14.2.',
  fatalities: 'US traffic deaths, 48 states x 7 years (Stock & Watson), with rows taken out.',
  grunfeld: 'Investment of ten firms, 20 years, with powers and interactions.',
  'hmda-logit': 'Mortgage applications in Boston: logit, probit and the linear probability model.',
  instruments: 'Several instrumented terms, weights, effects, varying slopes, serial covariances.',
  margins: 'Marginal effects on the mortgages, the trips and the made-up counts, by the delta method.',
  'panel-estimators':
    'Grunfeld and Produc with rows taken out: between, random effects, first differences by plm.',
  'panel-tests':
    'Grunfeld and Produc (whole and with rows taken out), traffic deaths and the synthetic panel: robust Hausman and LM tests by plm.',
  petersen:
    'Petersen’s simulated panel, 500 firms x 10 years; his published standard errors are met to their four decimals.',
  produc: 'Production of 48 US states, 17 years (Munnell).',
  profiles: 'Grunfeld: every profile beside the record of R that has its convention.',
  quantile: 'Engel’s food expenditure and the synthetic panel: quantreg.',
  'recreation-poisson': 'Trips to Lake Somerville: Poisson by R’s glm.',
  'small-clusters':
    'Grunfeld: CR2 and CR3 by clubSandwich and by the jackknife, with weights and varying slopes; covariances on the transformed rows of plm. The wild p of all signs is met exactly.',
  'tests-of-instruments':
    'Cigarettes, British firms and Californian schools: written out from their formulas in R, which AER, fixest and, for three of them, ivreg2 meet.',
  'weights-and-effects':
    'Grunfeld with weights, three absorbed effects and varying slopes: lm with all dummies, and fixest 0.14.2.',
};

export const readingTests = `The worst relative error of the statistic of each test under \`diagnostics\`. Their p-values may be off by as much as the
density of their distribution makes of that. Tests that single data sets hold are compared with those, to 1e-9.`;

export const readingHypotheses = `Several coefficients at once, and linear equations, against car's linearHypothesis, fixest's
wald and clubSandwich's Wald_test (hypotheses.json); statistics with their degrees of freedom, estimates and standard errors. Joint
p of the wild bootstrap are those of every sign enumerated, to the last digit.`;

export const readingNist = `Correct digits against the certified values of NIST's Statistical Reference Datasets, beside those that R's QR
reaches on the same data; 15 is all that NIST prints. Least squares is solved by Householder's QR and refined in extended
precision where the condition of the design, or the size of the outcome beside its residuals, says that digits would be lost.
\`–\`: zero is certified, and found. \`absorbed\`: the estimates with the constant absorbed as an effect; taking effects out rounds the
columns first, which no refinement sees, so ill-conditioned models with effects keep fewer digits than the same with dummies.

What is left is the data: a decimal such as 1000000000000.4 is not a double. Exact rational arithmetic on the doubles
(\`nist/doubles.py\`) reaches 7 digits on Filip, whose powers are rounded, 10 on SmLs04–06 and 4 on SmLs07–09; where R has a digit
more there, it is by chance.`;

export const readingDistributions = `Worst relative error against R of tails and quantiles down to 1e-300, where p-values come from. The library jstat was
measured before own code was written: it subtracts from one, so that nothing of a rare tail is right ("none right"), and even
where nothing is rare (\`everyday\`: probabilities from 1e-4 on) it gives six or seven digits at worst. So studyc has its own, after
Loader (2000) and DiDonato & Morris (1992); jstat is a witness in the tests only.`;

export const manuals = `## From manuals only

No reference here meets these; the formulas are the manuals'. The profiles that use them say so in the code.

| what | whose manual |
| --- | --- |
| profile \`linearmodels\`: factors, and which effects count under clusters | linearmodels (Python) |
| profile \`statsmodels\`: factors of \`cov_type\`, the normal reference | statsmodels (Python) |
| \`newey-west\` and \`driscoll-kraay\` under Stata's profiles: N / (N - K); t over the periods for the latter | Stata: newey, xtscc |
| \`poisson\` with absorbed effects under Stata's profiles: no K in the factors | Stata: ppmlhdfe |
| \`reghdfe\`: redundant levels under clusters where the effects' graph falls into several components | reghdfe |

The other factors of Stata's commands are met by R programs that have the same ones (sandwich, fixest), and by published values
(Petersen's page).`;

export const redundancy = `## How many parameters absorbed effects take

Every model in results.json says the factor q, the K that it counted, the clusters G and the degrees of freedom. One effect of J
levels takes J parameters; a second one J less the components of the graph that joins levels which share a row, which is exact
(Abowd, Creecy & Kramarz 2002). Of a third or later effect the exact number is not counted, as reghdfe and fixest do not either: it
loses as many levels as with that earlier effect with which it loses most. So K is never too small. How much it may be too large
is stated with the model, in the note \`redundant-levels\`: the independent levels of all effects together lie between those of
the two that have most, which are exact, and the number counted. Where the two are equal there is no note, and the count is exact.`;
