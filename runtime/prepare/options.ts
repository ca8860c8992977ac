import type { OptionSchema } from '../../compiler/plan/catalog.ts';
import type { Expression } from '../../compiler/plan/expression.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import type { OptionValue } from '../../compiler/plan/plan.ts';

type OptionMap = { readonly [key: string]: OptionValue };

/** Of a list of existing columns that hold numbers. */
export const numericColumns: OptionSchema = {
  type: 'array',
  description: 'Columns, each a number.',
  minItems: 1,
  items: { type: 'string', role: 'numeric' },
};

/** Of the column whose values make the groups. */
export const byColumn: OptionSchema = {
  type: 'string',
  role: 'column',
  description:
    'A column: each group of rows with an equal value is treated by itself; rows where it is missing get no value.',
};

/** The entries of a map in written order: either a list of pairs or an object. */
export function entriesOf(options: OptionValue): readonly (readonly [string, OptionValue])[] {
  if (!Array.isArray(options)) return Object.entries(mapOf(options));
  return (options as readonly OptionValue[]).map((pair) => {
    invariant(
      Array.isArray(pair) && pair.length === 2 && typeof pair[0] === 'string',
      'a pair of key and value',
    );
    return [pair[0], pair[1] as OptionValue] as const;
  });
}

/** An option by its key; undefined where it is left out. */
export function option(options: OptionValue, key: string): OptionValue | undefined {
  return entriesOf(options).find(([name]) => name === key)?.[1];
}

/** A list of names, without repetitions. */
export function namesOption(options: OptionValue, key: string): readonly string[] {
  const value = option(options, key);
  invariant(
    Array.isArray(value) && value.every((name) => typeof name === 'string'),
    `a list of names as ${key}`,
  );
  return [...new Set(value as readonly string[])];
}

/** A text, or null where it is left out. */
export function textOption(options: OptionValue, key: string): string | null {
  const value = option(options, key) ?? null;
  invariant(value === null || typeof value === 'string', `a text as ${key}`);
  return value;
}

/** A tree of the expression language. */
export function expressionOf(value: OptionValue | undefined): Expression {
  invariant(
    value !== null && typeof value === 'object' && 'kind' in value && typeof value.kind === 'string',
    'an expression that is already parsed',
  );
  return value as Expression;
}

function mapOf(options: OptionValue): OptionMap {
  invariant(options !== null && typeof options === 'object', 'a map of options');
  return options as OptionMap;
}
