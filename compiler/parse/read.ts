import { parseExpression, parseFormula } from '../formula/parse.ts';
import type { Catalog } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Localised } from '../plan/plan.ts';
import type { SourceText } from '../plan/span.ts';
import { pasteValue, quoteScalar } from './quote.ts';
import { isName, parseReference } from './reference.ts';
import type { Condition, FormulaText, Located, ModelReference } from './study.ts';
import {
  entriesOf,
  isText,
  itemsOf,
  type ScalarTree,
  type Tree,
  textSpan,
  textsIn,
  valueAt,
} from './tree.ts';

/** What reading one file collects. */
export interface Reader {
  readonly source: SourceText;
  readonly catalog: Catalog;
  readonly diagnostics: Diagnostic[];
  readonly brokenNames: string[];
  readonly brokenAnalyses: string[];
  /** Ids of analyses as written, also those that are no names. */
  readonly ids: readonly string[];
}

// The functions below give null where a value has the wrong shape: the structure check has reported that already.

export function located(tree: Tree | undefined): Located<string> | null {
  return isText(tree) ? { value: tree.text, span: textSpan(tree) } : null;
}

export function textAt(tree: Tree | undefined, key: string): string | null {
  return located(valueAt(tree, key))?.value ?? null;
}

/** A list of texts, or one alone. */
export function locatedList(tree: Tree | undefined): readonly Located<string>[] {
  return itemsOf(tree).flatMap((item) => located(item) ?? []);
}

export function numberAt(tree: Tree | undefined, key: string): Located<number> | null {
  const node = valueAt(tree, key);
  return node?.kind === 'scalar' && typeof node.value === 'number'
    ? { value: node.value, span: node.span }
    : null;
}

export function flagAt(tree: Tree | undefined, key: string, otherwise: boolean): boolean {
  const node = valueAt(tree, key);
  return node?.kind === 'scalar' && typeof node.value === 'boolean' ? node.value : otherwise;
}

/** Text for readers: one text, or a language → text map. */
export function localised(tree: Tree | undefined): Localised | null {
  if (isText(tree)) return tree.text;
  if (tree?.kind !== 'map') return null;
  return textRecord(
    entriesOf(tree).flatMap(({ key, value }) => (isText(value) ? [[key.text, value.text]] : [])),
  );
}

/** Texts for readers of a list, or of one item by itself. */
export function localisedList(items: readonly Tree[]): readonly Localised[] {
  return items.map(localised).filter((one) => one !== null);
}

/** A record without a prototype, so that `constructor` and `__proto__` are ordinary keys. */
export function textRecord<T>(entries: readonly (readonly [string, T])[]): Readonly<Record<string, T>> {
  const record = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** An expression of columns (`columns`) or of results (`results`); null, and reported, where it is none. */
export function condition(
  tree: Tree | undefined,
  reader: Reader,
  context: 'columns' | 'results' = 'columns',
): Condition | null {
  if (!isText(tree) || isTooLong(tree, 'expression', reader)) return null;
  const input = inputOf(tree);
  const parsed = parseExpression(input, context);
  if (parsed.ok) return { tree: parsed.value, text: input.text, span: input.span };
  reject(tree, parsed.diagnostics, reader);
  return null;
}

export function formula(tree: Tree | undefined, reader: Reader): FormulaText | null {
  if (!isText(tree) || isTooLong(tree, 'formula', reader)) return null;
  const input = inputOf(tree);
  const parsed = parseFormula(input);
  if (parsed.ok) return { tree: parsed.value, text: input.text, span: input.span };
  reject(tree, parsed.diagnostics, reader);
  return null;
}

const longest = { expression: 100_000, formula: 100_000, cell: 200 } as const;

/** Reports a text that nobody wrote, before the readers spend time on it. */
export function isTooLong(tree: ScalarTree, what: keyof typeof longest, { diagnostics }: Reader): boolean {
  const limit = longest[what];
  if (tree.text.length <= limit) return false;
  const span = { ...tree.span, end: tree.span.start + 1 };
  diagnostics.push(diagnostic('too-long', span, { what, limit }));
  return true;
}

/** A scalar as the readers of small languages take it. */
export function inputOf(tree: ScalarTree) {
  const { offsets, pieces } = tree;
  return { text: tree.text.trimEnd(), span: textSpan(tree), offsets, pieces };
}

/** What follows ` #` belongs to the value, as a rule, where the value makes no sense without it. */
function reject(tree: ScalarTree, diagnostics: readonly Diagnostic[], reader: Reader): void {
  if (tree.comment === null || tree.comment === '') {
    for (const one of diagnostics) reader.diagnostics.push(one);
    return;
  }
  const { text } = reader.source;
  const end = text.slice(tree.span.end).search(/\r?\n|$/) + tree.span.end;
  const whole = text.slice(tree.span.start, end).trimEnd();
  const paste = pasteValue(reader.source, tree.span.start, quoteScalar(whole));
  const span = { ...tree.span, end: tree.span.start + whole.length };
  reader.diagnostics.push(diagnostic('cut-value', span, { kept: tree.text, mark: ' #', paste }));
}

export function reference(tree: Tree | undefined, reader: Reader): Located<ModelReference> | null {
  if (!isText(tree)) return null;
  const value = parseReference(tree.text);
  const span = textSpan(tree);
  if (value) return { value, span };
  // An id that is no name is reported where it stands.
  if (reader.ids.some((id) => !isName(id) && tree.text.startsWith(id))) return null;
  reader.diagnostics.push(diagnostic('model-reference', span, { text: tree.text }));
  return null;
}

export function referenceList(tree: Tree | undefined, reader: Reader): readonly Located<ModelReference>[] {
  return itemsOf(tree).flatMap((item) => reference(item, reader) ?? []);
}

/** Remembers every word of a part that could not be read: it may have made these names. */
export function markBroken(tree: Tree, reader: Reader): void {
  for (const one of textsIn(tree)) reader.brokenNames.push(one);
}
