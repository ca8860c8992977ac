import type { OptionSchema } from '../../compiler/plan/catalog.ts';
import type { Piece } from '../../compiler/parse/schema/piece.ts';

/** One line of a table of keys. */
interface Row {
  readonly key: string;
  readonly value: string;
  readonly doc: string;
}

/** The keys of a piece and of the maps below it as a Markdown table; `path` chooses a map inside, `tables.*`. */
export function keyTable(piece: Piece, owner: string): string {
  return table(
    ['key', 'value', 'meaning'],
    rowsOf(piece, '', 3, owner).map((row) => [row.key, row.value, row.doc]),
  );
}

/** A Markdown table; bars in cells are escaped. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function rowsOf(piece: OptionSchema, prefix: string, depth: number, owner: string): readonly Row[] {
  const required = new Set(piece.required ?? []);
  return Object.entries(piece.properties ?? {}).flatMap(([name, inner]) => {
    const key = `${prefix}${name}`;
    const own: Row = {
      key: `\`${key}\`${required.has(name) ? ' *' : ''}`,
      value: wordsFor(inner),
      doc: inner.description ?? '',
    };
    return [own, ...(depth > 1 ? below(inner, key, depth - 1, owner) : [])];
  });
}

/** Keys inside a value: of a map of the language itself, of each entry of an author's map, of each item of a list. */
function below(piece: OptionSchema, key: string, depth: number, owner: string): readonly Row[] {
  const entries = typeof piece.additionalProperties === 'object' ? piece.additionalProperties : null;
  return [
    ...rowsOf(piece, `${key}.`, depth, owner),
    ...(entries ? rowsOf(entries, `${key}.NAME.`, depth, owner) : []),
    ...(piece.items ? rowsOf(piece.items, `${key}[].`, depth, owner) : []),
  ];
}

/** What may stand there: words, or kinds of values. */
export function wordsFor(piece: OptionSchema): string {
  const { words } = piece as Piece;
  const types = typeof piece.type === 'string' ? [piece.type] : [...(piece.type ?? [])];
  const others = types.filter((type) => ['array', 'object'].includes(type));
  const shown = words ?? piece.enum?.map(String);
  if (shown) return [...shown.map((one) => `\`${one}\``), ...others.map((type) => kinds[type]!)].join(' ');
  const isText = types.includes('string');
  const role = isText && piece.role ? roles[piece.role] : undefined;
  const scalars = isText
    ? [role ?? 'text']
    : types.filter((type) => !others.includes(type)).map((type) => kinds[type]!);
  return [...scalars, ...others.map((type) => kinds[type]!)].join(', ');
}

const kinds: Readonly<Record<string, string>> = {
  array: 'list',
  object: 'map',
  number: 'number',
  integer: 'whole number',
  boolean: '`true` `false`',
  null: 'nothing',
};

const roles: Readonly<Record<string, string>> = {
  column: 'column',
  numeric: 'column of numbers',
  'new-column': 'new name',
  expression: 'expression',
  condition: 'condition',
  formula: 'formula',
  term: 'term',
  reference: 'reference',
  name: 'name',
};
