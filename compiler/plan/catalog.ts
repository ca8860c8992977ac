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
 * expression, condition: the expression language; source: a source of the study; source-column: a column there;
 * formula, term, reference, name: what they say.
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
  | 'source'
  | 'source-column'
  | 'name';

export interface Declaration {
  readonly name: string;
  /** One sentence for the language reference and for editors. */
  readonly doc: string;
}

export interface StepDeclaration extends Declaration {
  readonly options: OptionSchema;
  /** `panel`: unit and time must be declared. */
  readonly needs: readonly 'panel'[];
  /** `overwrites`: the columns with role numeric change; `adds`; `renames`; `rows`: rows go; `joins`: the columns of a source come. */
  readonly effect: 'overwrites' | 'adds' | 'renames' | 'rows' | 'joins';
}

export interface VcovDeclaration extends Declaration {
  /** `name`: written as a bare word (`HC1`); `columns`: as `{cluster: city}`; `options`: as `{newey-west: {lag: 2}}`. */
  readonly form: 'name' | 'columns' | 'options';
  /**
   * What of it runs beside its usual form: `several` (clusters by two columns or more), `combined` (`city^year`), `bca`,
   * `webb`.
   */
  readonly parts?: readonly ('several' | 'combined' | 'bca' | 'webb')[];
  /** The estimators that it is built for; absent: all. */
  readonly of?: readonly string[];
  /** What of a model it is not defined beside, and what to state instead. */
  readonly lacks?: { readonly parts: readonly 'weights'[]; readonly instead: string };
}

export interface EstimatorDeclaration extends Declaration {
  /** How many fixed effects it absorbs. */
  readonly maximumFixed: number;
  /** Whether it takes weights. */
  readonly weights?: boolean;
  /** The covariances that it has; without this, all of the catalog. */
  readonly covariances?: readonly string[];
  /** Parts of formulas that it takes beside terms and fixed effects; absent: none. */
  readonly takes?: readonly ('instruments' | 'slopes')[];
}

export interface TestDeclaration extends Declaration {
  /** The estimators whose models it is for; absent: all. */
  readonly of?: readonly string[];
  /** `panel`: unit and time must be declared; `instruments`: the model is instrumented. */
  readonly needs?: readonly ('panel' | 'instruments')[];
  /** Whether it is for models with weights too. */
  readonly weights?: boolean;
  /** The least number of terms that it compares. */
  readonly terms?: number;
}

export interface FunctionDeclaration extends Declaration {
  /** Least and most positional arguments. */
  readonly arguments: readonly [number, number];
  readonly named: readonly string[];
  /** `panel` functions need unit and time. */
  readonly needs: readonly 'panel'[];
  /** `ordered`: numbers, or dates. */
  readonly takes: 'number' | 'any' | 'ordered';
  readonly gives: 'number' | 'same';
}

export interface FormatDeclaration extends Declaration {
  /** The ending of its files, without the dot. */
  readonly extension: string;
  /** Whether it is written where neither the study nor the command line names formats. */
  readonly byDefault: boolean;
  /** Formats whose files its report shows, so that they come with it. */
  readonly brings: readonly string[];
}

/** A journal's style; what it sets for tables where the study says nothing. */
export interface StyleDeclaration extends Declaration {
  readonly tables?: {
    /** `estimate`, then `t | se | p | ci`. */
    readonly cells?: readonly string[];
    /** Strictest first; empty for none. */
    readonly stars?: readonly { readonly mark: string; readonly below: number }[];
  };
}

export interface SourceDeclaration extends Declaration {
  readonly extensions: readonly string[];
  /** Keys of a source that mean something for this format: `delimiter`, `sheet` … */
  readonly options: readonly string[];
}

/** What reads and prepares a table instead of memory. */
export interface EngineDeclaration extends Declaration {
  /** Formats of files that it reads. */
  readonly formats: readonly string[];
  /** Keys that say how to read a file and that it follows. */
  readonly options: readonly string[];
  /** Verbs of preparation, and functions of expressions, that it computes as memory does. */
  readonly steps: readonly string[];
  readonly functions: readonly string[];
  /** What is estimated there, without the columns in memory. */
  readonly sums: SumsDeclaration;
}

