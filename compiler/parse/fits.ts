import { invariant } from '../plan/invariant.ts';

/** A schema of the language as the build hands it over: keywords of validation alone, or a verdict on every value. */
export type PlainSchema = boolean | { readonly [keyword: string]: unknown };

type Fields = Readonly<Record<string, unknown>>;
type Schema = Exclude<PlainSchema, boolean>;
type Judge = (limit: never, value: unknown, schema: Schema) => boolean;

/**
 * Whether a value fits a schema: what the compiled validators say, without a word why. They are ten times as much code as
 * the rest of a check, and most studies have no mistake of structure. Knows the keywords that the language's schema uses.
 */
export function fits(schema: PlainSchema, value: unknown): boolean {
  if (typeof schema === 'boolean') return schema;
  return Object.keys(schema).every((keyword) => {
    const judge = judges[keyword];
    invariant(judge, `how the keyword ${keyword} judges`);
    return judge(schema[keyword] as never, value, schema);
  });
}

/** The keywords that `fits` knows. */
export function keywordsOfFit(): readonly string[] {
  return Object.keys(judges);
}

/** JSON Schema 2020-12: each keyword judges values of its own type and lets others pass. */
const judges: Readonly<Record<string, Judge>> = {
  type: (types: string | readonly string[], value) => [types].flat().some((type) => isOf(type, value)),
  const: (only: unknown, value) => same(only, value),
  enum: (words: readonly unknown[], value) => words.some((word) => same(word, value)),
  pattern: (pattern: string, value) => typeof value !== 'string' || expression(pattern).test(value),
  minimum: (limit: number, value) => typeof value !== 'number' || value >= limit,
  maximum: (limit: number, value) => typeof value !== 'number' || value <= limit,
  exclusiveMinimum: (limit: number, value) => typeof value !== 'number' || value > limit,
  exclusiveMaximum: (limit: number, value) => typeof value !== 'number' || value < limit,
  minItems: (limit: number, value) => !Array.isArray(value) || value.length >= limit,
  maxItems: (limit: number, value) => !Array.isArray(value) || value.length <= limit,
  items: (item: PlainSchema, value) => !Array.isArray(value) || value.every((one) => fits(item, one)),
  minProperties: (limit: number, value) => !isFields(value) || Object.keys(value).length >= limit,
  maxProperties: (limit: number, value) => !isFields(value) || Object.keys(value).length <= limit,
  required: (names: readonly string[], value) =>
    !isFields(value) || names.every((name) => Object.hasOwn(value, name) && value[name] !== undefined),
  properties: (schemas: Readonly<Record<string, PlainSchema>>, value) =>
    !isFields(value) ||
    Object.entries(value).every(([name, one]) => !Object.hasOwn(schemas, name) || fits(schemas[name]!, one)),
  additionalProperties: (rest: PlainSchema, value, { properties }) =>
    !isFields(value) ||
    Object.entries(value).every(([name, one]) => Object.hasOwn(properties ?? {}, name) || fits(rest, one)),
  propertyNames: (names: PlainSchema, value) =>
    !isFields(value) || Object.keys(value).every((name) => fits(names, name)),
  not: (schema: PlainSchema, value) => !fits(schema, value),
  anyOf: (schemas: readonly PlainSchema[], value) => schemas.some((schema) => fits(schema, value)),
  allOf: (schemas: readonly PlainSchema[], value) => schemas.every((schema) => fits(schema, value)),
  if: (condition: PlainSchema, value, { else: no = true }) =>
    fits(condition, value) || fits(no as PlainSchema, value),
  // Read by `if`.
  else: () => true,
};

function isOf(type: string, value: unknown): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return isFields(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type && (type !== 'number' || Number.isFinite(value));
}

/** Words and numbers: the language's schema has no list or map among its constants. */
function same(constant: unknown, value: unknown): boolean {
  invariant(constant === null || typeof constant !== 'object', 'a plain constant in the schema');
  return constant === value;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const expressions = new Map<string, RegExp>();

function expression(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u');
  expressions.set(pattern, known);
  return known;
}
