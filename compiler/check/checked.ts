import type { Located, StudySpec, VcovChoice } from '../parse/study.ts';
import type { ColumnSchema, TableSchema } from '../plan/catalog.ts';
import type { Expression } from '../plan/expression.ts';
import type { ModelFormula } from '../plan/model.ts';
import type { CurveChoice, Localised, PlannedHypothesis } from '../plan/plan.ts';
import type { Span } from '../plan/span.ts';
import type { Missingness } from './cells.ts';

/** A study in which every check passed, with what the check had to find out. */
export interface CheckedStudy {
  readonly spec: StudySpec;
  /** The data file as it is. */
  readonly file: TableSchema;
  /** The columns after the preparation: those of the file in its order, then the new ones. */
  readonly columns: readonly CheckedColumn[];
  /** The columns of the file that the study reads, in the file's order. */
  readonly used: readonly string[];
  /** By the name of a source that is joined: its columns that the study reads, in its order. */
  readonly joined: ReadonlyMap<string, readonly string[]>;
  /** The keys of the panel under the names that they have after the preparation. */
  readonly panel: { readonly unit: string; readonly time: string } | null;
  /** Members as written, by the set's name; what `expandFormula` takes. */
  readonly sets: ReadonlyMap<string, readonly string[]>;
  /** Models by analysis, in canonical order. */
  readonly models: ReadonlyMap<string, readonly ModelEntry[]>;
  /** The groups of each analysis with a split, in order. */
  readonly groups: ReadonlyMap<string, readonly Group[]>;
  /** The hypotheses of each model that has any, by reference. */
  readonly hypotheses: ReadonlyMap<string, readonly PlannedHypothesis[]>;
  /** What each analysis with `compare` compares. */
  readonly comparisons: ReadonlyMap<string, readonly ComparedFormula[]>;
  /** What the models of each curve chose, in their order. */
  readonly choices: ReadonlyMap<string, readonly CurveChoice[]>;
}

/** A column as analyses see it: its type, and whether cells of it are missing. */
export interface CheckedColumn extends Omit<ColumnSchema, 'facts'> {
  readonly missing: Missingness;
}

/** One formula across the groups of a split. */
export interface ComparedFormula {
  /** Of the reference of its models, between analysis and group: `AGG`, `2`. */
  readonly formula: string;
  /** References, one a group. */
  readonly models: readonly string[];
  /** Names of terms, each standing for all its columns, or of single columns. */
  readonly terms: readonly string[];
}

/** One group of a split: the rows where the condition is 1. */
export interface Group {
  readonly name: string;
  readonly label: Localised;
  readonly where: Expression;
}

/** One model of an analysis, everything that it inherits already put in. */
export interface ModelEntry {
  /** Canonical: `baseline.4`, `mediation.direct`, `by_period.AGG@forming`, `by_industry.2@equipment`. */
  readonly ref: string;
  readonly analysis: string;
  /** Of the formula, the variant, or `total`, `mediator`, `direct`. */
  readonly name: string | null;
  readonly group: Group | null;
  readonly formula: ModelFormula;
  /** The outcome as printed. */
  readonly outcome: string;
  /** Conditions that all hold on the model's rows. */
  readonly where: readonly Expression[];
  /** Expressions that must not be missing beside the model's own: `common_sample`, mediation. */
  readonly complete: readonly Expression[];
  readonly vcov: VcovChoice | null;
  readonly estimator: Located<string> | null;
  readonly conventions: Located<string>;
  readonly level: number;
  /** A column, or `none`. */
  readonly weights: Located<string> | null;
  readonly tau: Located<number> | null;
  readonly margins: Located<string> | null;
  readonly span: Span;
}
