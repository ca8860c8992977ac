import { hc0 } from './hc0.ts';
import type { Covariance } from './vcov.ts';

/** HC0; its factor n / (n - K) is the profile's. MacKinnon & White (1985). */
export const hc1: Covariance = {
  declaration: {
    name: 'HC1',
    doc: "Heteroskedasticity-robust with the factor N/(N-K): Stata's robust.",
    form: 'name',
  },
  family: 'HC1',
  usesLeverage: false,
  compute: hc0.compute,
  computeOne: hc0.computeOne!,
};
