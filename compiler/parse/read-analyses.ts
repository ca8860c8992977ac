import {
  condition,
  flagAt,
  localised,
  located,
  locatedList,
  numberAt,
  type Reader,
  reference,
} from './read.ts';
import { complete, settingsOf } from './read-settings.ts';
import { verbsOf } from './structure.ts';
import type { Analysis, AnalysisBase, MediationBootstrap, Split } from './study.ts';
import {
  type EntryTree,
  entriesOf,
  isText,
  itemsOf,
  type MapTree,
  type Tree,
  textSpan,
  valueAt,
} from './tree.ts';
import { contrast } from './verbs/contrast.ts';
import { correlate } from './verbs/correlate.ts';
import { curve } from './verbs/curve.ts';
import { regress } from './verbs/regress.ts';
import { vary } from './verbs/vary.ts';

type ReadVerb = (tree: MapTree, base: AnalysisBase, reader: Reader) => Analysis | null;

/** One reader a verb. Null where a part that the verb cannot do without could not be read. */
const verbs: Readonly<Record<string, ReadVerb>> = {
  define: (tree, base) => ({ ...base, verb: 'define', names: locatedList(valueAt(tree, 'define')) }),
  describe: (tree, base) => ({
    ...base,
    verb: 'describe',
    names: locatedList(valueAt(tree, 'describe')),
    statistics: valueAt(tree, 'statistics') ? locatedList(valueAt(tree, 'statistics')) : null,
  }),
  correlate,
  regress,
  mediate,
  vary,
  placebo,
  contrast,
  curve,
};

/** The analyses that can be read; ids of the others are kept, so that references to them are not reported. */
export function analysesOf(tree: Tree | undefined, reader: Reader): readonly Analysis[] {
  return entriesOf(tree).flatMap((entry) => {
    const before = reader.diagnostics.length;
    const analysis = analysisOf(entry, reader);
    if (analysis === null || reader.diagnostics.length > before) reader.brokenAnalyses.push(entry.key.text);
    return analysis ?? [];
  });
}

function analysisOf(entry: EntryTree, reader: Reader): Analysis | null {
  const { key, value } = entry;
  if (value.kind !== 'map') return null;
  const [verb, second] = verbsOf(value);
  const read = verb && !second ? verbs[verb.key.text] : undefined;
  if (!verb || !read) return null;
  const base: AnalysisBase = {
    id: { value: key.text, span: key.span },
    span: { ...key.span, end: value.span.end },
    verbSpan: verb.key.span,
    where: condition(valueAt(value, 'where'), reader),
    split: splitOf(valueAt(value, 'split'), reader),
    commonSample: flagAt(value, 'common_sample', false),
    note: localised(valueAt(value, 'note')),
    ...settingsOf(value, reader),
  };
  return read(value, base, reader);
}

function splitOf(tree: Tree | undefined, reader: Reader): Split | null {
  const column = located(tree);
  if (column) return { kind: 'column', column };
  if (tree?.kind !== 'map') return null;
  const groups = tree.entries.flatMap(({ key, value }) => {
    const where = condition(value, reader);
    return where ? [{ name: { value: key.text, span: textSpan(key) }, where }] : [];
  });
  return { kind: 'conditions', groups };
}

function mediate(tree: MapTree, base: AnalysisBase): Analysis | null {
  const roles = valueAt(tree, 'mediate');
  const parts = complete({
    outcome: located(valueAt(roles, 'outcome')),
    treatment: located(valueAt(roles, 'treatment')),
  });
  const written = valueAt(roles, 'mediator');
  const mediators = locatedList(written);
  if (!parts || mediators.length === 0) return null;
  const tests = valueAt(tree, 'tests');
  return {
    ...base,
    verb: 'mediate',
    ...parts,
    mediators,
    parallel: written?.kind === 'list',
    controls: locatedList(valueAt(roles, 'controls')),
    fixed: locatedList(valueAt(roles, 'fixed')),
    tests: tests ? locatedList(tests) : [{ value: 'sobel', span: base.verbSpan }],
    bootstrap: bootstrapOf(tests),
    alpha: numberAt(tree, 'alpha')?.value ?? 0.1,
  };
}

function bootstrapOf(tests: Tree | undefined): MediationBootstrap | null {
  const entry = itemsOf(tests).flatMap(entriesOf)[0];
  const draws = numberAt(entry?.value, 'draws');
  if (!entry || !draws) return null;
  return {
    draws: draws.value,
    cluster: located(valueAt(entry.value, 'cluster')),
    interval: located(valueAt(entry.value, 'interval'))?.value === 'bca' ? 'bca' : 'percentile',
    span: entry.key.span,
  };
}

function placebo(tree: MapTree, base: AnalysisBase, reader: Reader): Analysis | null {
  const parts = complete({
    model: reference(valueAt(tree, 'placebo'), reader),
    permute: located(valueAt(tree, 'permute')),
    draws: numberAt(tree, 'draws'),
  });
  if (!parts) return null;
  const statistic = valueAt(tree, 'statistic');
  return {
    ...base,
    verb: 'placebo',
    ...parts,
    draws: parts.draws.value,
    within: located(valueAt(tree, 'within')),
    unit: located(valueAt(tree, 'unit')),
    statistic: isText(statistic) && statistic.text === 'estimate' ? 'estimate' : 'statistic',
  };
}
