import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import type { Span } from '../plan/span.ts';
import { nearest } from '../plan/suggest.ts';
import { quoteScalar } from './quote.ts';
import type { Piece } from './schema/piece.ts';
import { type EntryTree, entryOf, type Tree } from './tree.ts';
import type { SchemaError } from './validators.ts';

/** A value that a schema judged: its node, the key above it, and what messages call it. */
interface Place {
  readonly node: Tree;
  readonly key: EntryTree['key'] | null;
  readonly label: string;
}

/**
 * Errors of one schema → diagnostics at the keys and values of `tree`, which stands under `key` and is called `label`.
 * A misspelt required key gives one message, and what ajv says about branches of `anyOf` is one message too.
 */
export function explainErrors(
  errors: readonly SchemaError[],
  tree: Tree,
  key: EntryTree['key'] | null,
  label: string,
): readonly Diagnostic[] {
  const kept = withoutBranches(errors);
  const missing = kept.filter((error) => error.keyword === 'required');
  const merged = new Set<SchemaError>();
  const diagnostics: Diagnostic[] = [];
  for (const error of kept.filter((one) => one.keyword === 'additionalProperties')) {
    const candidates = missing.filter((one) => one.instancePath === error.instancePath && !merged.has(one));
    const twin = candidates.find((one) =>
      isMeant(unknownKey(error), missingKey(one), error.parentSchema as Piece),
    );
    if (twin) merged.add(twin);
    const place = follow(tree, error.instancePath, key, label);
    diagnostics.push(unknown(error, place, twin && missingKey(twin)));
  }
  for (const error of kept) {
    if (error.keyword === 'additionalProperties' || merged.has(error)) continue;
    const place = follow(tree, error.instancePath, key, label);
    if (!isDamaged(place.node)) diagnostics.push(explain(error, place));
  }
  return diagnostics;
}

/** Whether an unknown key stands for a missing one: it is near to it, or nothing else can stand there. */
function isMeant(unknown: string, missing: string, piece: Piece): boolean {
  const near = nearest(unknown, [missing]) !== undefined || joined(unknown, missing) !== null;
  return near || Object.keys(piece.properties ?? {}).length === 1;
}

/** `{of:baseline}` and `{of baseline}` have one key and no value: what was meant is `of: baseline`. */
function joined(unknown: string, key: string): string | null {
  const rest = unknown.startsWith(key) ? unknown.slice(key.length) : '';
  return /^[: ]/.test(rest) ? `${key}: ${rest.slice(1).trim()}` : null;
}

/** Of an `anyOf` or `oneOf` that fails, only that error counts; `propertyNames` repeats what it found; a key too many is unknown, as a rule. */
function withoutBranches(errors: readonly SchemaError[]): readonly SchemaError[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf' || error.keyword === 'oneOf');
  const unknown = errors.filter((error) => error.keyword === 'additionalProperties');
  return errors.filter(
    (error) =>
      error.keyword !== 'propertyNames' &&
      // Which of its branches fails, its own errors say.
      error.keyword !== 'if' &&
      !(
        error.keyword === 'maxProperties' && unknown.some((one) => one.instancePath === error.instancePath)
      ) &&
      !unions.some((union) => union !== error && error.schemaPath.startsWith(`${union.schemaPath}/`)),
  );
}

const unknownKey = (error: SchemaError): string => String(error.params['additionalProperty']);
const missingKey = (error: SchemaError): string => String(error.params['missingProperty']);
const isDamaged = (node: Tree): boolean => node.kind === 'scalar' && node.damaged;

function unknown(error: SchemaError, place: Place, twin: string | undefined): Diagnostic {
  const key = unknownKey(error);
  const piece = error.parentSchema as Piece;
  const allowed = Object.keys(piece.properties ?? {});
  const span = entryOf(place.node, key)?.key.span ?? place.node.span;
  return diagnostic('unknown-key', span, {
    key,
    owner: place.label,
    allowed,
    suggestion:
      allowed.map((one) => joined(key, one)).find((one) => one !== null) ?? twin ?? nearest(key, allowed),
  });
}

function explain(error: SchemaError, place: Place): Diagnostic {
  const { keyword, params } = error;
  const piece = error.parentSchema as Piece;
  const span = valueSpan(place);
  if (error.propertyName !== undefined) return wrongName(error, place);
  if (keyword === 'required') {
    const at = place.key?.span ?? { ...place.node.span, end: place.node.span.start };
    return diagnostic('missing-key', at, { key: missingKey(error), owner: place.label });
  }
  // One of several keys, as a union of `required`.
  if (keyword === 'anyOf' && piece.anyOf?.every((one) => one.required)) {
    const at = place.key?.span ?? { ...place.node.span, end: place.node.span.start };
    const keys = piece.anyOf.flatMap((one) => one.required ?? []).join(' or ');
    return diagnostic('missing-key', at, { key: keys, owner: place.label });
  }
  if (keyword === 'false schema') {
    const payload = { key: place.label, owner: 'what stands beside it' };
    return diagnostic('not-applicable', place.key?.span ?? span, payload);
  }
  if (keyword === 'type') {
    const cut = cutText(place, piece, span);
    if (cut) return cut;
    const expected = inWords(piece);
    return diagnostic('wrong-type', span, { where: place.label, expected, found: kindOf(place.node) });
  }
  const words = wordsOf(error, piece);
  if (words) return unknownWord(words, place, piece, span);
  return diagnostic('wrong-value', span, {
    where: place.label,
    expected: constraint(keyword, params, piece),
  });
}

