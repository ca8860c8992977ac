import type { Declaration } from '../../compiler/plan/catalog.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../engines/memory/table.ts';
import type { EstimateOptions, Estimated } from '../estimators/estimate.ts';
import type { CompareResult } from '../results/results.ts';

/** A way to test that coefficients are the same in several models; one file each, listed in index.ts. */
export interface Comparison {
  readonly declaration: Declaration;
  /** Looks at all models at once; in place of a test, the reason why there is none. */
  readonly prepare: (input: ComparisonInput) => Equality | string;
}

export interface ComparisonInput {
  readonly models: readonly ComparedModel[];
  /** The table that all of them were estimated on. */
  readonly table: Table;
  readonly options: EstimateOptions;
  /** What a permutation draws; null for the other tests. */
  readonly draws: PermutationDraws | null;
}

export interface ComparedModel {
  readonly estimated: Estimated;
  readonly spec: ModelSpec;
  /** Of its group. */
  readonly name: string;
}

export interface PermutationDraws {
  readonly draws: number;
  readonly seed: number;
  /** A column whose values change the group as wholes; null for rows. */
  readonly unit: string | null;
  readonly onProgress: (done: number, draws: number) => void;
}

/** What a test says; `difference` is there for one column in two models. */
export type Equal = Pick<
  CompareResult,
  | 'difference'
  | 'std_error'
  | 'statistic'
  | 'distribution'
  | 'df'
  | 'df2'
  | 'p'
  | 'draws'
  | 'failed'
  | 'monte_carlo_error'
>;

/** Tests that these columns, which all models have, are equal in the models of these positions; or the reason for no test. */
export type Equality = (columns: readonly string[], among: readonly number[]) => Equal | string;
