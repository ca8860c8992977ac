/** docs/accuracy.md from the figures that the tests of this folder store (accuracy.ts). */
import { readdirSync } from 'node:fs';
import { type AccuracyRow, storedAccuracy } from './accuracy.ts';
import * as words from './report-words.ts';
import type { TestAccuracy } from './test-records.ts';

interface NistRow {
  readonly kind: 'linear' | 'univariate' | 'anova';
  readonly name: string;
  readonly [quantity: string]: number | string | null;
}

interface DistributionRow {
  readonly name: string;
  readonly values: number;
  readonly studyc: number;
  readonly jstat: number;
  readonly jstat_everyday: number;
}

interface HypothesisRow {
  readonly estimator: string;
  readonly vcov: string;
  readonly statistic: number;
  readonly p: number;
}

/** The whole page. */
export function accuracyReport(): string {
  const sections = [
    words.opening,
    `## In short\n\n${words.readingMatrix}\n\n${matrix(measuredRows())}`,
    words.tolerances,
    `## R, by data set\n\n${words.readingR}`,
    ...dataSets().map(dataSetSection),
    `## Tests of models\n\n${words.readingTests}`,
    ...ofTests.map(testSection),
    `## Hypotheses on coefficients\n\n${words.readingHypotheses}`,
    hypothesisTable(storedAccuracy<readonly HypothesisRow[]>('hypotheses')),
    `## NIST's certified sets\n\n${words.readingNist}`,
    ...nistTables(storedAccuracy<readonly NistRow[]>('nist')),
    `## Distributions\n\n${words.readingDistributions}`,
    distributionTable(storedAccuracy<readonly DistributionRow[]>('distributions')),
    words.manuals,
    words.redundancy,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** Files of figures of tests. */
const ofTests = ['panel-tests', 'tests-of-instruments'];

function testSection(name: string): string {
  const rows = storedAccuracy<readonly TestAccuracy[]>(name);
  const cells = rows.map((row) => [row.test, power(row.statistic)]);
  return `### ${name}\n\n${words.aboutData[name]}\n\n${table(['test', 'statistic'], cells)}`;
}

/** Every line of estimators and covariances. */
export function measuredRows(): readonly AccuracyRow[] {
  return dataSets().flatMap((name) => [...storedAccuracy<readonly AccuracyRow[]>(name)]);
}

/** Every file of figures but those of other shapes and those without a model, in the order of their names. */
function dataSets(): string[] {
  const files = readdirSync(new URL('./accuracy/', import.meta.url)).sort();
  return files
    .map((file) => file.replace('.json', ''))
    .filter((name) => !['nist', 'distributions', 'hypotheses', ...ofTests].includes(name))
    .filter((name) => storedAccuracy<readonly AccuracyRow[]>(name).length > 0);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** `1e-13`: no error is larger. */
const power = (exponent: number | null): string => (exponent === null ? '–' : `1e${exponent}`);

/** Standard errors of a family of estimators under one covariance, worst of all; `estimates` in a column of their own. */
function matrix(rows: readonly AccuracyRow[]): string {
  const worst = new Map<string, number>();
  const note = (key: string, value: number | null): void => {
    if (value !== null) worst.set(key, Math.max(worst.get(key) ?? value, value));
  };
  for (const { estimator, vcov, estimate, std_error } of rows) {
    note(`${familyOf(estimator)} estimates`, estimate);
    note(`${familyOf(estimator)} ${vcov}`, std_error);
  }
  const families = unique(rows.map((row) => familyOf(row.estimator)));
  const vcovs = unique(rows.map((row) => row.vcov));
  const cells = families.map((family) => [
    family,
    ...['estimates', ...vcovs].map((column) => power(worst.get(`${family} ${column}`) ?? null)),
  ]);
  return table(['', 'estimates', ...vcovs], cells);
}

const unique = (values: readonly string[]): string[] => [...new Set(values)].sort();

const familyOf = (estimator: string): string => {
  const [family] = estimator.split(',');
  return /absorbed|slopes/.test(estimator) ? `${family}, effects absorbed` : family!;
};

function dataSetSection(name: string): string {
  const rows = storedAccuracy<readonly AccuracyRow[]>(name);
  const cells = rows.map((row) => [row.estimator, row.vcov, power(row.estimate), power(row.std_error)]);
  const about = words.aboutData[name] ?? name;
  const head = ['estimator', 'vcov', 'estimates', 'standard errors'];
  return `### ${name}\n\n${about}\n\n${table(head, cells)}`;
}

const columns = {
  linear: ['estimates', 'absorbed', 'std_errors', 'sigma', 'r2', 'f'],
  univariate: ['mean', 'sd', 'autocorrelation'],
  anova: ['f'],
} as const;

const compared = {
  linear: ['estimates', 'std_errors', 'sigma'],
  univariate: ['mean', 'sd', 'autocorrelation'],
  anova: ['f'],
} as const;

const titles = {
  linear: 'Linear regression',
  univariate: 'Univariate statistics',
  anova: 'One-way analysis of variance',
} as const;

const heads: Readonly<Record<string, string>> = { std_errors: 'standard errors', r2: 'R²', f: 'F' };
const headOf = (quantity: string): string => heads[quantity] ?? quantity;

const count = (value: number | string | null | undefined): string =>
  value === null || value === undefined ? '–' : String(value);

function nistTables(rows: readonly NistRow[]): string[] {
  return (['linear', 'univariate', 'anova'] as const).map((kind) => {
    const head = [
      'set',
      ...columns[kind].map(headOf),
      ...compared[kind].map((quantity) => `R: ${headOf(quantity)}`),
    ];
    const cells = rows
      .filter((row) => row.kind === kind)
      .map((row) => [
        row.name,
        ...columns[kind].map((quantity) => count(row[quantity])),
        ...compared[kind].map((quantity) => count(row[`${quantity}_in_r`])),
      ]);
    return `### ${titles[kind]}\n\n${table(head, cells)}`;
  });
}

function hypothesisTable(rows: readonly HypothesisRow[]): string {
  return table(
    ['model', 'vcov', 'statistics', 'p'],
    rows.map((row) => [row.estimator, row.vcov, power(row.statistic), power(row.p)]),
  );
}

function distributionTable(rows: readonly DistributionRow[]): string {
  const errorOf = (exponent: number): string => (exponent === 0 ? 'none right' : power(exponent));
  return table(
    ['function', 'values', 'studyc', 'jstat', 'jstat, everyday'],
    rows.map((row) => [
      row.name,
      String(row.values),
      errorOf(row.studyc),
      errorOf(row.jstat),
      errorOf(row.jstat_everyday),
    ]),
  );
}
