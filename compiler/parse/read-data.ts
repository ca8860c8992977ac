import { flagAt, located, textRecord } from './read.ts';
import { isSeveralSources } from './structure.ts';
import type { DataSource, Located, SourceOptions } from './study.ts';
import { entriesOf, isText, type MapTree, type ScalarTree, type Tree, textSpan, valueAt } from './tree.ts';

/** The name of a source that needs none, since there is no other. */
const ONLY = 'data';

/** The sources that have a file, in written order; tables of a server are refused by the check. */
export function sourcesOf(tree: Tree | undefined): readonly DataSource[] {
  if (tree?.kind !== 'map') return [];
  if (!isSeveralSources(tree)) return sourceOf(tree, null);
  return tree.entries.flatMap(({ key, value }) => (value.kind === 'map' ? sourceOf(value, key) : []));
}

/** The names of all sources, also of those that have no file. */
export function sourceNamesOf(tree: Tree | undefined): readonly string[] {
  if (tree?.kind !== 'map') return [];
  return isSeveralSources(tree) ? tree.entries.map(({ key }) => key.text) : [ONLY];
}

/** The source that the study stands on: the only one, or the one that says so; null where none or several do. */
export function mainOf(sources: readonly DataSource[], tree: Tree | undefined): DataSource | null {
  if (tree?.kind !== 'map' || !isSeveralSources(tree)) return sources[0] ?? null;
  const mains = mainEntries(tree);
  return mains.length === 1 ? (sources.find((one) => one.name === mains[0]!.value) ?? null) : null;
}

/** The named sources that say that they are the main one. */
export function mainEntries(tree: MapTree): readonly Located<string>[] {
  return tree.entries
    .filter(({ value }) => flagAt(value, 'main', false))
    .map(({ key }) => ({ value: key.text, span: textSpan(key) }));
}

function sourceOf(tree: MapTree, key: ScalarTree | null): readonly DataSource[] {
  const file = located(valueAt(tree, 'file'));
  if (!file) return [];
  const ending = /\.([^./\\]+)$/.exec(file.value)?.[1]?.toLowerCase() ?? '';
  const format = located(valueAt(tree, 'format')) ?? { value: ending, span: file.span };
  const panelTree = valueAt(tree, 'panel');
  const unit = located(valueAt(panelTree, 'unit'));
  const time = located(valueAt(panelTree, 'time'));
  const panel = unit && time ? { unit, time } : null;
  const stated = located(valueAt(tree, 'engine'));
  const engine = stated && stated.value !== 'memory' ? stated : null;
  const sums = engine !== null && flagAt(tree, 'sums', false);
  const options = optionsOf(tree);
  return [{ name: key?.text ?? ONLY, file, format, options, engine, sums, panel, tree, span: tree.span }];
}

function optionsOf(tree: Tree): SourceOptions {
  const options: { -readonly [K in keyof SourceOptions]: SourceOptions[K] } = {};
  for (const key of ['encoding', 'delimiter', 'decimal', 'sheet'] as const) {
    const value = valueAt(tree, key);
    if (value?.kind === 'scalar' && !value.damaged) options[key] = value.text;
  }
  const na = valueAt(tree, 'na');
  if (na?.kind === 'list') {
    options.na = na.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
  }
  const columns = valueAt(tree, 'columns');
  if (columns?.kind === 'map') options.columns = columnTypes(columns);
  return options;
}

type ColumnTypes = NonNullable<SourceOptions['columns']>;

function columnTypes(tree: Tree): ColumnTypes {
  const entries = entriesOf(tree).flatMap(({ key, value }) =>
    isText(value) ? [[key.text, value.text as ColumnTypes[string]] as const] : [],
  );
  return textRecord(entries);
}

/** The columns that a source declares by name, with their places. */
export function declaredColumns(source: DataSource): readonly Located<string>[] {
  return entriesOf(valueAt(source.tree, 'columns')).map(({ key }) => ({
    value: key.text,
    span: textSpan(key),
  }));
}
