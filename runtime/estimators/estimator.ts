import type { EstimatorDeclaration } from '../../compiler/plan/catalog.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import type { Regressors } from '../linalg/regressors.ts';
import type { CollinearRecord, FitRecord, Note } from '../results/results.ts';
import type { Family } from './likelihood/family.ts';
import type { WaldRecord } from './wald.ts';

/** A way to estimate a model; one file each, listed in index.ts. */
export interface Estimator {
  readonly declaration: EstimatorDeclaration;
  /** `units`: it stands on the series of units, which are drawn whole where rows are resampled. */
  readonly along?: 'units';
  /** Throws nothing: a model that cannot be estimated is a `Failure`. */
  readonly fit: (design: Design, profile: Profile, spec: ModelSpec) => Fit | Failure;
}

/** Why there are no estimates: a note for the results. */
export interface Failure {
  readonly kind: 'failure';
  readonly note: Note;
}

/**
 * A fitted model, in the form in which covariances and draws need it: a linear regression with scores `x_i * e_i`. `k`
 * terms are reported, `n` rows used. With absorbed effects `x` is within-transformed, and the constant that a profile
 * reports is added by `report`. Every other estimator is put into this form: weights as rows times their root,
 * instruments as projected `x` with structural residuals, a likelihood as its last weighted regression.
 */
export interface Fit {
  readonly kind: 'fit';
  readonly n: number;
  /** Where the fit stands on other rows or columns than the design that was given (unit means, differences, separated zeros left out): those. */
  readonly design?: Design;
  /** Estimated columns, in the order of the design, collinear ones left out. */
  readonly terms: readonly string[];
  readonly estimates: Float64Array;
  /** n x k, as columns. */
  readonly x: readonly Float64Array[];
  readonly residuals: Float64Array;
  /** What the iid covariance multiplies; null: rss over the degrees of freedom that the profile counts. */
  readonly scale: number | null;
  /** t with degrees of freedom, or the normal distribution, which the program that the profile follows uses here. */
  readonly reference: 't' | 'z';
  /** A covariance that only this estimator can compute, k x k of `terms`, q included; null: the common ones serve. */
  readonly ownCovariance: ((type: string) => OwnCovariance | null) | null;
  /** k x k, (X'X)^-1, row-major (symmetric). */
  readonly bread: Float64Array;
  /**
   * The same regression on k orthonormal columns that span `x`, the i-th those up to the i-th of `x`. A covariance is
   * computed here and mapped back, which loses no more digits than the coefficients did; (X'X)^-1 would square that.
   */
  readonly basis: {
    readonly columns: Regressors;
    readonly coordinates: Float64Array;
    /** k x k upper triangular, row-major: estimates = toTerms coordinates. */
    readonly toTerms: Float64Array;
  };
  /** Diagonal of the hat matrix of the full regression, absorbed dummies counted. Computed when first asked for. */
  readonly leverage: () => Float64Array;
  /**
   * k' x k linear map from the covariance of `x` to the covariance of the reported terms, row-major, with their
   * names and estimates: the identity, or with a constant row on top (statistics.md, constant with absorbed effects).
   */
  readonly report: {
    readonly terms: readonly string[];
    readonly estimates: Float64Array;
    readonly map: Float64Array;
  };
  /** Index in the reported terms of the slopes that the F tests jointly. */
  readonly slopes: readonly number[];
  /** What the small-sample factors count. */
  readonly counts: ParameterCounts;
  readonly collinear: readonly CollinearRecord[];
  /** Everything of `fit` that does not depend on the vcov. */
  readonly measures: Omit<FitRecord, keyof WaldRecord>;
  /** Of models fitted by likelihood: what marginal effects need beside the estimates. */
  readonly likelihood?: LikelihoodFit;
  readonly notes: readonly Note[];
}

export interface LikelihoodFit {
  readonly family: Family;
  /** n: the linear predictor, absorbed effects included. */
  readonly eta: Float64Array;
  /** n: by what the rows of the last weighted regression were multiplied. */
  readonly roots: Float64Array;
  /** Takes the absorbed effects out of multiplied rows. v: n. */
  readonly within: (v: Float64Array) => Float64Array;
}

/** k x k of the terms, row-major, before `report`; or why there is none. */
export type OwnCovariance =
  | { readonly kind: 'vcov'; readonly vcov: Float64Array; readonly notes?: readonly Note[] }
  | Failure;

export interface ParameterCounts {
  readonly n: number;
  /** Slopes, without constant and effects. */
  readonly slopes: number;
  /** 1 where the model has a constant of its own (no absorbed effects), else 0. */
  readonly constant: 0 | 1;
  readonly fixed: readonly {
    readonly name: string;
    readonly levels: number;
    /** Levels less those that earlier effects make redundant (exact for two effects, else at least these are). */
    readonly independent: number;
    /** Whether each level lies within one cluster, for each dimension of the clusters. */
    readonly nested: readonly boolean[];
    /** One slope a level, beside its constant: it stands behind its effect. */
    readonly slope?: true;
  }[];
  /** A likelihood instead of least squares: the factors of small samples are others. */
  readonly likelihood?: boolean;
  /** Two-stage least squares. */
  readonly instruments?: boolean;
  /** Number of clusters by dimension. */
  readonly clusters: readonly number[];
  /** Periods of the panel among the rows; absent without a panel. */
  readonly periods?: number;
}
