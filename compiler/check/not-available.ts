import { contract } from '../parse/schema/words.ts';
import { isSeveralSources } from '../parse/structure.ts';
import {
  type EntryTree,
  entryOf,
  isText,
  itemsOf,
  type ScalarTree,
  type Tree,
  textSpan,
  valueAt,
} from '../parse/tree.ts';
import type { Catalog } from '../plan/catalog.ts';
import { type Diagnostic, diagnostic } from '../plan/diagnostic.ts';
import { refusedKeys } from './applicable.ts';
import type { CheckContext } from './context.ts';
import { formulaParts } from './formula-parts.ts';
import { lackingEstimators } from './lacking-estimators.ts';

/**
 * What the language has and this version has not, in one table: a place in the file, and what is refused there.
 * Later work takes rows out. `*` is any key, `*:verb` any whose value has the key `verb`, `[]` any item, `@` each
 * source; a lone value counts as a list of one.
 */
interface Row {
  readonly at: string;
  /** The name for the message; null where the value is available. Without it the key itself is refused. */
  readonly what?: (value: Tree, catalog: Catalog, key: string) => string | null;
  readonly instead?: string;
}

type Offered = (catalog: Catalog) => readonly { readonly name: string }[];

/** A word of the contract that the catalog lacks (a word that nobody knows is refused by the schema). */
const word =
  (offered: Offered, known: readonly string[]) =>
  (value: Tree, catalog: Catalog): string | null => {
    if (!isText(value) || !known.includes(value.text)) return null;
    return offered(catalog).some((one) => one.name === value.text) ? null : value.text;
  };

const rows: readonly Row[] = [
  { at: 'data.@.engine', what: otherEngine },
  { at: 'data.@.format', what: word((c) => c.sources, contract.formats) },
  { at: 'prepare.[].*', what: missingStep },
  {
    at: 'prepare.[]',
    what: (value, catalog) => (isText(value) ? missingStep(value, catalog, value.text) : null),
  },
  ...['defaults', 'analyses.*', 'analyses.*.variants.*'].flatMap((owner): readonly Row[] => [
    { at: `${owner}.weights`, what: missingWeights },
    { at: `${owner}.vcov`, what: vcovName },
    { at: `${owner}.estimator`, what: word((c) => c.estimators, contract.estimators) },
    { at: `${owner}.conventions`, what: word((c) => c.conventions, contract.conventions) },
  ]),
  { at: 'conventions', what: word((c) => c.conventions, contract.conventions) },
  { at: 'analyses.*.compare', what: missingComparison },
  { at: 'analyses.*.hypotheses', what: none((c) => c.hypotheses) },
  { at: 'analyses.*.hypotheses.*', what: missingHypothesis },
  { at: 'analyses.*.diagnostics', what: none((c) => c.modelTests) },
  {
    at: 'analyses.*.diagnostics.[]',
    what: (value, catalog) =>
      catalog.modelTests.length === 0 ? null : word((c) => c.modelTests, contract.modelTests)(value, catalog),
  },
  { at: 'analyses.*.*', what: missingVerb },
  { at: 'analyses.*.over.vcov.[]', what: vcovName },
  { at: 'analyses.*:curve.draws', what: part('curve', 'draws', () => 'draws of a curve') },
  { at: 'analyses.*.statistics.[]', what: word((c) => c.describeStatistics, contract.describeStatistics) },
  {
    at: 'analyses.*.mediate.mediator',
    what: part('mediate', 'parallel', (value) => (value.kind === 'list' ? 'a list of mediators' : null)),
  },
  { at: 'analyses.*.tests.[]', what: word((c) => c.mediationTests, contract.mediationTests) },
  {
    at: 'analyses.*.tests.[].bootstrap.interval',
    what: part('mediate', 'bca', other('percentile', 'interval')),
  },
  ...['tables.*', 'defaults.tables'].map(
    (owner): Row => ({
      at: `${owner}.statistics.[]`,
      what: word((c) => c.tableStatistics, contract.tableStatistics),
    }),
  ),
  { at: 'figures.*.draw', what: word((c) => c.figures, contract.figures) },
  { at: 'output.formats.[]', what: word((c) => c.formats, contract.outputFormats) },
  { at: 'output.style', what: word((c) => c.styles, contract.styles) },
];

function other(only: string, what: string) {
  return (value: Tree): string | null =>
    isText(value) && value.text !== only ? `${what}: ${value.text}` : null;
}

function otherEngine(value: Tree, { engines }: Catalog): string | null {
  const known = isText(value) && (contract.engines as readonly string[]).includes(value.text);
  const offered = known && (value.text === 'memory' || engines.some((one) => one.name === value.text));
  return known && !offered ? `engine: ${value.text}` : null;
}

