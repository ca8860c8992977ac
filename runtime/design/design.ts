import type { Expression } from '../../compiler/plan/expression.ts';
import type { SampleRecord } from '../results/results.ts';

/** One categorical variable over the rows of a design: codes 0 … levels - 1, every level present. */
export interface Codes {
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: number;
  /** Of an absorbed effect: n each, the variables whose slope varies with its level beside its constant. */
  readonly slopes?: readonly Float64Array[];
}

/**
 * What a model is estimated on: the rows that it uses and its columns over these rows, coded, nothing missing,
 * collinear columns still in. Columns stand in the order of the formula, the intercept (`(Intercept)`) first.
 */
export interface Design {
  readonly n: number;
  /** Rows of the table that are used, ascending. */
  readonly rows: Int32Array;
  readonly outcomeName: string;
  readonly y: Float64Array;
  readonly names: readonly string[];
  readonly x: readonly Float64Array[];
  /** The term that each column of a formula was coded from. */
  readonly termOf?: ReadonlyMap<string, string>;
  /** Of each term with an `i()`: the level that has no column. */
  readonly references?: ReadonlyMap<string, string>;
  /** The factors of each column of the formula, whose product it is. */
  readonly parts?: ReadonlyMap<string, readonly ColumnPart[]>;
  readonly intercept: boolean;
  readonly fixed: readonly Codes[];
  /** One a dimension of a clustered covariance; empty otherwise. */
  readonly clusters: readonly Codes[];
  readonly units: Codes | null;
  readonly periods: Codes | null;
  /** n: time of the panel as a number, or the order of its texts; null without a panel. */
  readonly times: Float64Array | null;
  /** n: analytic weights, all positive; absent or null: every row counts the same. */
  readonly weights?: Float64Array | null;
  /** Of an instrumented equation; absent else. */
  readonly instruments?: Instruments;
  readonly sample: SampleRecord;
}

/** A factor of a column: a number, or whether a categorical column has a level. */
export type ColumnPart =
  | { readonly kind: 'number'; readonly expression: Expression }
  | {
      readonly kind: 'level';
      readonly column: Expression;
      /** What names of the level's columns begin with. */
      readonly prefix: string;
      readonly label: string;
      /** All levels in their order, and the one that others are compared with. */
      readonly labels: readonly string[];
      readonly reference: string;
    };

/** What instruments the last columns of a design; the others are instruments of themselves. */
export interface Instruments {
  /** How many columns of the design are instrumented. */
  readonly endogenous: number;
  readonly names: readonly string[];
  /** n each. */
  readonly z: readonly Float64Array[];
}
