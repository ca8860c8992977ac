import type { TextPiece } from '../formula/located.ts';
import type { Span } from '../plan/span.ts';

export type { TextPiece };

/** A YAML file as plain data: three kinds of node, every one with its place, map entries in written order. */
export type Tree = ScalarTree | ListTree | MapTree;

export interface ScalarTree {
  readonly kind: 'scalar';
  /** By the core schema of YAML 1.2. */
  readonly value: string | number | boolean | null;
  /** As written: `3.10`, not 3.1; of a quoted or block scalar what it stands for. */
  readonly text: string;
  /** direct: character i of `text` stands at `at + i` in the file. whole: it was folded, escaped or cut. */
  readonly offsets: 'direct' | 'whole';
  readonly at: number;
  readonly plain: boolean;
  /** YAML made something else of it, and that is already reported: nobody should read the text. */
  readonly damaged: boolean;
  /** What follows ` #` on the same line, for a value that may have been cut there. */
  readonly comment: string | null;
  /** A text put together from several places: where each part begins, in order. */
  readonly pieces?: readonly TextPiece[];
  /** Quotes included. */
  readonly span: Span;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Tree[];
  readonly span: Span;
}

export interface MapTree {
  readonly kind: 'map';
  readonly entries: readonly EntryTree[];
  readonly span: Span;
}

export interface EntryTree {
  readonly key: ScalarTree;
  readonly value: Tree;
}

/** Where the text of a scalar stands, without its quotes; the whole scalar where offsets do not map. */
export function textSpan(scalar: ScalarTree): Span {
  return scalar.offsets === 'whole'
    ? scalar.span
    : { file: scalar.span.file, start: scalar.at, end: scalar.at + scalar.text.length };
}

/** Entries of large maps by their keys: without it, a look at each key would cost the square of their number. */
const indexes = new WeakMap<MapTree, ReadonlyMap<string, EntryTree>>();

export function entryOf(tree: Tree | undefined, key: string): EntryTree | undefined {
  if (tree?.kind !== 'map') return undefined;
  if (tree.entries.length < 20) return tree.entries.find((entry) => entry.key.text === key);
  const index = indexes.get(tree) ?? new Map(tree.entries.map((entry) => [entry.key.text, entry]));
  indexes.set(tree, index);
  return index.get(key);
}

export function valueAt(tree: Tree | undefined, key: string): Tree | undefined {
  return entryOf(tree, key)?.value;
}

/** Entries of a map; none where the value is something else (the structure check has said so). */
export function entriesOf(tree: Tree | undefined): readonly EntryTree[] {
  return tree?.kind === 'map' ? tree.entries : [];
}

/** Items of a list; a lone scalar counts as a list of one, as `controls: Controls`. */
export function itemsOf(tree: Tree | undefined): readonly Tree[] {
  if (tree === undefined || tree.kind === 'map') return [];
  return tree.kind === 'list' ? tree.items : [tree];
}

/** The text of a scalar that is neither empty nor damaged. */
export function isText(tree: Tree | undefined): tree is ScalarTree {
  return tree?.kind === 'scalar' && tree.value !== null && !tree.damaged;
}

/** For the structure check: plain values (`1e400`, which is no number here, as text), maps without a prototype so that `__proto__` is an ordinary key. */
export function toPlain(tree: Tree): unknown {
  if (tree.kind === 'scalar') {
    return typeof tree.value === 'number' && !Number.isFinite(tree.value) ? tree.text : tree.value;
  }
  if (tree.kind === 'list') return tree.items.map(toPlain);
  const record = Object.create(null) as Record<string, unknown>;
  for (const { key, value } of tree.entries) {
    if (!Object.hasOwn(record, key.text)) record[key.text] = toPlain(value);
  }
  return record;
}

/** Every text below a node, keys included: what a part that could not be read may have named. */
export function textsIn(tree: Tree): readonly string[] {
  if (tree.kind === 'scalar') return [tree.text];
  if (tree.kind === 'list') return tree.items.flatMap(textsIn);
  return tree.entries.flatMap((entry) => [entry.key.text, ...textsIn(entry.value)]);
}
