import { type Grouping, groupSums, intersection } from '../linalg/grouping.ts';
import { groupScores } from '../linalg/kernels/products.ts';
import { congruence } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import { onColumns } from './sandwich.ts';
import { scoresOf } from './scores.ts';
import type { Covariance, CovarianceInput, OneColumn } from './vcov.ts';

/**
 * Sums of scores by cluster: M = sum of u_g u_g' with u_g = sum of x_i e_i over the rows of g. Of several dimensions the
 * pieces of every combination are added, those of an even number of dimensions with a minus; each with its own
 * G / (G - 1) where the profile says so. Such a sum need not be positive semi-definite (see repair.ts).
 * Liang & Zeger (1986); Cameron, Gelbach & Miller (2011).
 */
export const cluster: Covariance = {
  declaration: {
    name: 'cluster',
    doc: 'Clustered: rows of one cluster may depend on one another, rows of different clusters not.',
    form: 'columns',
    parts: ['several', 'combined'],
  },
  family: 'cluster',
  usesLeverage: false,
  computeOne,
  compute: (input) => {
    const k = input.x.count;
    const meat = new Float64Array(k * k);
    const sumsOf = scoreSums(input);
    for (const { grouping, sign } of pieces(input.clusters)) {
      const factor = input.ownFactors ? grouping.levels / (grouping.levels - 1) : 1;
      addMeat(meat, sumsOf(grouping), sign * factor);
    }
    return congruence(input.bread, onColumns(input.x, meat), k, k);
  },
};

/** Of one dimension of clusters. */
function computeOne({ x, outcome, estimate, square, clusters }: OneColumn): number {
  const { codes, levels } = clusters[0]!;
  const sums = new Float64Array(levels);
  for (let i = 0; i < x.length; i += 1) sums[codes[i]!]! += x[i]! * (outcome[i]! - estimate * x[i]!);
  return dot(sums, sums) / (square * square);
}

export interface SignedGrouping {
  readonly grouping: Grouping;
  readonly sign: 1 | -1;
}

/** Every non-empty combination of the dimensions, in a fixed order. */
export function pieces(dimensions: readonly Grouping[]): readonly SignedGrouping[] {
  const known: SignedGrouping[] = [];
  for (const dimension of dimensions) {
    const crossed = known.map(
      ({ grouping, sign }): SignedGrouping => ({
        grouping: intersection(grouping, dimension),
        sign: sign === 1 ? -1 : 1,
      }),
    );
    known.push({ grouping: dimension, sign: 1 }, ...crossed);
  }
  return known;
}

/** Sums of scores by group, a column a regressor: of the columns that the regressors are combinations of, where they are. */
function scoreSums({ x, residuals }: CovarianceInput): (grouping: Grouping) => readonly Float64Array[] {
  if (x.product) {
    const { z } = x.product;
    return (grouping) => groupScores(z, residuals, grouping);
  }
  const scores = scoresOf({ x, residuals });
  return (grouping) => scores.map((column) => groupSums(grouping, column));
}

function addMeat(meat: Float64Array, sums: readonly Float64Array[], factor: number): void {
  const k = sums.length;
  for (let i = 0; i < k; i += 1) {
    for (let j = 0; j < k; j += 1) meat[i * k + j]! += factor * dot(sums[i]!, sums[j]!);
  }
}
