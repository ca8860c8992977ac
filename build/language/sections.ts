/** One piece of the page. Every example is a study once the beginning (`beginning`) is put before it, and is tested. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'example'; readonly yaml: string }
  /** A piece of the schema by its name, keys below it after slashes: `study/tables/*`. */
  | { readonly kind: 'keys'; readonly piece: string; readonly without?: readonly string[] }
  | { readonly kind: 'declared'; readonly list: DeclaredList }
  | { readonly kind: 'functions' }
  | { readonly kind: 'steps' };

type DeclaredList =
  | 'sources'
  | 'estimators'
  | 'vcovs'
  | 'conventions'
  | 'derivedModels'
  | 'modelTests'
  | 'comparisons'
  | 'describeStatistics'
  | 'mediationTests'
  | 'tableStatistics'
  | 'figures'
  | 'formats';

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

const text = (value: string): Block => ({ kind: 'text', text: value });
const example = (yaml: string): Block => ({ kind: 'example', yaml });
const keys = (piece: string, without?: readonly string[]): Block =>
  without ? { kind: 'keys', piece, without } : { kind: 'keys', piece };
const declared = (list: DeclaredList): Block => ({ kind: 'declared', list });

/** What every example begins with; a key that the example has itself is left out here. */
export const beginning = `study: firms
seed: 7
defaults: {vcov: HC1}
data: {file: firms.csv, panel: {unit: firm, time: year}}`;

