import { inflatedSquares, rowSandwich } from './sandwich.ts';
import type { Covariance } from './vcov.ts';

/** e^2 / (1 - h), h being the leverages of the full regression. MacKinnon & White (1985). */
export const hc2: Covariance = {
  declaration: {
    name: 'HC2',
    doc: 'Heteroskedasticity-robust, squared residuals over 1 - h: unbiased under equal variances.',
    form: 'name',
  },
  family: 'HC2',
  usesLeverage: true,
  compute: ({ x, residuals, bread, leverage }) =>
    rowSandwich(x, inflatedSquares(residuals, leverage(), 1), bread),
};
