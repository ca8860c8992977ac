import { power } from '../engines/memory/power.ts';
import { mean, norm } from '../linalg/sums.ts';
import { auxiliary, fittedValues, residualsOf } from './auxiliary.ts';
import { fTest, type ModelTest, noTest } from './diagnostic.ts';

/** F of the second and third power of the fitted values beside the regressors (Ramsey 1969), as lmtest's resettest. */
export const reset: ModelTest = {
  declaration: {
    name: 'reset',
    doc: "Ramsey's RESET with the second and third power of the fitted values.",
    of: ['ols', 'between', 'first-difference'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const { design } = model;
    const fitted = fittedValues(design, residuals);
    const powers = [2, 3].map((power) =>
      centredPower(design.intercept || design.fixed.length > 0, fitted, power),
    );
    const { rss, explained, added, rank } = auxiliary(design, design.y, powers);
    const df2 = design.n - rank;
    if (added === 0) return noTest('powers of the fitted values are combinations of the regressors');
    if (df2 <= 0) return noTest('no degrees of freedom are left beside powers of the fitted values');
    return fTest(explained / added / (rss / df2), added, df2);
  },
};

/** With a constant and the fitted values in the span, powers about the mean span the same and are better conditioned. */
function centredPower(centred: boolean, fitted: Float64Array, order: number): Float64Array {
  const centre = centred ? mean(fitted) : 0;
  const scale = norm(fitted) || 1;
  return fitted.map((value) => power((value - centre) / scale, order));
}
