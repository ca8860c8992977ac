import { isName } from '../../compiler/parse/reference.ts';

/** The folder's name as the name of a study: made one where it is none, `study` where nothing is left of it. */
export function studyName(folder: string): string {
  if (isName(folder)) return folder;
  const made = folder.replaceAll(/[^\p{XID_Continue}]+/gu, '_').replaceAll(/^_+|_+$/g, '');
  return isName(made) ? made : 'study';
}

/** The text of a new study: it runs, and its comments teach the language in the order of a methods section. */
export function studyText(name: string): string {
  return `# yaml-language-server: $schema=study.schema.json
#
# A whole study. It runs as it is (studyc run), and the data are invented: put your own in their place, and change
# the rest from top to bottom. studyc check says at any time what is wrong, where, and what to do about it.

study: ${name}
title: Training and wages
language: en                        # of tables and notes: en or zh
seed: 20240501                      # whatever is drawn at random follows from it
conventions: stata                  # whose small-sample factors and degrees of freedom
defaults: {vcov: {cluster: firm}}   # how standard errors are estimated, unless an analysis says otherwise

# ---- Data ----------------------------------------------------------------------------------------------------

data:
  file: data/firms.csv
  panel: {unit: firm, time: year}   # no pair of them stands twice; lags and interpolation follow it

# ---- Preparation: steps in order, each with one verb ---------------------------------------------------------

prepare:
  - interpolate: {columns: [employees], method: linear}   # gaps, within a firm, never past its ends
  - derive:                                               # each entry may use those before it
      lwage: log(wage)
      size: log(employees)
      trained: training >= 35                             # a condition is 1 or 0
      before: lag(training)                               # the year before; missing in a firm's first
  - filter: employees >= 50                               # keeps the rows where this holds

# ---- Variables: what tables call them ------------------------------------------------------------------------

variables:
  lwage: {role: outcome, label: Log wage, definition: Natural logarithm of the hourly wage}
  training: {role: treatment, label: Training, definition: Hours of training for each employee}
  productivity: {role: mediator, label: Productivity, definition: Value added for each hour worked}
  size: {role: control, label: Size, definition: Natural logarithm of the number of employees}
  age: {role: control, label: Age, definition: Years since the firm was founded}
  region: {levels: {north: North, centre: Centre, south: South}}   # order and labels of its groups

sets:
  Controls: [size, age]             # stands wherever a term does

# ---- Analyses: one verb each, models as formulas -------------------------------------------------------------

analyses:
  variables: {define: [lwage, training, productivity, Controls]}
  summary: {describe: [lwage, training, productivity, Controls], statistics: [n, mean, sd, min, max]}

  # csw0() adds its terms one by one: three models, baseline.1 to baseline.3.
  baseline: {regress: "lwage ~ training + csw0(size, age)"}

  # Behind the bar stand fixed effects.
  within: {regress: "lwage ~ training + size | firm + year"}

  # One model for each group; its name is by_region@north.
  by_region: {regress: lwage ~ training + Controls, split: region, vcov: HC1}

  # Does productivity carry a part of the effect?
  channel:
    mediate: {outcome: lwage, treatment: training, mediator: productivity, controls: Controls}
    tests: [sobel, {bootstrap: {draws: 500, cluster: firm}}]

  # The same model with something exchanged, or on other rows.
  robust:
    vary: baseline.3
    variants:
      lagged: {replace: {training: before}}
      threshold: {replace: {training: trained}}
      grown: {where: age >= 10}

  # Would chance give such an estimate? Training is dealt out anew, 500 times.
  chance: {placebo: baseline.3, permute: training, draws: 500}

# ---- Tables and figures: without an entry here, an analysis has a table of its own ---------------------------

tables:
  table3: {of: [baseline, within], title: Training and wages, fixed_effects: true, statistics: [n, adj_r2]}
  table6: {of: robust, title: Other measures and samples, rows: {training: [training, before, trained]}}

figures:
  figure1: {of: chance, draw: density, title: Placebo}

# ---- Claims: what the text says, and the numbers that it stands on; studyc run decides them ------------------

claims:
  H1:
    says: Training raises wages
    holds: baseline.3.training.estimate > 0 and baseline.3.training.p < 0.01
  H2:
    says: Productivity carries a part of the effect
    holds: channel.verdict == 'partial'
  H3:
    says: The effect is not the work of chance
    holds: chance.p < 0.05
`;
}
