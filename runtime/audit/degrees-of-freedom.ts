import type { Paper, PaperColumn } from './paper.ts';

/** A distribution that t, and so the stars of a column, may be read from. */
export interface Reference {
  /** Infinity: the normal. */
  readonly df: number;
  /** For messages: `t(104)`, `the normal`. */
  readonly name: string;
}

export const normal: Reference = { df: Infinity, name: 'the normal' };

/**
 * Every reference that the column's stars may come from: t(n - k) with what is printed of n and k, the normal, and
 * t(clusters - 1) where clusters are stated. Effects that are not printed take degrees of freedom: with stated fixed
 * effects that variant is there too.
 */
export function references({ reported }: Paper, column: PaperColumn): readonly Reference[] {
  const { design } = reported;
  const dfs = new Set<number>();
  if (column.n !== null && column.n > column.k) dfs.add(column.n - column.k);
  for (const absorbed of absorbedLevels(column, design.units ?? null)) {
    if (column.n !== null && column.n > column.k + absorbed) dfs.add(column.n - column.k - absorbed);
  }
  const clusters = column.column.statistics.clusters
    ? Number(column.column.statistics.clusters.value)
    : (design.clusters ?? null);
  if (clusters !== null && clusters > 1) dfs.add(clusters - 1);
  return [...[...dfs].map((df) => ({ df, name: `t(${df})` })), normal];
}

function absorbedLevels({ column }: PaperColumn, units: number | null): readonly number[] {
  return column.fixed && column.fixed.length > 0 && units !== null ? [units - 1] : [];
}
