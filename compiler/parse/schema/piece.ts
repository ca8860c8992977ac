import type { OptionSchema } from '../../plan/catalog.ts';

/**
 * A piece of the language's JSON Schema. `words`: the words that are on offer, for messages and editors; `enum` and
 * `pattern` also accept what the language has and this version has not, which is refused by name later. A pattern
 * serves where a value is a word or something else, so that no `anyOf` is needed: one mistake stays one error.
 */
export type Piece = OptionSchema & {
  readonly words?: readonly string[];
  /** Keywords for editors alone: what the check says itself, better than a schema could. */
  readonly editor?: Readonly<Record<string, unknown>>;
  /** Where one key decides which others may stand beside it: what holds where a condition does not. */
  readonly allOf?: readonly {
    readonly if: Readonly<Record<string, unknown>>;
    readonly else: Piece | Readonly<Record<string, unknown>>;
  }[];
};

type Properties = Readonly<Record<string, OptionSchema>>;

/** The types that a text may have in YAML: a number or `true` where text is asked for is read as written. */
export const TEXT = ['string', 'number', 'boolean'] as const;

export function text(description: string, role?: OptionSchema['role']): Piece {
  return role ? { type: TEXT, description, role } : { type: TEXT, description };
}

/** The keys of a text in several languages. */
export const languageTag: Piece = {
  description: 'a language tag such as en, zh or pt-BR',
  pattern: '^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$',
};

/** Text for readers: one for all languages, or a map of languages. */
export function localised(description: string): Piece {
  return {
    type: [...TEXT, 'object'],
    description: `${description} Text, or {en: …, zh: …}.`,
    minProperties: 1,
    propertyNames: languageTag,
    additionalProperties: { type: TEXT, description: 'The text in this language.' },
  };
}

export function list(description: string, items: OptionSchema): Piece {
  return { type: 'array', description, items, minItems: 1 };
}

/** One text, or a list of them. */
export function textOrList(description: string, role?: OptionSchema['role']): Piece {
  const item = text('A name or term.', role);
  return { ...item, type: [...TEXT, 'array'], description, items: item };
}

/** The words of one kind: those of the language, and those of them that this version offers. */
export interface Words {
  readonly all: readonly string[];
  readonly offered: readonly string[];
}

/** One of these words. */
export function word(description: string, words: Words | readonly string[]): Piece {
  const { all, offered } = wordsOf(words);
  return { type: 'string', description, enum: all, words: offered };
}

/** One of these words, where the value may also be of another type. */
export function wordPattern(words: Words | readonly string[]): Required<Pick<Piece, 'words' | 'pattern'>> {
  const { all, offered } = wordsOf(words);
  const escaped = all.map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return { words: offered, pattern: `^(?:${escaped.join('|')})$` };
}

function wordsOf(words: Words | readonly string[]): Words {
  return 'all' in words ? words : { all: words, offered: words };
}

export function record(description: string, properties: Properties, required: readonly string[] = []): Piece {
  return { type: 'object', description, properties, required, additionalProperties: false };
}

/** A map of names that the author chooses. */
export function mapOf(description: string, value: OptionSchema): Piece {
  return { type: 'object', description, additionalProperties: value };
}

/** What follows a model in a reference, and is therefore no name of one. */
export const modelWords: readonly string[] = ['first', 'margins'];

/** A map of ids: plain names, for they become names of files and parts of references. */
export function idMap(description: string, value: OptionSchema, except: readonly string[] = []): Piece {
  return { ...mapOf(description, value), ...ids(except) };
}

/** For editors: keys are plain names, and none of `except`. The check says so itself. */
export function ids(except: readonly string[] = []): Pick<Piece, 'editor'> {
  const not = except.length > 0 ? `(?!(?:${except.join('|')})$)` : '';
  return { editor: { propertyNames: { pattern: `^${not}[\\p{XID_Start}_]\\p{XID_Continue}*$` } } };
}

export function whole(description: string, minimum: number, maximum?: number): Piece {
  const bounds = maximum === undefined ? { minimum } : { minimum, maximum };
  return { type: 'integer', description, ...bounds };
}

export function flag(description: string): Piece {
  return { type: 'boolean', description };
}

/** The description of a key that is refused as long as nothing of its kind is offered. */
export function onceOffered(description: string, { offered }: Words): string {
  return offered.length > 0 ? description : `${description} Not available in this version.`;
}

/** Part of the language, refused by the table of what is not available yet: anything may stand there. */
export function later(description: string): Piece {
  return { description: `${description} Not available in this version.` };
}
