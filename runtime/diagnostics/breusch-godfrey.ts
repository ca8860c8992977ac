import { INTERCEPT } from '../design/names.ts';
import { rowsByUnit } from '../estimators/panel-rows.ts';
import { groupSizes } from '../linalg/grouping.ts';
import { factorise, project } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import { residualsOf, squares } from './auxiliary.ts';
import { chiSquared, type ModelTest, noTest } from './diagnostic.ts';
import { panelDesign } from './panel-models.ts';

/**
 * Residuals on the transformed regressors and on as many of their own lags as the shortest unit has rows: n R2. As plm's
 * pbgtest has it, the rows stand unit by unit, and a lag reaches from the first rows of a unit into the one before.
 */
export const breuschGodfrey: ModelTest = {
  declaration: {
    name: 'breusch-godfrey',
    doc: 'Breusch and Godfrey: serial correlation of the residuals, up to as many lags as the shortest unit has rows.',
    of: ['ols', 'random'],
    needs: ['panel'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const design = panelDesign(model);
    if ('kind' in design) return design;
    const order = Int32Array.from(rowsByUnit(design).flat());
    const sorted = (v: Float64Array): Float64Array => Float64Array.from(order, (row) => v[row]!);
    const e = sorted(residuals);
    const lags = Math.min(...groupSizes(design.units));
    const lagged = Array.from({ length: lags }, (_, i) => shifted(e, i + 1));
    const { terms, basis } = model.fit;
    const absorbs = design.fixed.length > 0;
    const x = basis.columns
      .values()
      .filter((_, j) => !(absorbs && terms[j] === INTERCEPT))
      .map(sorted);
    if (x.length + lags >= e.length) return noTest('too few rows for the lags of the test');
    const columns = [...x, ...lagged];
    const { residual } = project(factorise(columns, columns.map(norm)).q, e);
    const all = squares(e);
    return chiSquared((e.length * (all - squares(residual))) / all, lags);
  },
};

/** v moved down by `by` rows, zeros in front. */
function shifted(v: Float64Array, by: number): Float64Array {
  const moved = new Float64Array(v.length);
  moved.set(v.subarray(0, v.length - by), by);
  return moved;
}
