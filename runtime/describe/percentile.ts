/** Definition of a sample percentile, as Hyndman & Fan (1996) number them; a profile chooses. */
export type PercentileType = 2 | 7;

/** Products like 0.025 * 5000 that miss a whole number by rounding alone stand for it. */
const ROUNDING = 1e-9;

/**
 * The quantile at `probability` (0 … 1) of values sorted ascending, none missing; NaN of nothing.
 * Type 7 (R, NumPy) interpolates at (n - 1) p; type 2 (Stata's `_pctile`, `summarize, detail`) inverts the empirical
 * distribution and averages the two neighbours at a jump.
 */
export function percentile(sorted: Float64Array, probability: number, type: PercentileType): number {
  const n = sorted.length;
  if (n === 0) return Number.NaN;
  return type === 7 ? interpolated(sorted, (n - 1) * probability) : averaged(sorted, n * probability);
}

function interpolated(sorted: Float64Array, position: number): number {
  const below = Math.min(Math.floor(position + ROUNDING), sorted.length - 1);
  const fraction = Math.max(0, position - below);
  const low = sorted[below]!;
  if (below + 1 >= sorted.length || fraction < ROUNDING) return low;
  return low + fraction * (sorted[below + 1]! - low);
}

function averaged(sorted: Float64Array, position: number): number {
  const whole = Math.round(position);
  const last = sorted.length - 1;
  if (Math.abs(position - whole) > ROUNDING) return sorted[Math.min(Math.floor(position), last)]!;
  const low = sorted[Math.max(whole - 1, 0)]!;
  return (low + sorted[Math.min(whole, last)]!) / 2;
}
