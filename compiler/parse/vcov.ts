import type { Catalog, OptionSchema, VcovDeclaration } from '../plan/catalog.ts';
import { diagnostic } from '../plan/diagnostic.ts';
import type { Expression } from '../plan/expression.ts';
import { condition, located, numberAt, type Reader } from './read.ts';
import { type Piece, record, text, textOrList, whole, word, wordPattern } from './schema/piece.ts';
import { contract, type KnownWords } from './schema/words.ts';
import type { ClusterChoice, Located, VcovChoice } from './study.ts';
import { entriesOf, isText, itemsOf, type Tree, textSpan, valueAt } from './tree.ts';

/** A covariance: a word (`HC1`), or one key with columns (`{cluster: city}`) or options (`{newey-west: {lag: 2}}`). */
export function vcov(words: KnownWords): Piece {
  const columns = words.vcovColumns.all.map((name): [string, OptionSchema] => [
    name,
    name === 'cluster'
      ? { ...textOrList('A column, several columns, or combinations: city^year.', 'column'), minItems: 1 }
      : text('A column, or columns combined: city^year.', 'column'),
  ]);
  const known = wordPattern(words.vcovNames);
  return {
    type: ['string', 'object'],
    description: 'How standard errors are estimated: a word, or {cluster: COLUMN}. There is no default.',
    pattern: known.pattern,
    words: [...known.words, ...[...words.vcovColumns.offered, ...words.vcovOptions.offered].map(keyForm)],
    properties: { ...Object.fromEntries(columns), ...options() },
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
  };
}

const lag = (): Piece => whole('How many periods back rows may depend on one another.', 0, 10_000);
const draws = (): Piece => whole('How many times.', 2, 10_000_000);

/** The covariances that are written with options. */
function options(): Readonly<Record<string, Piece>> {
  return {
    'newey-west': record('Rows of a unit may depend on one another over time.', { lag: lag() }, ['lag']),
    'driscoll-kraay': record('Rows may depend on one another over time and across units.', { lag: lag() }, [
      'lag',
    ]),
    bootstrap: record(
      'The model again on resampled rows.',
      {
        draws: draws(),
        cluster: text(
          'The column whose values are resampled whole; otherwise rows, or whole units where the estimator stands on them.',
          'column',
        ),
        interval: word('How intervals are taken from the draws; percentile unless stated.', intervals),
      },
      ['draws'],
    ),
    wild: record(
      'The model again with residuals of random sign, cluster by cluster.',
      {
        cluster: text('The column of the clusters.', 'column'),
        draws: draws(),
        weights: word('What residuals are multiplied by; rademacher unless stated.', wildWeights),
      },
      ['cluster', 'draws'],
    ),
  };
}

const intervals = ['percentile', 'bca'] as const;
const wildWeights = ['rademacher', 'webb'] as const;

/** How a covariance is written, for messages. */
export function vcovForms(catalog: Catalog): readonly string[] {
  return catalog.vcovs.map(({ form, name }: VcovDeclaration) => (form === 'name' ? name : keyForm(name)));
}

function keyForm(name: string): string {
  switch (name) {
    case 'newey-west':
    case 'driscoll-kraay':
      return `{${name}: {lag: LAG}}`;
    case 'bootstrap':
      return '{bootstrap: {draws: DRAWS}}';
    case 'wild':
      return '{wild: {cluster: COLUMN, draws: DRAWS}}';
    default:
      return `{${name}: COLUMN}`;
  }
}

/** A covariance in few words, different for different ones: `HC1`, `cluster city year`, `newey-west 2`. */
export function vcovText({ type, by, lag, draws, interval, weights }: VcovChoice): string {
  const clusters = by.map(({ columns }) => columns.map((column) => column.value).join('^'));
  const options = [lag, draws, interval, weights].flatMap((one) => (one === null ? [] : [String(one)]));
  return [type, ...clusters, ...options].join(' ');
}

/** The covariance as written; a cluster that cannot be read is reported and left out. */
export function vcovOf(tree: Tree | undefined, reader: Reader): VcovChoice | null {
  const plain = { by: [], lag: null, draws: null, interval: null, weights: null };
  if (isText(tree)) return { type: tree.text, ...plain, span: tree.span };
  const [entry] = entriesOf(tree);
  if (!tree || !entry) return null;
  const { value } = entry;
  const withOptions = (contract.vcovOptions as readonly string[]).includes(entry.key.text);
  const clusters = withOptions ? valueAt(value, 'cluster') : value;
  return {
    type: entry.key.text,
    by: itemsOf(clusters).flatMap((item) => clusterOf(item, reader) ?? []),
    lag: numberAt(value, 'lag')?.value ?? null,
    draws: numberAt(value, 'draws')?.value ?? null,
    interval: wordAt(value, 'interval', intervals),
    weights: wordAt(value, 'weights', wildWeights),
    span: tree.span,
  };
}

function wordAt<W extends string>(tree: Tree, key: string, words: readonly W[]): W | null {
  const text = located(valueAt(tree, key))?.value;
  return words.find((one) => one === text) ?? null;
}

/** A column as it is named, or columns combined by ^ as in a formula; only there a name may need its backticks. */
function clusterOf(tree: Tree, reader: Reader): ClusterChoice | null {
  if (!isText(tree)) return null;
  const span = textSpan(tree);
  if (!/[\^`]/.test(tree.text)) return { columns: [{ value: tree.text, span }], span };
  const parsed = condition(tree, reader);
  if (!parsed) return null;
  const columns = combined(parsed.tree);
  if (columns) return { columns: columns.map((name) => ({ ...name, span: name.span ?? span })), span };
  reader.diagnostics.push(diagnostic('cluster-form', span, { found: tree.text }));
  return null;
}

type NameAt = Pick<Located<string>, 'value'> & Partial<Pick<Located<string>, 'span'>>;

/** `a^b^c` → its names; null where something else stands among them. */
function combined(tree: Expression): readonly NameAt[] | null {
  if (tree.kind === 'name') return [tree.span ? { value: tree.name, span: tree.span } : { value: tree.name }];
  if (tree.kind !== 'binary' || tree.operator !== '^') return null;
  const [left, right] = [combined(tree.left), combined(tree.right)];
  return left && right ? [...left, ...right] : null;
}
