import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
  YAMLParseError,
} from 'yaml';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { positionAt, type SourceText, type Span } from '../plan/span.ts';
import { joinCuts } from './cut.ts';
import { pasteValue, quoteScalar } from './quote.ts';
import type { EntryTree, MapTree, ScalarTree, Tree } from './tree.ts';
import { syntaxDiagnostic } from './yaml-errors.ts';
import { DEEPEST, guardedTokens } from './yaml-tokens.ts';

const LARGEST = 10_000_000;

/** What no editor shows and YAML does not allow, a byte-order mark within the text included. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF\uFFFE\uFFFF]/;

export interface YamlResult {
  /** Null when there is nothing to go on with. */
  readonly tree: MapTree | null;
  readonly diagnostics: readonly Diagnostic[];
}

interface Reading {
  readonly source: SourceText;
  readonly diagnostics: Diagnostic[];
}

/**
 * YAML 1.2 (core schema) → tree. The text has no byte-order mark. Anchors, aliases, tags, merge keys, several
 * documents and duplicate keys are errors; what YAML cuts without an error is found by `joinCuts`.
 */
export function readYaml(source: SourceText): YamlResult {
  const early = refuseEarly(source);
  if (early) return { tree: null, diagnostics: [early] };
  const composed = compose(source);
  if ('refused' in composed) return { tree: null, diagnostics: [composed.refused] };
  const { document } = composed;
  const [first] = [...document.errors].sort((a, b) => a.pos[0] - b.pos[0]);
  if (first) return { tree: null, diagnostics: [syntaxDiagnostic(source, first)] };
  const reading: Reading = { source, diagnostics: [] };
  const tree = document.contents ? convert(document.contents, reading, 0) : null;
  const deep = reading.diagnostics.find((d) => d.code === 'too-nested');
  if (deep) return { tree: null, diagnostics: [deep] };
  if (tree?.kind === 'map') return { tree, diagnostics: reading.diagnostics };
  const whole = span(reading, 0, Math.min(source.text.length, 1));
  return { tree: null, diagnostics: [diagnostic('not-a-study', whole, {})] };
}

/** The one document of a text; a second one is an error of the first. */
function compose(source: SourceText): { document: Document.Parsed } | { refused: Diagnostic } {
  const composer = new Composer({
    keepSourceTokens: true,
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    merge: false,
  });
  const refused: Diagnostic[] = [];
  const tokens = guardedTokens(source, (mistake) => refused.push(mistake));
  const documents: Document.Parsed[] = [];
  for (const document of composer.compose(tokens, true, source.text.length)) {
    documents.push(document);
    if (documents.length > 1) break;
  }
  if (refused[0]) return { refused: refused[0] };
  const [first, second] = documents as [Document.Parsed, Document.Parsed?];
  if (second) first.errors.push(new YAMLParseError([second.range[0], second.range[1]], 'MULTIPLE_DOCS', ''));
  return { document: first };
}

