import type { VcovDeclaration } from '../../compiler/plan/catalog.ts';
import type { VcovSpec } from '../../compiler/plan/model.ts';
import type { CovarianceFamily } from '../conventions/profile.ts';
import type { PercentileType } from '../describe/percentile.ts';
import type { Codes } from '../design/design.ts';
import type { Regressors } from '../linalg/regressors.ts';
import type { DrawnRecord, Note } from '../results/results.ts';

/** A covariance of least-squares estimates; one file each, listed in index.ts. */
export interface Covariance {
  readonly declaration: VcovDeclaration;
  readonly family: CovarianceFamily;
  /** Whether it asks for leverages, which are costly beside two absorbed effects. */
  readonly usesLeverage: boolean;
  /**
   * k x k, row-major, before the factor q. Does not care whether `x` is a whole design or one column that the
   * others (`others`) were partialled out of: by Frisch-Waugh-Lovell both give the same numbers.
   */
  readonly compute: (input: CovarianceInput) => Float64Array;
  /**
   * The same of one column `x` whose square is `bread`'s inverse, without tables in between: draws ask for it so often
   * that these would be most of their time. Absent: `compute`.
   */
  readonly computeOne?: (input: OneColumn) => number;
  /**
   * Degrees of freedom of t, one for each of the `k` rows of `contrasts` (k' x k, row-major, over the columns of `x`),
   * where the covariance has its own; absent: those of the profile.
   */
  readonly degreesOfFreedom?: (input: CovarianceInput, contrasts: Float64Array) => Float64Array;
  /**
   * Degrees of freedom of Hotelling's T-squared of several contrasts at once (m x k, row-major), where the covariance
   * has its own; those of one contrast are its `degreesOfFreedom`.
   */
  readonly jointDegreesOfFreedom?: (input: CovarianceInput, contrasts: Float64Array) => number;
  /** p and interval of each contrast, where they do not follow from the standard error. */
  readonly inference?: (input: CovarianceInput, question: InferenceQuestion) => OwnTests;
  /** p of all contrasts being zero at once, where it does not follow from the covariance; null where there is none. */
  readonly jointInference?: (input: CovarianceInput, question: InferenceQuestion) => number | null;
}

/** A regression on one column: what a placebo estimates draw by draw. */
export interface OneColumn {
  /** n each. */
  readonly x: Float64Array;
  readonly outcome: Float64Array;
  /** The coefficient of x: residuals are outcome_i - estimate x_i. */
  readonly estimate: number;
  /** x'x. */
  readonly square: number;
  readonly clusters: readonly Codes[];
}

/** One test a contrast, and what is to be said of them. */
export interface OwnTests {
  readonly tests: readonly OwnInference[];
  readonly notes: readonly Note[];
  /** Of draws: what results record of them beside the options. */
  readonly drawn?: DrawnRecord;
}

export interface InferenceQuestion {
  /** k' x k, row-major, over the columns of `x`, and the k' estimates. */
  readonly contrasts: Float64Array;
  readonly estimates: Float64Array;
  /** What they are called in notes. */
  readonly names: readonly string[];
  readonly level: number;
  readonly percentile: PercentileType;
  /** What identifies the model among others: draws depend on it. */
  readonly model: string;
}

/** p of the estimate being zero, and an interval; null where there is none. */
export interface OwnInference {
  readonly p: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** The estimates again on resampled rows. */
export interface Replicates {
  /** draws x k: by how much each draw moves the coefficients of `x`; NaN where it has no estimates. */
  readonly moves: Float64Array;
  /** The column whose values were drawn as wholes, null where rows were, and how many there are. */
  readonly by: string | null;
  readonly count: number;
  /** count x k: the same without one group each. */
  readonly jackknife: () => Float64Array;
}

export interface CovarianceInput {
  readonly n: number;
  /** n x k. */
  readonly x: Regressors;
  /** Orthonormal columns that were partialled out of `x`, where they were; the adjustments of clusters count them. */
  readonly others?: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** k x k, (X'X)^-1, row-major. */
  readonly bread: Float64Array;
  /** Diagonal of the hat matrix of the full regression. */
  readonly leverage: () => Float64Array;
  readonly clusters: readonly Codes[];
  /** Whether each piece of several dimensions of clusters has its own G / (G - 1), which q then leaves out. */
  readonly ownFactors?: boolean;
  /** Type and options as the author wrote them: dimensions of clusters, lags, draws, seed. */
  readonly spec: VcovSpec;
  /** Units and periods of the panel over the rows; null without a panel. */
  readonly units: Codes | null;
  readonly periods: Codes | null;
  /** Absorbed effects, which leverages and the adjustments of CR2 and CR3 count as regressors. */
  readonly fixed: readonly Codes[];
  /** n: roots of the weights, by which the rows of everything here are multiplied; null or absent without weights. */
  readonly root?: Float64Array | null;
  /** Draws as `spec` asks for. Throws Intractable where there can be none. Absent where the model is not at hand. */
  readonly replicates?: () => Replicates;
  /** rss / (n - K) of the full regression under the profile: what iid multiplies. */
  readonly sigma2: number;
}
