import { rowsByUnit } from '../estimators/panel-rows.ts';
import { mean, sum } from '../linalg/sums.ts';
import { residualsOf, squares } from './auxiliary.ts';
import { fTest, type ModelTest, noTest } from './diagnostic.ts';
import { again, effectOf, effectsBut, keysOf, panelDesign } from './panel-models.ts';

/**
 * Residuals of the model with effects of the unit on their values in the unit's row before: without serial correlation
 * the slope is -1 / (T - 1). F with a covariance clustered by unit (Wooldridge 2010, 10.5.4): plm's pwartest.
 */
export const wooldridge: ModelTest = {
  declaration: {
    name: 'wooldridge',
    doc: "Wooldridge's test of serial correlation in a model with effects of the unit.",
    of: ['ols', 'random'],
    needs: ['panel'],
  },
  run: (input) => {
    const keys = keysOf(input);
    if ('kind' in keys) return keys;
    const model = again(input, 'ols', [effectOf(keys.unit), ...effectsBut(input.spec, [keys.unit])]);
    if (model.kind === 'failure') return model;
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const design = panelDesign(model);
    if ('kind' in design) return design;
    const pairs = rowsByUnit(design).map((rows) => rows.slice(1).map((row, i) => [rows[i]!, row] as const));
    const before = Float64Array.from(pairs.flat(), ([row]) => residuals[row]!);
    const now = Float64Array.from(pairs.flat(), ([, row]) => residuals[row]!);
    if (now.length < 3) return noTest('too few rows follow another of their unit');
    const sizes = pairs.map((own) => own.length);
    const { slope, variance } = clusteredSlope(before, now, sizes);
    if (!(variance > 0)) return noTest('the residuals of the row before do not vary');
    const null_ = -1 / (model.design.periods!.levels - 1);
    return fTest((slope - null_) ** 2 / variance, 1, now.length - 2);
  },
};

/** Of y on a constant and x, clustered: rows stand cluster by cluster, `sizes` of them each. */
function clusteredSlope(
  x: Float64Array,
  y: Float64Array,
  sizes: readonly number[],
): { readonly slope: number; readonly variance: number } {
  const [meanX, meanY] = [mean(x), mean(y)];
  const centred = x.map((value) => value - meanX);
  const all = squares(centred);
  const slope = sum(centred.map((value, i) => value * (y[i]! - meanY))) / all;
  const scores = centred.map((value, i) => value * (y[i]! - meanY - slope * value));
  let start = 0;
  const sums = Float64Array.from(sizes, (size) => {
    const own = sum(scores.subarray(start, start + size));
    start += size;
    return own;
  });
  return { slope, variance: squares(sums) / all ** 2 };
}
