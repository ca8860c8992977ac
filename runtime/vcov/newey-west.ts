import { sortedBy } from '../linalg/grouping.ts';
import { congruence } from '../linalg/matrix.ts';
import { bartlettMeat, lagOf, panelOf } from './kernel.ts';
import { scoresOf } from './scores.ts';
import type { Covariance } from './vcov.ts';

/**
 * Rows of a unit depend on one another up to a stated number of periods, with Bartlett's weights. Periods count in the
 * order of those that the sample has; a period that the unit misses makes its neighbours as distant as they are.
 * Newey & West (1987).
 */
export const neweyWest: Covariance = {
  declaration: {
    name: 'newey-west',
    doc: 'Newey-West: rows of a unit may depend on one another up to a number of periods apart.',
    form: 'options',
  },
  family: 'newey-west',
  usesLeverage: false,
  compute: (input) => {
    const { units, periods } = panelOf(input);
    const k = input.x.count;
    const rows = {
      order: sortedBy([units, periods]),
      series: (row: number): number => units.codes[row]!,
      place: (row: number): number => periods.codes[row]!,
    };
    return congruence(input.bread, bartlettMeat(scoresOf(input), rows, lagOf(input)), k, k);
  },
};
