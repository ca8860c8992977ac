import type { Centred } from './kernels/blocks.ts';
import { addScaled } from './sums.ts';

/** k columns of n, which may not have been computed yet: of ten million rows nobody can afford more than one set of them. */
export interface Regressors {
  readonly count: number;
  /** Computed when first asked for, and kept. */
  readonly values: () => readonly Float64Array[];
  /** Of what they are combinations; null where they are there. */
  readonly product: Product | null;
}

/** The columns z T. toColumns: T, k x k upper triangular, row-major. */
export interface Product {
  readonly z: Centred;
  readonly toColumns: Float64Array;
  /** k x k: the products of the scores z_i e_i with these residuals, where they are known already. */
  readonly scores?: { readonly residuals: Float64Array; readonly products: Float64Array } | null;
}

/** Columns that are there. */
export function regressors(values: readonly Float64Array[]): Regressors {
  return { count: values.length, values: () => values, product: null };
}

/** Columns that are combinations of others. */
export function combinations(product: Product): Regressors {
  let known: readonly Float64Array[] | undefined;
  return {
    count: product.z.columns.length,
    values: () => {
      known ??= computed(product);
      return known;
    },
    product,
  };
}

/** Columns behind one that is orthogonal to them, `first` over its length. */
export function withFirst({ product, values }: Regressors, first: Float64Array, length: number): Regressors {
  if (product === null || product.z.centres !== null)
    return regressors([first.map((value) => value / length), ...values()]);
  const k = product.z.columns.length;
  const toColumns = new Float64Array((k + 1) * (k + 1));
  toColumns[0] = 1 / length;
  for (let i = 0; i < k; i += 1) {
    toColumns.set(product.toColumns.subarray(i * k, (i + 1) * k), (i + 1) * (k + 1) + 1);
  }
  return combinations({ z: { columns: [first, ...product.z.columns], centres: null }, toColumns });
}

function computed({ z, toColumns }: Product): readonly Float64Array[] {
  const k = z.columns.length;
  const centred = z.columns.map((column, i) => {
    const c = z.centres?.[i] ?? 0;
    return c === 0 ? column : column.map((value, row) => value - c * z.columns[0]![row]!);
  });
  return centred.map((column, j) => {
    const own = toColumns[j * k + j]!;
    const total = column.map((value) => value * own);
    for (let i = 0; i < j; i += 1) addScaled(total, toColumns[i * k + j]!, centred[i]!);
    return total;
  });
}