/** Models for which sums of products suffice. */
export interface SumsDeclaration {
  readonly estimators: readonly string[];
  readonly vcov: readonly string[];
  /** Of formulas and conditions. */
  readonly functions: readonly string[];
  /** Verbs of analyses that may stand on such models. */
  readonly verbs: readonly string[];
}

/** A verb of analyses that runs. */
export interface VerbDeclaration extends Declaration {
  /** What of it runs beside its usual form: `parallel` (mediate), `draws` (curve), `bca` (mediate). */
  readonly parts: readonly string[];
}

export interface Catalog {
  readonly verbs: readonly VerbDeclaration[];
  readonly sources: readonly SourceDeclaration[];
  /** Beside memory. */
  readonly engines: readonly EngineDeclaration[];
  readonly steps: readonly StepDeclaration[];
  readonly functions: readonly FunctionDeclaration[];
  readonly estimators: readonly EstimatorDeclaration[];
  readonly vcovs: readonly VcovDeclaration[];
  readonly conventions: readonly Declaration[];
  /** Models that follow from a model: `first`, `margins`. */
  readonly derivedModels: readonly Declaration[];
  readonly describeStatistics: readonly Declaration[];
  /** Tests of a model, under `diagnostics`. */
  readonly modelTests: readonly TestDeclaration[];
  /** Forms of `hypotheses`: `zero` (a list of terms), `equation`. */
  readonly hypotheses: readonly Declaration[];
  /** Tests across groups, under `compare`. */
  readonly comparisons: readonly Declaration[];
  readonly mediationTests: readonly Declaration[];
  readonly tableStatistics: readonly Declaration[];
  readonly figures: readonly Declaration[];
  readonly formats: readonly FormatDeclaration[];
  /** The first is that of a study that names none. */
  readonly styles: readonly StyleDeclaration[];
  /** Languages that tables and notes can be in, by their primary subtag. */
  readonly languages: readonly Declaration[];
}

/** What is known of a table before anything runs: its columns, in the file's order. */
export interface TableSchema {
  readonly columns: readonly ColumnSchema[];
  readonly rows: number;
  /** Of the declared panel, or why its keys are none; null or absent where none is declared or nobody looked. */
  readonly panel?: PanelSchema | PanelFailure | null;
}

export interface PanelSchema {
  readonly kind: 'panel';
  readonly units: number;
  readonly periods: number;
  /**
   * Between rows of a unit that follow each other in time: the smallest distance, the greatest common divisor of all
   * (NaN where some are no whole numbers), and how many are larger than the smallest. Null where time is no number, or
   * no unit has two rows.
   */
  readonly distances: { readonly least: number; readonly divisor: number; readonly gaps: number } | null;
}

/** Keys of a panel that are missing somewhere, or not unique. */
export interface PanelFailure {
  readonly kind: 'failure';
  readonly message: string;
  readonly hint: string | null;
}

export interface ColumnSchema {
  readonly name: string;
  readonly type: 'number' | 'text' | 'date';
  /**
   * Values of a text column in order of appearance, of a column of few whole numbers or dates by size; null when there are more
   * than are worth listing.
   */
  readonly levels: readonly string[] | null;
  /** The levels stand in an order that the file gives them, which groups and reference levels follow. */
  readonly ordered?: true;
  /** Absent where nobody counted. */
  readonly facts?: ColumnFacts;
}

/** What the cells of a column say before anything runs. */
export interface ColumnFacts {
  /** Cells that hold nothing. */
  readonly missing: number;
  /** Different values beside missing; null where there are more than are worth counting. */
  readonly distinct: number | null;
  /** Smallest and largest, of dates as days since 1970-01-01; null for text, and where every cell is missing. */
  readonly range: readonly [number, number] | null;
  /** Cells of a text column that read as numbers. */
  readonly numeric: number;
  /** Keys of the panel within each of whose values all cells that are not missing are equal. */
  readonly constantWithin: readonly ('unit' | 'time')[];
}
