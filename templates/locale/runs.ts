import type { Interval } from '../document/facts.ts';

/** Neighbouring whole numbers as intervals. */
export function runs(columns: readonly number[]): readonly Interval[] {
  const found: [number, number][] = [];
  for (const column of columns) {
    const last = found.at(-1);
    if (last && last[1] + 1 === column) last[1] = column;
    else found.push([column, column]);
  }
  return found;
}
