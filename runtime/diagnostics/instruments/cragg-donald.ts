import { countParameters } from '../../estimators/counts.ts';
import type { Estimated } from '../../estimators/estimate.ts';
import { INTERCEPT } from '../../design/names.ts';
import type { Failure, ParameterCounts } from '../../estimators/estimator.ts';
import { RANK_TOLERANCE } from '../../linalg/qr.ts';
import { norm } from '../../linalg/sums.ts';
import type { Stages } from '../../estimators/instruments/stages.ts';
import { squares } from '../auxiliary.ts';
import { chiSquared, measure, type ModelTest, noTest } from '../diagnostic.ts';
import { stagesIn } from './moments.ts';
import { weakestOf } from './weakest.ts';

/**
 * The least eigenvalue of what the instruments explain of the instrumented terms against what they leave, as an F: for
 * errors of equal variance. Cragg & Donald (1993), Stock & Yogo (2005), whose critical values it is compared with; with one
 * instrumented term the F of the first stage.
 */
export const craggDonald: ModelTest = {
  declaration: {
    name: 'cragg-donald',
    doc: "Cragg and Donald's F of weak identification, for errors of equal variance.",
    needs: ['instruments'],
    weights: true,
  },
  run: ({ model }) => {
    const stages = stagesIn(model);
    if ('kind' in stages) return stages;
    const { residuals, products } = weakestOf(stages);
    if (isExplained(residuals)) return explainedEntirely();
    const counts = firstStageCounts(model, stages);
    const df = model.fit.n - model.profile.smallSample('iid', counts).k;
    if (df <= 0) return noTest('no degrees of freedom are left in the first stage');
    const odds = squares(products) / squares(residuals);
    const { statistic, p, df: free } = chiSquared(model.fit.n * odds, products.length);
    return { ...measure((odds * df) / stages.q.instruments.length), wald: { statistic, df: free, p } };
  },
};

/** Whether of a direction of length 1 nothing but rounding is left: no combination is anything less than known. */
export function isExplained(residuals: Float64Array): boolean {
  return norm(residuals) <= RANK_TOLERANCE;
}

export function explainedEntirely(): Failure {
  return noTest('the instruments explain every instrumented term entirely');
}

/** What the factors of small samples count in a first stage. */
export function firstStageCounts({ design }: Estimated, { exogenous, q }: Stages): ParameterCounts {
  const slopes = exogenous.names.filter((name) => name !== INTERCEPT).length + q.instruments.length;
  return countParameters(design, slopes);
}
