import { normalTwoSided } from '../distributions/index.ts';
import type { PanelDesign } from '../estimators/panel-rows.ts';
import { residualsOf } from './auxiliary.ts';
import { type ModelTest, normal, noTest } from './diagnostic.ts';
import { panelDesign } from './panel-models.ts';

/** Pairs times periods; more would take minutes. */
const MOST_WORK = 4e9;

/**
 * Correlations of the residuals of every pair of units over their common periods, each by the root of their number
 * (Pesaran 2004; unbalanced: 2015), as plm's pcdtest. Pairs with fewer than two common periods are left out.
 */
export const pesaranCd: ModelTest = {
  declaration: {
    name: 'pesaran-cd',
    doc: "Pesaran's CD test of dependence between units.",
    of: ['ols'],
    needs: ['panel'],
  },
  run: ({ model }) => {
    const residuals = residualsOf(model);
    if ('kind' in residuals) return residuals;
    const design = panelDesign(model);
    if ('kind' in design) return design;
    if (design.periods === null)
      return noTest('the test needs the time of the panel in every row of the model');
    const { levels } = design.units;
    if (levels ** 2 * design.periods.levels > MOST_WORK) return noTest(`${levels} units have too many pairs`);
    const series = seriesByUnit(design, design.periods.codes, design.periods.levels, residuals);
    let total = 0;
    let pairs = 0;
    for (let i = 0; i < levels; i += 1) {
      for (let j = 0; j < i; j += 1) {
        const found = weightedCorrelation(series[i]!, series[j]!);
        if (found === null) continue;
        total += found;
        pairs += 1;
      }
    }
    if (pairs === 0) return noTest('no two units have two periods in common');
    const statistic = total / Math.sqrt(pairs);
    return { ...normal(statistic, normalTwoSided(statistic)), pairs };
  },
};

/** Residuals by period, NaN where the unit has no row. */
function seriesByUnit(
  { units }: PanelDesign,
  periods: Int32Array,
  length: number,
  residuals: Float64Array,
): readonly Float64Array[] {
  const series = Array.from({ length: units.levels }, () => new Float64Array(length).fill(Number.NaN));
  units.codes.forEach((unit, row) => {
    series[unit]![periods[row]!] = residuals[row]!;
  });
  return series;
}

/** sqrt(T) times the correlation over the T common periods; null where T < 2 or one of the two does not vary there. */
function weightedCorrelation(a: Float64Array, b: Float64Array): number | null {
  let [count, sumA, sumB] = [0, 0, 0];
  for (let t = 0; t < a.length; t += 1) {
    if (Number.isNaN(a[t]! + b[t]!)) continue;
    count += 1;
    sumA += a[t]!;
    sumB += b[t]!;
  }
  if (count < 2) return null;
  const [meanA, meanB] = [sumA / count, sumB / count];
  let [aa, bb, ab] = [0, 0, 0];
  for (let t = 0; t < a.length; t += 1) {
    const [x, y] = [a[t]! - meanA, b[t]! - meanB];
    if (Number.isNaN(x + y)) continue;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return aa > 0 && bb > 0 ? (Math.sqrt(count) * ab) / Math.sqrt(aa * bb) : null;
}
