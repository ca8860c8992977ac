import type { ModelEntry } from './checked.ts';

/** What a setting means to an estimator, whether or not this version has it. Words of a catalog's own are not judged. */
export interface EstimatorFacts {
  /** Fixed effects after | are absorbed. */
  readonly absorbs: boolean;
  /** It is defined along units and time. */
  readonly panel: boolean;
  /** Its outcome is 0 or 1. */
  readonly binary: boolean;
  /** Its fitted values are sums of regressors times coefficients, and its residuals of mean zero. */
  readonly linear: boolean;
  readonly weights: boolean;
  /** It has average marginal effects of its own. */
  readonly margins: boolean;
  /** Covariances of the language without meaning for it. */
  readonly without: readonly string[];
}

const plain: EstimatorFacts = {
  absorbs: true,
  panel: false,
  binary: false,
  linear: true,
  weights: true,
  margins: false,
  without: ['nid'],
};

/** The wild bootstrap multiplies the residuals of a linear model. */
const nonlinear: EstimatorFacts = { ...plain, linear: false, margins: true, without: ['nid', 'wild'] };

/** One row of data a unit is left: nothing in it is ordered in time. */
const timeless = ['nid', 'newey-west', 'driscoll-kraay'];

const scores = ['HC0', 'HC1', 'HC2', 'HC3', 'HC4', 'cr2', 'cr3', 'newey-west', 'driscoll-kraay', 'wild'];

const facts: Readonly<Record<string, EstimatorFacts>> = {
  ols: plain,
  iv: plain,
  between: { ...plain, absorbs: false, panel: true, weights: false, without: timeless },
  random: { ...plain, absorbs: false, panel: true },
  'first-difference': { ...plain, absorbs: false, panel: true },
  logit: { ...nonlinear, binary: true },
  probit: { ...nonlinear, binary: true },
  poisson: nonlinear,
  // The check function has no second derivative: a covariance from scores and a Hessian does not exist.
  quantile: { ...plain, linear: false, absorbs: false, without: scores },
};

export function estimatorFacts(estimator: string): EstimatorFacts | null {
  return Object.hasOwn(facts, estimator) ? facts[estimator]! : null;
}

/** What estimates a model: as stated, else least squares; instruments imply iv. */
export function estimatorOf(model: ModelEntry): string {
  return model.formula.instruments === null ? (model.estimator?.value ?? 'ols') : 'iv';
}
