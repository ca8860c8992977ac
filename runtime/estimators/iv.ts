import type { Estimator } from './estimator.ts';
import { fitTwoStage } from './instruments/two-stage.ts';

/** Two-stage least squares: Theil (1953), Basmann (1957). */
export const iv: Estimator = {
  declaration: {
    name: 'iv',
    doc: 'Two-stage least squares: the terms before ~ in the last part are instrumented by those after it.',
    maximumFixed: 100,
    weights: true,
    // Programs have no leverages for instruments, or different ones.
    covariances: ['iid', 'HC0', 'HC1', 'cluster', 'newey-west', 'driscoll-kraay', 'bootstrap'],
    takes: ['instruments', 'slopes'],
  },
  fit: (design, profile) => fitTwoStage(design, profile),
};
