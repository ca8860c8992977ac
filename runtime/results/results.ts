import type { VcovSpec } from '../../compiler/plan/model.ts';
import type { Localised } from '../../compiler/plan/plan.ts';

/** results.json, whole: what other people's scripts read. A number that does not exist is null. */
export interface Results {
  readonly schema: 1;
  readonly study: string;
  readonly studyc: string;
  readonly spec: { readonly file: string; readonly sha256: string };
  readonly data: readonly DataRecord[];
  readonly prepare: readonly PrepareRecord[];
  readonly analyses: Readonly<Record<string, AnalysisRecord>>;
  readonly claims: Readonly<Record<string, ClaimRecord>>;
  readonly notes: readonly Note[];
}

/** A fact about data or fitting, shown under the table that it concerns. */
export interface Note {
  readonly code: string;
  readonly message: string;
  /** The names and numbers in the message, for a wording in another language. */
  readonly values?: NoteValues;
}

/** A list holds names of columns or terms, which a reader sees by their labels; other text stands as it is. */
export type NoteValues = Readonly<Record<string, string | number | readonly string[]>>;

export interface DataRecord {
  readonly file: string;
  readonly sha256: string;
  readonly rows: number;
  /** Columns that the study uses. */
  readonly columns: number;
  readonly panel: PanelRecord | null;
  readonly notes: readonly Note[];
}

/** `balanced`: every unit has every period. Periods are the distinct values of time. */
export interface PanelRecord {
  readonly unit: string;
  readonly time: string;
  readonly units: number;
  readonly periods: number;
  readonly first: number | string;
  readonly last: number | string;
  readonly balanced: boolean;
}

export interface PrepareRecord {
  readonly step: string;
  /** Columns that the step names: those it makes, fills, rescales, renames or looks at. */
  readonly columns: readonly string[];
  /** Cells that held nothing and hold a value now, by column. */
  readonly filled: Readonly<Record<string, number>>;
  /** Cells of a computed column that have no value, by column. */
  readonly missing: Readonly<Record<string, number>>;
  /** Cells that another value replaced, by column (normalize, winsorize, derive over an existing column). */
  readonly changed: Readonly<Record<string, number>>;
  readonly dropped: number;
  /** Of a join: rows that found no row in the other source, and rows there that none found. */
  readonly matched?: { readonly unmatched: number; readonly unused: number };
  /** Rows after the step. */
  readonly rows: number;
  readonly notes: readonly Note[];
}

export type AnalysisRecord =
  | ModelsRecord
  | DefineRecord
  | DescribeRecord
  | MediateRecord
  | MediateParallelRecord
  | MediateGroupsRecord
  | PlaceboRecord
  | CorrelateRecord
  | ContrastRecord
  | CurveRecord;

export interface ModelsRecord {
  readonly verb: 'regress' | 'vary';
  readonly models: readonly ModelRecord[];
  /** Of `compare`; absent without it. */
  readonly compare?: readonly CompareRow[];
}

/** The equality of one coefficient (or of all columns of one term) across groups, all at once or two of them. */
export interface CompareResult {
  readonly term: string;
  readonly test: string;
  readonly groups: readonly string[];
  /** The first group's coefficient less the second's; null for more than two groups, or several columns. */
  readonly difference: number | null;
  readonly std_error: number | null;
  readonly statistic: number | null;
  readonly distribution: 'f' | 'chi2' | 'permutation' | null;
  /** Restrictions; of F also the degrees of freedom of its denominator, null else. */
  readonly df: number | null;
  readonly df2: number | null;
  readonly p: number | null;
  /** Of a permutation: how many draws there were, how many of them had no estimates, and the standard error of p. */
  readonly draws?: number;
  readonly failed?: number;
  readonly monte_carlo_error?: number;
  /** Why there is no test, or what to know of it. */
  readonly note?: Note;
}

export interface CompareRow extends CompareResult {
  /** Of the reference of its models, between analysis and group. */
  readonly formula: string;
}

/**
 * A Wald test by the covariance of the model: F, or chi-squared where its reference is normal. Estimate, standard error
 * and interval are those of the left side less the right of a single restriction; null for several.
 */
export interface HypothesisRecord {
  readonly estimate: number | null;
  readonly std_error: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
  readonly statistic: number | null;
  readonly distribution: 'f' | 'chi2' | null;
  /** Restrictions; of F also the degrees of freedom of its denominator, null else. */
  readonly df: number | null;
  readonly df2: number | null;
  readonly p: number | null;
  /** Why there is no test, or what it leaves out. */
  readonly note?: Note;
}

