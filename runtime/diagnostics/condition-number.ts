import { singularValues } from '../linalg/singular.ts';
import { norm } from '../linalg/sums.ts';
import { type ModelTest, measure, noTest } from './diagnostic.ts';
import { slopesOf } from './regressors.ts';

/** Largest over smallest singular value of the standardised regressors, the constant left out (Belsley et al. 1980). */
export const conditionNumber: ModelTest = {
  declaration: {
    name: 'condition-number',
    doc: 'Condition number of the standardised regressors without the constant.',
    weights: true,
  },
  run: ({ model }) => {
    const columns = slopesOf(model).map(({ column }) => {
      const length = norm(column);
      return column.map((value) => value / length);
    });
    if (columns.length === 0) return noTest('there is no regressor beside the constant');
    const values = singularValues(columns);
    return measure(Math.max(...values) / Math.min(...values));
  },
};
