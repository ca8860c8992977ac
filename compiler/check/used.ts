import { namesIn, variablesIn } from '../formula/names.ts';
import type { Analysis, StudySpec, VcovChoice } from '../parse/study.ts';
import type { Catalog } from '../plan/catalog.ts';
import type { DescribedTables } from './context.ts';
import { joinsOf, tableOfSource } from './join.ts';
import { membersOf } from './lists.ts';
import type { ModelIndex } from './models.ts';
import { readBy } from './preparation.ts';

/** Every name that the study reads a column by: what of the file must be read. Names of other columns do no harm. */
export function usedNames(
  spec: StudySpec,
  index: ModelIndex,
  sets: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const models = [...index.models.values()].flat();
  const panel = spec.data?.panel;
  return new Set([
    ...(panel ? [panel.unit.value, panel.time.value] : []),
    ...spec.prepare.flatMap((step) => readBy(step.options)),
    ...models.flatMap((model) => [
      ...variablesIn(model.formula),
      ...[...model.where, ...model.complete].flatMap(namesIn).map((name) => name.name),
      ...columnsOf(model.vcov),
      ...(model.weights ? [model.weights.value] : []),
    ]),
    ...spec.analyses.flatMap((analysis) => namedBy(analysis).flatMap((name) => membersOf(name, sets))),
  ]);
}

/** By source, the columns that a study reads of what it joins, in its order: those that it uses, and the keys. */
export function joinedColumns(
  spec: StudySpec,
  catalog: Catalog,
  tables: DescribedTables,
  used: ReadonlySet<string>,
): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  const joins = joinsOf(spec, catalog).map(({ parts }) => parts);
  for (const { source } of joins) {
    const keys = joins.filter((one) => one.source?.value === source?.value).flatMap((one) => one.keys);
    const read = new Set([...used, ...keys.map(({ there }) => there.value)]);
    const names = (tableOfSource(source?.value, tables)?.columns ?? []).map((column) => column.name);
    const wanted = names.filter((name) => read.has(name));
    if (source) columns.set(source.value, wanted);
  }
  return columns;
}

function columnsOf(vcov: VcovChoice | null): readonly string[] {
  return vcov ? vcov.by.flatMap(({ columns }) => columns.map((column) => column.value)) : [];
}

/** Names of an analysis that stand in none of its models. */
function namedBy(analysis: Analysis): readonly string[] {
  const { split, where } = analysis;
  const common = [
    ...(where ? namesIn(where.tree).map((name) => name.name) : []),
    ...(split?.kind === 'column' ? [split.column.value] : []),
    ...(split?.kind === 'conditions'
      ? split.groups.flatMap((group) => namesIn(group.where.tree).map((name) => name.name))
      : []),
  ];
  switch (analysis.verb) {
    case 'define':
    case 'describe':
    case 'correlate':
      return [...common, ...analysis.names.map((name) => name.value)];
    case 'mediate':
      return [...common, ...(analysis.bootstrap?.cluster ? [analysis.bootstrap.cluster.value] : [])];
    case 'regress':
      return [...common, ...(analysis.compare?.unit ? [analysis.compare.unit.value] : [])];
    case 'placebo':
      return [...common, ...[analysis.within, analysis.unit].flatMap((one) => (one ? [one.value] : []))];
    default:
      return common;
  }
}
