import type { ReadParameters } from '../../compiler/plan/plan.ts';
import { nearest } from '../../compiler/plan/suggest.ts';
import type { DecimalMark } from './cell-form.ts';
import { type SourceFailure, sourceFailure } from './failure.ts';

/** The type that an author declares for a column. */
export type DeclaredType = 'number' | 'integer' | 'string' | 'date';

/** How a delimited text is to be read, everything filled in. */
export interface CsvOptions {
  readonly encoding: string;
  readonly delimiter: string;
  readonly decimal: DecimalMark;
  /** Cells that hold nothing, as written (surrounding blanks do not count). */
  readonly na: ReadonlySet<string>;
  readonly columns: ReadonlyMap<string, DeclaredType>;
}

/** The options of a delimited text. */
export const CSV_KEYS = ['encoding', 'delimiter', 'decimal', 'na', 'columns'];
const DEFAULT_NA = ['', 'NA', '.'];
const TYPES: readonly string[] = ['number', 'integer', 'string', 'date'] satisfies DeclaredType[];

type Options = ReadParameters['options'];

/** Checks and completes the options of a csv or tsv source; one that is unknown, or not built, is a failure. */
export function csvOptions(options: Options, usualDelimiter: string): CsvOptions | SourceFailure {
  const unknown = Object.keys(options).find((key) => !CSV_KEYS.includes(key));
  if (unknown !== undefined) {
    return foreignOption(unknown, CSV_KEYS);
  }
  const { encoding = 'utf-8', delimiter = usualDelimiter, decimal = '.', na = DEFAULT_NA } = options;
  if (typeof encoding !== 'string') return optionFailure('encoding must be the name of an encoding');
  if (typeof delimiter !== 'string' || delimiter.length !== 1 || /["\r\n]/.test(delimiter)) {
    return optionFailure('delimiter must be one character', 'a tab is written "\\t", in double quotes');
  }
  if (decimal !== '.' && decimal !== ',') return optionFailure('decimal must be "." or ","');
  if (decimal === delimiter) {
    return optionFailure(
      `decimal and delimiter are both ${JSON.stringify(decimal)}`,
      'declare the delimiter, for example ";"',
    );
  }
  if (!Array.isArray(na) || !na.every((word) => typeof word === 'string' || typeof word === 'number')) {
    return optionFailure('na must be a list of words');
  }
  const columns = declaredTypes(options['columns'] ?? {});
  if (!(columns instanceof Map)) return columns;
  return { encoding, delimiter, decimal, na: new Set(na.map(String)), columns };
}

/** The types that `columns` declares, by name. */
export function declaredTypes(columns: Options[string]): Map<string, DeclaredType> | SourceFailure {
  if (columns === null || typeof columns !== 'object' || Array.isArray(columns)) {
    return optionFailure('columns must map names to types');
  }
  const types = new Map<string, DeclaredType>();
  for (const [name, type] of Object.entries(columns as Options)) {
    if (typeof type !== 'string' || !TYPES.includes(type)) {
      return optionFailure(`${String(type)} is not a type of column`, `allowed: ${TYPES.join(', ')}`);
    }
    types.set(name, type as DeclaredType);
  }
  return types;
}

/** An option that the format does not have. */
export function foreignOption(option: string, keys: readonly string[]): SourceFailure {
  const meant = nearest(option, keys);
  return sourceFailure(
    'foreign-option',
    `${option} is not an option of this format`,
    meant ? `did you mean ${meant}?` : `it has: ${keys.join(', ')}`,
  );
}

/** An option with a value that it cannot have. */
export function optionFailure(message: string, hint: string | null = null): SourceFailure {
  return sourceFailure('option-value', message, hint);
}
