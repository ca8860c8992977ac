import { groupSums } from '../linalg/grouping.ts';
import { congruence } from '../linalg/matrix.ts';
import { bartlettMeat, lagOf, panelOf } from './kernel.ts';
import { scoresOf } from './scores.ts';
import type { Covariance } from './vcov.ts';

/**
 * The sums of scores by period as one series: rows depend on one another across units, and over time up to a stated
 * number of periods, with Bartlett's weights. Driscoll & Kraay (1998).
 */
export const driscollKraay: Covariance = {
  declaration: {
    name: 'driscoll-kraay',
    doc: 'Driscoll-Kraay: rows may depend on one another across units, and over time up to a number of periods.',
    form: 'options',
  },
  family: 'driscoll-kraay',
  usesLeverage: false,
  compute: (input) => {
    const { periods } = panelOf(input);
    const k = input.x.count;
    const sums = scoresOf(input).map((column) => groupSums(periods, column));
    const rows = {
      order: Int32Array.from({ length: periods.levels }, (_, t) => t),
      series: (): number => 0,
      place: (t: number): number => t,
    };
    return congruence(input.bread, bartlettMeat(sums, rows, lagOf(input)), k, k);
  },
};
