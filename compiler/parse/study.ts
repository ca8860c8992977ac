import type { FormulaTree } from '../formula/tree.ts';
import type { OptionRole } from '../plan/catalog.ts';
import type { Expression } from '../plan/expression.ts';
import type { Localised } from '../plan/plan.ts';
import type { Reported } from '../plan/reported.ts';
import type { SourceText, Span } from '../plan/span.ts';
import type { MapTree } from './tree.ts';

/** A value and the place where the author wrote it. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
}

/**
 * One study as written: everything read, nothing looked up. Keys keep the order of the file; what the author left
 * out is null (or empty), and no default is filled in but those that are the language's own (`language: en`).
 */
export interface StudySpec {
  readonly source: SourceText;
  readonly study: Located<string>;
  readonly title: Localised | null;
  readonly description: Localised | null;
  readonly authors: readonly Localised[];
  readonly language: string;
  readonly seed: Located<number> | null;
  /** `stata` where nothing is said. */
  readonly conventions: Located<string>;
  readonly defaults: Defaults;
  /** The main source. */
  readonly data: DataSource | null;
  /** All sources that have a file, in written order. */
  readonly sources: readonly DataSource[];
  /** As written, also of those that could not be read; one source without a name is `data`. */
  readonly sourceNames: readonly string[];
  readonly prepare: readonly Step[];
  readonly variables: readonly Variable[];
  readonly sets: readonly NamedSet[];
  readonly analyses: readonly Analysis[];
  readonly tables: readonly TableSpec[];
  readonly figures: readonly FigureSpec[];
  readonly claims: readonly Claim[];
  readonly reported: ReportedSpec | null;
  readonly output: Output;
  readonly broken: Broken;
  /** The file as read, for rules about keys that no later stage reads. */
  readonly tree: MapTree;
}

/**
 * What could not be read, so that its consequences are not reported again: names that a broken step or set may have
 * made, ids of analyses that are left out. Empty in a study that passed the check.
 */
export interface Broken {
  readonly names: readonly string[];
  readonly analyses: readonly string[];
  /** Top-level keys with a mistake somewhere below (or misspelt themselves). */
  readonly sections: readonly string[];
}

/** The keys that may stand both in `defaults` and in an analysis; null where nothing is said. */
export interface Settings {
  readonly vcov: VcovChoice | null;
  readonly estimator: Located<string> | null;
  readonly conventions: Located<string> | null;
  readonly level: Located<number> | null;
  /** A column, or `none`. */
  readonly weights: Located<string> | null;
  /** Of `quantile`; not in `defaults`. */
  readonly tau: Located<number> | null;
  /** `at_means`, of `REF.margins`; not in `defaults`. */
  readonly margins: Located<string> | null;
}

export interface Defaults {
  readonly vcov: VcovChoice | null;
  readonly level: Located<number> | null;
  readonly estimator: Located<string> | null;
  readonly weights: Located<string> | null;
  readonly tables: TableOptions;
}

/** `HC1` is type HC1 by nothing; `{cluster: city}` is type cluster by city; options are null where nothing is said. */
export interface VcovChoice {
  readonly type: string;
  readonly by: readonly ClusterChoice[];
  readonly lag: number | null;
  readonly draws: number | null;
  readonly interval: 'percentile' | 'bca' | null;
  readonly weights: 'rademacher' | 'webb' | null;
  readonly span: Span;
}

/** One dimension of clusters: a column, or each combination of several (`city^year`). */
export interface ClusterChoice {
  readonly columns: readonly Located<string>[];
  readonly span: Span;
}

export interface DataSource {
  /** As written; `data` where there is one source, which needs no name. */
  readonly name: string;
  /** As written; relative to the study's folder. */
  readonly file: Located<string>;
  /** As written under `format`, else from the file's ending. */
  readonly format: Located<string>;
  readonly options: SourceOptions;
  /** What reads and prepares it; null where memory does. */
  readonly engine: Located<string> | null;
  /** Whether models are estimated from sums in the engine alone. */
  readonly sums: boolean;
  readonly panel: { readonly unit: Located<string>; readonly time: Located<string> } | null;
  /** As written, for rules about its keys. */
  readonly tree: MapTree;
  readonly span: Span;
}

/** Absent where the author said nothing. */
export interface SourceOptions {
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly decimal?: string;
  /** Name or position of a workbook's sheet, as written. */
  readonly sheet?: string;
  readonly na?: readonly string[];
  readonly columns?: Readonly<Record<string, 'number' | 'integer' | 'string' | 'date'>>;
}

/** One preparation step; its options as the verb's declaration describes them. */
export interface Step {
  readonly verb: Located<string>;
  readonly options: OptionNode;
  readonly span: Span;
}

