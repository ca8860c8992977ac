import type { Codes } from '../design/design.ts';
import { levelColumns } from '../design/level-columns.ts';
import { residualiser } from '../linalg/absorb.ts';
import { isNested } from '../linalg/grouping.ts';
import { factorise } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';

/** Levels across what is drawn that are still taken as columns. */
const MOST_CROSSED = 60;

/** Absorbed effects beside what is drawn as wholes: `by`, null for rows. */
export interface SplitEffects {
  /** Each level lies in one drawn whole, which takes it along. */
  readonly nested: readonly Codes[];
  readonly crossed: readonly Codes[];
}

export function splitEffects(fixed: readonly Codes[], by: Codes | null): SplitEffects {
  const nested = fixed.filter((effect) => by !== null && isNested(effect, by));
  return { nested, crossed: fixed.filter((effect) => !nested.includes(effect)) };
}

/**
 * Orthonormal columns of n that span the levels of the crossed effects within the nested ones: beside them a draw is a
 * regression on columns from which all effects were taken, whatever levels it lacks. Null where there are too many. root: n,
 * roots of the weights, by which all rows are multiplied; null without weights.
 */
export function crossedColumns(
  { nested, crossed }: SplitEffects,
  root: Float64Array | null,
): readonly Float64Array[] | null {
  const levels = crossed.reduce(
    (total, { levels: own, slopes = [] }) => total + own * (1 + slopes.length),
    0,
  );
  if (levels > MOST_CROSSED) return null;
  const within = residualiser(nested, root);
  const columns = crossed.flatMap((effect) => levelColumns(effect, root));
  return factorise(columns.map(within), columns.map(norm)).q;
}
