import { between } from './between.ts';
import type { Estimator } from './estimator.ts';
import { firstDifference } from './first-difference.ts';
import { iv } from './iv.ts';
import { logit } from './logit.ts';
import { ols } from './ols.ts';
import { poisson } from './poisson.ts';
import { probit } from './probit.ts';
import { quantile } from './quantile.ts';
import { random } from './random.ts';

/** Every estimator, in the order of the language reference. */
export const estimators: readonly Estimator[] = [
  ols,
  between,
  random,
  firstDifference,
  iv,
  logit,
  probit,
  poisson,
  quantile,
];

export function estimatorFor(name: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.declaration.name === name);
}
