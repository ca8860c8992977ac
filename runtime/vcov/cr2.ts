import { adjusted, adjustedSandwich, satterthwaite } from './adjusted.ts';
import { hotelling } from './hotelling.ts';
import type { Covariance } from './vcov.ts';

/**
 * Bias-reduced clusters: residuals of a cluster times (I - H_gg)^(-1/2), unbiased under errors of equal variance, with
 * Satterthwaite's degrees of freedom for each term. Absorbed effects count as their dummies would. Under any other
 * working variance (weights, random effects) it depends on the root of that variance that one takes, and programs take
 * different ones. Bell & McCaffrey (2002).
 */
export const cr2: Covariance = {
  declaration: {
    name: 'cr2',
    doc: 'Clustered, bias-reduced (Bell-McCaffrey), with degrees of freedom for each term: for few clusters.',
    form: 'columns',
    parts: ['combined'],
    of: ['ols', 'between', 'first-difference'],
    lacks: { parts: ['weights'], instead: 'use cr3 or wild, which weights leave unique' },
  },
  family: 'cr2',
  usesLeverage: false,
  compute: (input) => adjustedSandwich(input, adjusted(input, -0.5)),
  degreesOfFreedom: (input, contrasts) => satterthwaite(input, adjusted(input, -0.5), contrasts),
  jointDegreesOfFreedom: (input, contrasts) => hotelling(input, adjusted(input, -0.5), contrasts),
};
