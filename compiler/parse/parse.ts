import type { Catalog } from '../plan/catalog.ts';
import type { Diagnostic } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import { freeze } from './freeze.ts';
import type { PublishedFiles } from './published-files.ts';
import { localised, localisedList, located, locatedList, markBroken, numberAt, type Reader } from './read.ts';
import { analysesOf } from './read-analyses.ts';
import { mainOf, sourceNamesOf, sourcesOf } from './read-data.ts';
import { claimsOf, figuresOf, outputOf, tablesOf, variablesOf } from './read-output.ts';
import { readPublished } from './read-published.ts';
import { reportedOf } from './read-reported.ts';
import { settingsOf, tableOptionsOf } from './read-settings.ts';
import { stepsOf } from './read-steps.ts';
import { structureDiagnostics } from './structure.ts';
import type { Defaults, NamedSet, StudySpec } from './study.ts';
import { entriesOf, itemsOf, type MapTree, type Tree, textSpan, valueAt } from './tree.ts';
import type { Validators } from './validators.ts';
import { readYaml } from './yaml.ts';

/** Keys whose absence or mistake has consequences elsewhere. */
const topLevel = [
  'defaults',
  'data',
  'prepare',
  'variables',
  'sets',
  'analyses',
  'seed',
  'conventions',
  'reported',
] as const;

export interface ParsedStudy {
  /** Null only where the file is no YAML map. Parts that could not be read are left out and listed in `broken`. */
  readonly study: StudySpec | null;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The text of study.yaml → what it says, every value with its place; a byte-order mark is skipped, and places count
 * without it (`study.source` is the text they refer to). All mistakes of YAML, structure, formulas and expressions are
 * collected; throws nothing. `files` are the published tables that it names.
 */
export function parseStudy(
  source: SourceText,
  catalog: Catalog,
  validators: Validators,
  files: PublishedFiles = new Map(),
): ParsedStudy {
  const clean = { file: source.file, text: source.text.replace(/^\uFEFF/, '') };
  const yaml = readYaml(clean);
  if (!yaml.tree) return { study: null, diagnostics: yaml.diagnostics };
  const published = readPublished(yaml.tree, clean.file, files);
  const reader: Reader = {
    source: published.texts.length > 0 ? { ...clean, others: published.texts } : clean,
    catalog,
    diagnostics: [],
    brokenNames: [],
    brokenAnalyses: [],
    ids: entriesOf(valueAt(yaml.tree, 'analyses')).map(({ key }) => key.text),
  };
  const structure = structureDiagnostics(yaml.tree, catalog, validators);
  const study = freeze(build(published.tree, reader, [...yaml.diagnostics, ...structure]));
  return {
    study,
    diagnostics: [...yaml.diagnostics, ...structure, ...published.diagnostics, ...reader.diagnostics],
  };
}

function build(tree: MapTree, reader: Reader, before: readonly Diagnostic[]): StudySpec {
  const at = (key: string): Tree | undefined => valueAt(tree, key);
  const start = { ...tree.span, end: tree.span.start };
  const sources = sourcesOf(at('data'));
  const parts = {
    source: reader.source,
    study: located(at('study')) ?? { value: '', span: start },
    title: localised(at('title')),
    description: localised(at('description')),
    authors: localisedList(itemsOf(at('authors'))),
    language: located(at('language'))?.value ?? 'en',
    seed: numberAt(tree, 'seed'),
    conventions: located(at('conventions')) ?? { value: 'stata', span: start },
    defaults: defaultsOf(at('defaults'), reader),
    data: mainOf(sources, at('data')),
    sources,
    sourceNames: sourceNamesOf(at('data')),
    prepare: stepsOf(at('prepare'), reader),
    variables: variablesOf(at('variables')),
    sets: setsOf(at('sets'), reader),
    analyses: analysesOf(at('analyses'), reader),
    tables: tablesOf(at('tables'), reader),
    figures: figuresOf(at('figures'), reader),
    claims: claimsOf(at('claims'), reader),
    reported: reportedOf(at('reported'), reader),
    output: outputOf(at('output')),
    tree,
  };
  return { ...parts, broken: brokenOf(tree, reader, before) };
}

/** Parts that an earlier message is about are as broken as those that could not be read at all. */
function brokenOf(tree: MapTree, reader: Reader, before: readonly Diagnostic[]): StudySpec['broken'] {
  const touched = touching(before);
  const sections = new Set<string>();
  for (const { key, value } of tree.entries) {
    if (!touched(value, key.span.start)) continue;
    const known = (topLevel as readonly string[]).includes(key.text);
    for (const one of known ? [key.text] : meantBy(key.text, tree)) sections.add(one);
    const parts = known && value.kind === 'list' ? value.items : [value];
    const makesNames = !known || ['prepare', 'sets', 'data'].includes(key.text);
    for (const part of parts)
      if (makesNames && (!known || touched(part, part.span.start))) markBroken(part, reader);
  }
  const analyses = entriesOf(valueAt(tree, 'analyses'))
    .filter(({ key, value }) => touched(value, key.span.start))
    .map(({ key }) => key.text);
  // A misspelt `analyses` hides what it holds.
  if (sections.has('analyses') && !valueAt(tree, 'analyses'))
    for (const one of reader.brokenNames) analyses.push(one);
  return {
    names: [...new Set(reader.brokenNames)],
    analyses: [...new Set([...reader.brokenAnalyses, ...analyses])],
    sections: [...sections],
  };
}

/** Whether a message lies between a place and the end of a part; by search, since both may be many. */
function touching(diagnostics: readonly Diagnostic[]): (part: Tree, from: number) => boolean {
  const spans = diagnostics.map(({ span }) => span).sort((a, b) => a.start - b.start);
  return ({ span: { end } }, from) => {
    let [low, high] = [0, spans.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (spans[middle]!.start < from) low = middle + 1;
      else high = middle;
    }
    while (low < spans.length && spans[low]!.start <= end && spans[low]!.end > end) low += 1;
    return low < spans.length && spans[low]!.end <= end;
  };
}

/** The sections that an unknown key may stand for: the nearest one, or any that is absent. */
function meantBy(key: string, tree: MapTree): readonly string[] {
  const near = nearest(key, topLevel);
  return near === undefined ? topLevel.filter((one) => valueAt(tree, one) === undefined) : [near];
}

function defaultsOf(tree: Tree | undefined, reader: Reader): Defaults {
  const { vcov, level, estimator, weights } = settingsOf(tree, reader);
  return {
    ...{ vcov, level, estimator, weights },
    tables: tableOptionsOf(valueAt(tree, 'tables')),
  };
}

function setsOf(tree: Tree | undefined, reader: Reader): readonly NamedSet[] {
  return entriesOf(tree).flatMap(({ key, value }) => {
    const members = value.kind === 'list' ? locatedList(value) : [];
    if (members.length === 0) markBroken({ kind: 'list', items: [key, value], span: key.span }, reader);
    return [{ name: { value: key.text, span: textSpan(key) }, members }];
  });
}
