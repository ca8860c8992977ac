import type { GridCell } from './grid.ts';

/** A text of the table file; in a column several of them, estimate and standard error, make one cell. */
export interface PublishedText {
  readonly name: string;
  readonly label: GridCell;
  readonly parts: readonly GridCell[];
}

/** One column of models as the file prints it. */
export interface PublishedColumn {
  /** As printed over the column, or its place from 1. */
  readonly number: string;
  readonly at: GridCell;
  readonly heading: string;
  readonly outcome: { readonly name: string; readonly cell: GridCell } | null;
  readonly cells: readonly PublishedText[];
  readonly statistics: readonly PublishedText[];
}

/** One variable of descriptive statistics. */
export interface PublishedRow {
  readonly name: string;
  readonly label: GridCell;
  readonly statistics: readonly PublishedText[];
}

/** What a row of the file is not: too wide, of brackets without an estimate, or nothing that is known. */
export interface RowMistake {
  readonly reason: 'columns' | 'alone' | 'unknown';
  readonly cell: GridCell;
  readonly label: string;
}

export interface PublishedTable {
  readonly columns: readonly PublishedColumn[];
  readonly rows: readonly PublishedRow[];
  readonly mistakes: readonly RowMistake[];
}

/** What a label of the publication is called in the study; null for one that nobody named. */
export type NameOf = (label: string) => string | null;
