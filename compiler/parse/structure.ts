import type { Catalog } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { invariant } from '../plan/invariant.ts';
import { nearest } from '../plan/suggest.ts';
import { SOURCE_KEYS } from './schema/study.ts';
import { contract } from './schema/words.ts';
import { explainErrors } from './schema-errors.ts';
import {
  type EntryTree,
  entriesOf,
  entryOf,
  isText,
  type MapTree,
  type Tree,
  toPlain,
  valueAt,
} from './tree.ts';
import type { Validators } from './validators.ts';

interface Check {
  readonly catalog: Catalog;
  readonly validators: Validators;
  readonly diagnostics: Diagnostic[];
}

/** Every mistake of structure in a study: unknown and missing keys, wrong types, unknown words. */
export function structureDiagnostics(
  tree: MapTree,
  catalog: Catalog,
  validators: Validators,
): readonly Diagnostic[] {
  const check: Check = { catalog, validators, diagnostics: [] };
  const top = { key: null, label: 'the study' };
  validate(check, 'study', tree, top);
  sources(check, tree);
  const prepare = valueAt(tree, 'prepare');
  if (prepare?.kind === 'list') for (const item of prepare.items) step(check, item);
  for (const entry of entriesOf(valueAt(tree, 'analyses'))) analysis(check, entry);
  return check.diagnostics;
}

interface Owner {
  /** The key under which the value stands; null for the file. */
  readonly key: EntryTree['key'] | null;
  readonly label: string;
}

function validate(check: Check, piece: string, tree: Tree, owner: Owner): void {
  const run = check.validators.get(piece);
  invariant(run, `a validator for ${piece}, made from the same catalog`);
  for (const one of explainErrors(run(toPlain(tree)), tree, owner.key, owner.label))
    check.diagnostics.push(one);
}

function sources(check: Check, tree: MapTree): void {
  const entry = entryOf(tree, 'data');
  if (entry?.value.kind !== 'map') return;
  const several = isSeveralSources(entry.value);
  for (const { key, value } of several ? entry.value.entries : [entry]) {
    source(check, key, value, several ? `the source ${key.text}` : 'data');
  }
}

/** What is said of access to a server is no key of a source, and has no place in a file that people pass on. */
function source(check: Check, key: EntryTree['key'], value: Tree, label: string): void {
  const secret = entriesOf(value).filter((entry) => CREDENTIALS.test(entry.key.text));
  for (const entry of secret) {
    check.diagnostics.push(diagnostic('credentials', entry.key.span, { key: entry.key.text }));
  }
  const errors = check.validators.get('source')!(toPlain(value)).filter(
    ({ params }) => !secret.some((entry) => entry.key.text === params['additionalProperty']),
  );
  for (const one of explainErrors(errors, value, key, label)) check.diagnostics.push(one);
}

const CREDENTIALS =
  /^(?:pass(?:word|wd|phrase)?|pwd|user(?:name)?|login|host(?:name)?|port|token|secret|api_?key|credentials|dsn|url|uri|connection(?:_?string)?)$/i;

/** A map of named sources, and not one source: none of its keys is a source's own, and what stands below is sources. */
export function isSeveralSources(data: MapTree): boolean {
  const own = (tree: Tree): boolean =>
    entriesOf(tree).some(({ key }) => (SOURCE_KEYS as readonly string[]).includes(key.text));
  if (own(data)) return false;
  const values = data.entries.map(({ value }) => value);
  const maps = values.filter((value) => value.kind === 'map');
  const empty = values.filter((value) => value.kind === 'scalar' && value.value === null);
  return maps.some(own) || (maps.length > 0 && maps.length + empty.length === values.length);
}

function step(check: Check, item: Tree): void {
  const verbs = [...new Set([...contract.steps, ...check.catalog.steps.map((one) => one.name)])];
  const keys = item.kind === 'map' ? item.entries.map((entry) => entry.key) : isText(item) ? [item] : [];
  if (keys.some((key) => key.text === '<<') || (item.kind === 'scalar' && item.damaged)) return;
  if (keys.length !== 1) {
    const found = keys.map((key) => key.text);
    check.diagnostics.push(
      diagnostic('one-verb', firstLine(item), { what: 'a step', found, allowed: verbs }),
    );
    return;
  }
  const verb = keys[0]!;
  if (!verbs.includes(verb.text)) {
    check.diagnostics.push(unknownVerb(verb, 'a step', verbs));
  } else if (check.catalog.steps.some((one) => one.name === verb.text)) {
    // A bare `- drop_missing` is a step without options.
    const options =
      item.kind === 'map' ? item.entries[0]!.value : { kind: 'map' as const, entries: [], span: item.span };
    validate(check, `step:${verb.text}`, options, { key: verb, label: verb.text });
  }
}

function analysis(check: Check, entry: EntryTree): void {
  const { key, value } = entry;
  if (value.kind === 'scalar' && value.damaged) return;
  if (value.kind !== 'map') {
    const payload = { what: 'an analysis', found: [], allowed: contract.verbs };
    check.diagnostics.push(diagnostic('one-verb', key.span, payload));
    return;
  }
  const verbs = verbsOf(value);
  // A merge key, refused already, may have meant to bring the verb.
  if (value.entries.some((one) => one.key.text === '<<')) return;
  if (verbs.length === 1) {
    const verb = verbs[0]!.key.text;
    validate(check, `analysis:${verb}`, value, { key, label: `a ${verb} analysis` });
    return;
  }
  const misspelt = verbs.length === 0 ? value.entries.find(({ key: k }) => nearVerb(k.text)) : undefined;
  if (misspelt) {
    check.diagnostics.push(unknownVerb(misspelt.key, 'an analysis', contract.verbs));
    return;
  }
  const found = verbs.map((one) => one.key.text);
  const at = verbs[1]?.key.span ?? key.span;
  check.diagnostics.push(diagnostic('one-verb', at, { what: 'an analysis', found, allowed: contract.verbs }));
}

/** The entries of an analysis that are verbs. */
export function verbsOf(value: MapTree): readonly EntryTree[] {
  return value.entries.filter(({ key }) => (contract.verbs as readonly string[]).includes(key.text));
}

function nearVerb(word: string): string | undefined {
  return nearest(word, contract.verbs);
}

function unknownVerb(verb: EntryTree['key'], owner: string, allowed: readonly string[]): Diagnostic {
  const suggestion = nearest(verb.text, allowed);
  return diagnostic('unknown-key', verb.span, { key: verb.text, owner, allowed, suggestion });
}

function firstLine(item: Tree) {
  return item.kind === 'map' && item.entries.length > 0 ? item.entries.at(-1)!.key.span : item.span;
}
