import type { Estimated } from '../../estimators/estimate.ts';
import type { Failure } from '../../estimators/estimator.ts';
import type { Stages } from '../../estimators/instruments/stages.ts';
import type { DiagnosticRecord } from '../../results/results.ts';
import { squares } from '../auxiliary.ts';
import { chiSquared, measure, type ModelTest, noTest } from '../diagnostic.ts';
import { explainedEntirely, firstStageCounts, isExplained } from './cragg-donald.ts';
import { momentCovariance, quadratic, singularMoments, stagesByVcov } from './moments.ts';
import { type Weakest, weakestOf } from './weakest.ts';

const declared = { needs: ['instruments'], weights: true } as const;

/**
 * Cragg and Donald's F by the model's vcov: the rk Wald statistic over the number of instruments, with the factor of small
 * samples that the profile has in a first stage. Kleibergen & Paap (2006), as ivreg2 normalises it; with one
 * instrumented term it is the F of the first stage.
 */
export const kleibergenPaap: ModelTest = {
  declaration: {
    name: 'kleibergen-paap',
    doc: "Kleibergen and Paap's rk Wald F of weak identification, by the model's vcov.",
    ...declared,
  },
  run: ({ model }) => withWeakest(model, (weakest, stages) => waldF(model, weakest, stages)),
};

/** The rk statistic where the covariance is that of no relation at all: a test of under-identification. */
export const kleibergenPaapLm: ModelTest = {
  declaration: {
    name: 'kleibergen-paap-lm',
    doc: "Kleibergen and Paap's rk LM test of under-identification, by the model's vcov.",
    ...declared,
  },
  run: ({ model }) =>
    withWeakest(model, ({ columns, direction, products }) => {
      const sigma2 = squares(direction) / direction.length;
      const lm = quadratic(momentCovariance(model, { columns, residuals: direction, sigma2 }), products);
      return lm === null ? singularMoments(columns.length) : chiSquared(lm, columns.length);
    }),
};

function withWeakest(
  model: Estimated,
  test: (weakest: Weakest, stages: Stages) => DiagnosticRecord | Failure,
): DiagnosticRecord | Failure {
  const stages = stagesByVcov(model);
  return 'kind' in stages ? stages : test(weakestOf(stages), stages);
}

function waldF(
  model: Estimated,
  { columns, residuals, products }: Weakest,
  stages: Stages,
): DiagnosticRecord | Failure {
  const { profile, covariance, fit } = model;
  if (isExplained(residuals)) return explainedEntirely();
  const counts = firstStageCounts(model, stages);
  const df = fit.n - profile.smallSample('iid', counts).k;
  if (df <= 0) return noTest('no degrees of freedom are left in the first stage');
  const rss = squares(residuals);
  const plain = momentCovariance(model, { columns, residuals, sigma2: rss / fit.n });
  const wald = quadratic(plain, products);
  const { q } = profile.smallSample(covariance.family, counts);
  const factored = momentCovariance(model, { columns, residuals, sigma2: rss / df, factors: true });
  const scaled = quadratic(factored, products);
  if (wald === null || scaled === null) return singularMoments(columns.length);
  const { statistic, p, df: free } = chiSquared(wald, columns.length);
  return { ...measure(scaled / q / stages.q.instruments.length), wald: { statistic, df: free, p } };
}
