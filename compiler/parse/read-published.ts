import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { SourceText } from '../plan/span.ts';
import { publishedTable } from '../reported/published-table.ts';
import { plainLabel } from '../reported/statistic-names.ts';
import { readTable, tableEndings } from '../reported/table-file.ts';
import type { NameOf, RowMistake } from '../reported/table-types.ts';
import { type PublishedFile, type PublishedFiles, shownPath } from './published-files.ts';
import { withPublished } from './published-tree.ts';
import {
  type EntryTree,
  entriesOf,
  isText,
  type MapTree,
  type ScalarTree,
  type Tree,
  textSpan,
  textsIn,
  valueAt,
} from './tree.ts';

export interface PublishedStudy {
  readonly tree: MapTree;
  readonly texts: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The longest table file that is read, in characters. */
const LARGEST = 2_000_000;

/** A study whose `reported.tables.*.from` are filled in from their files. Places of those parts lie in the files. */
export function readPublished(tree: MapTree, study: string, files: PublishedFiles): PublishedStudy {
  const texts: SourceText[] = [];
  const diagnostics: Diagnostic[] = [];
  const names = namesOf(tree);
  const table = (entry: EntryTree): EntryTree => {
    const from = valueAt(entry.value, 'from');
    const file = isText(from) ? files.get(from.text) : undefined;
    if (entry.value.kind !== 'map' || !isText(from) || !file) return entry;
    const source = sourceOf(from, file, study, diagnostics);
    if (!source) return entry;
    texts.push(source);
    const terms = termsOf(valueAt(entry.value, 'terms'));
    const value = filled(entry.value, entry.key.text, from, source, nameBy(terms, names), diagnostics);
    return { ...entry, value };
  };
  const filledTree = replaced(tree, 'reported', (reported) =>
    replaced(reported, 'tables', (tables) => ({ ...tables, entries: tables.entries.map(table) })),
  );
  return { tree: filledTree, texts, diagnostics };
}

function replaced(tree: MapTree, key: string, change: (value: MapTree) => MapTree): MapTree {
  const entries = tree.entries.map((entry) =>
    entry.key.text === key && entry.value.kind === 'map' ? { ...entry, value: change(entry.value) } : entry,
  );
  return { ...tree, entries };
}

function sourceOf(
  from: ScalarTree,
  file: PublishedFile,
  study: string,
  out: Diagnostic[],
): SourceText | null {
  const span = textSpan(from);
  if (file.kind === 'failure') {
    const { code, message, hint } = file;
    out.push(
      code === 'file-not-found'
        ? diagnostic('missing-file', span, { file: from.text, hint })
        : diagnostic('unreadable-data', span, { message, hint }),
    );
    return null;
  }
  if (file.text.length > LARGEST) {
    out.push(diagnostic('too-large', span, { limit: '2 million characters' }));
    return null;
  }
  return { file: shownPath(study, from.text), text: file.text.replace(/^\uFEFF/, '') };
}

function filled(
  table: MapTree,
  id: string,
  from: ScalarTree,
  source: SourceText,
  nameOf: NameOf,
  out: Diagnostic[],
): MapTree {
  const grid = readTable(source);
  const found = grid && publishedTable(grid, nameOf);
  if (!found) {
    const endings = grid ? null : tableEndings;
    out.push(diagnostic('no-published-table', textSpan(from), { file: from.text, endings }));
    return table;
  }
  for (const mistake of found.mistakes) out.push(mistakeOf(mistake));
  return withPublished(table, id, found);
}

function mistakeOf({ reason, cell, label }: RowMistake): Diagnostic {
  if (reason === 'unknown') return diagnostic('unknown-row', cell.span, { label });
  return diagnostic('table-row', cell.span, { label, text: cell.text, reason });
}

/** Variables by what tables call them: name, symbol, label in any language. */
function namesOf(tree: MapTree): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const put = (label: string, name: string): void => {
    if (plainLabel(label) !== '' && !names.has(plainLabel(label))) names.set(plainLabel(label), name);
  };
  const variables = entriesOf(valueAt(tree, 'variables'));
  for (const { key } of variables) put(key.text, key.text);
  for (const part of ['symbol', 'label']) {
    for (const { key, value } of variables) for (const text of labelsAt(value, part)) put(text, key.text);
  }
  return names;
}

function labelsAt(variable: Tree, part: string): readonly string[] {
  const label = valueAt(variable, part) ?? (part === 'label' && isText(variable) ? variable : undefined);
  if (label?.kind === 'map') return label.entries.flatMap(({ value }) => textsIn(value));
  return isText(label) ? [label.text] : [];
}

function termsOf(tree: Tree | undefined): ReadonlyMap<string, string> {
  return new Map(
    entriesOf(tree).flatMap(({ key, value }) => (isText(value) ? [[plainLabel(key.text), value.text]] : [])),
  );
}

/** `terms` of the table first; then the variables, alone or as `A × B`, with a symbol in brackets or without. */
function nameBy(terms: ReadonlyMap<string, string>, names: ReadonlyMap<string, string>): NameOf {
  const one = (label: string): string | null => {
    const plain = plainLabel(label);
    const short = plainLabel(label.replace(/[（(][^()（）]*[)）]\s*$/u, ''));
    return terms.get(plain) ?? names.get(plain) ?? names.get(short) ?? null;
  };
  return (label) => {
    const whole = one(label);
    if (whole !== null) return whole;
    const parts = label.split(/\s*[×:*#∗]+\s*|\s+[xX]\s+/u).map(one);
    return parts.length > 1 && parts.every((part) => part !== null) ? parts.join(':') : null;
  };
}
