import type { Located, OptionNode, Step, StudySpec } from '../parse/study.ts';
import type { Catalog, ColumnSchema, TableSchema } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { nearest } from '../plan/suggest.ts';
import { cellsInFile } from './cells.ts';
import type { DescribedTables } from './context.ts';
import { type ColumnFact, columnFact, type Scope } from './scope.ts';

/** A key of a join: the column in the table, and the one of the source that is equal to it. */
interface JoinKey {
  readonly here: Located<string>;
  readonly there: Located<string>;
}

/** What a join says: the source's name, and the keys. Parts that are not written as they should be are left out. */
export interface JoinParts {
  readonly source: Located<string> | null;
  readonly keys: readonly JoinKey[];
}

/** The joins of a study, in order. */
export function joinsOf(spec: StudySpec, catalog: Catalog): readonly { step: Step; parts: JoinParts }[] {
  const verbs = catalog.steps.filter((one) => one.effect === 'joins').map((one) => one.name);
  return spec.prepare
    .filter((step) => verbs.includes(step.verb.value))
    .map((step) => ({ step, parts: joinParts(step.options) }));
}

/** The options of a join as read. */
export function joinParts(options: OptionNode): JoinParts {
  const entries = options.kind === 'map' ? options.entries : [];
  const at = (key: string) => entries.find((entry) => entry.key.value === key)?.value;
  return { source: textOf(at('with')), keys: keysOf(at('by')) };
}

function textOf(node: OptionNode | undefined): Located<string> | null {
  return node?.kind === 'scalar' && typeof node.value === 'string'
    ? { value: node.value, span: node.span }
    : null;
}

/** A name, a list of names, or here → there. */
function keysOf(by: OptionNode | undefined): readonly JoinKey[] {
  if (by?.kind === 'list') return by.items.flatMap(keysOf);
  if (by?.kind === 'map') {
    return by.entries.flatMap(({ key, value }) => {
      const there = textOf(value);
      return there ? [{ here: key, there }] : [];
    });
  }
  const name = textOf(by);
  return name ? [{ here: name, there: name }] : [];
}

/** The table of a source, where its file could be described. */
export function tableOfSource(name: string | undefined, tables: DescribedTables): TableSchema | null {
  const table = tables.get(name ?? '');
  return table && !('kind' in table) ? table : null;
}

/** The columns that a join brings: all but the keys. */
export function broughtBy({ source, keys }: JoinParts, tables: DescribedTables): readonly ColumnSchema[] {
  const taken = keys.map((key) => key.there.value);
  const columns = tableOfSource(source?.value, tables)?.columns ?? [];
  return columns.filter((column) => !taken.includes(column.name));
}

/** What is known of a joined column: as in its file, but rows without a match have no value. */
export function joinedFact({ name, type, levels, facts }: ColumnSchema, step: Step): ColumnFact {
  const { missing, ...cells } = cellsInFile(facts);
  const unmatched = { ...cells, missing: [0, Number.POSITIVE_INFINITY] as const, varies: false, within: [] };
  return { name, type, levels, cells: unmatched, made: step.verb.span };
}

/** What is wrong with a join: its source, its keys on both sides, and names that both tables have. */
export function joinMistakes(
  parts: JoinParts,
  spec: StudySpec,
  tables: DescribedTables,
  scope: Scope,
): readonly Diagnostic[] {
  const out: Diagnostic[] = [];
  const { source, keys } = parts;
  const facts = keys.map(({ here }) => columnFact(here, scope, out));
  if (!source) return out;
  const unknown = unknownSource(source, spec);
  if (unknown) return [...out, unknown];
  const table = tableOfSource(source.value, tables);
  if (!table) return out;
  keys.forEach((key, i) => {
    const fact = facts[i] ?? null;
    const column = table.columns.find((one) => one.name === key.there.value);
    // A name that neither table has is one mistake.
    const reported = fact === null && key.here.span.start === key.there.span.start;
    if (!column && !reported) out.push(unknownKey(key.there, source.value, table));
    if (column && fact && !sameKind(fact.type, column.type)) {
      const [hereType, thereType] = [kindOf(fact.type), kindOf(column.type)];
      const payload = { here: key.here.value, hereType, there: key.there.value, thereType };
      out.push(diagnostic('join-key-types', key.here.span, { ...payload, source: source.value }));
    }
  });
  const both = broughtBy(parts, tables)
    .map((column) => column.name)
    .filter((name) => scope.columns.has(name));
  // Where a key is wrong or lacking, that it is no key here is a consequence.
  if (both.length > 0 && out.length === 0 && keys.length > 0) {
    out.push(diagnostic('column-in-both', source.span, { columns: both, source: source.value }));
  }
  return out;
}

function unknownSource(source: Located<string>, spec: StudySpec): Diagnostic | null {
  if (spec.sourceNames.includes(source.value) || spec.broken.sections.includes('data')) return null;
  const allowed = spec.sourceNames.filter((name) => name !== spec.data?.name);
  const suggestion = nearest(source.value, allowed);
  return diagnostic('unknown-source', source.span, { name: source.value, allowed, suggestion });
}

function unknownKey(name: Located<string>, source: string, table: TableSchema): Diagnostic {
  const allowed = table.columns.map((column) => column.name);
  const suggestion = nearest(name.value, allowed);
  return diagnostic('unknown-source-column', name.span, { name: name.value, source, allowed, suggestion });
}

const kindOf = (type: ColumnFact['type']): string => (type === 'condition' ? 'number' : type);

function sameKind(a: ColumnFact['type'], b: ColumnFact['type']): boolean {
  return a === 'unknown' || a === 'missing' || kindOf(a) === kindOf(b);
}
