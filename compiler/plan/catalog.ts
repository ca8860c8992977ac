/**
 * What the compiler may know of steps, estimators and the rest: plain declarations that `cli` collects from the
 * registries. The compiler never imports the code behind them.
 */

/** JSON Schema (2020-12) with our one keyword `role`, which says what a string stands for. */
export interface OptionSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | readonly string[];
  readonly description?: string;
  readonly enum?: readonly (string | number | boolean | null)[];
  readonly const?: string | number | boolean | null;
  readonly default?: string | number | boolean | null | readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly items?: OptionSchema;
  readonly properties?: Readonly<Record<string, OptionSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: OptionSchema;
  readonly additionalProperties?: boolean | OptionSchema;
  readonly anyOf?: readonly OptionSchema[];
  readonly oneOf?: readonly OptionSchema[];
  readonly role?: OptionRole;
}

/**
 * column: an existing column; numeric: one that must hold numbers; new-column: a name that the step creates;
 * expression, condition: the expression language; formula, term, reference, name: what they say.
 */
export type OptionRole =
  | 'column'
  | 'numeric'
  | 'new-column'
  | 'expression'
  | 'condition'
  | 'formula'
  | 'term'
  | 'reference'
  | 'name';

interface Declaration {
  readonly name: string;
  /** One sentence for the language reference and for editors. */
  readonly doc: string;
}

export interface StepDeclaration extends Declaration {
  readonly options: OptionSchema;
  /** `panel`: unit and time must be declared. */
  readonly needs: readonly 'panel'[];
  /** `overwrites`: the columns with role numeric change; `adds`; `renames`; `rows`: rows go. */
  readonly effect: 'overwrites' | 'adds' | 'renames' | 'rows';
}

export interface VcovDeclaration extends Declaration {
  /** `name`: written as a bare word (`HC1`); `columns`: as `{cluster: city}`. */
  readonly form: 'name' | 'columns';
}

export interface EstimatorDeclaration extends Declaration {
  /** How many fixed effects it absorbs. */
  readonly maximumFixed: number;
}

export interface FunctionDeclaration extends Declaration {
  /** Least and most positional arguments. */
  readonly arguments: readonly [number, number];
  readonly named: readonly string[];
  /** `panel` functions need unit and time. */
  readonly needs: readonly 'panel'[];
  readonly takes: 'number' | 'any';
  readonly gives: 'number' | 'same';
}

export interface FormatDeclaration extends Declaration {
  /** The ending of its files, without the dot. */
  readonly extension: string;
}

export interface SourceDeclaration extends Declaration {
  readonly extensions: readonly string[];
  /** Keys of a source that mean something for this format: `delimiter`, `sheet` … */
  readonly options: readonly string[];
}

export interface Catalog {
  readonly sources: readonly SourceDeclaration[];
  readonly steps: readonly StepDeclaration[];
  readonly functions: readonly FunctionDeclaration[];
  readonly estimators: readonly EstimatorDeclaration[];
  readonly vcovs: readonly VcovDeclaration[];
  readonly conventions: readonly Declaration[];
  readonly describeStatistics: readonly Declaration[];
  readonly mediationTests: readonly Declaration[];
  readonly tableStatistics: readonly Declaration[];
  readonly figures: readonly Declaration[];
  readonly formats: readonly FormatDeclaration[];
}

/** What is known of a table before anything runs: its columns, in the file's order. */
export interface TableSchema {
  readonly columns: readonly ColumnSchema[];
  readonly rows: number;
}

export interface ColumnSchema {
  readonly name: string;
  readonly type: 'number' | 'text';
  /**
   * Values of a text column in order of appearance, of a column of few whole numbers by size; null when there are more
   * than are worth listing.
   */
  readonly levels: readonly string[] | null;
}