/** A test of a model. Beside these, each test may hold what its own doc names: `terms` of vif, `skewness`. */
export interface DiagnosticRecord {
  readonly statistic: number | null;
  /** What the statistic is compared with; null for a measure without a test. */
  readonly distribution: 'chi2' | 'f' | 'z' | 't' | null;
  readonly df: number | null;
  readonly df2: number | null;
  readonly p: number | null;
  /** Why there is no value, or what to know of it. */
  readonly note?: Note;
  readonly [detail: string]: unknown;
}

export interface DefineRecord {
  readonly verb: 'define';
  readonly rows: readonly {
    readonly variable: string;
    readonly label: Localised | null;
    readonly role: string | null;
  }[];
}

export interface DescribeRecord {
  readonly verb: 'describe';
  /** Hyndman & Fan type of its percentiles; absent where none is asked for but the median. */
  readonly percentile?: 2 | 7;
  /** One row a variable and group; the statistics stand beside `variable` and `group` under their names. */
  readonly rows: readonly DescribeRow[];
  /** Each variable's in each group, where a figure draws them. */
  readonly distributions?: readonly DistributionRecord[];
}

/** What a figure of a distribution draws. */
export interface DistributionRecord {
  readonly variable: string;
  readonly group: string | null;
  /** Cells that hold a finite number. */
  readonly n: number;
  /** Counts in bins of one width, the same bins for all groups; null without values. */
  readonly bins: { readonly from: number; readonly width: number; readonly counts: readonly number[] } | null;
  /** Gaussian kernel density at even steps from `from` to `to`; null without spread. */
  readonly density: {
    readonly bandwidth: number;
    readonly from: number;
    readonly to: number;
    readonly values: readonly number[];
  } | null;
}

export interface DescribeRow {
  readonly variable: string;
  readonly group: string | null;
  readonly [statistic: string]: number | string | null;
}

export interface CorrelateRecord {
  readonly verb: 'correlate';
  readonly method: 'pearson' | 'spearman';
  /** Rows of a pair: those complete for both variables, or for all. */
  readonly sample: 'pairwise' | 'listwise';
  /** Each pair once, the later variable with the earlier, group by group. */
  readonly rows: readonly CorrelateRow[];
}

export interface CorrelateRow {
  readonly variable: string;
  readonly with: string;
  readonly group: string | null;
  readonly n: number;
  readonly estimate: number | null;
  /** t with n - 2 degrees of freedom; null at a correlation of exactly 1 or -1. */
  readonly statistic: number | null;
  readonly df: number | null;
  readonly p: number | null;
}

export interface TermRecord {
  readonly term: string;
  readonly estimate: number | null;
  readonly std_error: number | null;
  readonly statistic: number | null;
  readonly df: number | null;
  readonly p: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
}

/** Rows of the prepared table, and what became of them, in this order; `used` is n. */
export interface SampleRecord {
  readonly rows: number;
  /** Left out by `where` or the split: the condition is 0. */
  readonly excluded: number;
  /** The condition itself is missing. */
  readonly undecided: number;
  /** Missing cells among the rows that are left, by variable (a row may miss several). */
  readonly missing: Readonly<Record<string, number>>;
  /** Rows lost to missing values. */
  readonly incomplete: number;
  /** Of these, rows lost to lags, leads and differences alone. */
  readonly lags: number;
  /** Rows whose weight is zero; absent without weights. */
  readonly weightless?: number;
  readonly singletons: number;
  /** Rows of counts whose zero the model predicts perfectly; absent where there are none. */
  readonly separated?: number;
  readonly used: number;
}

/** Which small-sample convention made the numbers: q multiplies the sandwich, k is the K that q counted. */
export interface ConventionsRecord {
  readonly name: string;
  readonly q: number | null;
  readonly k: number;
  readonly df: number | null;
}

export interface FitRecord {
  readonly r2: number | null;
  readonly adj_r2: number | null;
  readonly within_r2: number | null;
  readonly rmse: number | null;
  readonly sigma: number | null;
  readonly log_lik: number | null;
  readonly aic: number | null;
  readonly bic: number | null;
  /** Wald F of all slopes under the model's vcov, with its degrees of freedom. */
  readonly f: number | null;
  readonly f_df: readonly [number, number | null] | null;
  readonly f_p: number | null;
  /** The same where the reference is normal; absent elsewhere. */
  readonly chi2?: number | null;
  readonly chi2_df?: number | null;
  readonly chi2_p?: number | null;
  /** Of panel estimators: squared correlations of outcome and prediction, between unit means and over all rows. */
  readonly between_r2?: number | null;
  readonly overall_r2?: number | null;
  /** Of random effects: standard deviations of the unit and of the error, and the share of the unit in the variance. */
  readonly sigma_u?: number | null;
  readonly sigma_e?: number | null;
  readonly rho?: number | null;
  /** The share of its mean that each column lost, by the number of rows of a unit. */
  readonly theta?: readonly { readonly rows: number; readonly units: number; readonly theta: number }[];
  /** McFadden's, of models fitted by likelihood. */
  readonly pseudo_r2?: number | null;
  readonly rss: number | null;
  readonly tss: number | null;
  /** Mean of the outcome over the rows used. */
  readonly outcome_mean: number | null;
}

