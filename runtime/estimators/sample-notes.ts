import type { Design } from '../design/design.ts';
import type { Note } from '../results/results.ts';

/** Rows that their weight leaves out. */
export function weightNotes({ sample }: Design): readonly Note[] {
  const weightless = sample.weightless ?? 0;
  if (weightless === 0) return [];
  return [{ code: 'zero-weights', message: `${weightless} rows with a weight of zero are left out` }];
}

/** Redundant levels of more than two effects are known within bounds only. */
export function redundancyNotes({ fixed }: Design): readonly Note[] {
  if (fixed.length <= 2) return [];
  const message = `the redundant levels of ${fixed.length} absorbed effects are counted pair by pair: K may be too large`;
  return [{ code: 'redundant-levels', message }];
}
