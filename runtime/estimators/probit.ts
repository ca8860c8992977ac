import type { Estimator } from './estimator.ts';
import { probitFamily } from './likelihood/family.ts';
import { fitLikelihood } from './likelihood/fit.ts';

/** Binary outcomes, normal link. McCullagh & Nelder (1989), 4.3. */
export const probit: Estimator = {
  declaration: {
    name: 'probit',
    doc: 'A binary outcome by the normal distribution, by maximum likelihood; z statistics.',
    maximumFixed: 0,
    weights: true,
    covariances: ['iid', 'HC0', 'HC1', 'cluster', 'bootstrap'],
  },
  fit: (design, profile) => fitLikelihood(design, profile, probitFamily),
};