function refuseEarly(source: SourceText): Diagnostic | null {
  const start: Span = { file: source.file, start: 0, end: Math.min(1, source.text.length) };
  const control = source.text.search(CONTROL);
  if (source.text.length > LARGEST) return diagnostic('too-large', start, { limit: '10 million characters' });
  if (control >= 0) {
    const code = `U+${source.text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0')}`;
    return diagnostic('control-character', { ...start, start: control, end: control + 1 }, { code });
  }
  if (/^%/m.test(source.text.slice(0, source.text.search(/^[^%#\s]/m) + 1 || undefined))) {
    return diagnostic('yaml-feature', start, { what: 'a %YAML or %TAG directive' });
  }
  return null;
}

function span(reading: Reading, start: number, end: number): Span {
  return { file: reading.source.file, start, end };
}

function convert(node: Node, reading: Reading, depth: number): Tree {
  const [start, end] = node.range ?? [0, 0];
  if (depth > DEEPEST) {
    const at = span(reading, start, start + 1);
    reading.diagnostics.push(diagnostic('too-nested', at, { limit: DEEPEST }));
    return emptyScalar(at);
  }
  if (isAlias(node)) return damagedScalar(node, 'an alias (*name)', reading);
  if (isScalar(node)) return scalar(node, reading);
  refuseProperties(node, reading);
  if (isSeq(node)) {
    const items = node.items.map((item) => convert(item as Node, reading, depth + 1));
    const joined = node.flow ? joinCuts(items, reading.source, reading.diagnostics) : items;
    return { kind: 'list', items: joined, span: span(reading, start, end) };
  }
  const pairs = isMap(node) ? (node.items as Pair<Node, Node | null>[]) : [];
  const entries = pairs.flatMap((pair) => entry(pair, reading, depth + 1) ?? []);
  const joined = isMap(node) && node.flow ? joinCuts(entries, reading.source, reading.diagnostics) : entries;
  return { kind: 'map', entries: withoutRepeats(joined, reading), span: span(reading, start, end) };
}

/** Null where the key is an alias: what it would be called nobody knows. */
function entry(pair: Pair<Node, Node | null>, reading: Reading, depth: number): EntryTree | null {
  const keyTree = isScalar(pair.key) ? keyScalar(pair.key, reading) : convert(pair.key, reading, depth);
  if (isAlias(pair.key)) return null;
  const key = keyTree.kind === 'scalar' ? keyTree : complexKey(keyTree, reading);
  if (key.plain && key.text === '<<') {
    reading.diagnostics.push(diagnostic('yaml-feature', key.span, { what: 'a merge key (<<)' }));
  }
  const value = pair.value ? convert(pair.value, reading, depth) : emptyScalar(key.span);
  return { key, value };
}

/** A key with an anchor or a tag is refused, and known by the name that is left. */
function keyScalar(node: Scalar, reading: Reading): ScalarTree {
  refuseProperties(node, reading);
  return scalar(node, reading, null);
}

function complexKey(tree: Tree, reading: Reading): ScalarTree {
  reading.diagnostics.push(diagnostic('yaml-feature', tree.span, { what: 'a list or map as a key' }));
  return { ...emptyScalar(tree.span), damaged: true };
}

/** The value of `key:` with nothing after it; it has no place of its own but the end of the key. */
function emptyScalar(key: Span): ScalarTree {
  const at = key.end;
  return {
    kind: 'scalar',
    value: null,
    text: '',
    offsets: 'direct',
    at,
    plain: true,
    damaged: false,
    comment: null,
    span: { file: key.file, start: at, end: at },
  };
}

function withoutRepeats(entries: readonly EntryTree[], reading: Reading): readonly EntryTree[] {
  const first = new Map<string, EntryTree>();
  for (const item of entries) {
    const { text } = item.key;
    const before = first.get(text);
    if (before === undefined) first.set(text, item);
    else reading.diagnostics.push(duplicate(item.key, before.key, reading));
  }
  return entries.filter((item) => first.get(item.key.text) === item);
}

function duplicate(key: ScalarTree, before: ScalarTree, reading: Reading): Diagnostic {
  const { line } = positionAt(reading.source.text, before.span.start);
  return diagnostic('duplicate-key', key.span, { key: key.text, line });
}

function scalar(node: Scalar, reading: Reading, property = propertyOf(node)): ScalarTree {
  const { text: file } = reading.source;
  const [start, end] = node.range ?? [0, 0];
  if (property) return damagedScalar(node, property, reading);
  const plain = node.type === 'PLAIN';
  const quoted = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE';
  const value = node.value as string | number | boolean | null;
  const text = typeof value === 'string' ? value : (node.source ?? String(value ?? ''));
  const at = quoted ? start + 1 : start;
  const direct = file.slice(at, quoted ? end - 1 : end) === text;
  return {
    kind: 'scalar',
    value,
    text,
    offsets: direct ? 'direct' : 'whole',
    at,
    plain,
    damaged: false,
    comment: plain ? commentAfter(file, text === '' ? end - 1 : end) : null,
    span: span(reading, start, end),
  };
}

function commentAfter(text: string, end: number): string | null {
  const match = /^[ \t]+#(.*)/.exec(text.slice(end, end + 400));
  return match ? match[1]!.trim() : null;
}

function propertyOf(node: Node): string | null {
  const { anchor, tag } = node as { anchor?: string; tag?: string };
  if (anchor) return 'an anchor (&name)';
  return tag && hasTag(node) ? 'a tag (!name)' : null;
}

/** `tag` is also set by schemas; only one that was written counts. */
function hasTag(node: Node): boolean {
  const { srcToken, tag } = node as { srcToken?: { type: string }; tag?: string };
  return tag !== undefined && srcToken !== undefined;
}

function refuseProperties(node: Node, reading: Reading): void {
  const what = propertyOf(node);
  const [start] = node.range ?? [0];
  if (what) {
    reading.diagnostics.push(diagnostic('yaml-feature', span(reading, start, start + 1), { what }));
  }
}

/** A scalar that begins with & * or !: YAML took its first word away. Shown whole, with the quoted line to paste. */
function damagedScalar(node: Node, what: string, reading: Reading): ScalarTree {
  const { text: file } = reading.source;
  const [from, end] = node.range ?? [0, 0];
  const start = propertyStart(file, from);
  const lineEnd = file.slice(end).search(/\r?\n|$/) + end;
  const raw = isAlias(node) ? file.slice(start, end) : file.slice(start, Math.min(end, lineEnd));
  const paste =
    /[~+|]/.test(raw) && !raw.includes('\n')
      ? pasteValue(reading.source, start, quoteScalar(raw))
      : undefined;
  const at = span(reading, start, end);
  reading.diagnostics.push(diagnostic('yaml-feature', at, { what, paste }));
  return { ...emptyScalar(at), value: raw, text: raw, offsets: 'whole', damaged: true, span: at };
}

function propertyStart(file: string, from: number): number {
  let start = from;
  let match = /[&!][^\s,[\]{}]*[ \t]*$/.exec(file.slice(Math.max(0, start - 200), start));
  while (match) {
    start -= match[0].length;
    match = /[&!][^\s,[\]{}]*[ \t]+$/.exec(file.slice(Math.max(0, start - 200), start));
  }
  return start;
}
