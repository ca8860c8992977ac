import { namesIn } from '../formula/names.ts';
import type { Located, OptionEntry, OptionNode, Step, StudySpec } from '../parse/study.ts';
import type { Catalog, StepDeclaration, TableSchema } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import { anyCells, type CellFacts, cellsInFile, cellsOf } from './cells.ts';
import type { DescribedTables } from './context.ts';
import { functionsOf } from './functions.ts';
import { broughtBy, joinedFact, joinMistakes, joinParts, joinsOf, tableOfSource } from './join.ts';
import { conjunctsOf, narrowed } from './narrowing.ts';
import { type ColumnFact, columnFact, numericFact, requirePanel, type Sample, type Scope } from './scope.ts';
import { afterDropping, overwritten } from './step-cells.ts';
import { requireCondition, typeOf } from './types.ts';

export interface Preparation {
  /** What analyses see. */
  readonly scope: Scope;
  readonly diagnostics: readonly Diagnostic[];
  /** The keys of the panel under the names that they have in the end. */
  readonly panel: { readonly unit: string; readonly time: string } | null;
}

/** The rows as they are known at this point. */
type Rows = { -readonly [K in keyof Sample]: Sample[K] };

interface Walk {
  readonly sample: Rows;
  readonly columns: Map<string, ColumnFact>;
  readonly later: Map<string, Span>;
  /** The keys of the panel under their present names. */
  readonly keys: Set<string>;
  readonly scope: Scope;
  readonly spec: StudySpec;
  readonly tables: DescribedTables;
  readonly out: Diagnostic[];
}

/** Walks the steps in order over the columns of the file (null: unknown), each step seeing what stands before it. */
export function prepare(
  spec: StudySpec,
  file: TableSchema | null,
  sets: ReadonlyMap<string, readonly string[]>,
  catalog: Catalog,
  tables: DescribedTables,
): Preparation {
  const columns = new Map<string, ColumnFact>(
    (file?.columns ?? []).map((column) => [
      column.name,
      {
        name: column.name,
        type: column.type,
        levels: column.levels,
        ...(column.ordered ? { ordered: true as const } : {}),
        cells: cellsInFile(column.facts),
        made: null,
      },
    ]),
  );
  const later = new Map<string, Span>();
  const joins = joinsOf(spec, catalog);
  const sample = rowsOf(spec, file);
  const scope: Scope = {
    columns,
    sample,
    later,
    sets: new Map(),
    open: file === null || joins.some(({ parts }) => !tableOfSource(parts.source?.value, tables)),
    broken: new Set(spec.broken.names),
    functions: functionsOf(catalog),
    panel: spec.data?.panel != null || spec.broken.sections.includes('data'),
    textTime:
      columns.get(spec.data?.panel?.time.value ?? '')?.type === 'text' ? spec.data!.panel!.time.value : null,
    text: spec.source.text,
  };
  for (const step of spec.prepare) for (const name of madeBy(step.options)) later.set(name.value, name.span);
  for (const { step, parts } of joins) {
    for (const { name } of broughtBy(parts, tables)) later.set(name, step.verb.span);
  }
  const panel = spec.data?.panel;
  const keys = new Set(panel ? [panel.unit.value, panel.time.value] : []);
  const walk: Walk = { sample, columns, later, keys, scope, spec, tables, out: [] };
  for (const step of spec.prepare) {
    const declaration = catalog.steps.find((one) => one.name === step.verb.value);
    if (declaration) walkStep(step, declaration, walk);
  }
  return { scope: { ...scope, later: new Map(), sets }, diagnostics: walk.out, panel: sample.keys };
}

function rowsOf({ data }: StudySpec, file: TableSchema | null): Rows {
  const panel = file?.panel?.kind === 'panel' ? file.panel : null;
  const keys = data?.panel ? { unit: data.panel.unit.value, time: data.panel.time.value } : null;
  return { rows: file?.rows ?? null, units: panel?.units ?? null, panel, keys };
}

function walkStep(step: Step, declaration: StepDeclaration, walk: Walk): void {
  if (declaration.needs.includes('panel'))
    requirePanel(step.verb.value, step.verb.span, walk.scope, walk.out);
  if (declaration.effect === 'joins') joinOne(step, walk);
  else if (declaration.effect === 'renames' && step.options.kind === 'map')
    renameAll(step.options.entries, walk);
  else visit(step.options, step, declaration, walk);
  if (declaration.effect === 'rows') dropRows(step.options, walk);
}

/** The columns of another source; those of a name that exists already stay as they were. */
function joinOne(step: Step, walk: Walk): void {
  const parts = joinParts(step.options);
  for (const one of joinMistakes(parts, walk.spec, walk.tables, walk.scope)) walk.out.push(one);
  for (const column of broughtBy(parts, walk.tables)) {
    if (!walk.columns.has(column.name)) walk.columns.set(column.name, joinedFact(column, step));
    if (walk.later.get(column.name)?.start === step.verb.span.start) walk.later.delete(column.name);
  }
}

/** After rows were dropped: those of a condition, or those where one of the columns is missing. */
function dropRows(options: OptionNode, walk: Walk): void {
  const kept = options.kind === 'expression' ? conjunctsOf(options.tree) : [];
  const complete = new Set(options.kind === 'map' ? readBy(options) : []);
  for (const fact of walk.columns.values()) {
    const { cells, ...rest } = narrowed(fact, kept);
    walk.columns.set(fact.name, { ...rest, cells: afterDropping(cells, complete.has(fact.name)) });
  }
  walk.sample.rows = null;
  walk.sample.units = null;
  walk.sample.panel = null;
}