export const sections: readonly Section[] = [
  {
    title: 'The file',
    blocks: [
      text(`Every example on this page stands below these lines, and is checked and run by the tests:`),
      example(beginning),
      keys('study', [
        'data',
        'prepare',
        'variables',
        'sets',
        'analyses',
        'tables',
        'figures',
        'claims',
        'reported',
      ]),
      text(`Text that readers see is one text, or one for each language: \`{en: Sales, zh: 销售额}\`.

A value that holds a comma or a bracket is quoted inside \`{…}\` and \`[…]\`; anywhere, a value is quoted that begins with a
backtick, a quote or \`*\`, or that holds \`: \` or \` #\`. Where YAML cuts a value short, the message shows the quoted line.
Anchors, aliases, tags and merge keys are refused: what a study says stands where it is read.`),
    ],
  },
  {
    title: 'Data',
    blocks: [
      text(
        'One source, or several by name. Paths are relative to the folder of the study and stay within it.',
      ),
      keys('source'),
      declared('sources'),
      example(`data:
  file: firms.csv
  na: ["", NA, "-"]
  columns: {year: integer, exporter: integer}
  panel: {unit: firm, time: year}
analyses:
  all: {describe: [sales, workers]}`),
      text(`Of several sources one is the main one, which the steps and models work on; the others are there to be
joined. A panel belongs to its source: its keys are unique, and gaps are reported.`),
      example(`data:
  firms: {file: firms.csv, main: true, panel: {unit: firm, time: year}}
  regions: {file: regions.csv}
prepare:
  - join: {with: regions, by: region}
analyses:
  wages: {regress: log(sales) ~ log(workers) + wage}`),
    ],
  },
  {
    title: 'Preparation',
    blocks: [
      text(`A list of steps, done in order; each has one verb. A step that changes a column overwrites it: derive a copy
first where the old values are needed. What each step changed is part of the results.`),
      { kind: 'steps' },
      example(`prepare:
  - filter: year >= 2016
  - derive:
      productivity: sales / workers
      rd_share: if(is_missing(rd), 0, rd / sales)
      growth: growth(sales)
  - winsorize: {columns: [productivity], at: [1, 99]}
  - normalize: {columns: [digital], method: zscore, by: year}
  - rename: {subsidy: support}
  - drop_missing: {columns: [growth]}
analyses:
  growth: {regress: growth ~ digital + support + rd_share}`),
    ],
  },
  {
    title: 'Expressions',
    blocks: [
      text(`\`derive\`, \`filter\`, \`where\`, \`split\` and \`holds\` take expressions: numbers, \`'texts'\`, \`missing\`, names, \`+ - * / ^\`,
\`== != < <= > >=\`, \`in [low, high]\` with both ends, \`in {a, b}\`, \`and or not\` and calls, with R's precedence. A condition is
1 or 0. Missing propagates unless the rest decides; rows are kept where a condition is 1, and those where it is missing are
counted apart.`),
      { kind: 'functions' },
      example(`prepare:
  - derive:
      size: cut(workers, 0, 30, 80, 10000)
      large: workers > median(workers, by=year)
      change: diff(sales)
      before: lag(sales, k=2)
analyses:
  recent:
    regress: log(sales) ~ large + size + digital
    where: "year in [2017, 2020] and region in {north, west}"`),
    ],
  },
  {
    title: 'Formulas',
    blocks: [
      text(`A formula has R's operators with R's meaning, and fixest's families:

| form | meaning |
| --- | --- |
| \`y ~ a + b\` | outcome, terms; an intercept unless \`0\` or \`-1\` stands among them |
| \`a:b\`, \`a*b\`, \`(a + b)^2\` | interaction; both and their interaction; all interactions up to that degree |
| \`log(a)\`, \`I(a^2)\` | a computed regressor |
| \`sector\`, \`factor(year)\` | a text column is a factor; \`factor()\` makes one of numbers |
| \`i(year, ref=2015)\`, \`i(year, digital, ref=2015)\` | one column a level, or one slope a level |
| \`l(a, 1:3)\`, \`f(a)\`, \`d(a)\` | lags, leads, differences along the panel |
| \`c(y1, y2) ~ a\` | one model for each outcome |
| \`sw(a, b)\`, \`sw0()\`, \`csw(a, b)\`, \`csw0()\` | one model for each; cumulated; \`0\` begins with none |
| \`y ~ a \\| firm + year\`, \`f1^f2\` | absorbed effects; combined into one |

Terms are named as R names them: \`(Intercept)\`, \`a:b\`, \`log(a)\`, \`sectormetal\`, \`factor(year)2016\`, \`year::2016\`.
Letters of any script make names, and backticks quote any other name: \`销售 ~ 技术\`, \`\` \`R&D\` \`\`.`),
      example(`sets:
  Controls: [log(workers), subsidy]
analyses:
  stepwise: {regress: "log(sales) ~ digital + csw0(log(workers), subsidy) | firm + year"}
  interactions: {regress: log(sales) ~ digital * exporter + Controls + factor(year)}
  two_outcomes: {regress: "c(log(sales), rd) ~ digital + Controls | region^year"}
  named:
    regress:
      small: log(sales) ~ digital
      full: log(sales) ~ digital + Controls + sector`),
      example(`analyses:
  events: {regress: "log(sales) ~ i(year, digital, ref=2015) | firm"}
  dynamics: {regress: "log(sales) ~ l(digital, 0:2) + d(workers)"}`),
    ],
  },
  {
    title: 'Analyses',
    blocks: [
      text('An id, and one verb each. Keys that verbs have in common are listed with `regress`.'),
      text('### define and describe'),
      keys('analysis:describe', commonKeys()),
      declared('describeStatistics'),
      example(`analyses:
  variables: {define: [sales, digital]}
  summary: {describe: [sales, digital, rd], statistics: [n, missing, mean, sd, p25, median, p75]}
  by_region: {describe: [sales], split: region}`),
      text('### regress'),
      keys('analysis:regress'),
      example(`analyses:
  periods:
    regress: log(sales) ~ digital + log(workers)
    split: {early: year <= 2017, late: year >= 2018}
    common_sample: true
  sectors: {regress: log(sales) ~ digital + log(workers), split: region, vcov: HC3}`),
      text('### correlate'),
      keys('analysis:correlate', commonKeys()),
      example(`analyses:
  pairs: {correlate: [sales, workers, digital], method: spearman}`),
      text('### mediate'),
      keys('analysis:mediate', commonKeys()),
      declared('mediationTests'),
      example(`analyses:
  channel:
    mediate: {outcome: sales, treatment: rd, mediator: digital, controls: [workers]}
    tests: [sobel, {bootstrap: {draws: 200, cluster: firm}}]`),
      text('### vary'),
      keys('analysis:vary', commonKeys()),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers) | year}
  robust:
    vary: main
    variants:
      other_treatment: {replace: {digital: rd}}
      without_control: {replace: {log(workers): []}}
      clustered: {vcov: {cluster: firm}}
      without_2020: {where: year < 2020}
    leave_out: region`),
      text('### placebo'),
      keys('analysis:placebo', commonKeys()),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers) | year}
  shuffled: {placebo: main, permute: digital, draws: 200, within: year}`),
      text('### curve'),
      text(
        'A specification curve: one model for every combination of one entry of each axis, and what they say as a whole.',
      ),
      keys('analysis:curve', commonKeys()),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers) + rd | year}
  choices:
    curve: main
    over:
      treatment: digital
      controls: subsets
      fixed: [[], year, [firm, year]]
      where: [1, year < 2020]
