import type { Rich } from '../document/document.ts';
import type { Noun } from '../document/facts.ts';

/** By which test coefficients are compared, and what it rests on. */
export interface ComparisonFact {
  readonly test: string;
  /** Clusters of the models. */
  readonly by: readonly Noun[];
  /** Of a permutation: how many draws, and what changes its group; null for rows. */
  readonly draws: number | null;
  readonly unit: Noun | null;
}

/** The words of `compare` and `contrast`. */
export interface ComparisonWords {
  /** Over the comparisons of all analyses, in the report. */
  readonly heading: string;
  readonly header: readonly [term: Rich, groups: Rich, difference: Rich, statistic: Rich, p: Rich];
  /** Columns of a contrast's table. */
  readonly columns: readonly [difference: Rich, std_error: Rich, statistic: Rich, p: Rich];
  /** Stub of a difference between two groups. */
  readonly difference: (term: string, first: string, second: string) => Rich;
  /** Stub of a test of all groups at once; null: the statistic of an exchange. */
  readonly equality: (term: string, distribution: 'f' | 'chi2' | null) => Rich;
  readonly groups: (names: readonly string[]) => Rich;
  /** Which model of a contrast is taken from which. */
  readonly contrast: (first: Rich, second: Rich) => Rich;
  /** In place of a term: every coefficient. */
  readonly everything: string;
  readonly p: Rich;
  /** Below the table: how the differences were tested. */
  readonly sentence: (fact: ComparisonFact) => Rich;
}
