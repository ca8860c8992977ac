import type { Rich } from '../document/document.ts';
import type { CorrelationFacts } from '../document/facts.ts';
import { italic, rich, toRich } from '../document/rich.ts';
import { starsSentence } from './en-notes.ts';
import { sentences } from './en-words.ts';

/** Notes of a table of correlations: which, over which rows, what stands below, stars. */
export function correlationNotes(facts: CorrelationFacts): readonly Rich[] {
  const name = facts.method === 'pearson' ? 'Pearson' : 'Spearman rank';
  const rows =
    facts.sample === 'listwise'
      ? 'over the rows that are complete for all variables'
      : 'each over the rows that are complete for its pair';
  const below = [
    ...(facts.p
      ? [
          rich`two-sided ${italic('p')} values (${italic('t')} with ${italic('n')} − 2 degrees of freedom) in parentheses`,
        ]
      : []),
    ...(facts.counts ? [rich`numbers of rows in brackets`] : []),
  ];
  return sentences([toRich(`${name} correlations, ${rows}`), ...below, starsSentence(facts)]);
}