claims:
  all_models: {holds: choices.summary.n == 24}`),
      text('### contrast'),
      keys('analysis:contrast', commonKeys()),
      example(`analyses:
  periods: {regress: log(sales) ~ digital, split: {early: year <= 2017, late: year >= 2018}}
  change: {contrast: {models: [periods@early, periods@late], terms: digital}}`),
      text('### Equality of coefficients'),
      text(`\`compare\` asks of the groups of a split, formula by formula and term by term, whether their coefficients are the same: of
all groups at once and, where there are more than two, of every pair; \`contrast\` asks it of any two models. A term that was coded
into several columns is compared as a whole. The tests:`),
      declared('comparisons'),
      text(`\`suest\` is robust whatever the vcov of the models, clustered where they are, and normal; \`chow\` has their vcov and
conventions, and its last row, \`(all)\`, asks it of every coefficient. A permutation keeps the sizes of the groups; its p is
(1 + draws as extreme) / (1 + draws), and \`monte_carlo_error\` stands beside it.`),
      example(`analyses:
  regions:
    regress: log(sales) ~ digital + log(workers)
    split: {early: year <= 2017, late: year >= 2018}
    vcov: {cluster: firm}
    compare: {terms: [digital], test: chow}`),
    ],
  },
  {
    title: 'Estimators, covariances, conventions',
    blocks: [
      text('How models are estimated:'),
      declared('estimators'),
      text(`Of \`iv\`, R2 and adjusted R2 are 1 - RSS/TSS of the structural residuals, and may be negative; within R2 is that after the effects
are taken out. F is the Wald F of all slopes by the model's vcov, in a first stage (\`REF.first\`) that of the instruments alone. There is no
likelihood, and so neither AIC nor BIC.`),
      text(
        'How standard errors are estimated (`vcov`). There is no default: a model without one is an error.',
      ),
      declared('vcovs'),
      text('Which program the small-sample conventions follow (`conventions`, `stata` unless stated):'),
      declared('conventions'),
    ],
  },
  {
    title: 'Models that follow from models',
    blocks: [
      text(
        'They stand wherever a model does, in tables, figures and claims, and under `derived` in results.json:',
      ),
      declared('derivedModels'),
      text(`A marginal effect is of a variable, not of a term: of a number it is the derivative of the expected outcome through every
term that has the number (\`x\`, \`I(x^2)\`, \`log(x)\`, \`x:z\`); of a variable that is 0 or 1 in every row, and of each level of a
factor against its reference, it is the discrete change. The rows of \`REF.margins\` are named by the variable, those of levels as
their terms are. Effects are averaged over the rows of the model, by its weights, or with \`margins: at_means\` taken where every
variable has its mean and every level its share. The standard errors are by the delta method from the model's covariance, in
which absorbed effects count as estimates. A call that has no derivative (\`l(x, 1)\`, \`x > 3\`) is a variable of its own; where it
moves with another variable of the model (\`x + d(x)\`) neither has an effect, and a note says so.`),
      example(`analyses:
  exports: {regress: exporter ~ digital*log(workers) + sector, estimator: logit}
  typical: {regress: exporter ~ digital + log(workers), estimator: probit, margins: at_means}
  demand: {regress: log(sales) ~ log(workers) | year | digital ~ rd + subsidy}
tables:
  table1: {of: [exports, exports.margins, typical.margins, demand.first], rows: [digital]}
claims:
  more: {holds: exports.margins.digital.estimate > -1 and exports.margins.workers.conf_high > -1}`),
    ],
  },
  {
    title: 'Tests of models',
    blocks: [
      text(`\`hypotheses\` of a regression are tested by the covariance of each model that has all their terms: a list of terms, each
for all its columns, that are jointly zero; a linear equation; or a list of both. They are F, or chi-squared where the model's
statistics are z; under \`cr2\` Hotelling's T² with its degrees of freedom, under \`wild\` p is that of the bootstrap with the null
imposed. A single restriction has \`estimate\`, left side less right, \`std_error\`, \`conf_low\` and \`conf_high\` besides \`statistic\`, \`df\`,
\`df2\` and \`p\`. One that cannot be tested has no values and a note that says why.`),
      example(`analyses:
  main:
    regress: "log(sales) ~ digital * log(workers) + factor(year)"
    hypotheses:
      years: [factor(year)]
      at_mean: "digital + 4.5 * \`digital:log(workers)\` == 0"
      both: [factor(year), digital == 0.1]
tables:
  table1: {of: main, statistics: [n, r2, hypotheses]}
claims:
  no_trend: {holds: main.hypotheses.years.p > 0.05}
  effect: {holds: main.hypotheses.at_mean.conf_low > -1}`),
      text(`Under \`diagnostics\` of a regression, for each of its models. A claim names their values, \`main.diagnostics.vif.statistic\`;
a name with a hyphen stands in backticks. A test that a model does not have is a record without value and a note that says why.
Tests of instruments are for models with an instrument part; those by the model's vcov have its small-sample factors where
they are an F, and none where they are a chi-squared.`),
      declared('modelTests'),
      example(`analyses:
  main:
    regress: "log(sales) ~ log(workers) | year | digital ~ rd + subsidy"
    diagnostics: [weak-instruments, kleibergen-paap, wu-hausman, hansen-j]
tables:
  table1: {of: [main, main.first], statistics: [n, r2, f]}
claims:
  strong: {holds: "main.first.f > 10 or main.diagnostics.\`kleibergen-paap\`.statistic < 10"}
  untested: {holds: "main.diagnostics.\`hansen-j\`.p > 0"}`),
    ],
  },
  {
    title: 'Variables and sets',
    blocks: [
      keys('study/variables/*'),
      text(
        'The order of `levels` is the order of groups and of the levels of a factor; the first is the reference.',
      ),
      example(`variables:
  sales: {role: outcome, label: {en: Sales, zh: 销售额}, unit: million, definition: Turnover of the year}
  region: {levels: {west: West, north: North, south: South}}
sets:
  Size: [log(workers), subsidy]
analyses:
  main: {regress: sales ~ digital + Size + region}`),
    ],
  },
  {
    title: 'References',
    blocks: [
      text(`\`ANALYSIS[.NAME][.NUMBER][@GROUP]\` names models: \`main.2\` is the second model of \`main\`, \`robust.clustered\` one by its
name, \`periods@early\` that of a group. A term of one model and a value of it follow: \`main.2.digital.estimate\`, with \`estimate\`
\`std_error\` \`statistic\` \`p\` \`conf_low\` \`conf_high\`; the term alone is its estimate. \`main.2.n\` and the like are values of the model.
Anything else is its path in results.json below the analysis, \`channel.verdict\`. What is no plain name stands in backticks.`),
    ],
  },
  {
    title: 'Tables',
    blocks: [
      text('An analysis that no table shows gets one of its own.'),
      keys('study/tables/*'),
      declared('tableStatistics'),
      example(`analyses:
  main: {regress: "log(sales) ~ digital + csw0(log(workers), subsidy) | year"}
  periods:
    regress: log(sales) ~ digital + log(workers)
    split: {early: year <= 2017, late: year >= 2018}
tables:
  table1:
    of: main
    title: {en: Sales and digitalisation}
    cells: [estimate, se]
    statistics: [n, r2, adj_r2]
    indicate: {Controls: [log(workers), subsidy]}
    omit: [log(workers), subsidy]
    fixed_effects: true
    stars: {"**": 0.01, "*": 0.05}
  table2:
    of: {Whole period: main.2, By period: periods}
    columns: {header: [split]}`),
    ],
  },
  {
    title: 'Figures',
    blocks: [
      keys('study/figures/*'),
      declared('figures'),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers)}
  shuffled: {placebo: main, permute: digital, draws: 200}
