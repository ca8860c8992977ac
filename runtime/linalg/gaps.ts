/** Values that are looked at together. */
const RUN = 1024;

/** How many values are NaN. Of a run without any, and without infinite ones, the values times zero add up to zero. */
export function countGaps(values: Float64Array): number {
  let total = 0;
  for (let from = 0; from < values.length; from += RUN) {
    const to = Math.min(from + RUN, values.length);
    if (allFinite(values, from, to)) continue;
    for (let i = from; i < to; i += 1) if (Number.isNaN(values[i]!)) total += 1;
  }
  return total;
}

/** In four sums, which do not wait for one another. */
function allFinite(values: Float64Array, from: number, to: number): boolean {
  let [a, b, c, d] = [0, 0, 0, 0];
  let i = from;
  for (; i + 3 < to; i += 4) {
    a += values[i]! * 0;
    b += values[i + 1]! * 0;
    c += values[i + 2]! * 0;
    d += values[i + 3]! * 0;
  }
  for (; i < to; i += 1) a += values[i]! * 0;
  return a + b + c + d === 0;
}
