import { declaredColumns } from '../parse/read-data.ts';
import { contract } from '../parse/schema/words.ts';
import type { DataSource, Located, StudySpec } from '../parse/study.ts';
import { isText, type Tree, textSpan, valueAt } from '../parse/tree.ts';
import type { TableSchema } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { DataFailure } from '../plan/failure.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import type { CheckContext } from './context.ts';
import { mayBeRead } from './paths.ts';

/** What the study wants to know of its data before it is checked: the columns of this file. */
export interface SourceNeed {
  /** Of the source. */
  readonly name: string;
  readonly file: string;
  readonly format: string;
  readonly options: NonNullable<StudySpec['data']>['options'];
  /** What reads it instead of this process; null for none. */
  readonly engine: string | null;
  /** Whether the study may use a column of this name: one that its text does not hold is used nowhere. */
  readonly mentions: (name: string) => boolean;
  /** Its keys, so that what they say of the columns is known. */
  readonly panel: { readonly unit: string; readonly time: string } | null;
  readonly span: Located<string>['span'];
}

/**
 * The files to describe. None where there are no data, or where the path leaves the folder, which `check` reports by
 * itself.
 */
export function sourceNeeds(spec: StudySpec, outside: boolean): readonly SourceNeed[] {
  return spec.sources
    .filter((source) => mayBeRead(source.file.value, outside))
    .map(({ name, file, format, options, engine, panel }) => ({
      name,
      file: file.value.replaceAll('\\', '/'),
      format: format.value,
      options,
      engine: engine?.value ?? null,
      mentions: mentionsIn(spec.source.text),
      panel: panel && { unit: panel.unit.value, time: panel.time.value },
      span: file.span,
    }));
}

/** A backslash may stand for the letters of a name. */
function mentionsIn(text: string): (name: string) => boolean {
  return (name) => text.includes('\\') || text.includes(name);
}

/** Each source: it exists, has a known format, can be read, and has the columns that are said of it. */
export function data(context: CheckContext): readonly Diagnostic[] {
  const { spec } = context;
  return [...missing(spec), ...spec.sources.flatMap((source) => described(source, context))];
}

function described(source: DataSource, { catalog, tables }: CheckContext): readonly Diagnostic[] {
  const { format, file, name } = source;
  const offered = catalog.sources.flatMap((one) => [one.name, ...one.extensions]);
  const stated = valueAt(source.tree, 'format') !== undefined;
  if (!stated && !offered.includes(format.value)) {
    return [
      unknownFormat(
        file,
        format.value,
        catalog.sources.map((one) => one.name),
      ),
    ];
  }
  const table = tables.get(name);
  if (!table) return [];
  if ('kind' in table) return failure(table, source);
  const declared = declaredColumns(source).flatMap((one) => column(one, table.columns));
  return [...panel(source, table), ...declared];
}

function missing(spec: StudySpec): readonly Diagnostic[] {
  const stated = valueAt(spec.tree, 'data') !== undefined || spec.broken.sections.includes('data');
  const first = spec.analyses[0];
  return first && !stated ? [diagnostic('missing-data', first.id.span, {})] : [];
}

function unknownFormat(file: Located<string>, ending: string, allowed: readonly string[]): Diagnostic {
  return (contract.formats as readonly string[]).includes(ending)
    ? diagnostic('not-available', file.span, { what: `the format ${ending}` })
    : diagnostic('unknown-format', file.span, { file: file.value, allowed });
}

function failure({ code, message, hint }: DataFailure, { file, tree }: DataSource): readonly Diagnostic[] {
  // sourceOptions reports it, at the option.
  if (code === 'foreign-option') return [];
  const found =
    code === 'file-not-found'
      ? diagnostic('missing-file', file.span, { file: file.value, hint })
      : diagnostic('unreadable-data', optionAt(code, tree) ?? file.span, { message, hint });
  return [found];
}

/** Options that are wrong in themselves are pointed at, not the file. */
const options: Readonly<Record<string, readonly string[]>> = {
  'encoding-unknown': ['encoding'],
  'source-option': ['delimiter', 'decimal'],
};

function optionAt(code: string, source: Tree): Span | null {
  const [value] = (options[code] ?? []).flatMap((key) => valueAt(source, key) ?? []);
  return isText(value) ? textSpan(value) : null;
}

function panel({ panel: keys }: DataSource, file: TableSchema): readonly Diagnostic[] {
  if (!keys) return [];
  const broken = file.panel?.kind === 'failure' ? file.panel : null;
  return [
    ...[keys.unit, keys.time].flatMap((key) => column(key, file.columns)),
    ...(broken ? [diagnostic('panel-keys', keys.unit.span, broken)] : []),
  ];
}

/** These are columns of the file itself, before any step. */
function column(name: Located<string>, columns: readonly { readonly name: string }[]): readonly Diagnostic[] {
  const known = columns.map((one) => one.name);
  if (known.includes(name.value)) return [];
  return [
    diagnostic('unknown-name', name.span, { name: name.value, suggestion: nearest(name.value, known) }),
  ];
}