figures:
  figure1: {of: shuffled, draw: density, title: Estimates on permuted data}`),
      text(`Coefficients are drawn with their intervals, of one model or of up to twelve side by side. Where all that is drawn are
the columns of one \`i()\`, they stand along its levels: an event study. Its reference stands at zero, and a dotted line before
the event: before level 0 where the reference is negative, after the reference where the levels are the time of the panel.
Whether there is a trend before the event is a joint test of the columns before it.`),
      example(`prepare:
  - derive: {since: year - 2018, north: "if(region == 'north', 1, 0)"}
variables:
  since: {label: Years since the reform}
analyses:
  steps: {regress: "log(sales) ~ digital + csw0(log(workers), subsidy)"}
  event:
    regress: log(sales) ~ i(since, north, ref=-1) + log(workers) | firm + year
    vcov: {cluster: firm}
    hypotheses:
      before: ["since::-3:north", "since::-2:north"]
      any: ["i(since, north)"]
tables:
  table1:
    of: event
    rows: ["i(since, north)"]
    omit: rest
    statistics: [n, hypotheses]
figures:
  figure1: {of: steps, draw: coefficients, title: Sales and digitalisation}
  figure2: {of: event, draw: coefficients, terms: "i(since, north)", title: {en: Event study, zh: 事件研究}}
claims:
  common_trend: {says: No trend before the reform, holds: event.hypotheses.before.p > 0.05}`),
    ],
  },
  {
    title: 'Claims',
    blocks: [
      text(
        'What the study claims, as conditions on its results. A claim that does not hold makes `studyc run` fail.',
      ),
      keys('study/claims/*'),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers)}
