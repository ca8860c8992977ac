import { membersOf } from '../check/lists.ts';
import type { Located } from '../parse/study.ts';

/** Names with every set written out (sets of sets too), each once, in order of first appearance. */
export function memberNames(
  names: readonly Located<string>[],
  sets: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...new Set(names.flatMap((name) => membersOf(name.value, sets)))];
}
