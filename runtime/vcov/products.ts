import type { Codes } from '../design/design.ts';
import { levelColumns } from '../design/level-columns.ts';
import { residualiser } from '../linalg/absorb.ts';
import { groupSizes, isNested, sortedBy } from '../linalg/grouping.ts';
import { Intractable } from '../linalg/intractable.ts';
import { factorise } from '../linalg/qr.ts';
import { dot, norm } from '../linalg/sums.ts';
import type { CovarianceInput } from './vcov.ts';

/** Levels of effects across the clusters that are still taken as columns: their squares stand in memory for each cluster. */
const MOST_CROSSED = 1000;
/** Numbers in the cross-products of all clusters, 400 MB. */
const MOST_NUMBERS = 5e7;

/**
 * The whole regression in products of its rows cluster by cluster, from which every draw and adjustment by clusters
 * follows without the rows. Effects nested in the clusters are taken out of all columns (they never join two clusters);
 * the levels of the others are columns of their own.
 */
export interface ClusterProducts {
  readonly clusters: number;
  /** Columns of the orthonormal basis W of all columns, dummies of crossed effects among them. */
  readonly m: number;
  /** clusters x m x m: W_g'W_g. */
  readonly squares: Float64Array;
  /** clusters x m: W_g'e_g. */
  readonly scores: Float64Array;
  /** m x k, row-major: x = W coordinates, as far as nested effects leave x. */
  readonly coordinates: Float64Array;
}

/** Throws Intractable where there are too many crossed levels, or numbers. */
export function clusterProducts(input: CovarianceInput, by: Codes): ClusterProducts {
  const nested = input.fixed.filter((effect) => isNested(effect, by));
  const root = input.root ?? null;
  const within = residualiser(nested, root);
  const crossed = input.fixed.filter((effect) => !isNested(effect, by));
  const columns = [
    ...(input.others ?? []),
    ...input.x.values(),
    ...crossed.flatMap((effect) => columnsOf(effect, root)),
  ];
  const basis = factorise(columns.map(within), columns.map(norm)).q;
  const m = basis.length;
  if (by.levels * m * m > MOST_NUMBERS) throw tooLarge(`${by.levels} clusters and ${m} columns`);
  const x = input.x.values().map(within);
  const k = x.length;
  const coordinates = new Float64Array(m * k);
  basis.forEach((column, i) => {
    for (let j = 0; j < k; j += 1) coordinates[i * k + j] = dot(column, x[j]!);
  });
  return { clusters: by.levels, m, coordinates, ...productsOf(basis, input.residuals, by) };
}

function columnsOf(effect: Codes, root: Float64Array | null): Float64Array[] {
  const { levels, slopes = [], name } = effect;
  if (levels * (1 + slopes.length) > MOST_CROSSED)
    throw tooLarge(`${levels} levels of ${name} across the clusters`);
  return levelColumns(effect, root);
}

function tooLarge(what: string): Intractable {
  return new Intractable(
    'clusters-too-large',
    `${what} are more than these standard errors can be computed with`,
  );
}

function productsOf(
  basis: readonly Float64Array[],
  residuals: Float64Array,
  by: Codes,
): Pick<ClusterProducts, 'squares' | 'scores'> {
  const m = basis.length;
  const squares = new Float64Array(by.levels * m * m);
  const scores = new Float64Array(by.levels * m);
  const sizes = groupSizes(by);
  const order = sortedBy([by]);
  let start = 0;
  for (let g = 0; g < by.levels; g += 1) {
    const rows = order.subarray(start, start + sizes[g]!);
    start += sizes[g]!;
    const parts = basis.map((column) => Float64Array.from(rows, (row) => column[row]!));
    const errors = Float64Array.from(rows, (row) => residuals[row]!);
    for (let i = 0; i < m; i += 1) {
      scores[g * m + i] = dot(parts[i]!, errors);
      for (let j = 0; j <= i; j += 1) {
        const value = dot(parts[i]!, parts[j]!);
        squares[(g * m + i) * m + j] = value;
        squares[(g * m + j) * m + i] = value;
      }
    }
  }
  return { squares, scores };
}
