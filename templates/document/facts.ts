import type { Rich } from './document.ts';

/**
 * What the notes of a table have to say, as data: the composer finds the facts, a locale finds the words.
 */

/** A column as a word: its label in the reader's language, or none, and then its name. */
export interface Noun {
  readonly name: string;
  readonly label: string | null;
}

/** Smallest and largest of several. */
export type Interval = readonly [number, number];

/** A covariance and the columns of the table that have it; null: all of them. */
export interface VcovFact {
  readonly columns: readonly number[] | null;
  readonly type: string;
  readonly by: readonly Noun[];
  /** Number of clusters, one interval a dimension; null without clusters, and where a row of the table has them. */
  readonly clusters: readonly Interval[] | null;
  /** Periods of a covariance along time. */
  readonly lag: number | null;
  /** Degrees of freedom that all these columns share. */
  readonly df: number | null;
  /** Of a covariance, or of p values, from draws; null elsewhere. */
  readonly drawn: DrawnFact | null;
}

export interface DrawnFact {
  readonly draws: number;
  readonly seed: number;
  /** What is drawn as wholes; null: rows, or the signs of clusters. */
  readonly unit: Noun | null;
  /** How intervals are taken from the draws; null where the table shows none. */
  readonly interval: 'percentile' | 'bca' | null;
  /** Draws without estimates, fewest and most of the columns; null where there are none. */
  readonly failed: Interval | null;
  /** What residuals of clusters are multiplied by; null where rows are drawn. */
  readonly weights: 'rademacher' | 'webb' | null;
}

export interface CellFact {
  readonly content: 't' | 'se' | 'p' | 'ci';
  readonly bracket: 'round' | 'square';
}

export interface InferenceFact {
  readonly cells: readonly CellFact[];
  /** The letter of the statistic; both where columns differ. */
  readonly statistic: 't' | 'z' | 'both';
  readonly level: number;
  readonly vcovs: readonly VcovFact[];
  /** Empty where no star is printed. */
  readonly stars: readonly { readonly mark: string; readonly percent: string }[];
}

export interface EstimatorFact {
  readonly estimator: string;
  /** Of quantile regressions, as printed, each once. */
  readonly taus: readonly string[];
  readonly columns: number;
  /** Whether several rows of one unit are estimated as if they were independent rows. */
  readonly pooled: boolean;
  readonly intercept: boolean;
  readonly fixed: 'none' | 'some' | 'all';
  /** Columns that are first stages of instrumented models. */
  readonly firstStages: readonly number[];
  /** Columns of marginal effects, average ones and those at the means. */
  readonly margins: { readonly average: readonly number[]; readonly atMeans: readonly number[] };
  /** Whether the table has a row of F. */
  readonly printsF: boolean;
}

export interface PanelFact {
  readonly unit: Noun;
  readonly units: number;
  readonly periods: number;
  readonly first: string;
  readonly last: string;
  readonly balanced: boolean;
}

export interface SampleFact {
  readonly panel: PanelFact | null;
  /** Rows of the data, and rows that the columns use. */
  readonly rows: number;
  readonly used: Interval;
  /** Whether each column, or the groups of the split together, use every row of the data. */
  readonly whole: boolean;
  /** What uses these rows: models of a figure; absent: columns of a table. */
  readonly of?: 'models';
  /** `by` is null where the groups are conditions of the author. */
  readonly split: { readonly by: Noun | null } | null;
  /** Rows that a column leaves out since its regressors or effects predict their zeros; null where no column does. */
  readonly separated: Interval | null;
}

/** Which of a table's variables a treatment of the data concerns. */
export type Extent =
  | { readonly kind: 'all' }
  | { readonly kind: 'regressors' }
  | { readonly kind: 'except' | 'only'; readonly labels: readonly string[] };

export interface ScalingFact {
  readonly method: string;
  readonly by: readonly Noun[];
  readonly extent: Extent;
}

export interface WinsorFact {
  readonly at: readonly [string, string];
  readonly by: readonly Noun[];
  readonly extent: Extent;
}

export interface DataFacts {
  /** Rows without a match in a source that is joined; sources in which all have one are left out. */
  readonly unmatched: readonly { readonly source: string; readonly rows: number }[];
  readonly interpolated: { readonly cells: number; readonly unit: Noun; readonly time: Noun } | null;
  readonly scaled: readonly ScalingFact[];
  readonly winsorized: readonly WinsorFact[];
}

/** A term that was dropped as collinear, and the columns in which the same others explain it. */
export interface CollinearFact {
  readonly columns: readonly number[];
  readonly term: string;
  readonly explainedBy: readonly string[];
}

export interface CoefficientFacts {
  readonly inference: InferenceFact;
  readonly estimator: EstimatorFact;
  readonly sample: SampleFact;
  readonly data: DataFacts;
  /** Labels of terms that the table leaves out without a row that says so. */
  readonly omitted: readonly string[];
  readonly collinear: readonly CollinearFact[];
}

export interface DescriptiveFacts {
  readonly sample: SampleFact | null;
  readonly data: DataFacts;
  /** Hyndman & Fan type of the percentiles that are shown beside the median; null where none is. */
  readonly percentiles: 2 | 7 | null;
  /** Whether minimum and maximum are shown, so that a scaling to [0, 1] shows in them. */
  readonly extremes: boolean;
}

