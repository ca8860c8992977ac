import type { Centred } from './kernels/blocks.ts';
import { crossProducts, productsWith } from './kernels/products.ts';

/** Cross-products of columns, kept by pair: what several models ask for is summed once. */
export interface KeptProducts {
  /** z'z, p x p, to the bit as `crossProducts` gives it. */
  readonly of: (z: Centred) => Float64Array;
}

/** Identities of columns below this are told apart in a key of two. */
const MOST_COLUMNS = 2 ** 26;

/**
 * An empty store for the columns of one sample, all asked for with the same first column and each with the same centre
 * whenever it comes, so that a pair has the same product whichever columns are beside it. Columns are told apart by
 * object, and must not be written to.
 */
export function keepProducts(): KeptProducts {
  const known = new Map<number, number>();
  const numbers = new WeakMap<Float64Array, number>();
  let count = 0;
  const numberOf = (column: Float64Array): number => {
    const found = numbers.get(column);
    if (found !== undefined) return found;
    count += 1;
    numbers.set(column, count);
    return count;
  };
  const keyOf = (a: number, b: number): number => Math.min(a, b) * MOST_COLUMNS + Math.max(a, b);
  return {
    of(z) {
      const ids = z.columns.map(numberOf);
      const p = ids.length;
      const isKnown = (i: number, j: number): boolean => known.has(keyOf(ids[i]!, ids[j]!));
      const keep = (i: number, j: number, value: number): void => {
        known.set(keyOf(ids[i]!, ids[j]!), value);
      };
      sumMissing(z, missingColumns(p, isKnown), keep);
      return Float64Array.from(
        { length: p * p },
        (_, at) => known.get(keyOf(ids[Math.floor(at / p)]!, ids[at % p]!))!,
      );
    },
  };
}

/** Columns with which the others, whose products are all known, are complete. */
function missingColumns(p: number, isKnown: (i: number, j: number) => boolean): readonly number[] {
  const complete: number[] = [];
  const missing: number[] = [];
  for (let j = 0; j < p; j += 1) {
    (isKnown(j, j) && complete.every((i) => isKnown(i, j)) ? complete : missing).push(j);
  }
  return missing;
}

/** More columns than this share are quicker in the tiles of a whole matrix than one by one with all. */
const FEW = 1 / 4;

function sumMissing(
  z: Centred,
  missing: readonly number[],
  keep: (i: number, j: number, value: number) => void,
): void {
  const p = z.columns.length;
  if (missing.length === 0) return;
  if (missing.length <= FEW * p) {
    const sums = productsWith(z, missing);
    missing.forEach((j, place) => {
      for (let i = 0; i < p; i += 1) keep(i, j, sums[place * p + i]!);
    });
    return;
  }
  const sums = crossProducts(z);
  for (let i = 0; i < p; i += 1) for (let j = i; j < p; j += 1) keep(i, j, sums[i * p + j]!);
}
