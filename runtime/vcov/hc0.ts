import { scoreSandwich } from './sandwich.ts';
import type { Covariance } from './vcov.ts';

/** Squared residuals as they are. White (1980). */
export const hc0: Covariance = {
  declaration: {
    name: 'HC0',
    doc: 'Heteroskedasticity-robust (White 1980), without a small-sample factor.',
    form: 'name',
  },
  family: 'HC0',
  usesLeverage: false,
  computeOne: ({ x, outcome, estimate, square }) => {
    let meat = 0;
    for (let i = 0; i < x.length; i += 1) meat += (x[i]! * (outcome[i]! - estimate * x[i]!)) ** 2;
    return meat / (square * square);
  },
  compute: ({ x, residuals, bread }) => scoreSandwich(x, residuals, bread),
};
