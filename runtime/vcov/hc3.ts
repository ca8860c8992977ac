import { inflatedSquares, rowSandwich } from './sandwich.ts';
import type { Covariance } from './vcov.ts';

/** e^2 / (1 - h)^2, h being the leverages of the full regression. MacKinnon & White (1985). */
export const hc3: Covariance = {
  declaration: {
    name: 'HC3',
    doc: 'Heteroskedasticity-robust, squared residuals over (1 - h)^2: near the jackknife.',
    form: 'name',
  },
  family: 'HC3',
  usesLeverage: true,
  compute: ({ x, residuals, bread, leverage }) =>
    rowSandwich(x, inflatedSquares(residuals, leverage(), 2), bread),
};