export interface CollinearRecord {
  readonly term: string;
  /** The terms, or the absorbed effect, that explain it. */
  readonly explained_by: readonly string[];
}

/** Of a bootstrap of the model: what was drawn as wholes, a column or `rows`, how many of them, and draws without estimates. */
export interface DrawnRecord {
  readonly unit: string;
  readonly units: number;
  readonly failed: number;
}

/** What estimation gives, before the analysis puts its name on it. */
export interface EstimateRecord {
  readonly outcome: string;
  readonly estimator: string;
  readonly fixed: readonly string[];
  readonly weights: string | null;
  /** Of a quantile regression; absent elsewhere. */
  readonly tau?: number;
  readonly level: number;
  readonly vcov: VcovSpec & Partial<DrawnRecord>;
  readonly conventions: ConventionsRecord;
  readonly n: number;
  /** Units and periods among the rows used, where a panel is declared. */
  readonly units: number | null;
  readonly periods: number | null;
  readonly df_residual: number;
  /** Number of clusters by dimension; null without clusters. */
  readonly clusters: Readonly<Record<string, number>> | null;
  /** Of each term with an `i()`: the level that has no coefficient; absent where there is none. */
  readonly references?: Readonly<Record<string, string>>;
  readonly sample: SampleRecord;
  readonly collinear: readonly CollinearRecord[];
  readonly statistic: 't' | 'z';
  readonly terms: readonly TermRecord[];
  readonly fit: FitRecord;
  readonly diagnostics: Readonly<Record<string, DiagnosticRecord>>;
  readonly hypotheses: Readonly<Record<string, HypothesisRecord>>;
  readonly derived: DerivedModels<DerivedEstimate>;
  readonly notes: readonly Note[];
}

/** What follows from a model: the first stages of an instrumented one, the marginal effects of a likelihood. */
export interface DerivedModels<Model> {
  readonly first: readonly Model[];
  readonly margins: Model | null;
}

/** Null where the formula is that of the model it follows from. */
export interface DerivedEstimate extends EstimateRecord {
  readonly formula: string | null;
}

export interface ModelRecord extends EstimateRecord {
  readonly derived: DerivedModels<ModelRecord>;
  readonly id: string;
  readonly name: string | null;
  readonly group: { readonly name: string; readonly label: string } | null;
  readonly formula: string;
}

export type Verdict = 'none' | 'partial' | 'full' | 'suppression';

export interface PathRecord {
  readonly estimate: number;
  readonly std_error: number;
  readonly statistic: number;
  readonly p: number;
}

export interface IndirectTestRecord {
  readonly std_error: number | null;
  readonly z: number | null;
  readonly p: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
}

export interface BootstrapRecord {
  readonly draws: number;
  /** Draws whose models could not be estimated; they are left out of the rest. */
  readonly failed: number;
  /** What was resampled: `rows`, or the column whose values were. */
  readonly unit: string;
  readonly units: number;
  readonly interval: string;
  readonly level: number;
  readonly mean: number | null;
  readonly std_error: number | null;
  readonly conf_low: number | null;
  readonly conf_high: number | null;
  /** What a BCa interval was corrected by; absent where there is none. */
  readonly bias?: number;
  readonly acceleration?: number;
  /** Interval, of the same kind, of the share of the total effect; absent where draws give none. */
  readonly share_conf_low?: number | null;
  readonly share_conf_high?: number | null;
}

/** What the mediate step gives: paths c, a, b, c' and what follows from them. */
export interface MediationRecord {
  readonly verdict: Verdict;
  /** Why the verdict is what it is: the paths that decided it. */
  readonly reason: {
    readonly significant: readonly string[];
    readonly insignificant: readonly string[];
    readonly overruled_by: string | null;
  };
  readonly alpha: number;
  readonly total: PathRecord;
  readonly a: PathRecord;
  readonly b: PathRecord;
  readonly direct: PathRecord;
  /** Indirect over total effect. */
  readonly share: number | null;
  /** Indirect over direct effect. */
  readonly ratio: number | null;
  readonly indirect: { readonly estimate: number } & Readonly<{
    sobel?: IndirectTestRecord;
    aroian?: IndirectTestRecord;
    goodman?: IndirectTestRecord;
    bootstrap?: BootstrapRecord;
  }>;
  readonly notes: readonly Note[];
}

