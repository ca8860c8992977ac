import type { ReadParameters } from '../../compiler/plan/plan.ts';
import { isPlainNumber } from './cell-form.ts';
import { type DeclaredType, declaredTypes, foreignOption, optionFailure } from './csv-options.ts';
import { isSourceFailure, type SourceFailure } from './failure.ts';

/** Cells that hold nothing, as an author lists them: a number also stands for the cells with its value. */
export interface MissingWords {
  readonly texts: ReadonlySet<string>;
  readonly numbers: ReadonlySet<number>;
}

/** What every format whose cells have types is told. */
export interface TypedOptions {
  readonly na: MissingWords;
  readonly columns: ReadonlyMap<string, DeclaredType>;
}

type Options = ReadParameters['options'];

/**
 * Checks and completes `na` and `columns`. keys: all options that the format has; another one is a failure. Unless
 * `na` says otherwise an empty text is missing, as in a csv file; words such as NA are not, since these formats have a
 * way of their own to hold nothing.
 */
export function typedOptions(given: Options, keys: readonly string[]): TypedOptions | SourceFailure {
  const unknown = Object.keys(given).find((key) => !keys.includes(key));
  if (unknown !== undefined) return foreignOption(unknown, keys);
  const { na = [''] } = given;
  if (!Array.isArray(na) || !na.every((word) => typeof word === 'string' || typeof word === 'number')) {
    return optionFailure('na must be a list of words');
  }
  const columns = declaredTypes(given['columns'] ?? {});
  if (isSourceFailure(columns)) return columns;
  const words = na.map(String);
  const numbers = words.filter((word) => isPlainNumber(word, '.')).map(Number);
  return { na: { texts: new Set(words), numbers: new Set(numbers) }, columns };
}
