import type { PlanStep } from '../../compiler/plan/plan.ts';

/**
 * The columns of a table that a step can look at: those that its parameters name, by themselves or within a text
 * (`city^year`). Rather one too many (a column called `ols`) than one too few: what a step kept is taken up again while
 * these are the same.
 */
export function usedColumns(
  { parameters }: Pick<PlanStep, 'parameters'>,
  names: readonly string[],
): string[] {
  const texts = new Set<string>();
  collect(parameters, texts);
  const all = [...texts].join('\n');
  return names.filter((name) => texts.has(name) || (all.includes(name) && isWordOf(name, all)));
}

function collect(value: unknown, texts: Set<string>): void {
  if (typeof value === 'string') texts.add(value);
  else if (value !== null && typeof value === 'object')
    for (const inner of Object.values(value)) collect(inner, texts);
}

/** `x1` is no part of `x10`, but it is one of `x1^year`. */
function isWordOf(name: string, text: string): boolean {
  const exact = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${exact}(?![\\p{L}\\p{N}_])`, 'u').test(text);
}
