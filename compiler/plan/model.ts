import type { Expression } from './expression.ts';

/**
 * One regressor before coding: a product of factors, each a column or a call, `TIN`, `TIN:POS`, `log(POS)`, `l(x, 2)`.
 * A text column, `factor(x)` and `i(f, x, ref='a')` are coded into several columns by the runtime.
 */
export interface ModelTerm {
  readonly factors: readonly Expression[];
}

/** A set of categories that is absorbed: `city`, or several columns combined, `city^year`. */
export interface FixedEffect {
  readonly columns: readonly string[];
  /** Columns whose slope varies with the category beside its constant, `city[x]`; mostly none. */
  readonly slopes: readonly string[];
}

/** What follows the second bar, `endogenous ~ instruments`. */
export interface InstrumentPart {
  readonly endogenous: readonly ModelTerm[];
  readonly instruments: readonly ModelTerm[];
}

/** One equation, every family, set and several-outcomes form already expanded. */
export interface ModelFormula {
  readonly outcome: Expression;
  readonly intercept: boolean;
  readonly terms: readonly ModelTerm[];
  readonly fixed: readonly FixedEffect[];
  /** Null where nothing is instrumented. */
  readonly instruments: InstrumentPart | null;
}

/**
 * Always an object, as in results.json: `{type: HC1}`, `{type: cluster, by: [city]}`, `{type: newey-west, lag: 2}`.
 * What a type has no use for is absent.
 */
export interface VcovSpec {
  readonly type: string;
  /** Dimensions of clusters, each a column, or columns combined, `city^year`. */
  readonly by?: readonly string[];
  /** The columns of each entry of `by`; only where one of them combines several. */
  readonly combined?: readonly (readonly string[])[];
  /** Periods; of newey-west (within unit) and driscoll-kraay. */
  readonly lag?: number;
  /** Of bootstrap and wild, with the study's seed. */
  readonly draws?: number;
  readonly seed?: number;
  readonly interval?: 'percentile' | 'bca';
  /** What wild multiplies residuals by. */
  readonly weights?: 'rademacher' | 'webb';
}

/** What one estimation needs to know besides its table. */
export interface ModelSpec {
  readonly formula: ModelFormula;
  /** Conditions that all hold on the rows of the model: `where`, the group of a split, a variant's `where`. */
  readonly where: readonly Expression[];
  /** Expressions that must not be missing although the model does not use them: `common_sample`, mediation. */
  readonly complete: readonly Expression[];
  readonly estimator: string;
  readonly vcov: VcovSpec;
  readonly conventions: string;
  /** Of the confidence intervals, 0.95. */
  readonly level: number;
  /** The column of analytic weights; a row where it is missing is no row of the model. */
  readonly weights?: string;
  /** Of estimator quantile. */
  readonly tau?: number;
  /** Marginal effects of logit, probit and poisson at the means; without this, their average. */
  readonly margins?: 'at_means';
}
