import type { OptionSchema } from '../../plan/catalog.ts';
import { condition, located, locatedList, type Reader, reference } from '../read.ts';
import { settingsOf } from '../read-settings.ts';
import { idMap, mapOf, modelWords, type Piece, record, text, textOrList } from '../schema/piece.ts';
import { modelSettings } from '../schema/settings.ts';
import type { KnownWords } from '../schema/words.ts';
import type { AnalysisBase, Variant, VaryAnalysis } from '../study.ts';
import { type EntryTree, entriesOf, isText, type MapTree, textSpan, valueAt } from '../tree.ts';

/** `vary: model` with `variants`, `leave_out`, or both. */
export function varyKeys(words: KnownWords): Readonly<Record<string, OptionSchema>> {
  return {
    vary: text('One model: ANALYSIS[.NAME][.NUMBER][@GROUP].', 'reference'),
    variants: {
      ...idMap('Name of the variant → what it changes.', variant(words), modelWords),
      minProperties: 1,
    },
    leave_out: text('A column: a variant without each of its values, named by the value.', 'column'),
  };
}

function variant(words: KnownWords): Piece {
  return record('What this variant changes.', {
    replace: mapOf('A variable, term or set of the model → a term, a list, or [] to drop it.', {
      ...textOrList('What stands there instead.', 'term'),
    }),
    where: text('Narrows the sample of the model.', 'condition'),
    ...modelSettings(words),
  });
}

export function vary(tree: MapTree, base: AnalysisBase, reader: Reader): VaryAnalysis | null {
  const model = reference(valueAt(tree, 'vary'), reader);
  const variants = entriesOf(valueAt(tree, 'variants')).flatMap((entry) => variantOf(entry, reader) ?? []);
  const leaveOut = located(valueAt(tree, 'leave_out'));
  return model ? { ...base, verb: 'vary', model, variants, leaveOut } : null;
}

function variantOf({ key, value }: EntryTree, reader: Reader): Variant | null {
  if (value.kind !== 'map') return null;
  const replace = entriesOf(valueAt(value, 'replace'))
    .filter((entry) => entry.value.kind === 'list' || isText(entry.value))
    .map((entry) => ({
      target: { value: entry.key.text, span: textSpan(entry.key) },
      by: locatedList(entry.value),
    }));
  return {
    name: { value: key.text, span: textSpan(key) },
    replace,
    where: condition(valueAt(value, 'where'), reader),
    ...settingsOf(value, reader),
    span: { ...key.span, end: value.span.end },
  };
}
