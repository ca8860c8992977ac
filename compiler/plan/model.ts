import type { Expression } from './expression.ts';

/**
 * One regressor before coding: a product of factors, each a column or a call, `TIN`, `TIN:POS`, `log(POS)`.
 * A text column, or `factor(x)`, is coded into several columns by the runtime.
 */
export interface ModelTerm {
  readonly factors: readonly Expression[];
}

/** A set of categories that is absorbed: `city`, or several columns combined, `city^year`. */
export interface FixedEffect {
  readonly columns: readonly string[];
}

/** One equation, every family, set and several-outcomes form already expanded. */
export interface ModelFormula {
  readonly outcome: Expression;
  readonly intercept: boolean;
  readonly terms: readonly ModelTerm[];
  readonly fixed: readonly FixedEffect[];
}

/** Always an object, as in results.json: `{type: HC1}`, `{type: cluster, by: [city]}`. */
export interface VcovSpec {
  readonly type: string;
  readonly by?: readonly string[];
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
}
