/**
 * Sums over rows that are not in memory, of k + 1 columns z about centres, the outcome last, and of its residuals
 * e = z_k - sum of b_j z_j. Each is compensated, and the same whenever it is asked for.
 */
export interface RowSums {
  readonly n: number;
  /** k + 1 each, of the columns as they are. */
  readonly ranges: () => Promise<Ranges>;
  /** k + 1: sums about the centres. */
  readonly sums: (centres: Float64Array) => Promise<Float64Array>;
  /** (k + 1) x (k + 1), row-major: z_i z_j. */
  readonly products: (centres: Float64Array) => Promise<Float64Array>;
  /** k + 1: e z_j, and e e last. b: k. */
  readonly residuals: (centres: Float64Array, b: Float64Array) => Promise<Float64Array>;
  /** k x k, row-major: (e z_i)(e z_j) over rows, or over the sums of these by cluster. */
  readonly scores: (centres: Float64Array, b: Float64Array, clustered: boolean) => Promise<Float64Array>;
}

export interface Ranges {
  readonly least: Float64Array;
  readonly most: Float64Array;
}