/** A value of an option with its place; text whose role is expression or condition is already a tree. */
export type OptionNode =
  | {
      readonly kind: 'scalar';
      readonly value: string | number | boolean | null;
      readonly role: OptionRole | null;
      readonly span: Span;
    }
  | {
      readonly kind: 'expression';
      readonly tree: Expression;
      readonly role: 'expression' | 'condition';
      readonly span: Span;
    }
  | { readonly kind: 'list'; readonly items: readonly OptionNode[]; readonly span: Span }
  | { readonly kind: 'map'; readonly entries: readonly OptionEntry[]; readonly span: Span };

export interface OptionEntry {
  readonly key: Located<string>;
  /** What the key stands for, where the declaration says so: `new-column` in `derive`. */
  readonly role: OptionRole | null;
  readonly value: OptionNode;
}

export interface Variable {
  readonly name: Located<string>;
  readonly label: Localised | null;
  readonly role: Located<string> | null;
  readonly definition: Localised | null;
  readonly unit: Localised | null;
  readonly symbol: string | null;
  readonly levels: readonly { readonly value: Located<string>; readonly label: Localised }[];
}

/** Members are terms as written: `POS`, `log(POS)`, another set's name. */
export interface NamedSet {
  readonly name: Located<string>;
  readonly members: readonly Located<string>[];
}

/** An expression and its text, as in the file. */
export interface Condition {
  readonly tree: Expression;
  readonly text: string;
  readonly span: Span;
}

export interface FormulaText {
  readonly tree: FormulaTree;
  readonly text: string;
  readonly span: Span;
}

/** Either a column, or labelled conditions in written order. */
export type Split =
  | { readonly kind: 'column'; readonly column: Located<string> }
  | {
      readonly kind: 'conditions';
      readonly groups: readonly { readonly name: Located<string>; readonly where: Condition }[];
    };

/** What every verb may have. */
export interface AnalysisBase extends Settings {
  readonly id: Located<string>;
  /** The whole entry. */
  readonly span: Span;
  /** The verb's key. */
  readonly verbSpan: Span;
  readonly where: Condition | null;
  readonly split: Split | null;
  readonly commonSample: boolean;
  readonly note: Localised | null;
}

export interface DefineAnalysis extends AnalysisBase {
  readonly verb: 'define';
  /** Variables and sets. */
  readonly names: readonly Located<string>[];
}

export interface DescribeAnalysis extends AnalysisBase {
  readonly verb: 'describe';
  readonly names: readonly Located<string>[];
  /** Null: the usual ones. */
  readonly statistics: readonly Located<string>[] | null;
}

export interface CorrelateAnalysis extends AnalysisBase {
  readonly verb: 'correlate';
  /** Variables and sets. */
  readonly names: readonly Located<string>[];
  readonly method: 'pearson' | 'spearman';
}

export interface RegressAnalysis extends AnalysisBase {
  readonly verb: 'regress';
  /** Names are null where the formulas stand alone or in a list. */
  readonly formulas: readonly { readonly name: Located<string> | null; readonly formula: FormulaText }[];
  readonly compare: Comparison | null;
  readonly hypotheses: readonly Hypothesis[];
  /** Words of tests. */
  readonly diagnostics: readonly Located<string>[];
}

/** Coefficients compared across the groups of a split. */
export interface Comparison {
  /** Terms and sets. */
  readonly terms: readonly Located<string>[];
  /** `suest` where nothing is said. */
  readonly test: Located<string> | null;
  readonly draws: Located<number> | null;
  readonly unit: Located<string> | null;
  /** The key. */
  readonly span: Span;
}

/** Terms and sets that are zero and linear equations in coefficients, all at once; at least one of either. */
export interface Hypothesis {
  readonly name: Located<string>;
  readonly terms: readonly Located<string>[];
  readonly equations: readonly Condition[];
}

export interface MediateAnalysis extends AnalysisBase {
  readonly verb: 'mediate';
  readonly outcome: Located<string>;
  readonly treatment: Located<string>;
  readonly mediators: readonly Located<string>[];
  /** Written as a list: parallel mediation, whose models and effects bear the mediator's name. */
  readonly parallel: boolean;
  /** Terms and sets. */
  readonly controls: readonly Located<string>[];
  /** Absorbed effects: columns, or `city^year`. */
  readonly fixed: readonly Located<string>[];
  readonly tests: readonly Located<string>[];
  readonly bootstrap: MediationBootstrap | null;
  /** Of the verdict, 0.1 unless stated. */
  readonly alpha: number;
}

export interface MediationBootstrap {
  readonly draws: number;
  readonly cluster: Located<string> | null;
  readonly interval: 'percentile' | 'bca';
  readonly span: Span;
}

export interface VaryAnalysis extends AnalysisBase {
  readonly verb: 'vary';
  readonly model: Located<ModelReference>;
  readonly variants: readonly Variant[];
  /** A column, each value of which is left out in turn. */
  readonly leaveOut: Located<string> | null;
}

export interface Variant extends Settings {
  readonly name: Located<string>;
  readonly replace: readonly {
    readonly target: Located<string>;
    readonly by: readonly Located<string>[];
  }[];
  readonly where: Condition | null;
  readonly span: Span;
}

