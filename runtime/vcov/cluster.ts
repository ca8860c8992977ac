import { invariant } from '../../compiler/plan/invariant.ts';
import { groupSums } from '../linalg/grouping.ts';
import { congruence } from '../linalg/matrix.ts';
import { dot } from '../linalg/sums.ts';
import type { Covariance } from './vcov.ts';

/**
 * Sums of scores by cluster: M = sum of u_g u_g' with u_g = sum of x_i e_i over the rows of g. One dimension.
 * Liang & Zeger (1986).
 */
export const cluster: Covariance = {
  declaration: {
    name: 'cluster',
    doc: 'Clustered: rows of one cluster may depend on one another, rows of different clusters not.',
    form: 'columns',
  },
  family: 'cluster',
  usesLeverage: false,
  compute: ({ x, residuals, bread, clusters }) => {
    const k = x.length;
    invariant(clusters.length === 1, 'one dimension of clusters');
    const sums = x.map((column) =>
      groupSums(
        clusters[0]!,
        column.map((value, i) => value * residuals[i]!),
      ),
    );
    const meat = new Float64Array(k * k);
    for (let i = 0; i < k; i += 1) {
      for (let j = 0; j < k; j += 1) meat[i * k + j] = dot(sums[i]!, sums[j]!);
    }
    return congruence(bread, meat, k, k);
  },
};