export interface CorrelationFacts {
  readonly method: 'pearson' | 'spearman';
  readonly sample: 'pairwise' | 'listwise';
  /** Whether p-values, and numbers of rows, stand below the coefficients. */
  readonly p: boolean;
  readonly counts: boolean;
  /** Empty where no star is printed. */
  readonly stars: InferenceFact['stars'];
}

export interface MediationFacts {
  readonly base: CoefficientFacts;
  readonly treatment: string;
  /** One or several. */
  readonly mediators: readonly string[];
  /** Column numbers of the mediators' models and of the direct model, one a group of a split. */
  readonly columns: readonly [readonly number[], readonly number[]];
  /** The closed-form test that the stars of the indirect effect follow. */
  readonly test: Rich | null;
  readonly closedForm: readonly Rich[];
  readonly bootstrap: BootstrapFact | null;
}

export interface BootstrapFact {
  readonly draws: number;
  readonly failed: number;
  readonly interval: 'percentile' | 'bca';
  /** Null: rows are resampled. */
  readonly unit: Noun | null;
}

export interface VerdictFacts {
  /** Which of several mediators; null for the only one. */
  readonly mediator: string | null;
  readonly verdict: 'none' | 'partial' | 'full' | 'suppression';
  readonly alpha: number;
  /** Symbols of the paths, in order. */
  readonly significant: readonly Rich[];
  readonly insignificant: readonly Rich[];
  readonly overruledBy: string | null;
  /** How many of the intervals shown for the indirect effect exclude zero, of how many. */
  readonly excluding: number;
  readonly intervals: number;
}

export interface PlaceboFacts {
  readonly term: string;
  readonly draws: number;
  readonly failed: number;
  /** How many of the draws, the first, have a point in the figure; null for all. */
  readonly points: number | null;
  readonly rows: number;
  /** Reference of the model that is estimated again, and where a table shows it. */
  readonly model: string;
  readonly place: { readonly table: number; readonly column: number } | null;
  readonly within: Noun | null;
  readonly unit: Noun | null;
  readonly shareAbove: string | null;
  readonly statistic: 'statistic' | 'estimate';
  readonly letter: 't' | 'z';
  /** Draws at least as far from zero as the estimate; null where p is no such count. */
  readonly extreme: number | null;
  readonly p: number;
  readonly error: string;
  readonly seed: number | null;
}

/** A specification curve as a figure. */
export interface CurveFacts {
  /** Of the coefficients; null where several terms are followed. */
  readonly term: string | null;
  /** Different models with an estimate, and how many of them have a point; null for all. */
  readonly models: number;
  readonly points: number | null;
  /** Models without an estimate, and combinations that give the model of another. */
  readonly missing: number;
  readonly repeated: number;
  readonly level: number;
  /** Of the models: how many are significant. */
  readonly significant: number;
  readonly median: string;
  /** The model that the curve starts from, where it is among them, and where a table shows it. */
  readonly own: { readonly ref: string; readonly place: PlaceboFacts['place'] } | null;
}

/** What the note of a figure of coefficients has to say. */
export interface CoefficientFigureFacts {
  readonly estimator: EstimatorFact;
  readonly sample: SampleFact;
  readonly data: DataFacts;
  /** Of the intervals; null where models differ in it. */
  readonly level: number | null;
  /** Each covariance, with the labels of its models; null: of all. */
  readonly vcovs: readonly { readonly fact: VcovFact; readonly models: readonly Rich[] | null }[];
  /** Level at zero of what is drawn along its levels, where the models share it; null elsewhere. */
  readonly reference: string | null;
  /** Whether a line stands before the event. */
  readonly event: boolean;
}

/** The joint test of a specification curve. */
export interface JointFacts {
  readonly terms: readonly string[];
  readonly draws: number;
  readonly failed: number;
  /** What is exchanged as whole series; null: single rows. */
  readonly unit: Noun | null;
  /** The largest Monte-Carlo error of its p values. */
  readonly error: string;
  readonly seed: number | null;
}

/** One line of the sample ledger. */
export type LedgerFact =
  | {
      readonly kind: 'read';
      readonly file: string;
      readonly panel: PanelFact | null;
      readonly columns: number;
    }
  | {
      readonly kind: 'step';
      readonly verb: string;
      readonly method: string | null;
      readonly columns: readonly string[];
      readonly filled: readonly (readonly [string, number])[];
      readonly missing: readonly (readonly [string, number])[];
      readonly dropped: number;
      /** Of a join: the source, rows without a match, and rows there that none has. */
      readonly joined: {
        readonly source: string;
        readonly unmatched: number;
        readonly unused: number;
      } | null;
      readonly unit: Noun | null;
    }
  | {
      readonly kind: 'models';
      readonly analysis: string;
      readonly models: number;
      readonly excluded: Interval;
      readonly undecided: Interval;
      readonly incomplete: Interval;
      readonly lags: Interval;
      readonly singletons: Interval;
      readonly weightless: Interval;
      readonly separated: Interval;
      readonly missing: readonly (readonly [string, number])[];
    };
