import { power } from '../engines/memory/power.ts';
import { sum } from '../linalg/sums.ts';
import { FULL_LEVERAGE, rowSandwich } from './sandwich.ts';
import type { Covariance } from './vcov.ts';

/**
 * e^2 / (1 - h)^d with d the leverage over its mean, at most 4. The mean is the rank of the full regression over n, which
 * is the sum of the leverages. Cribari-Neto (2004).
 */
export const hc4: Covariance = {
  declaration: {
    name: 'HC4',
    doc: 'Heteroskedasticity-robust, squared residuals over a power of 1 - h that grows with the leverage.',
    form: 'name',
  },
  family: 'HC4',
  usesLeverage: true,
  compute: ({ n, x, residuals, bread, leverage }) => {
    const h = leverage();
    const mean = sum(h) / n;
    const weights = residuals.map((e, i) =>
      h[i]! > FULL_LEVERAGE ? 0 : e ** 2 / power(1 - h[i]!, Math.min(4, h[i]! / mean)),
    );
    return rowSandwich(x, weights, bread);
  },
};
