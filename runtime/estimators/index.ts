import type { Estimator } from './estimator.ts';
import { ols } from './ols.ts';

/** Every estimator, in the order of the language reference. */
export const estimators: readonly Estimator[] = [ols];

export function estimatorFor(name: string): Estimator | undefined {
  return estimators.find((estimator) => estimator.declaration.name === name);
}
