/**
 * Tables in memory: one typed array a column. A missing number is NaN and a missing text has code -1; no other
 * value that is not finite ever enters a table, so NaN needs no mask beside it.
 */
export interface NumberColumn {
  readonly kind: 'number';
  readonly name: string;
  readonly values: Float64Array;
  /** The numbers are days since 1970-01-01, and are shown as ISO days. */
  readonly date?: true;
}

/**
 * `codes[row]` indexes `levels`, which are distinct and sorted by code point, or stand in the order that the file gives
 * them (the codes of value labels).
 */
export interface TextColumn {
  readonly kind: 'text';
  readonly name: string;
  readonly codes: Int32Array;
  readonly levels: readonly string[];
}

export type Column = NumberColumn | TextColumn;

export interface Panel {
  readonly unit: string;
  readonly time: string;
}

export interface Table {
  readonly rows: number;
  /** In the order of the file, derived columns after. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly panel: Panel | null;
}
