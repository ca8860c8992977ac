import type { Covariance } from './vcov.ts';

/** sigma^2 (X'X)^-1. */
export const iid: Covariance = {
  declaration: {
    name: 'iid',
    doc: 'Classical: errors of equal variance, independent of one another.',
    form: 'name',
  },
  family: 'iid',
  usesLeverage: false,
  compute: ({ bread, sigma2 }) => bread.map((value) => value * sigma2),
};
