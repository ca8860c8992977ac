import { invariant } from '../../compiler/plan/invariant.ts';
import type { Estimator } from './estimator.ts';
import { fitQuantileModel } from './quantile/fit.ts';

/** The tau-quantile as a linear function of the regressors. Koenker & Bassett (1978). */
export const quantile: Estimator = {
  declaration: {
    name: 'quantile',
    doc: 'A quantile of the outcome, tau, by least weighted absolute deviations: an exact vertex.',
    maximumFixed: 0,
    covariances: ['iid', 'nid', 'bootstrap'],
  },
  fit: (design, profile, spec) => {
    invariant(spec.tau !== undefined, 'a quantile regression has tau');
    return fitQuantileModel(design, profile, spec.tau);
  },
};
