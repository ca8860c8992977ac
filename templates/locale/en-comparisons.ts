import { concat, italic, rich, sup, toRich } from '../document/rich.ts';
import type { ComparisonFact, ComparisonWords } from './comparison-words.ts';
import { count, noun, plurals } from './en-words.ts';

const p = concat(italic('p'));
const symbols = { f: concat(italic('F')), chi2: concat(italic('χ'), sup('2')) } as const;

export const comparisons: ComparisonWords = {
  heading: 'Equality of coefficients',
  header: [toRich('Term'), toRich('Groups'), toRich('Difference (std. error)'), toRich('Statistic'), p],
  columns: [toRich('Difference'), toRich('Std. error'), toRich('Statistic'), p],
  difference: (term, first, second) => toRich(`${term}: ${first} − ${second}`),
  equality: (term, distribution) => {
    const what = `${term} equal in all groups`;
    return distribution === null ? toRich(what) : rich`${what}, ${symbols[distribution]}`;
  },
  groups: (names) => toRich(names.join(', ')),
  contrast: (first, second) => rich`Differences are ${first} less ${second}.`,
  everything: 'All coefficients',
  p,
  sentence: (fact) => rich`Differences of coefficients are tested ${how(fact)}.`,
};

function how({ test, by, draws, unit }: ComparisonFact): string {
  const clusters = by.length > 0 ? `clustered by ${by.map(noun).join(' and ')}` : null;
  if (test === 'suest')
    return `by the scores of all models together, ${clusters ?? 'robust to heteroskedasticity'}`;
  if (test === 'chow') return 'in one regression with every term interacted with the group';
  const moved = unit === null ? 'observations' : plurals(unit);
  return `by exchanging the groups of ${moved} at random, ${count(draws ?? 0)} times`;
}
