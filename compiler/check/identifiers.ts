import { isName } from '../parse/reference.ts';
import { isSeveralSources } from '../parse/structure.ts';
import type { Located, StudySpec } from '../parse/study.ts';
import { textSpan, valueAt } from '../parse/tree.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { positionAt } from '../plan/span.ts';
import type { CheckContext } from './context.ts';

/** Ids become names of files and parts of references, so they are plain names. */
export function identifiers({ spec }: CheckContext): readonly Diagnostic[] {
  const ids = (parts: readonly { readonly id: Located<string> }[]) => parts.map((part) => part.id);
  const study = spec.study.value === '' ? [] : [spec.study];
  const models = spec.analyses.flatMap((analysis) => {
    if (analysis.verb === 'vary') return analysis.variants.map((one) => one.name);
    return analysis.verb === 'regress' ? analysis.formulas.flatMap((one) => one.name ?? []) : [];
  });
  return [
    ...named(study, 'a study'),
    ...named(ids(spec.analyses), 'an analysis'),
    ...named(ids(spec.tables), 'a table'),
    ...named(ids(spec.figures), 'a figure'),
    ...named(ids(spec.claims), 'a claim'),
    ...named(
      spec.sets.map((set) => set.name),
      'a set',
    ),
    ...named(sourceKeys(spec), 'a source of data'),
    ...named(models, 'a model'),
    ...reserved(models),
    ...repeated(ids(spec.tables), spec.source.text),
    ...repeated(ids(spec.figures), spec.source.text),
  ];
}

function sourceKeys({ tree }: StudySpec): readonly Located<string>[] {
  const data = valueAt(tree, 'data');
  if (data?.kind !== 'map' || !isSeveralSources(data)) return [];
  return data.entries.map(({ key }) => ({ value: key.text, span: textSpan(key) }));
}

function named(names: readonly Located<string>[], what: string): readonly Diagnostic[] {
  return names
    .filter((name) => !isName(name.value))
    .map((name) => {
      const write = name.value.replaceAll(/[^\p{XID_Continue}]+/gu, '_');
      const payload = { name: name.value, what, write: isName(write) ? write : undefined };
      return diagnostic('not-a-name', name.span, payload);
    });
}

function reserved(names: readonly Located<string>[]): readonly Diagnostic[] {
  return names
    .filter((name) => name.value === 'first' || name.value === 'margins')
    .map((name) => diagnostic('reserved-name', name.span, { name: name.value, what: 'a model' }));
}

/** Files whose names differ in case (or in how an accent is encoded) are one file on some systems. */
function repeated(names: readonly Located<string>[], text: string): readonly Diagnostic[] {
  const seen = new Map<string, Located<string>>();
  return names.flatMap((name) => {
    const folded = name.value.normalize('NFC').toLowerCase();
    const before = seen.get(folded);
    if (!before) {
      seen.set(folded, name);
      return [];
    }
    const { line } = positionAt(text, before.span.start);
    return [diagnostic('duplicate-id', name.span, { id: name.value, other: before.value, line })];
  });
}
