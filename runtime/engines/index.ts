import type { EngineDeclaration } from '../../compiler/plan/catalog.ts';

const functions: readonly string[] = [
  ...['log', 'exp', 'sqrt', 'abs', 'round', 'floor', 'ceil', 'sign', 'if', 'coalesce', 'is_missing'],
  ...['lag', 'lead', 'diff', 'growth', 'mean', 'sum', 'sd', 'median', 'min', 'max', 'rank', 'cut'],
];

/** The engines beside memory, one each. Nothing is loaded here that only running needs. */
export const engines: readonly EngineDeclaration[] = [
  {
    name: 'duckdb',
    doc: 'A file larger than memory: filter, derive and sums in SQL; only the columns that models use come back.',
    formats: ['csv', 'tsv', 'parquet'],
    options: ['delimiter', 'decimal', 'na', 'columns'],
    steps: ['derive', 'filter', 'drop_missing', 'rename'],
    functions,
    sums: {
      estimators: ['ols'],
      vcov: ['iid', 'HC0', 'HC1', 'cluster'],
      functions: [...functions, 'I', 'l', 'f', 'd'],
      verbs: ['regress'],
    },
  },
];