function visit(node: OptionNode, step: Step, declaration: StepDeclaration, walk: Walk): void {
  switch (node.kind) {
    case 'scalar':
      scalar(node, step, declaration, walk);
      return;
    case 'expression':
      expressionType(node, walk);
      return;
    case 'list':
      for (const item of node.items) visit(item, step, declaration, walk);
      return;
    case 'map':
      for (const entry of node.entries) visitEntry(entry, step, declaration, walk);
  }
}

function scalar(
  node: OptionNode & { kind: 'scalar' },
  step: Step,
  declaration: StepDeclaration,
  walk: Walk,
): void {
  if (typeof node.value !== 'string') return;
  const name = { value: node.value, span: node.span };
  if (node.role === 'new-column') add(name, 'unknown', null, anyCells, walk);
  if (node.role === 'column') columnFact(name, walk.scope, walk.out);
  if (node.role !== 'numeric') return;
  numericFact(name, step.verb.value, walk.scope, walk.out);
  const before = walk.columns.get(name.value);
  if (declaration.effect === 'overwrites' && before) {
    // What is text stays text: that it was to be changed is reported, and so is every other use of it as a number.
    if (before.type === 'text' || before.type === 'date') return;
    refusePanelKey(name, step, walk);
    const grouped = step.options.kind === 'map' && step.options.entries.some((one) => one.key.value === 'by');
    const cells = overwritten(step.verb.value, before.cells, grouped);
    walk.columns.set(name.value, { ...before, type: 'number', levels: null, cells });
  }
}

/** An entry whose key is a new column is computed before the next one. */
function visitEntry(entry: OptionEntry, step: Step, declaration: StepDeclaration, walk: Walk): void {
  const { key, value } = entry;
  if (entry.role === 'column' || entry.role === 'numeric') columnFact(key, walk.scope, walk.out);
  if (entry.role === 'new-column' && value.kind === 'expression') {
    const type = expressionType(value, walk);
    const copied = value.tree.kind === 'name' ? walk.columns.get(value.tree.name) : undefined;
    const cells = cellsOf(value.tree, walk);
    refusePanelKey(key, step, walk);
    add(key, type === 'missing' ? 'number' : type, copied?.levels ?? null, cells, walk);
    return;
  }
  visit(value, step, declaration, walk);
  if (entry.role === 'new-column') add(key, 'unknown', null, anyCells, walk);
}

function expressionType(node: OptionNode & { kind: 'expression' }, walk: Walk) {
  if (node.role === 'expression') return typeOf(node.tree, walk.scope, node.span, walk.out);
  requireCondition(node.tree, walk.scope, node.span, walk.out);
  return 'condition';
}

function add(
  name: Located<string>,
  type: ColumnFact['type'],
  levels: ColumnFact['levels'],
  cells: CellFacts,
  walk: Walk,
): void {
  walk.columns.set(name.value, { name: name.value, type, levels, cells, made: name.span });
  if (walk.later.get(name.value)?.start === name.span.start) walk.later.delete(name.value);
}

/** All names change at once, so that two columns may exchange theirs; the keys of the panel go with them. */
function renameAll(entries: readonly OptionEntry[], walk: Walk): void {
  const moves = entries.flatMap(({ key, role, value }) => {
    if (value.kind !== 'scalar') return [];
    const other = { value: String(value.value), span: value.span };
    return role === 'new-column' ? [{ from: other, to: key }] : [{ from: key, to: other }];
  });
  const facts = moves.map(({ from }) => columnFact(from, walk.scope, walk.out));
  const areKeys = moves.map(({ from }) => walk.keys.has(from.value));
  for (const { from } of moves) walk.columns.delete(from.value);
  for (const { from } of moves) walk.keys.delete(from.value);
  moves.forEach(({ to }, i) => {
    if (walk.columns.has(to.value)) walk.out.push(diagnostic('column-exists', to.span, { name: to.value }));
    const { type, levels, cells } = facts[i] ?? { type: 'unknown', levels: null, cells: anyCells };
    add(to, type, levels, cells, walk);
    if (facts[i]?.ordered) walk.columns.set(to.value, { ...walk.columns.get(to.value)!, ordered: true });
    if (areKeys[i]) walk.keys.add(to.value);
  });
  const { keys } = walk.sample;
  const present = (key: string): string => moves.find(({ from }) => from.value === key)?.to.value ?? key;
  walk.sample.keys = keys && { unit: present(keys.unit), time: present(keys.time) };
}

function refusePanelKey(name: Located<string>, step: Step, walk: Walk): void {
  if (!walk.keys.has(name.value)) return;
  const payload = { column: name.value, step: step.verb.value };
  walk.out.push(diagnostic('panel-changed', name.span, payload));
}

/** Names that a step makes, with their places. */
export function madeBy(node: OptionNode): readonly Located<string>[] {
  if (node.kind === 'list') return node.items.flatMap(madeBy);
  if (node.kind === 'map') {
    return node.entries.flatMap((entry) => [
      ...(entry.role === 'new-column' ? [entry.key] : []),
      ...madeBy(entry.value),
    ]);
  }
  const isNew = node.kind === 'scalar' && node.role === 'new-column' && typeof node.value === 'string';
  return isNew ? [{ value: node.value as string, span: node.span }] : [];
}

/** Names of columns that an option reads or overwrites. */
export function readBy(node: OptionNode): readonly string[] {
  switch (node.kind) {
    case 'expression':
      return namesIn(node.tree).map((name) => name.name);
    case 'list':
      return node.items.flatMap(readBy);
    case 'map':
      return node.entries.flatMap((entry) => [
        ...(entry.role === 'column' || entry.role === 'numeric' ? [entry.key.value] : []),
        ...readBy(entry.value),
      ]);
    case 'scalar': {
      const isColumn = node.role === 'column' || node.role === 'numeric';
      return isColumn && typeof node.value === 'string' ? [node.value] : [];
    }
  }
}
