import type { Codes } from './design.ts';
import { scaleRows } from './weighting.ts';

/**
 * An effect written out: one column of n a level, and one more for each variable whose slope varies with it. root: n, roots
 * of the weights, by which rows are multiplied; null without weights.
 */
export function levelColumns(
  { codes, levels, slopes = [] }: Codes,
  root: Float64Array | null,
): Float64Array[] {
  const constants = root ?? new Float64Array(codes.length).fill(1);
  return [constants, ...slopes.map((slope) => scaleRows(slope, root))].flatMap((values) =>
    Array.from({ length: levels }, (_, level) =>
      values.map((value, row) => (codes[row] === level ? value : 0)),
    ),
  );
}
