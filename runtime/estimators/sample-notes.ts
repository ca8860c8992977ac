import type { Design } from '../design/design.ts';
import type { Note } from '../results/results.ts';
import { boundsOfLevels } from './counts.ts';

/** Rows that their weight leaves out. */
export function weightNotes({ sample }: Design): readonly Note[] {
  const weightless = sample.weightless ?? 0;
  if (weightless === 0) return [];
  const message = `${weightless} rows with a weight of zero are left out`;
  return [{ code: 'zero-weights', message, values: { rows: weightless } }];
}

/** By how much K may be too large: the stated bound beyond two effects; nothing where the count is exact. */
export function redundancyNotes({ fixed }: Design): readonly Note[] {
  if (fixed.length <= 2) return [];
  const { least, counted } = boundsOfLevels(fixed);
  if (least === counted) return [];
  const message = `of the levels of ${fixed.length} absorbed effects at least ${least} and at most ${counted} are independent: K may be up to ${counted - least} too large`;
  return [{ code: 'redundant-levels', message, values: { effects: fixed.length, least, counted } }];
}
