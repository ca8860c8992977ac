import { normalLower } from '../distributions/index.ts';
import { dot } from '../linalg/sums.ts';
import { residualsOf, squares } from './auxiliary.ts';
import { type ModelTest, normal } from './diagnostic.ts';

/**
 * Squared changes of the residuals over their squares, along the rows in the order of the data. p is that of positive
 * autocorrelation by the normal distribution with the mean and variance of d given the regressors (Durbin & Watson
 * 1951), as lmtest's dwtest takes it from 100 rows on.
 */
export const durbinWatson: ModelTest = {
  declaration: {
    name: 'durbin-watson',
    doc: 'The statistic of Durbin and Watson along the rows of the data; p, without absorbed effects, by its normal approximation.',
    of: ['ols'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const d = squares(changes(residuals)) / squares(residuals);
    if (model.design.fixed.length > 0 || model.design.n < 5) return normal(d, null);
    const { mean, variance } = momentsOfD(model.fit.basis.columns.values(), model.design.n);
    return normal(d, normalLower((d - mean) / Math.sqrt(variance)));
  },
};

function changes(v: Float64Array): Float64Array {
  return v.subarray(1).map((value, i) => value - v[i]!);
}

/** A v for the matrix A of which v'Av is the sum of squared changes. */
function secondDifferences(v: Float64Array): Float64Array {
  const last = v.length - 1;
  return v.map((value, i) => {
    const before = i > 0 ? value - v[i - 1]! : 0;
    const after = i < last ? value - v[i + 1]! : 0;
    return before + after;
  });
}

/** q: orthonormal columns that span the regressors. */
function momentsOfD(
  q: readonly Float64Array[],
  n: number,
): { readonly mean: number; readonly variance: number } {
  const k = q.length;
  const images = q.map(secondDifferences);
  const cross = q.map((column) => images.map((image) => dot(column, image)));
  const trace = cross.reduce((total, row, i) => total + row[i]!, 0);
  const ofImages = images.reduce((total, image) => total + dot(image, image), 0);
  const ofCross = cross.flat().reduce((total, value) => total + value * value, 0);
  const p = 2 * (n - 1) - trace;
  const s = 2 * (3 * n - 4) - 2 * ofImages + ofCross;
  const mean = p / (n - k);
  return { mean, variance: (2 / ((n - k) * (n - k + 2))) * (s - p * mean) };
}
