import type { Rich } from '../document/document.ts';
import { formatTrimmed } from '../document/format-number.ts';
import { code, concat, emphasis, italic, rich, sup, toRich } from '../document/rich.ts';
import { correlationNotes } from './en-correlations.ts';
import { curveWords } from './en-curve.ts';
import { distributionWords } from './en-distributions.ts';
import { coefficientFigureNotes, figureWords } from './en-figures.ts';
import { coefficientNotes, definitionNotes, descriptiveNotes, mediationNotes } from './en-notes.ts';
import { placeboNotes } from './en-placebo.ts';
import { ledgerLine, summaryLine, verdictSentence } from './en-report.ts';
import { comparisons } from './en-comparisons.ts';
import { tests } from './en-tests.ts';
import { capitalised, columnList, count, listed, ordinal, plurals } from './en-words.ts';
import type { Locale } from './locale.ts';

const R2: Rich = [italic('R'), sup('2')];

/** English: also the language of studies in a language that has no words here. */
export const en: Locale = {
  language: 'en',
  colon: ': ',
  count,
  sentences: (sentences) => sentences.map((sentence, i) => (i === 0 ? sentence : concat(' ', sentence))),
  numbered: (kind, number) => `${kind === 'table' ? 'Table' : 'Figure'} ${number}`,
  caption: (kind, number, title) => rich`${kind === 'table' ? 'Table' : 'Figure'} ${number}. ${title}`,
  continued: (table) => rich`Table ${table} (continued)`,
  words: {
    yes: 'Yes',
    no: 'No',
    variable: '',
    dependentVariable: 'Dependent variable',
    constant: 'Constant',
    notesLead: [emphasis('Notes:'), { text: ' ' }],
    roles: {
      outcome: 'Outcome',
      treatment: 'Treatment',
      mediator: 'Mediator',
      moderator: 'Moderator',
      control: 'Control',
      instrument: 'Instrument',
    },
    definitions: { role: 'Role', name: 'Variable', symbol: 'Symbol', definition: 'Definition' },
    describe: {
      n: 'N',
      missing: 'Missing',
      mean: 'Mean',
      sd: 'Std. dev.',
      variance: 'Variance',
      min: 'Min.',
      max: 'Max.',
      median: 'Median',
      skewness: 'Skewness',
      kurtosis: 'Kurtosis',
    },
    statistics: {
      n: toRich('Observations'),
      r2: R2,
      adj_r2: concat('Adjusted ', R2),
      within_r2: concat('Within ', R2),
      between_r2: concat('Between ', R2),
      overall_r2: concat('Overall ', R2),
      pseudo_r2: concat('Pseudo ', R2),
      f: concat(italic('F'), ' statistic'),
      chi2: concat('Wald ', italic('χ'), sup('2')),
      rmse: toRich('RMSE'),
      log_lik: toRich('Log likelihood'),
      aic: toRich('AIC'),
      bic: toRich('BIC'),
      outcome_mean: toRich('Mean of outcome'),
    },
    mediation: {
      stepwise: toRich('Stepwise regressions'),
      decomposition: toRich('Decomposition of the effect'),
      models: { total: 'Total effect', mediator: 'Mediator', direct: 'Direct effect' },
      effect: '',
      columns: {
        estimate: toRich('Estimate'),
        std_error: toRich('Std. error'),
        statistic: concat(italic('t'), ' / ', italic('z')),
        share: toRich('Share (%)'),
      },
      total: concat('Total effect ', italic('c')),
      direct: concat('Direct effect ', italic('c′')),
      indirect: concat('Indirect effect ', italic('a'), ' × ', italic('b')),
      tests: { sobel: toRich('Sobel'), aroian: toRich('Aroian'), goodman: toRich('Goodman') },
    },
    placebo: {
      density: toRich('Kernel density'),
      normal: toRich('Normal density'),
      p: concat(italic('p'), ' value (right axis)'),
      rightAxis: concat(italic('p'), ' value'),
      x: toRich('Placebo estimate'),
      actual: toRich('True estimate'),
      threshold: concat(italic('p'), ' = 0.10'),
    },
    curve: {
      estimate: 'All models',
      models: toRich('Models'),
      median: toRich('Median estimate'),
      positive: toRich('Estimate above zero (%)'),
      significant: toRich('Significant (%)'),
      stouffer: concat('Stouffer’s ', italic('Z')),
      p: {
        median: concat('Joint ', italic('p'), ', median'),
        share: concat('Joint ', italic('p'), ', significant share'),
        stouffer: concat('Joint ', italic('p'), ', Stouffer’s ', italic('Z')),
      },
    },
    titles: {
      curve: 'Specification curve',
      contrast: 'Differences of coefficients',
      define: 'Variable definitions',
      describe: 'Descriptive statistics',
      correlate: 'Correlations',
      regress: 'Regression results',
      vary: 'Robustness checks',
      mediate: 'Mediation',
      placebo: 'Placebo test',
      coefficients: 'Coefficients',
    },
    report: {
      contents: 'Contents',
      claims: 'Claims',
      claimHeader: ['', 'Claim and condition', 'Values', 'Verdict'],
      ledger: 'Sample ledger',
      ledgerHeader: ['Step', 'Change', 'Rows'],
      results: 'Results',
      provenance: 'Provenance',
      notes: 'Notes',
      study: 'Study',
      version: 'Program',
      spec: 'Study file',
      data: 'Data',
      seed: 'Seed',
      conventions: 'Small-sample conventions',
      undecided: 'undecided',
    },
  },
  headings: {
    sharedOutcome: (label) => toRich(`Dependent variable: ${label}`),
    fixedEffect: (label) => capitalised(toRich(`${label} fixed effects`)),
    clusters: (nouns) =>
      nouns.length === 0 ? toRich('Clusters') : rich`Clusters (${listed(nouns.map(plurals))})`,
    units: (unit) => capitalised(toRich(unit ? plurals(unit) : 'units')),
    panel: (letter, title) => concat(...concat(`Panel ${letter}. `, title).map((run) => emphasis(run.text))),
    interval: (level) => toRich(`${formatTrimmed(100 * level)}% interval`),
    bootstrap: (unit) => toRich(`Bootstrap over ${unit ? plurals(unit) : 'rows'}`),
    indirect: (mediator) =>
      concat(
        mediator === null ? 'All indirect effects' : `Indirect effect by ${mediator}`,
        ' ',
        italic('ab'),
      ),
    percentile: (percent) => toRich(`${ordinal(percent)} pct.`),
    without: (value) => `without ${value}`,
    derived: (kind, model) => {
      const what = kind === 'first' ? 'first stage' : 'marginal effects';
      return model === null ? what : `${model}, ${what}`;
    },
    between: ', ',
    unitOf: (unit) => ` (${unit})`,
  },
  notes: {
    coefficients: coefficientNotes,
    descriptive: descriptiveNotes,
    definitions: definitionNotes,
    correlations: correlationNotes,
    mediation: mediationNotes,
    placebo: placeboNotes,
    coefficientFigure: coefficientFigureNotes,
    ofColumns: (columns, sentence) => concat(capitalised(toRich(columnList(columns))), ': ', sentence),
  },
  tests,
  comparisons,
  verdict: verdictSentence,
  ended: (sentence) => concat(sentence, '.'),
  facts: {},
  factsOf: {},
  enumeration: (labels) => labels.join(', '),
  notShown: (id) => rich`${code(id)} is not shown: a model that it needs could not be estimated.`,
  figure: {
    curve: curveWords,
    distribution: distributionWords,
    ...figureWords,
    description: (draws, estimate) =>
      `Kernel density and p values of the estimates of ${count(draws)} random permutations; the dashed vertical line is the true estimate ${estimate}.`,
  },
  report: { summary: summaryLine, verdict: verdictWord, ledger: ledgerLine },
};

function verdictWord(holds: boolean, expectation: boolean): string {
  const word = holds ? 'holds' : 'does not hold';
  return expectation ? word : `${word} (${holds ? 'not as' : 'as'} expected)`;
}
