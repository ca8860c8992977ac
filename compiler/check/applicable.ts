import { verbsOf } from '../parse/structure.ts';
import type { StudySpec } from '../parse/study.ts';
import { entriesOf, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

interface Refusal {
  readonly keys: readonly string[];
  /** `never`: the key means nothing to this verb. `later`: it would, and is not built. */
  readonly when: 'never' | 'later';
  readonly instead?: string;
}

const settings = ['vcov', 'estimator', 'level', 'weights', 'tau', 'margins'];

/** Common keys that a verb does not take. */
const refusals: Readonly<Record<string, readonly Refusal[]>> = {
  define: [{ keys: ['where', 'split', 'common_sample', 'conventions', ...settings], when: 'never' }],
  describe: [
    { keys: settings, when: 'never' },
    { keys: ['common_sample'], when: 'never', instead: 'say in where which cells must not be missing' },
  ],
  correlate: [{ keys: ['conventions', ...settings], when: 'never' }],
  contrast: [
    {
      keys: ['where', 'split', 'common_sample', 'conventions', ...settings],
      when: 'never',
      instead: 'say it where the models are',
    },
  ],
  mediate: [
    { keys: ['common_sample'], when: 'never', instead: 'leave it out: its models are on one sample anyway' },
  ],
  placebo: [
    { keys: ['common_sample'], when: 'never', instead: 'leave it out: a placebo has one model' },
    { keys: ['margins'], when: 'never' },
    { keys: ['split'], when: 'later', instead: 'one placebo for each group, with where' },
  ],
};

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
