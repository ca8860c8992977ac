import { MANY_ROWS, type Model } from './models.ts';

/**
 * Estimated work in multiply-adds a row of the table. What depends on data beyond their number of rows is counted at the
 * values below; a term that is coded into several columns counts as one.
 */

/** Numbering an id column: a look-up and a write. */
const CODING = 2;
/** Taking one effect out of a column: sums and differences, twice. */
const ONE_EFFECT = 4;
/** Of two and more effects, for each of them: some ten steps of conjugate gradients, each a sum and a difference. */
const EACH_EFFECT = 20;
/**
 * What each model does for itself whatever it shares, and each of its columns: compares them with those that are there, means,
 * correlations, the record. From test/bench/optimise.ts (100,000 rows; a multiply-add is some 2 ns), where forty models took
 * 0.32 of their time by themselves with two effects and 0.69 without; the estimates are 0.28 and 0.76.
 */
const OWN_MODEL = 20;
const OWN_COLUMN = 8;
/** Scorings of a likelihood. */
const SCORINGS = 6;

/** Choosing the rows: every required cell is looked at once. */
export function ofSample({ required, spec }: Pick<Model, 'required' | 'spec'>): number {
  return required.length + spec.where.length;
}

/** Gathering so many columns, and coding so many ids. */
export function ofColumns(columns: number, ids: number): number {
  return columns + CODING * ids;
}

/** Taking effects out of so many columns. */
export function ofEffects(effects: number, columns: number): number {
  if (effects === 0) return 0;
  return columns * (effects === 1 ? ONE_EFFECT : EACH_EFFECT * effects);
}

/** Products of k regressors and the outcome, residuals, and their squares; of few rows factors, and the outcome along them. */
export function ofFit({ regressors, spec, rows }: Pick<Model, 'regressors' | 'spec' | 'rows'>): number {
  const k = regressors.length;
  const factors = regressors.reduce((sum, _, j) => sum + ofFactor(j), 0);
  const once = rows >= MANY_ROWS ? pairs(k + 1) + 2 * k + 1 : factors + 4 * k;
  return likelihoods.has(spec.estimator) ? SCORINGS * once : once;
}

const likelihoods: ReadonlySet<string> = new Set(['logit', 'probit', 'poisson', 'quantile']);

/** Householder QR, of a column with j before it: their reflections, and those of its column of Q, two steps each. */
export const ofFactor = (j: number): number => 2 * j + 2 * (j + 1);

/** Scores of the rows, and their products where these are no sums of clusters. */
export function ofCovariance({ regressors: { length: k }, spec, clusters }: Model): number {
  if (spec.vcov.type === 'iid') return 0;
  return clusters.length > 0 ? k * (2 ** clusters.length - 1) : k + pairs(k);
}

/** A model by itself, its draws left out. */
export function workOf(model: Model): number {
  const { columns, effects, clusters } = model;
  return (
    OWN_MODEL +
    OWN_COLUMN * columns.length +
    ofSample(model) +
    ofColumns(columns.length, effects.length + clusters.length) +
    ofEffects(effects.length, columns.length) +
    ofFit(model) +
    ofCovariance(model)
  );
}

/** Different products of two of k columns. */
export const pairs = (k: number): number => (k * (k + 1)) / 2;
