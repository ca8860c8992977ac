import type { Failure } from '../estimators/estimator.ts';
import { mean } from '../linalg/sums.ts';
import type { DiagnosticRecord } from '../results/results.ts';
import { auxiliary, residualsOf, squares, withConstant } from './auxiliary.ts';
import { chiSquared, type ModelTest, noTest, type TestInput } from './diagnostic.ts';

const of = ['ols', 'between', 'first-difference'] as const;

/** Squared residuals on the regressors: n R2 (Koenker 1981), as lmtest's bptest. */
export const breuschPagan: ModelTest = {
  declaration: {
    name: 'breusch-pagan',
    doc: "Breusch and Pagan's test of heteroskedasticity in Koenker's studentised form.",
    of,
  },
  run: (input) => heteroskedasticity(input, (explained, w) => (w.length * explained) / squares(w)),
};

/** The form of 1979, which takes the errors for normal: half of the explained sum of squares of e2 / sigma2. */
export const breuschPaganOriginal: ModelTest = {
  declaration: {
    name: 'breusch-pagan-original',
    doc: "Breusch and Pagan's test of heteroskedasticity in its first form, for normal errors.",
    of,
  },
  run: (input) => heteroskedasticity(input, (explained, _w, sigma2) => explained / (2 * sigma2 * sigma2)),
};

/** `statistic` of what the regressors explain of the squared residuals less their mean, w, and that mean. */
function heteroskedasticity(
  { model }: TestInput,
  statistic: (explained: number, w: Float64Array, sigma2: number) => number,
): DiagnosticRecord | Failure {
  const residuals = residualsOf(model);
  if ('kind' in residuals) return residuals;
  const squared = residuals.map((e) => e * e);
  const sigma2 = mean(squared);
  const w = squared.map((value) => value - sigma2);
  const { rss, rank } = auxiliary(withConstant(model.design), w);
  if (rank < 2) return noTest('there is no regressor that the variance could depend on');
  return chiSquared(statistic(squares(w) - rss, w, sigma2), rank - 1);
}
