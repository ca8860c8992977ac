/** Multiply-adds a row of a table: of every model by itself, and with what models have in common done once. */
export interface Work {
  readonly alone: number;
  readonly together: number;
}

/**
 * What is done once for several steps:
 * `sample`: rows are chosen, columns gathered and ids coded once where requirements are equal;
 * `effects`: each column is taken out of the same absorbed effects once;
 * `products`: products of two columns are summed once for all models that have both;
 * `factors`: models that begin with the same columns are factorised together as far as these go;
 * `fit`: one regression under several covariances is solved once;
 * `moments`: models of one sample are solved, and their covariances formed, from products of the columns of all;
 * `draws`: a model is drawn again on products or residualised columns that are made once.
 */
export type SharedKind = 'sample' | 'effects' | 'products' | 'factors' | 'fit' | 'moments' | 'draws';

/** Steps on one table that have something in common. Whether rows with gaps leave them the same sample, the data decide. */
export interface SharedGroup {
  readonly kind: SharedKind;
  /** The step that makes the table. */
  readonly table: string;
  /** In the order of the plan. */
  readonly steps: readonly string[];
  /** What is shared, by name as expressions are printed: of a sample the columns that all need, else columns of all. */
  readonly columns: readonly string[];
  /** Of a sample: columns that some need and others do not. With gaps in them, the rows are not the same. */
  readonly someNeed?: readonly string[];
  /** Absorbed effects by name; only where there are any. */
  readonly effects?: readonly string[];
  /** Dimensions of clusters whose sums stand for the rows; only where there are any. */
  readonly clusters?: readonly string[];
  /** Of draws: how many. */
  readonly draws?: number;
  readonly work: Work;
}

/** What the steps of a plan share. */
export interface Sharing {
  /** Of the main file: preparation and conditions may leave others, which decide between `products` and `factors`. */
  readonly rows: number;
  /** Of all estimation and drawing. */
  readonly work: Work;
  readonly groups: readonly SharedGroup[];
}
