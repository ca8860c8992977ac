import type { Catalog, VcovDeclaration } from '../../plan/catalog.ts';
import type { Words } from './piece.ts';

/**
 * The words that the contract names, beside those that the catalog offers. A word that only stands here is refused as
 * not available yet; a word that stands nowhere is unknown.
 */
export const contract = {
  formats: ['csv', 'tsv', 'parquet', 'json', 'xlsx', 'dta'],
  engines: ['memory', 'duckdb', 'clickhouse', 'postgres'],
  steps: ['derive', 'interpolate', 'normalize', 'winsorize', 'filter', 'rename', 'join', 'drop_missing'],
  estimators: [
    'ols',
    'between',
    'random',
    'first-difference',
    'iv',
    'logit',
    'probit',
    'poisson',
    'quantile',
  ],
  vcovNames: ['iid', 'HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'nid'],
  vcovColumns: ['cluster', 'cr2', 'cr3'],
  vcovOptions: ['newey-west', 'driscoll-kraay', 'bootstrap', 'wild'],
  conventions: [
    'stata',
    'regress',
    'xtreg',
    'reghdfe',
    'fixest',
    'lsdv',
    'lm',
    'plm',
    'linearmodels',
    'statsmodels',
  ],
  describeStatistics: [
    'n',
    'missing',
    'mean',
    'sd',
    'variance',
    'min',
    'max',
    'median',
    'skewness',
    'kurtosis',
  ],
  mediationTests: ['sobel', 'aroian', 'goodman'],
  tableStatistics: [
    'n',
    'units',
    'clusters',
    'r2',
    'adj_r2',
    'within_r2',
    'between_r2',
    'overall_r2',
    'pseudo_r2',
    'f',
    'chi2',
    'rmse',
    'log_lik',
    'aic',
    'bic',
    'outcome_mean',
    'hypotheses',
    'compare',
  ],
  modelTests: [
    'vif',
    'condition-number',
    'breusch-pagan',
    'breusch-pagan-original',
    'white',
    'reset',
    'durbin-watson',
    'jarque-bera',
    'hausman',
    'hausman-auxiliary',
    'hausman-robust',
    'f-individual',
    'f-time',
    'f-twoways',
    'lm-individual',
    'lm-time',
    'lm-twoways',
    'lm-honda',
    'breusch-godfrey',
    'wooldridge',
    'pesaran-cd',
    'weak-instruments',
    'cragg-donald',
    'kleibergen-paap',
    'kleibergen-paap-lm',
    'wu-hausman',
    'sargan',
    'hansen-j',
  ],
  comparisons: ['suest', 'chow', 'permutation'],
  figures: ['density', 'coefficients', 'curve'],
  outputFormats: ['md', 'tex', 'html', 'pdf', 'docx', 'typ', 'xlsx', 'csv', 'json', 'svg', 'png'],
  styles: ['plain', 'aer', 'apa', 'gb'],
  verbs: ['define', 'describe', 'correlate', 'regress', 'mediate', 'vary', 'placebo', 'contrast', 'curve'],
} as const;

type Declared = readonly { readonly name: string }[];

/** Every word that is known of one kind: the contract's first, then the catalog's own. */
function words(known: readonly string[], declared: Declared): Words {
  const offered = declared.map((one) => one.name);
  return { all: [...new Set([...known, ...offered])], offered };
}

/** The words by the kind of thing that they name. */
export function knownWords(catalog: Catalog) {
  const vcovs = (form: VcovDeclaration['form']) => catalog.vcovs.filter((one) => one.form === form);
  const statistics = catalog.describeStatistics.filter((one) => !/^p[1-9][0-9]?$/.test(one.name));
  return {
    formats: words(contract.formats, catalog.sources),
    estimators: words(contract.estimators, catalog.estimators),
    vcovNames: words(contract.vcovNames, vcovs('name')),
    vcovColumns: words(contract.vcovColumns, vcovs('columns')),
    vcovOptions: words(contract.vcovOptions, vcovs('options')),
    conventions: words(contract.conventions, catalog.conventions),
    describeStatistics: words(contract.describeStatistics, statistics),
    mediationTests: words(contract.mediationTests, catalog.mediationTests),
    tableStatistics: words(contract.tableStatistics, catalog.tableStatistics),
    modelTests: words(contract.modelTests, catalog.modelTests),
    hypotheses: words(['zero', 'equation'], catalog.hypotheses),
    comparisons: words(contract.comparisons, catalog.comparisons),
    figures: words(contract.figures, catalog.figures),
    outputFormats: words(contract.outputFormats, catalog.formats),
    styles: words(contract.styles, catalog.styles),
    languages: words([], catalog.languages),
  };
}

export type KnownWords = ReturnType<typeof knownWords>;
