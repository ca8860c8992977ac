import type { Rich } from '../document/document.ts';

/** The words of tests: hypotheses on coefficients, and `diagnostics`. */
export interface TestWords {
  /** Over the tests of all models, in the report. */
  readonly heading: string;
  readonly header: readonly [test: Rich, hypothesis: Rich, statistic: Rich, p: Rich];
  readonly hypothesisHeader: readonly [name: Rich, states: Rich, estimate: Rich, statistic: Rich, p: Rich];
  /** By the word of the language: what a reader calls the test, and what holds unless it is rejected; null: no test. */
  readonly names: Readonly<Record<string, { readonly name: string; readonly null: string | null }>>;
  /** Stub of a row with the statistics of a hypothesis; `both`: F in some columns, chi-squared in others. */
  readonly rows: (name: string, distribution: 'f' | 'chi2' | 'both') => Rich;
  /** Stub of the row below, with p. */
  readonly p: Rich;
  /** What the hypotheses of a table state. */
  readonly sentence: (items: readonly { readonly name: string; readonly states: Rich }[]) => Rich;
  /** After the largest or smallest of several values: the term that has it, with what stands before. */
  readonly deciding: (term: string) => Rich;
}
