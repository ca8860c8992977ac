import { located, textRecord } from './read.ts';
import { isSeveralSources } from './structure.ts';
import type { DataSource, SourceOptions } from './study.ts';
import { entriesOf, isText, type Tree, textSpan, valueAt } from './tree.ts';

/** One source of data with a file; null where there is none (or several, which the check refuses). */
export function dataOf(tree: Tree | undefined): DataSource | null {
  if (tree?.kind !== 'map' || isSeveralSources(tree)) return null;
  const file = located(valueAt(tree, 'file'));
  if (!file) return null;
  const ending = /\.([^./\\]+)$/.exec(file.value)?.[1]?.toLowerCase() ?? '';
  const format = located(valueAt(tree, 'format')) ?? { value: ending, span: file.span };
  const panelTree = valueAt(tree, 'panel');
  const unit = located(valueAt(panelTree, 'unit'));
  const time = located(valueAt(panelTree, 'time'));
  const panel = unit && time ? { unit, time } : null;
  return { name: 'data', file, format, options: optionsOf(tree), panel, span: tree.span };
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
export function declaredColumns(tree: Tree | undefined) {
  return entriesOf(valueAt(valueAt(tree, 'data'), 'columns')).map(({ key }) => ({
    value: key.text,
    span: textSpan(key),
  }));
}
