import type { PlannedTable } from '../../compiler/plan/plan.ts';
import { hasStars } from './coefficients.ts';
import type { Context } from './context.ts';
import type { Rich, TablePanel } from './document.ts';
import type { InferenceFact } from './facts.ts';
import { formatTrimmed } from './format-number.ts';
import { concat, italic, join } from './rich.ts';

/**
 * What the stars of a table mean, for its notes, from the ladder that gave them; nothing where none is printed, or
 * where the style says it below the notes.
 */
export function starFacts(context: Context, table: PlannedTable, printed: boolean): InferenceFact['stars'] {
  if (!printed || context.style.legend === 'line') return [];
  return table.stars.map(({ mark, below }) => ({ mark, percent: formatTrimmed(100 * below) }));
}

/** `*p < .05. **p < .01.`, where the style puts it below the notes; null elsewhere, and where no star is printed. */
export function starLegend(
  context: Context,
  table: PlannedTable,
  panels: readonly TablePanel[],
): Rich | null {
  const { style, locale } = context;
  if (style.legend === 'sentence' || !table.notes.includes('auto') || !hasStars(panels)) return null;
  const steps = [...table.stars].reverse().map(({ mark, below }): Rich => {
    const level = formatTrimmed(below);
    const text = concat(mark, italic('p'), ` < ${style.leadingZero ? level : level.replace(/^0\./, '.')}`);
    return locale.ended(text);
  });
  return join(locale.sentences(steps), '');
}
