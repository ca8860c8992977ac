import type { Plan } from '../plan/plan.ts';
import type { SharedGroup, Work } from '../plan/sharing.ts';
import { drawGroups } from './draws.ts';
import { effectGroups } from './effects.ts';
import { fitGroups } from './fits.ts';
import { modelsOf } from './models.ts';
import { momentGroups } from './moments.ts';
import { nestedGroups } from './nested.ts';
import { sampleGroups } from './samples.ts';
import { workOf } from './work.ts';

/**
 * States what the steps of a plan have in common, so that the runtime does it once. Steps, their ids and their numbers
 * stay as they are: equal steps are one already, and what is shared is the way to the numbers. rows: of the main file. Pure;
 * throws nothing.
 */
export function optimise(plan: Plan, rows: number): Plan {
  const models = modelsOf(plan, rows);
  const moments = momentGroups(plan, models);
  const drawn = drawGroups(plan, models);
  const batched = new Set(moments.flatMap(({ steps }) => steps));
  const others = models.filter(({ step }) => !batched.has(step.id));
  const groups: readonly SharedGroup[] = [
    ...sampleGroups(others),
    ...effectGroups(others),
    ...nestedGroups(others),
    ...fitGroups(others),
    ...moments,
    ...drawn,
  ];
  const alone = total(models.map(workOf)) + total(drawn.map(({ work }) => work.alone));
  const saved = total(groups.map(({ work }) => work.alone - work.together));
  return { ...plan, sharing: { rows, work: { alone, together: alone - saved } satisfies Work, groups } };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
