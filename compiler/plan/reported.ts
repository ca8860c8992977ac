import type { Expression } from './expression.ts';
import type { Localised } from './plan.ts';
import type { Span } from './span.ts';

/** A value and the place where the author wrote it. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}

/**
 * A number as printed. Everything is decimal text, so that no digit is lost and sums of them can be exact: an ASCII
 * minus, no exponent, no thousands, zeros kept (`-0.170`).
 */
export interface PrintedNumber {
  /** As transcribed. */
  readonly text: string;
  readonly value: string;
  /**
   * What the printed digits stand for, both ends included: 1.144 is 1.1435 to 1.1445; a count is itself. `low` is null
   * for `<0.001`, which is everything below `high`.
   */
  readonly low: string | null;
  readonly high: string;
  readonly span: Span;
}

export interface PrintedInterval {
  readonly low: PrintedNumber;
  readonly high: PrintedNumber;
}

/** One coefficient of a column; null where nothing is printed. */
export interface ReportedCell {
  /** As transcribed: `_cons`. */
  readonly row: Placed<string>;
  /** As terms are named: `(Intercept)`. */
  readonly term: string;
  readonly estimate: PrintedNumber;
  /** The marks, asterisks as `*`. */
  readonly stars: Placed<string> | null;
  readonly t: PrintedNumber | null;
  readonly se: PrintedNumber | null;
  readonly p: PrintedNumber | null;
  readonly ci: PrintedInterval | null;
  readonly span: Span;
}

export type ReportedStatistic = 'n' | 'r2' | 'adj_r2' | 'within_r2' | 'f' | 'rmse' | 'clusters';

/** `robust` by nothing, `cluster` by city. */
export interface StatedVcov {
  readonly type: string;
  readonly by: readonly string[];
}

/** Years or months (`2023-07`), as transcribed. */
export interface StatedPeriod {
  readonly first: string;
  readonly last: string;
  readonly span: Span;
}

/** What the publication states of its models. Null: it does not say; absent: the author of the study did not look. */
export interface StatedDesign {
  readonly units?: number | null;
  readonly periods?: StatedPeriod | null;
  readonly vcov?: StatedVcov | null;
  /** Absorbed effects; empty where it says that there are none. */
  readonly fixed?: readonly string[] | null;
  readonly clusters?: number | null;
}

/** One column of a table of models. */
export interface ReportedColumn {
  /** Unique in the file. */
  readonly id: Placed<string>;
  readonly outcome: Placed<string> | null;
  readonly group: Placed<string> | null;
  readonly period: StatedPeriod | null;
  readonly cells: readonly ReportedCell[];
  readonly statistics: Readonly<Partial<Record<ReportedStatistic, PrintedNumber>>>;
  /** Absent: as the design says. */
  readonly vcov?: StatedVcov | null;
  readonly fixed?: readonly string[] | null;
  /** The model of this study that it is compared with, by its canonical reference once the study is checked. */
  readonly model: string | null;
  readonly span: Span;
}

/** One variable of a table of descriptive statistics. */
export interface ReportedRow {
  readonly variable: Placed<string>;
  /** By the name of the statistic: `n`, `mean`, `p25`. */
  readonly statistics: Readonly<Record<string, PrintedNumber>>;
  readonly span: Span;
}

export type PathOfMediation = 'total' | 'a' | 'b' | 'direct' | 'indirect';

/** Ids of the columns that are the equations of one mediation. */
export interface ReportedMediation {
  readonly total: Placed<string> | null;
  readonly mediator: Placed<string>;
  readonly direct: Placed<string>;
  /** The paths that the text requires to be significant; null where nothing is said. */
  readonly criterion: readonly PathOfMediation[] | null;
  readonly span: Span;
}

/** Marks and the level below which p is. */
export type Legend = readonly { readonly mark: string; readonly below: number }[];

export type CellPart = 't' | 'se' | 'p' | 'ci';

export interface ReportedTable {
  readonly id: Placed<string>;
  readonly source: Localised | null;
  /** The describe analysis that the rows are compared with. */
  readonly of: Placed<string> | null;
  readonly rows: readonly ReportedRow[];
  /** What a statistic adds up to over the rows: 100 of shares in percent. */
  readonly sums: readonly { readonly statistic: string; readonly total: number }[];
  readonly columns: readonly ReportedColumn[];
  readonly parentheses: CellPart | 'none' | null;
  readonly brackets: CellPart | 'none' | null;
  /** Of the intervals. */
  readonly level: number;
  /** The table's own; null: that of the publication. */
  readonly legend: Legend | null;
  /** As printed over the columns; null where nobody transcribed them. */
  readonly headings: readonly string[] | null;
  readonly mediations: readonly ReportedMediation[];
  /** The columns' groups divide one sample. */
  readonly partition: boolean;
  /** How the difference of the groups is tested. Null: it is not; absent: the author of the study did not look. */
  readonly compare?: string | null;
  readonly span: Span;
}

/** A sentence of the text as a condition on cells: `COLUMN.ROW`, `COLUMN.ROW.p`, `COLUMN.n`, `COLUMN.outcome`, `TABLE.VARIABLE.mean`. */
export interface ReportedStatement {
  readonly says: Localised | null;
  readonly holds: Expression;
  readonly text: string;
  /** How grave it is that the tables say otherwise; null: inconsistent. */
  readonly severity: 'impossible' | 'inconsistent' | 'suspicious' | null;
  readonly span: Span;
}

/** Numbers as published, and what the publication says of them: what verify compares and audit judges. */
export interface Reported {
  readonly source: Localised | null;
  readonly legend: Legend | null;
  readonly design: StatedDesign;
  /** Null: said to be normalised, not how. */
  readonly normalized: readonly { readonly variable: Placed<string>; readonly method: string | null }[];
  /** How a variable is said to be made; names in it are whatever the publication counts. */
  readonly transform: readonly {
    readonly variable: Placed<string>;
    readonly expression: Expression;
    readonly text: string;
  }[];
  readonly range: readonly (PrintedInterval & { readonly variable: Placed<string> })[];
  readonly placebo: {
    readonly permute?: string | null;
    readonly draws?: number | null;
    readonly summary?: boolean | null;
    readonly span: Span;
  } | null;
  readonly tables: readonly ReportedTable[];
  readonly statements: readonly ReportedStatement[];
}
