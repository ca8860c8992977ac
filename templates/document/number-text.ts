import type { NumberCell } from './document.ts';

const brackets = { none: ['', ''], round: ['(', ')'], square: ['[', ']'] } as const;

/** What stands before and after a number in its brackets. */
export function bracketsOf({ bracket }: NumberCell): readonly [open: string, close: string] {
  return brackets[bracket];
}

/** A number with brackets and stars as tables print it, its minus a hyphen: for what is read by programs. */
export function numberText(cell: NumberCell): string {
  const [open, close] = bracketsOf(cell);
  const upper = cell.upper ? `, ${cell.upper.printed}` : '';
  return open + cell.printed + upper + close + cell.stars;
}