export interface PlaceboAnalysis extends AnalysisBase {
  readonly verb: 'placebo';
  readonly model: Located<ModelReference>;
  /** A term of the model. */
  readonly permute: Located<string>;
  readonly draws: number;
  readonly within: Located<string> | null;
  readonly unit: Located<string> | null;
  readonly statistic: 'statistic' | 'estimate';
}

/** Equality of coefficients across two models. */
export interface ContrastAnalysis extends AnalysisBase {
  readonly verb: 'contrast';
  readonly models: readonly [Located<ModelReference>, Located<ModelReference>];
  /** Terms and sets, each compared on its own. */
  readonly terms: readonly Located<string>[];
  /** `suest` unless stated. */
  readonly test: Located<string>;
}

/** A specification curve: one model for every combination of one entry an axis. */
export interface CurveAnalysis extends AnalysisBase {
  readonly verb: 'curve';
  readonly model: Located<ModelReference>;
  readonly over: CurveAxes;
  /** Of the joint test; null without. */
  readonly draws: Located<number> | null;
}

/** Empty where nothing is said: the model's own. */
export interface CurveAxes {
  readonly outcome: readonly Located<string>[];
  /** First the term of the model, which is followed; then what replaces it. */
  readonly treatment: readonly Located<string>[];
  readonly controls: 'subsets' | readonly CurveEntry[];
  readonly fixed: readonly CurveEntry[];
  readonly where: readonly Condition[];
  readonly vcov: readonly VcovChoice[];
  /** The key `over`. */
  readonly span: Span;
}

/** One entry of an axis whose entries are lists: none, one or several names. */
export interface CurveEntry {
  readonly parts: readonly Located<string>[];
  readonly span: Span;
}

export type Analysis =
  | DefineAnalysis
  | DescribeAnalysis
  | CorrelateAnalysis
  | RegressAnalysis
  | MediateAnalysis
  | VaryAnalysis
  | ContrastAnalysis
  | CurveAnalysis
  | PlaceboAnalysis;

/** `ANALYSIS[.NAME][.NUMBER][@GROUP]` in its parts, backticks removed. */
export interface ModelReference {
  readonly text: string;
  /** The analysis first. */
  readonly parts: readonly string[];
  readonly group: string | null;
}

/** What `defaults.tables` and a table may both say; null where nothing is said. */
export interface TableOptions {
  /** `estimate`, then `t | se | p | ci`. */
  readonly cells: readonly Located<string>[] | null;
  readonly statistics: readonly Located<string>[] | null;
  readonly digits: number | null;
  /** Strictest first; empty for `none`. */
  readonly stars: readonly { readonly mark: string; readonly below: number }[] | null;
  readonly names: 'label' | 'symbol' | null;
}

export interface TableSpec extends TableOptions {
  readonly id: Located<string>;
  readonly span: Span;
  /** One panel without heading, unless `of` is a map. */
  readonly panels: readonly {
    readonly heading: string | null;
    readonly of: readonly Located<ModelReference>[];
  }[];
  readonly title: Localised | null;
  readonly label: string | null;
  /** Rows in order. A bare entry feeds itself: `TIN` is `{name: TIN, terms: [TIN]}`, marked `merged: false`. */
  readonly rows: readonly TableRow[];
  /** Terms and sets; `rest` stands as such. */
  readonly omit: readonly Located<string>[];
  readonly indicate: readonly {
    readonly heading: string;
    readonly terms: readonly Located<string>[];
  }[];
  readonly header: readonly ('split' | 'outcome' | 'model')[] | null;
  readonly labels: readonly Localised[] | Readonly<Record<string, Localised>> | null;
  readonly fixedEffects: boolean;
  readonly notes: readonly ('auto' | { readonly text: Localised })[] | null;
}

/** `merged`: written as name → terms, so one row under that name; else each term (or member of a set) has its own. */
export interface TableRow {
  readonly name: Located<string>;
  readonly terms: readonly Located<string>[];
  readonly merged: boolean;
}

export interface FigureSpec {
  readonly id: Located<string>;
  readonly span: Span;
  /** At least one; several of coefficients. */
  readonly of: readonly Located<ModelReference>[];
  readonly draw: Located<string>;
  /** Of the coefficients; all where nothing is said. */
  readonly terms: readonly Located<string>[];
  readonly title: Localised | null;
}

export interface Claim {
  readonly id: Located<string>;
  readonly says: Localised | null;
  /** References of results are resolved by the check. */
  readonly holds: Condition;
  readonly expect: boolean;
  readonly span: Span;
}

/** `reported` as read, and the models that its columns are tied to, still to be looked up. */
export interface ReportedSpec {
  readonly reported: Reported;
  readonly ties: readonly { readonly column: string; readonly model: Located<ModelReference> }[];
}

export interface Output {
  readonly formats: readonly Located<string>[] | null;
  readonly dir: string | null;
  /** Paths of texts with numbers to be filled in. */
  readonly prose: readonly Located<string>[];
  readonly style: string | null;
  /** Path of the folder with layouts that replace those of the formats. */
  readonly templates: Located<string> | null;
}