claims:
  H1:
    says: Digital firms sell more
    holds: main.digital.estimate > 0 and main.digital.p < 0.05
  H2: {says: Large firms sell more, holds: "main.\`log(workers)\`.estimate in [0.5, 1]"}`),
    ],
  },
  {
    title: 'Numbers in prose',
    blocks: [
      text(`A paper quotes results by reference, so that no stale number survives. In Markdown files named under \`output\`,
\`{{main.digital.estimate}}\` becomes the number as tables print it, and the file is written below the folder of output
under its own path:

| written | becomes |
| --- | --- |
| \`{{main.digital.estimate}}\` | a value by its reference, as in claims |
| \`{{main.digital.estimate digits=2}}\` | the same with two decimals |
| \`{{main.digital.stars}}\` | the stars of a term |
| \`{{descriptive.sales.mean}}\` | a descriptive statistic, by its variable |
| \`{{table table1}}\` | a table in Markdown |
| \`\\{{\` | a pair of braces |

A reference that has no value is an error at its place (\`no-such-value\`), and the file is not written. In LaTeX,
\`\\input{out/values}\` defines \`\\studyc{main.digital.estimate}\`, which stops at an unknown reference; the format json
writes the same numbers as \`values.json\`. Digits are those of the first table that shows the number; shares are in percent.`),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers)}
output: {prose: [paper.md]}`),
    ],
  },
  {
    title: 'Reported numbers',
    blocks: [
      text(`Numbers as they were printed, to be compared with what the study computes and with each other. Everything
below this key is read as written: \`3.10\` is not \`3.1\`, and the zero of \`0.370\` counts.`),
      keys('study/reported'),
      example(`analyses:
  main: {regress: log(sales) ~ digital + log(workers)}
reported:
  legend: {"***": 0.01, "**": 0.05, "*": 0.1}
  tables:
    "1":
      parentheses: t
      columns:
        "1.1": {outcome: log(sales), model: main, cells: {digital: 0.213*** (5.31), _cons: "1.02*** (9.80)"}, n: 216, adj_r2: 0.871}`),
    ],
  },
];

/** Keys that every verb has; they are shown once. */
function commonKeys(): readonly string[] {
  return [
    ...['where', 'split', 'common_sample', 'vcov', 'estimator', 'conventions', 'level', 'weights', 'note'],
    ...['tau', 'margins'],
  ];
}

/** The examples in the order of the page, each as a whole study. */
export function exampleStudies(): readonly {
  readonly title: string;
  readonly text: string;
}[] {
  return sections.flatMap(({ title, blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'example' && block.yaml !== beginning ? [{ title, text: whole(block.yaml) }] : [],
    ),
  );
}

function whole(yaml: string): string {
  const own = new Set([...yaml.matchAll(/^(\w+):/gm)].map((match) => match[1]));
  const lines = beginning.split('\n').filter((line) => !own.has(line.slice(0, line.indexOf(':'))));
  return `${[...lines, yaml].join('\n')}\n`;
}
