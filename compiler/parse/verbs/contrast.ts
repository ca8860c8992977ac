import type { OptionSchema } from '../../plan/catalog.ts';
import { located, locatedList, type Reader, referenceList } from '../read.ts';
import { type Piece, record, text, textOrList, word } from '../schema/piece.ts';
import type { AnalysisBase, ContrastAnalysis } from '../study.ts';
import { itemsOf, type MapTree, valueAt } from '../tree.ts';

/** `contrast: {models: [a, b], terms, test}`. */
export function contrastKeys(): Readonly<Record<string, OptionSchema>> {
  const models: Piece = {
    type: 'array',
    description: 'Two models: ANALYSIS[.NAME][.NUMBER][@GROUP].',
    items: text('One model.', 'reference'),
    minItems: 2,
    maxItems: 2,
  };
  return {
    contrast: record(
      'Equality of coefficients across two models.',
      {
        models,
        terms: { ...textOrList('Terms and sets of both models, each on its own.', 'term'), minItems: 1 },
        test: word('How the models are compared; suest unless stated.', ['suest', 'chow']),
      },
      ['models', 'terms'],
    ),
  };
}

export function contrast(tree: MapTree, base: AnalysisBase, reader: Reader): ContrastAnalysis | null {
  const parts = valueAt(tree, 'contrast');
  const written = itemsOf(valueAt(parts, 'models'));
  const [first, second] = referenceList(valueAt(parts, 'models'), reader);
  if (!first || !second || written.length !== 2) return null;
  return {
    ...base,
    verb: 'contrast',
    models: [first, second],
    terms: locatedList(valueAt(parts, 'terms')),
    test: located(valueAt(parts, 'test')) ?? { value: 'suest', span: base.verbSpan },
  };
}
