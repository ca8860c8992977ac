import type { Expression } from './expression.ts';
import type { ModelSpec } from './model.ts';
import type { Sharing } from './sharing.ts';
import type { Span } from './span.ts';

/** Text for readers: one string for every language, or one a language (`{en, zh}`). */
export type Localised = string | Readonly<Record<string, string>>;

/** What a plan may hold beside trees: plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What each kind of step is told. A step's id is the hash of its kind, its parameters and the ids of its inputs,
 * spans left out: equal steps are one step.
 */
export interface StepParameters {
  /** Reads a file. Output: table. */
  read: ReadParameters;
  /** One preparation verb on the table of the one input. Output: table. */
  prepare: PrepareParameters;
  /** Descriptive statistics. Input: table. */
  describe: DescribeParameters;
  /** Correlations. Input: table. */
  correlate: CorrelateParameters;
  /** One model. Input: table. */
  estimate: ModelSpec;
  /** Indirect effect. Inputs: the estimate steps total, mediator, direct. */
  mediate: MediateParameters;
  /** Hypotheses on the coefficients of one model, by its vcov. Input: the estimate step. */
  hypotheses: HypothesesParameters;
  /** Tests of one model. Input: the estimate step. */
  diagnose: DiagnoseParameters;
  /** Coefficients across groups. Inputs: the estimate steps of one formula, one a group, in the groups' order. */
  compare: CompareParameters;
  /** Equality of coefficients. Inputs: two estimate steps. */
  contrast: ContrastParameters;
  /** What a specification curve says as a whole. Inputs: its estimate steps, one a combination. */
  curve: CurveParameters;
  /** Indirect effects of several mediators. Inputs: the estimate steps total, one a mediator, direct. */
  'mediate-parallel': ParallelParameters;
  /** Permutation draws. Input: the estimate step. */
  placebo: PlaceboParameters;
}

export type StepKind = keyof StepParameters;

export interface PlanStep<K extends StepKind = StepKind> {
  readonly id: string;
  readonly kind: K;
  readonly inputs: readonly string[];
  readonly parameters: StepParameters[K];
  /** Where the author wrote it. */
  readonly span: Span;
}

export interface ReadParameters {
  /** Relative to the study's folder, with forward slashes. */
  readonly file: string;
  readonly format: string;
  readonly options: { readonly [option: string]: Json };
  readonly panel: { readonly unit: string; readonly time: string } | null;
  /** The columns that the study uses, in the file's order. */
  readonly columns: readonly string[];
  /** What reads it instead of memory. */
  readonly engine?: string;
  /** Its columns stay in the engine, from which only sums come back. */
  readonly sums?: true;
}

export interface PrepareParameters {
  readonly verb: string;
  /**
   * The verb's options as its declaration describes them, expressions already parsed. A map whose keys name new
   * columns is a list of pairs: its order is part of its meaning.
   */
  readonly options: OptionValue;
  /** The profile that decides the definition of a percentile. */
  readonly conventions: string;
}

/** An option of a step after parsing: JSON, with trees where the declaration says `expression`. */
export type OptionValue =
  | null
  | boolean
  | number
  | string
  | Expression
  | readonly OptionValue[]
  | { readonly [key: string]: OptionValue };

export interface DescribeParameters {
  readonly variables: readonly string[];
  /** `n missing mean sd variance min max median p1…p99 skewness kurtosis`, in the order of the columns. */
  readonly statistics: readonly string[];
  readonly where: readonly Expression[];
  readonly conventions: string;
  /** The split's groups, each described by itself; empty without a split. */
  readonly groups: readonly { readonly name: string; readonly where: Expression }[];
  /** Whether a figure draws the distributions. */
  readonly distributions?: true;
}

export interface CorrelateParameters {
  readonly variables: readonly string[];
  readonly method: 'pearson' | 'spearman';
  readonly where: readonly Expression[];
  /** Only rows that are complete for all variables; else, pair by pair, for both. */
  readonly listwise: boolean;
  /** The split's groups; empty without a split. */
  readonly groups: readonly { readonly name: string; readonly where: Expression }[];
}