/** Several mediators at once: everything by the mediator's name; `total` is their indirect effects together. */
export interface ParallelMediation {
  readonly verdict: Readonly<Record<string, Verdict>>;
  readonly reason: Readonly<Record<string, MediationRecord['reason']>>;
  readonly alpha: number;
  readonly total: PathRecord;
  readonly a: Readonly<Record<string, PathRecord>>;
  readonly b: Readonly<Record<string, PathRecord>>;
  readonly direct: PathRecord;
  readonly share: Readonly<Record<string, number | null>>;
  readonly indirect: Readonly<Record<string, MediationRecord['indirect']>>;
  readonly notes: readonly Note[];
}

/** Mediation under a split: the results of each group by its name. */
export interface MediateGroupsRecord {
  readonly verb: 'mediate';
  readonly models: readonly ModelRecord[];
  readonly groups: Readonly<Record<string, MediationRecord | ParallelMediation>>;
}

export interface MediateRecord extends MediationRecord {
  readonly verb: 'mediate';
  readonly models: readonly ModelRecord[];
}

export interface MediateParallelRecord extends ParallelMediation {
  readonly verb: 'mediate';
  readonly models: readonly ModelRecord[];
}

export interface DrawRecord {
  readonly estimate: number | null;
  readonly statistic: number | null;
  readonly p: number | null;
}

export interface PlaceboResult {
  /** The model's own estimate of the permuted term. */
  readonly actual: TermRecord;
  readonly permuted: { readonly term: string; readonly within: string | null; readonly unit: string | null };
  readonly draws: readonly DrawRecord[];
  readonly summary: {
    readonly n: number;
    readonly mean: number | null;
    readonly sd: number | null;
    readonly min: number | null;
    readonly median: number | null;
    readonly max: number | null;
    /** Shares of the draws whose own p is above 0.10, and below 0.05. */
    readonly share_p_above_10: number | null;
    readonly share_p_below_5: number | null;
    readonly skewness: number | null;
    readonly kurtosis: number | null;
  };
  /** Two-sided permutation p, (1 + #{|T*| >= |T|}) / (1 + draws), on `statistic`. */
  readonly p: number;
  readonly statistic: 'statistic' | 'estimate';
  /** Standard error of p as an estimate of the exact permutation p. */
  readonly monte_carlo_error: number;
  readonly notes: readonly Note[];
}

export interface PlaceboRecord extends PlaceboResult {
  readonly verb: 'placebo';
  /** The one model, where the placebo narrows the sample or changes a setting. */
  readonly models?: readonly ModelRecord[];
}

/** The results of an analysis, or under a split those of each group by its name. */
export type Grouped<T> = T | { readonly groups: Readonly<Record<string, T>> };

/** The equality of a coefficient in two models; `difference` is the first model's less the second's. */
export type ContrastRow = Omit<CompareResult, 'groups'>;

export interface ContrastRecord {
  readonly verb: 'contrast';
  readonly test: string;
  readonly rows: readonly ContrastRow[];
}

export interface CurveResult {
  /** The term that is followed, model by model. */
  readonly terms: readonly string[];
  readonly summary: {
    /** Models that have an estimate of it. */
    readonly n: number;
    readonly median: number | null;
    readonly share_positive: number | null;
    /** p below 1 - level of the model. */
    readonly share_significant: number | null;
  };
  /** Of the median estimate in the joint test; null without. */
  readonly p: number | null;
  /** The joint test; null where none was asked for, or a note says why there is none. */
  readonly joint: CurveJoint | null;
  readonly notes: readonly Note[];
}

/** What all models say together, beside what they say on permuted values of the treatment. */
export interface CurveJoint {
  readonly draws: number;
  /** Draws on which some model has no estimate; they are left out. */
  readonly failed: number;
  /** The terms whose values were exchanged, and the column whose whole series were; null for single rows. */
  readonly permuted: { readonly terms: readonly string[]; readonly unit: string | null };
  /** Of the estimates; two-sided. */
  readonly median: JointTest;
  /** The share of models that are significant with the sign that most estimates have. */
  readonly share: JointTest;
  /** Stouffer's Z of the signed p values, sum of z over the root of their number; two-sided. */
  readonly stouffer: JointTest;
}

export interface JointTest {
  readonly statistic: number;
  readonly p: number;
  readonly monte_carlo_error: number;
}

export type CurveRecord = {
  readonly verb: 'curve';
  readonly models: readonly ModelRecord[];
} & Grouped<CurveResult>;

export interface ClaimRecord {
  readonly holds: boolean;
  /** Values of the references in the condition, in order of appearance. */
  readonly values: Readonly<Record<string, number | string | null>>;
  /** Why the condition could not be decided; null when it could. */
  readonly reason: string | null;
}
