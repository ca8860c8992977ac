import type { Estimator } from './estimator.ts';
import { logitFamily } from './likelihood/family.ts';
import { fitLikelihood } from './likelihood/fit.ts';

/** Binary outcomes, logistic link. McCullagh & Nelder (1989), 4.3. */
export const logit: Estimator = {
  declaration: {
    name: 'logit',
    doc: 'A binary outcome by the logistic distribution, by maximum likelihood; z statistics.',
    maximumFixed: 0,
    weights: true,
    covariances: ['iid', 'HC0', 'HC1', 'cluster', 'bootstrap'],
  },
  fit: (design, profile) => fitLikelihood(design, profile, logitFamily),
};
