import type { Codes, Design } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import { demean, groupSizes, groupSums } from '../linalg/grouping.ts';
import { addScaled, dot, mean, norm } from '../linalg/sums.ts';

/** Below this share of its length a centred vector is rounding: it has no correlation. */
const CONSTANT = 1e-12;

/** Squared correlation; null where one of the two does not vary. a, b: n each. */
export function squaredCorrelation(a: Float64Array, b: Float64Array): number | null {
  const [left, right] = [centred(a), centred(b)];
  if (left === null || right === null) return null;
  return (dot(left, right) / (norm(left) * norm(right))) ** 2;
}

function centred(v: Float64Array): Float64Array | null {
  const centre = mean(v);
  const rest = v.map((value) => value - centre);
  return norm(rest) > CONSTANT * norm(v) ? rest : null;
}

export interface PanelR2 {
  readonly within_r2: number | null;
  readonly between_r2: number | null;
  readonly overall_r2: number | null;
}

/**
 * Squared correlations of the outcome with x'b within units, between their means and over all rows, as Stata's xtreg
 * prints them. `design`: rows and columns as observed; `estimates` of `terms`, the constant among them or not.
 */
export function panelR2(
  design: Design,
  units: Codes,
  terms: readonly string[],
  estimates: Float64Array,
): PanelR2 {
  const linear = new Float64Array(design.n);
  terms.forEach((term, j) => {
    if (term !== INTERCEPT) addScaled(linear, estimates[j]!, design.x[design.names.indexOf(term)]!);
  });
  return {
    within_r2: squaredCorrelation(withinUnits(units, linear), withinUnits(units, design.y)),
    between_r2: squaredCorrelation(unitMeans(units, linear), unitMeans(units, design.y)),
    overall_r2: squaredCorrelation(linear, design.y),
  };
}

/** One mean a unit, in the order of their codes. v: n. */
export function unitMeans(units: Codes, v: Float64Array): Float64Array {
  const sizes = groupSizes(units);
  return groupSums(units, v).map((total, unit) => total / sizes[unit]!);
}

/** v less the mean of its unit, n; what is rounding beside v is zero. */
function withinUnits(units: Codes, v: Float64Array): Float64Array {
  const rest = v.slice();
  demean(units, groupSizes(units), rest);
  return norm(rest) > CONSTANT * norm(v) ? rest : new Float64Array(v.length);
}
