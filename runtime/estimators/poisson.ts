import type { Estimator } from './estimator.ts';
import { poissonFamily } from './likelihood/family.ts';
import { fitLikelihood } from './likelihood/fit.ts';

/** Counts, log link; consistent for any conditional mean of that form. Gourieroux, Monfort & Trognon (1984). */
export const poisson: Estimator = {
  declaration: {
    name: 'poisson',
    doc: 'Counts, or any outcome that is not negative, by Poisson pseudo-likelihood with a log link; z statistics.',
    maximumFixed: 100,
    weights: true,
    takes: ['slopes'],
    covariances: ['iid', 'HC0', 'HC1', 'cluster', 'bootstrap'],
  },
  fit: (design, profile) => fitLikelihood(design, profile, poissonFamily),
};
