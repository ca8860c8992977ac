import type { OptionSchema } from '../../plan/catalog.ts';
import { locatedList } from '../read.ts';
import { list, text, word } from '../schema/piece.ts';
import type { AnalysisBase, CorrelateAnalysis } from '../study.ts';
import { isText, type MapTree, valueAt } from '../tree.ts';

/** `correlate: [names]` with its `method`. */
export function correlateKeys(): Readonly<Record<string, OptionSchema>> {
  return {
    correlate: list('What is correlated, every pair.', text('A variable or a set.', 'term')),
    method: word('Which correlation; pearson unless stated.', ['pearson', 'spearman']),
  };
}

export function correlate(tree: MapTree, base: AnalysisBase): CorrelateAnalysis {
  const method = valueAt(tree, 'method');
  return {
    ...base,
    verb: 'correlate',
    names: locatedList(valueAt(tree, 'correlate')),
    method: isText(method) && method.text === 'spearman' ? 'spearman' : 'pearson',
  };
}