/** A text of which YAML has left nothing (`key: #text`), or made a map (`[x: z]`), where only text can stand. */
function cutText({ node, key }: Place, piece: Piece, span: Span): Diagnostic | null {
  const types = typeof piece.type === 'string' ? [piece.type] : (piece.type ?? []);
  if (!types.includes('string') || (types.includes('object') && node.kind === 'map')) return null;
  if (node.kind === 'scalar') {
    if (node.value !== null || node.text !== '' || !node.comment || piece.role === undefined) return null;
    const paste = `${key?.text ?? ''}: ${quoteScalar(`#${node.comment}`)}`;
    return diagnostic('cut-value', span, { kept: 'nothing', mark: ' #', paste });
  }
  const [only, ...others] = node.kind === 'map' ? node.entries : [];
  if (!only || others.length > 0 || only.value.kind !== 'scalar' || !only.key.plain) return null;
  if (only.key.span.start !== node.span.start || only.value.span.end === only.key.span.end) return null;
  const paste = quoteScalar(`${only.key.text}: ${only.value.text}`);
  return diagnostic('cut-value', span, { kept: only.key.text, mark: ': ', paste });
}

/** The words that would have been right, where the error is about words. */
function wordsOf(error: SchemaError, piece: Piece): readonly string[] | null {
  if (error.keyword === 'enum') return (error.params['allowedValues'] as readonly unknown[]).map(String);
  return error.keyword === 'pattern' && piece.words ? piece.words : null;
}

function unknownWord(words: readonly string[], place: Place, piece: Piece, span: Span): Diagnostic {
  const value = place.node.kind === 'scalar' ? place.node.text : '';
  const allowed = piece.words ?? words;
  if (value === 'robust' && piece.properties?.['cluster']) {
    return diagnostic('which-robust', span, { allowed });
  }
  const suggestion = nearest(value, words);
  return diagnostic('unknown-value', span, { value, what: place.label, allowed, suggestion });
}

function wrongName(error: SchemaError, place: Place): Diagnostic {
  const name = error.propertyName!;
  const span = entryOf(place.node, name)?.key.span ?? place.node.span;
  const { words } = error.parentSchema as Piece;
  if (words) {
    const suggestion = nearest(name, words);
    return diagnostic('unknown-key', span, { key: name, owner: place.label, allowed: words, suggestion });
  }
  const { description } = error.parentSchema as Piece;
  const form = error.keyword === 'pattern' ? description : undefined;
  const expected = form ?? constraint(error.keyword, error.params, error.parentSchema as Piece);
  return diagnostic('wrong-value', span, { where: `the key ${name}`, expected });
}

function constraint(keyword: string, params: SchemaError['params'], piece: Piece): string {
  const limit = String(params['limit'] ?? '');
  switch (keyword) {
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `a number ${String(params['comparison'])} ${limit}`;
    case 'minItems':
    case 'minProperties':
      if (limit === '1')
        return keyword === 'minItems' ? 'a list that is not empty' : 'a map that is not empty';
      return keyword === 'minItems'
        ? `a list of at least ${limit} entries`
        : `a map of at least ${limit} keys`;
    case 'maxItems':
      return `a list of at most ${limit} entries`;
    case 'maxProperties':
      return `a map of at most ${limit} ${limit === '1' ? 'key' : 'keys'}`;
    default:
      return piece.description ? `this: ${piece.description}` : 'something else';
  }
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of keys',
  null: 'nothing',
};

/** The types of a schema in words; text stands for all scalars where it is read as written. */
function inWords(piece: Piece): string {
  const types = typeof piece.type === 'string' ? [piece.type] : [...(piece.type ?? [])];
  const shown = types.includes('string') ? types.filter((t) => t !== 'number' && t !== 'boolean') : types;
  const role = piece.role === 'formula' || piece.role === 'condition' ? `a ${piece.role}` : null;
  const words = shown.map((type) => (type === 'string' && role ? role : (typeWords[type] ?? type)));
  return words.length > 1
    ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
    : (words[0] ?? 'something else');
}

function kindOf(node: Tree): string {
  if (node.kind === 'list') return 'a list';
  if (node.kind === 'map') return 'a map of keys';
  if (node.value === null) return node.text === '' ? 'empty' : `nothing (${node.text})`;
  return typeof node.value === 'string' ? 'text' : typeWords[typeof node.value]!;
}

/** An empty value has no place: its key stands for it. */
function valueSpan(place: Place): Span {
  const { span } = place.node;
  return span.start === span.end && place.key ? place.key.span : span;
}

function follow(tree: Tree, pointer: string, key: EntryTree['key'] | null, label: string): Place {
  let place: Place = { node: tree, key, label };
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    const { node } = place;
    if (node.kind === 'list') {
      const item = node.items[Number(name)]!;
      // What an entry lacks is shown at its first key: that of the whole list is far away.
      const own = item.kind === 'map' ? (item.entries[0]?.key ?? place.key) : place.key;
      place = { node: item, key: own, label: entryLabel(place.label) };
    } else {
      const found = entryOf(node, name)!;
      place = { node: found.value, key: found.key, label: name };
    }
  }
  return place;
}

function entryLabel(label: string): string {
  return label.startsWith('an entry of ') ? label : `an entry of ${label}`;
}
