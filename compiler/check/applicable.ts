import { refusals } from '../parse/schema/refused-keys.ts';
import { verbsOf } from '../parse/structure.ts';
import type { StudySpec } from '../parse/study.ts';
import { entriesOf, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** Where the keys stand that are refused here: what else is wrong with them does not matter. */
export function refusedKeys(spec: StudySpec): ReadonlySet<number> {
  return new Set(refusedEntries(spec).map(({ key }) => key.span.start));
}

/** No key is ignored in silence: a common key that does nothing for a verb is refused. */
export function applicable({ spec }: CheckContext): readonly Diagnostic[] {
  return refusedEntries(spec).map(({ key, verb, refusal: { when, instead } }) =>
    when === 'never'
      ? diagnostic('not-applicable', key.span, { key: key.text, owner: verb, instead })
      : diagnostic('not-available', key.span, { what: `${key.text} of ${verb}`, instead }),
  );
}

function refusedEntries(spec: StudySpec) {
  return entriesOf(valueAt(spec.tree, 'analyses')).flatMap(({ value }) => {
    if (value.kind !== 'map') return [];
    const verb = verbsOf(value)[0]?.key.text ?? '';
    const refused = Object.hasOwn(refusals, verb) ? refusals[verb]! : [];
    return value.entries.flatMap(({ key }) => {
      const refusal = refused.find((one) => one.keys.includes(key.text));
      return refusal ? [{ key, verb, refusal }] : [];
    });
  });
}
