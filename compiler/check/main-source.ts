import { mainEntries } from '../parse/read-data.ts';
import { isSeveralSources } from '../parse/structure.ts';
import { entryOf, textSpan } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { CheckContext } from './context.ts';

/** Of several sources exactly one is the main one: its rows are the study's. */
export function mainSource({ spec }: CheckContext): readonly Diagnostic[] {
  const entry = entryOf(spec.tree, 'data');
  if (entry?.value.kind !== 'map' || !isSeveralSources(entry.value)) return [];
  const [first, ...others] = mainEntries(entry.value);
  if (!first) {
    // A value of `main` that is none may have meant to say it.
    if (spec.broken.sections.includes('data')) return [];
    const names = entry.value.entries.map(({ key }) => key.text);
    return [diagnostic('no-main-source', textSpan(entry.key), { names })];
  }
  return others.map(({ value, span }) =>
    diagnostic('several-main-sources', span, { name: value, first: first.value }),
  );
}
