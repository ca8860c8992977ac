import type { OptionSchema } from '../../plan/catalog.ts';
import { condition, locatedList, numberAt, type Reader, reference } from '../read.ts';
import { type Piece, record, TEXT, text, textOrList, whole } from '../schema/piece.ts';
import type { KnownWords } from '../schema/words.ts';
import type { AnalysisBase, CurveAnalysis, CurveAxes, CurveEntry } from '../study.ts';
import { entryOf, isText, itemsOf, type MapTree, type Tree, valueAt } from '../tree.ts';
import { vcov, vcovOf } from '../vcov.ts';

/** `curve: model` with its axes under `over`, and `draws` for the joint test. */
export function curveKeys(words: KnownWords): Readonly<Record<string, OptionSchema>> {
  return {
    curve: text('The model to start from: ANALYSIS[.NAME][.NUMBER][@GROUP].', 'reference'),
    over: over(words),
    draws: whole(
      'Draws of the joint test: the treatment permuted, as whole series where models are clustered by a column; p is that of the median.',
      1,
      10_000_000,
    ),
  };
}

function over(words: KnownWords): Piece {
  const lists = (description: string, item: Piece): Piece => ({
    type: 'array',
    description,
    items: item,
    minItems: 1,
  });
  const controls: Piece = {
    ...lists(
      "subsets: every subset of the model's other terms; or a list of lists of terms and sets.",
      textOrList('Terms and sets, or [] for none.', 'term'),
    ),
    type: ['string', 'array'],
    pattern: '^subsets$',
    words: ['subsets'],
  };
  return record(
    'The axes: one model for every combination of one entry of each.',
    {
      outcome: { ...textOrList('Outcomes.', 'expression'), minItems: 1 },
      treatment: {
        ...textOrList('Terms: first the one of the model, which is followed, then what replaces it.', 'term'),
        minItems: 1,
      },
      controls,
      fixed: lists('Absorbed effects, or [] for none.', textOrList('Columns, or city^year.', 'column')),
      where: {
        ...text('Conditions; 1 is every row of the model.', 'condition'),
        type: [...TEXT, 'array'],
        items: text('A condition.', 'condition'),
        minItems: 1,
      },
      vcov: lists('Covariances.', vcov(words)),
    },
    ['treatment'],
  );
}

export function curve(tree: MapTree, base: AnalysisBase, reader: Reader): CurveAnalysis | null {
  const model = reference(valueAt(tree, 'curve'), reader);
  const axes = entryOf(tree, 'over');
  if (!model || !axes) return null;
  return {
    ...base,
    verb: 'curve',
    model,
    over: { ...axesOf(axes.value, reader), span: axes.key.span },
    draws: numberAt(tree, 'draws'),
  };
}

function axesOf(tree: Tree, reader: Reader): Omit<CurveAxes, 'span'> {
  const controls = valueAt(tree, 'controls');
  return {
    outcome: locatedList(valueAt(tree, 'outcome')),
    treatment: locatedList(valueAt(tree, 'treatment')),
    controls: isText(controls) ? 'subsets' : entries(controls),
    fixed: entries(valueAt(tree, 'fixed')),
    where: itemsOf(valueAt(tree, 'where')).flatMap((item) => condition(item, reader) ?? []),
    vcov: itemsOf(valueAt(tree, 'vcov')).flatMap((item) => vcovOf(item, reader) ?? []),
  };
}

function entries(tree: Tree | undefined): readonly CurveEntry[] {
  return itemsOf(tree).map((item) => ({ parts: locatedList(item), span: item.span }));
}
