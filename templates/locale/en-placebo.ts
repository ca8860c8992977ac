import type { Rich } from '../document/document.ts';
import type { PlaceboFacts } from '../document/facts.ts';
import { italic, rich, toRich } from '../document/rich.ts';
import { count, noun, plurals, sentences } from './en-words.ts';
import { permutationValue } from './permutation.ts';

/** Notes of a placebo: what was permuted, what the points are, the permutation p, the seed. */
export function placeboNotes(facts: PlaceboFacts): readonly Rich[] {
  const failed = facts.failed > 0 ? ` (${count(facts.failed)} without estimates left out)` : '';
  const drawn = toRich(
    `${permutation(facts)}, ${count(facts.draws)} times${failed}; the controls stay, and ${modelName(facts)} is estimated again`,
  );
  const above = facts.shareAbove ? `, of which ${facts.shareAbove}% are above 0.10` : '';
  return sentences([
    drawn,
    rich`Points are the ${italic('p')} values of the draws${above}${firstDrawn(facts)}`,
    permutationP(facts),
    facts.seed === null ? null : toRich(`Seed ${facts.seed}`),
  ]);
}

function firstDrawn({ points }: PlaceboFacts): string {
  return points === null ? '' : ` (the first ${count(points)} have a point)`;
}

function modelName({ model, place }: PlaceboFacts): string {
  return place ? `the model of Table ${place.table}, column (${place.column}),` : `model ${model}`;
}

function permutation({ rows, term, within, unit }: PlaceboFacts): string {
  if (unit) return `${term} is exchanged between ${plurals(unit)} as whole series`;
  if (within) return `${term} is permuted at random between observations of the same ${noun(within)}`;
  return `${term} is permuted at random between all ${count(rows)} observations`;
}

function permutationP(facts: PlaceboFacts): Rich {
  const what: Rich =
    facts.statistic === 'estimate' ? toRich('estimate') : [italic(facts.letter), { text: ' statistic' }];
  const times =
    facts.extreme === 0
      ? 'No draw reaches'
      : `${count(facts.extreme ?? 0)} ${facts.extreme === 1 ? 'draw reaches' : 'draws reach'}`;
  const reached = facts.extreme === null ? [] : rich`${times} the true ${what} in absolute value; `;
  return rich`${reached}permutation ${italic('p')} = ${permutationValue(facts)} (Monte Carlo standard error ${facts.error})`;
}
