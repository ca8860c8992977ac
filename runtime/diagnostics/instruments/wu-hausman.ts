import type { Design } from '../../design/design.ts';
import { rootOf } from '../../design/weighting.ts';
import { estimateDesign } from '../../estimators/estimate.ts';
import { jointTestOf } from '../../estimators/instruments/first-stage.ts';
import { RANK_TOLERANCE } from '../../linalg/qr.ts';
import { norm } from '../../linalg/sums.ts';
import { fTest, type ModelTest, noTest } from '../diagnostic.ts';
import { stagesByVcov } from './moments.ts';

/**
 * The residuals of the first stages beside the regressors in least squares, by the model's vcov: they are jointly zero
 * where the instrumented terms are exogenous. Durbin (1954), Wu (1973), Hausman (1978); AER's summary of ivreg.
 */
export const wuHausman: ModelTest = {
  declaration: {
    name: 'wu-hausman',
    doc: "Durbin, Wu and Hausman's test that the instrumented terms are exogenous, by the model's vcov.",
    needs: ['instruments'],
    weights: true,
  },
  run: ({ model, spec }) => {
    const stages = stagesByVcov(model);
    if ('kind' in stages) return stages;
    const { names, x, residuals } = stages.endogenous;
    const known = names.find((_, j) => norm(residuals[j]!) <= RANK_TOLERANCE * norm(x[j]!));
    if (known) return noTest(`the instruments explain ${known} entirely: nothing of it can be endogenous`);
    const added = names.map((name) => `residual of ${name}`);
    const formula = { ...spec.formula, instruments: null };
    const beside = estimateDesign(
      augmented(model.design, added, residuals),
      { ...spec, estimator: 'ols', formula },
      jointTestOf(added),
      model,
    );
    const { f, f_df } = beside.record.fit;
    const [df, df2 = null] = f_df ?? [];
    if (f === null || df === undefined || df2 === null) {
      return noTest('the joint F of the residuals of the first stages does not exist');
    }
    return fTest(f, df, df2);
  },
};

/** Rows of the residuals are divided by the roots of weights, with which they come. */
function augmented(design: Design, names: readonly string[], residuals: readonly Float64Array[]): Design {
  const { instruments: _, ...rest } = design;
  const root = rootOf(design);
  const columns = residuals.map((column) => (root ? column.map((value, i) => value / root[i]!) : column));
  return { ...rest, names: [...design.names, ...names], x: [...design.x, ...columns] };
}
