import { adjusted, adjustedSandwich, satterthwaite } from './adjusted.ts';
import { hotelling } from './hotelling.ts';
import type { Covariance } from './vcov.ts';

/**
 * Bias-reduced clusters: residuals of a cluster times (I - H_gg)^(-1/2), unbiased under errors of equal variance, with
 * Satterthwaite's degrees of freedom for each term. Absorbed effects count as their dummies would. With weights the
 * working variance is their inverse. Bell & McCaffrey (2002).
 */
export const cr2: Covariance = {
  declaration: {
    name: 'cr2',
    doc: 'Clustered, bias-reduced (Bell-McCaffrey), with degrees of freedom for each term: for few clusters.',
    form: 'columns',
    parts: ['combined'],
    of: ['ols'],
  },
  family: 'cr2',
  usesLeverage: false,
  compute: (input) => adjustedSandwich(input, adjusted(input, -0.5)),
  degreesOfFreedom: (input, contrasts) => satterthwaite(input, adjusted(input, -0.5), contrasts),
  jointDegreesOfFreedom: (input, contrasts) => hotelling(input, adjusted(input, -0.5), contrasts),
};
