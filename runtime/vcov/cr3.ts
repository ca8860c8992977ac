import { adjusted, adjustedSandwich } from './adjusted.ts';
import type { Covariance } from './vcov.ts';

/**
 * Residuals of a cluster times (I - H_gg)^-1: close to the jackknife over clusters, which has the factor (G - 1) / G
 * besides. Absorbed effects count as their dummies would. Bell & McCaffrey (2002), as clubSandwich's CR3.
 */
export const cr3: Covariance = {
  declaration: {
    name: 'cr3',
    doc: 'Clustered, residuals over 1 minus the leverage of their cluster: near the jackknife of clusters.',
    form: 'columns',
    parts: ['combined'],
    of: ['ols', 'between', 'random', 'first-difference'],
  },
  family: 'cr3',
  usesLeverage: false,
  compute: (input) => adjustedSandwich(input, adjusted(input, -1)),
};