export interface MediateParameters {
  readonly treatment: string;
  readonly mediator: string;
  /** Names of closed-form tests of the indirect effect: `sobel`, `aroian`, `goodman`. */
  readonly tests: readonly string[];
  readonly bootstrap: BootstrapParameters | null;
  readonly alpha: number;
  readonly seed: number | null;
}

export interface ParallelParameters extends Omit<MediateParameters, 'mediator'> {
  /** In the order of their inputs. */
  readonly mediators: readonly string[];
}

export interface BootstrapParameters {
  readonly draws: number;
  /** The column whose values are resampled whole; null resamples rows. */
  readonly cluster: string | null;
  readonly interval: 'percentile' | 'bca';
}

export interface ContrastParameters {
  /** Each compared on its own. */
  readonly terms: readonly string[];
  /** `suest` or `chow`. */
  readonly test: string;
}

export interface CurveParameters {
  /** The term that is followed, input by input. */
  readonly terms: readonly string[];
  /** Of the joint test, a permutation of the treatment under the null; null without. */
  readonly draws: number | null;
  readonly seed: number | null;
}

/** What one model of a specification curve chose, as text; null is the model's own. */
export interface CurveChoice {
  readonly ref: string;
  /** The term that is followed. */
  readonly term: string;
  readonly outcome: string;
  readonly controls: readonly string[];
  readonly fixed: readonly string[];
  readonly where: string | null;
  readonly vcov: string | null;
}

export interface PlaceboParameters {
  readonly permute: string;
  readonly draws: number;
  /** Values are exchanged only between rows that are equal here. */
  readonly within: string | null;
  /** Whole series of these units are exchanged. */
  readonly unit: string | null;
  readonly statistic: 'statistic' | 'estimate';
  readonly seed: number;
}

export interface HypothesesParameters {
  readonly hypotheses: readonly PlannedHypothesis[];
}

/** What is tested at once under its name, of which the model has all coefficients. */
export interface PlannedHypothesis {
  readonly name: string;
  /** Zero: names of terms, each standing for all its columns, or of single columns. */
  readonly terms: readonly string[];
  readonly equations: readonly PlannedEquation[];
}

/** The sum of weight times coefficient is `value`. */
export interface PlannedEquation {
  readonly coefficients: readonly { readonly name: string; readonly weight: number }[];
  readonly value: number;
}

export interface DiagnoseParameters {
  /** Words of the language: `vif`, `breusch-pagan`, … */
  readonly tests: readonly string[];
}

export interface CompareParameters {
  /** Names of terms, each standing for all its columns, or of single columns; each is compared by itself. */
  readonly terms: readonly string[];
  readonly test: 'suest' | 'chow' | 'permutation';
  /** One an input. A permutation exchanges the rows' groups. */
  readonly groups: readonly { readonly name: string; readonly where: Expression }[];
  /** Of a permutation; null else. */
  readonly draws: number | null;
  readonly seed: number | null;
  /** Whole units change their group. */
  readonly unit: string | null;
}

/** A model of an analysis under its canonical reference. */
export interface PlannedModel {
  /** `baseline.4`, `mediation.direct`, `by_period.AGG@forming`. */
  readonly ref: string;
  readonly name: string | null;
  readonly group: { readonly name: string; readonly label: Localised } | null;
  /** As printed by the formula printer. */
  readonly formula: string;
  readonly outcome: string;
  readonly step: string;
  /** The steps that test it, by the name of their results; absent without any. */
  readonly tests?: Readonly<Partial<Record<'hypotheses' | 'diagnostics', string>>>;
}

