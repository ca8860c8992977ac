/** Our own bugs, never an author's mistake: throws with what was expected. */
export function invariant(condition: unknown, expected: string): asserts condition {
  if (!condition) throw new Error(`broken invariant: ${expected}`);
}
