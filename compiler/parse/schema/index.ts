import type { Catalog, OptionSchema } from '../../plan/catalog.ts';
import { analysisPieces } from './analyses.ts';
import { ids, type Piece, TEXT } from './piece.ts';
import { refusals } from './refused-keys.ts';
import { dataPiece, sourcePiece, studyPiece } from './study.ts';
import { knownWords } from './words.ts';

/**
 * Every schema that the parser validates with, by name: `study`, `source`, `step:VERB`, `analysis:VERB`. The kind is
 * looked up before a schema is asked, so that a mistake in one kind is not reported by all the others.
 */
export function schemaPieces(catalog: Catalog): Readonly<Record<string, Piece>> {
  const words = knownWords(catalog);
  const steps = catalog.steps.map((step) => [`step:${step.name}`, widened(step.options)] as const);
  const analyses = Object.entries(analysisPieces(words)).map(
    ([verb, piece]) => [`analysis:${verb}`, piece] as const,
  );
  return {
    study: studyPiece(words),
    source: sourcePiece(words),
    ...Object.fromEntries([...steps, ...analyses]),
  };
}

/** One JSON Schema of the whole language, for editors, put together from the same pieces. */
export function studySchema(catalog: Catalog): Readonly<Record<string, unknown>> {
  const pieces = schemaPieces(catalog);
  const of = (prefix: string) =>
    Object.entries(pieces).filter(([name]) => name.startsWith(prefix)) as [string, Piece][];
  const steps = of('step:').map(([name, piece]) => {
    const step = catalog.steps.find((one) => name === `step:${one.name}`)!;
    return [step.name, { ...piece, description: step.doc }] as const;
  });
  const { study } = pieces as { study: Piece };
  return forEditors({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    ...study,
    properties: {
      ...study.properties,
      data: dataPiece(pieces['source'] as Piece),
      prepare: {
        type: 'array',
        description: 'Steps of preparation, in order; each has exactly one verb.',
        items: {
          type: 'object',
          properties: Object.fromEntries(steps),
          additionalProperties: false,
          minProperties: 1,
          maxProperties: 1,
        },
      },
      analyses: {
        type: 'object',
        description: 'Id → analysis; each has exactly one verb.',
        ...ids(),
        additionalProperties: { anyOf: of('analysis:').map(([name, piece]) => meaningful(name, piece)) },
      },
    },
  });
}

/** The keys that mean something to the verb. */
function meaningful(name: string, piece: Piece): Piece {
  const refused = refusals[name.slice('analysis:'.length)] ?? [];
  const never = new Set(refused.filter((one) => one.when === 'never').flatMap((one) => one.keys));
  const kept = Object.entries(piece.properties ?? {}).filter(([key]) => !never.has(key));
  return { ...piece, properties: Object.fromEntries(kept) };
}

/**
 * Editors offer the words that this version has, and know nothing of our own keywords. A pattern serves messages; a
 * list of words serves completion, beside whatever else may stand there.
 */
function forEditors<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map(forEditors) as T;
  if (schema === null || typeof schema !== 'object') return schema;
  const { words, role: _, editor, ...rest } = schema as EditorSchema;
  const kept = mapValues(rest, (value, key) =>
    // Below `properties` stand names, and one of them may be `role`.
    key === 'properties'
      ? mapValues(value as Readonly<Record<string, unknown>>, forEditors)
      : forEditors(value),
  );
  return { ...(words ? withWords(kept, words) : kept), ...editor } as T;
}

type EditorSchema = Readonly<Record<string, unknown>> & {
  readonly words?: readonly string[];
  readonly role?: string;
  readonly editor?: Readonly<Record<string, unknown>>;
};

function withWords(schema: EditorSchema, words: readonly string[]): EditorSchema {
  // Of what this version has nothing of, the words of the language.
  if ('enum' in schema) return words.length > 0 ? { ...schema, enum: words } : schema;
  const bare = words.filter((one) => /^[\w-]+$/.test(one));
  return {
    ...schema,
    // Not JSON Schema: what editors with YAML support show for a value, and for one that does not fit.
    defaultSnippets: [...bare.map((one) => [one, one] as const), ...words.flatMap(keyWithColumn)].map(
      ([label, body]) => ({ label, description: schema['description'], body }),
    ),
    patternErrorMessage: `One of: ${words.join(', ')}.`,
  };
}

/** `{cluster: COLUMN}` among the words: a key whose value is to be filled in. */
function keyWithColumn(word: string): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const [, key, value] = /^\{([\w-]+): (\w+)\}$/.exec(word) ?? [];
  return key && value ? [[word, { [key]: `\${1:${value}}` }]] : [];
}

function mapValues(
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

/** Text with a role is read as written, so a number may stand there too (`derive: {one: 1}`). */
function widened(schema: OptionSchema): OptionSchema {
  const copy: Record<string, unknown> = { ...schema };
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? []);
  if (schema.role !== undefined && types.includes('string')) {
    copy['type'] = [...new Set([...types, ...TEXT])];
  }
  for (const key of ['items', 'propertyNames', 'additionalProperties'] as const) {
    const inner = schema[key];
    if (typeof inner === 'object') copy[key] = key === 'propertyNames' ? inner : widened(inner);
  }
  if (schema.properties) {
    const entries = Object.entries(schema.properties).map(([name, inner]) => [name, widened(inner)]);
    copy['properties'] = Object.fromEntries(entries);
  }
  for (const key of ['anyOf', 'oneOf'] as const) {
    const inner = schema[key];
    if (inner) copy[key] = inner.map(widened);
  }
  return copy as OptionSchema;
}
