import { invariant } from '../../compiler/plan/invariant.ts';
import type { Covariance } from './vcov.ts';

/** Quantile regressions compute it themselves; no other estimator has it. Hendricks & Koenker (1992). */
export const nid: Covariance = {
  declaration: {
    name: 'nid',
    doc: 'Of quantile regression: errors independent, with a density at the quantile that differs from row to row.',
    form: 'name',
  },
  family: 'nid',
  usesLeverage: false,
  compute: () => {
    invariant(false, 'a covariance that the estimator computes itself');
  },
};
