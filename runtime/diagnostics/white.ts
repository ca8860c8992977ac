import { mean } from '../linalg/sums.ts';
import { auxiliary, constantOnly, fittedValues, residualsOf, squares } from './auxiliary.ts';
import { chiSquared, type ModelTest, noTest } from './diagnostic.ts';

/** Squared residuals on the fitted values and their squares: n R2 (Wooldridge 2013, 8-3a). */
export const white: ModelTest = {
  declaration: {
    name: 'white',
    doc: "White's test of heteroskedasticity on the fitted values and their squares.",
    of: ['ols', 'between', 'first-difference'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const fitted = fittedValues(model.design, residuals);
    const centre = mean(fitted);
    // About their mean, fitted values span the same with their squares and are far better conditioned.
    const first = fitted.map((value) => value - centre);
    const squared = residuals.map((e) => e * e);
    const sigma2 = mean(squared);
    const w = squared.map((value) => value - sigma2);
    const second = first.map((value) => value * value);
    const { explained, added } = auxiliary(constantOnly(model.design), w, [first, second]);
    if (added === 0) return noTest('the fitted values do not vary');
    return chiSquared((model.design.n * explained) / squares(w), added);
  },
};