export interface PlannedAnalysis {
  readonly id: string;
  readonly verb: string;
  readonly models: readonly PlannedModel[];
  /** The steps of the analysis that are no models, by role: `describe`, `mediate`, `placebo`. */
  readonly steps: Readonly<Record<string, string>>;
  /** `define`: the variables, sets written out. Other verbs: what composition needs to know. */
  readonly options: { readonly [option: string]: Json };
  readonly note: Localised | null;
}

export interface PlannedVariable {
  readonly name: string;
  readonly label: Localised | null;
  readonly symbol: string | null;
  readonly role: string | null;
  readonly definition: Localised | null;
  readonly unit: Localised | null;
  readonly levels: readonly { readonly value: string; readonly label: Localised }[];
}

/** One block of a table: the whole of it, or one of several stacked panels. */
export interface PlannedPanel {
  readonly heading: Localised | null;
  /** References to models in column order, `REF.margins` among them; empty for an analysis without models. */
  readonly models: readonly string[];
  /** The analysis whose own layout the panel has (`define`, `describe`, `mediate`), else null. */
  readonly analysis: string | null;
}

export interface PlannedTable {
  readonly id: string;
  /** From 1, in the order of the file. */
  readonly number: number;
  readonly title: Localised | null;
  readonly label: string;
  readonly panels: readonly PlannedPanel[];
  /** `estimate`, then `t | se | p | ci`. */
  readonly cells: readonly string[];
  /** Rows in order: a name and the terms that feed it; terms not listed follow. */
  readonly rows: readonly { readonly name: string; readonly terms: readonly string[] }[];
  readonly omit: readonly string[];
  /** A Yes/No row for omitted terms: heading → terms. */
  readonly indicate: readonly { readonly heading: string; readonly terms: readonly string[] }[];
  /** Outermost first: `split`, `outcome`, `model`. Null lets the composer choose. */
  readonly header: readonly string[] | null;
  readonly labels: readonly Localised[] | Readonly<Record<string, Localised>> | null;
  readonly names: 'label' | 'symbol';
  readonly digits: number;
  /** Ladder, strictest first; empty for `none`. */
  readonly stars: readonly { readonly mark: string; readonly below: number }[];
  readonly statistics: readonly string[];
  readonly fixedEffects: boolean;
  readonly notes: readonly ('auto' | { readonly text: Localised })[];
}

export interface PlannedFigure {
  readonly id: string;
  readonly number: number;
  /** What it shows, as a reference; of several, the first. */
  readonly of: string;
  readonly draw: string;
  /** References to the models whose coefficients are drawn, in order; empty for other figures. */
  readonly models: readonly string[];
  /** Terms whose coefficients are drawn, sets written out; empty for all. */
  readonly terms: readonly string[];
  readonly title: Localised | null;
}

export interface PlannedClaim {
  readonly id: string;
  readonly says: Localised | null;
  readonly holds: Expression;
  /** The condition as the author wrote it. */
  readonly text: string;
  readonly expect: boolean;
  readonly span: Span;
}

/** The whole of what will be done, as plain data: printed by `studyc plan`, walked by the runtime. */
export interface Plan {
  readonly version: 1;
  readonly study: string;
  readonly title: Localised | null;
  readonly authors: readonly Localised[];
  readonly description: Localised | null;
  readonly language: string;
  readonly seed: number | null;
  readonly conventions: string;
  /** The journal's style of tables and figures. */
  readonly style: string;
  readonly spec: { readonly file: string; readonly sha256: string };
  readonly steps: readonly PlanStep[];
  /** What steps have in common, to be done once; null where each is to be done by itself. */
  readonly sharing: Sharing | null;
  /** The last step of the preparation: the table that analyses read. */
  readonly table: string;
  readonly panel: { readonly unit: string; readonly time: string } | null;
  readonly variables: readonly PlannedVariable[];
  readonly sets: Readonly<Record<string, readonly string[]>>;
  readonly analyses: readonly PlannedAnalysis[];
  readonly tables: readonly PlannedTable[];
  readonly figures: readonly PlannedFigure[];
  readonly claims: readonly PlannedClaim[];
}