function missingStep(_value: Tree, catalog: Catalog, key: string): string | null {
  const known = (contract.steps as readonly string[]).includes(key);
  return known && !catalog.steps.some((one) => one.name === key) ? key : null;
}

/** What some part of a verb is called, where the catalog does not declare that part. */
function part(verb: string, name: string, what: (value: Tree) => string | null) {
  return (value: Tree, catalog: Catalog): string | null => {
    const declared = catalog.verbs.find((one) => one.name === verb)?.parts ?? [];
    return declared.includes(name) ? null : what(value);
  };
}

function missingVerb(_value: Tree, catalog: Catalog, key: string): string | null {
  const known = (contract.verbs as readonly string[]).includes(key);
  return known && !catalog.verbs.some((one) => one.name === key) ? key : null;
}

/** A key of which nothing is offered at all. */
function none(offered: Offered) {
  return (_value: Tree, catalog: Catalog, key: string): string | null =>
    offered(catalog).length === 0 ? key : null;
}

function missingComparison(value: Tree, { comparisons }: Catalog, key: string): string | null {
  if (comparisons.length === 0) return key;
  const test = valueAt(value, 'test');
  const name = isText(test) ? test.text : 'suest';
  const known = (contract.comparisons as readonly string[]).includes(name);
  return known && !comparisons.some((one) => one.name === name) ? `compare by ${name}` : null;
}

function missingHypothesis(value: Tree, { hypotheses }: Catalog): string | null {
  const form = value.kind === 'list' ? 'zero' : 'equation';
  if (hypotheses.length === 0 || hypotheses.some((one) => one.name === form)) return null;
  return form === 'zero' ? 'a hypothesis of several terms' : 'a linear equation';
}

function missingWeights(value: Tree, catalog: Catalog, key: string): string | null {
  const none = isText(value) && value.text === 'none';
  return none || catalog.estimators.some((one) => one.weights) ? null : key;
}

function vcovName(value: Tree, catalog: Catalog): string | null {
  const entry = value.kind === 'map' ? value.entries[0] : undefined;
  const name = isText(value) ? value.text : entry?.key.text;
  if (name === undefined) return null;
  const names: readonly string[] = [...contract.vcovNames, ...contract.vcovColumns, ...contract.vcovOptions];
  const declared = catalog.vcovs.find((one) => one.name === name);
  if (!declared) return names.includes(name) ? name : null;
  const has = (part: NonNullable<typeof declared.parts>[number]) => declared.parts?.includes(part) ?? false;
  const options = entry?.value.kind === 'map' ? entry.value : undefined;
  const columns = itemsOf(options ? valueAt(options, 'cluster') : entry?.value);
  const combined = columns.some((one) => isText(one) && one.text.includes('^'));
  if (columns.length > 1 && !has('several')) return `${name} by several columns`;
  if (combined && !has('combined')) return `${name} by columns combined`;
  const words = [valueAt(options, 'interval'), valueAt(options, 'weights')].filter(isText);
  const missing = words.find(({ text }) => (text === 'bca' || text === 'webb') && !has(text));
  return missing ? `${name} with ${missing.text}` : null;
}

/** Everything of that table that the file uses, each at its place. */
export function notAvailable(context: CheckContext): readonly Diagnostic[] {
  return [...ofKeys(context), ...formulaParts(context), ...lackingEstimators(context)];
}

function ofKeys({ spec, catalog }: CheckContext): readonly Diagnostic[] {
  const elsewhere = refusedKeys(spec);
  return rows.flatMap((row) =>
    placesAt(spec.tree, row.at.split('.'), null).flatMap(({ key, value }) => {
      if (key && elsewhere.has(key.span.start)) return [];
      const what = row.what ? row.what(value, catalog, key?.text ?? '') : (key?.text ?? row.at);
      if (what === null) return [];
      const byKey = !row.what || what === key?.text || !isText(value);
      const span = byKey && key ? key.span : isText(value) ? textSpan(value) : value.span;
      return [diagnostic('not-available', span, { what, instead: row.instead })];
    }),
  );
}

interface Place {
  readonly key: ScalarTree | null;
  readonly value: Tree;
}

function placesAt(tree: Tree, path: readonly string[], key: ScalarTree | null): readonly Place[] {
  const [first, ...rest] = path;
  if (first === undefined) return [{ key, value: tree }];
  if (first === '[]') return itemsOf(tree).flatMap((item) => placesAt(item, rest, null));
  if (tree.kind !== 'map') return [];
  if (first === '@' && !isSeveralSources(tree)) return placesAt(tree, rest, key);
  const having = first.startsWith('*:') ? first.slice(2) : null;
  const matches = (entry: EntryTree): boolean =>
    having === null
      ? first === '*' || first === '@' || entry.key.text === first
      : entryOf(entry.value, having) !== undefined;
  return tree.entries.filter(matches).flatMap((entry) => placesAt(entry.value, rest, entry.key));
}
