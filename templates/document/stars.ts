/** A ladder of significance marks, strictest first. */
export type StarLadder = readonly { readonly mark: string; readonly below: number }[];

/** The mark of a p-value: of the unrounded p, strictly below. No p, no mark. */
export function starsOf(p: number | null, ladder: StarLadder): string {
  if (p === null) return '';
  return ladder.find((step) => p < step.below)?.mark ?? '';
}
