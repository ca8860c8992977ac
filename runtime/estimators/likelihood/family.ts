import { logGamma, normalLower, normalUpper } from '../../distributions/index.ts';

/** What one row says at a linear predictor. */
export interface Point {
  readonly mean: number;
  /** Derivative of the mean by the linear predictor. */
  readonly slope: number;
  readonly variance: number;
  /** Outcome less mean, computed where it does not cancel. */
  readonly error: number;
}

/** A generalised linear model: distribution and link. McCullagh & Nelder (1989), 2.2. */
export interface Family {
  readonly binary: boolean;
  /** The linear predictor from which the iteration starts, row by row: R's. */
  readonly start: (y: number) => number;
  readonly at: (eta: number, y: number) => Point;
  /** Second derivative of the mean by the linear predictor. */
  readonly curvature: (eta: number) => number;
  readonly logLik: (eta: number, y: number) => number;
  /** Contribution to the deviance: twice what the row's likelihood lacks to that of a perfect fit. */
  readonly deviance: (eta: number, y: number) => number;
  /** The linear predictor of a given mean. */
  readonly link: (mean: number) => number;
}

const logistic = (eta: number): number => 1 / (1 + Math.exp(-eta));
const density = (eta: number): number => Math.exp((-eta * eta) / 2) / Math.sqrt(2 * Math.PI);

/** log of the logistic function, without overflow. */
const logLogistic = (eta: number): number =>
  eta >= 0 ? -Math.log1p(Math.exp(-eta)) : eta - Math.log1p(Math.exp(eta));

function binomial(
  given: Pick<Family, 'link' | 'logLik' | 'curvature'> & {
    readonly tails: (eta: number) => { lower: number; upper: number };
    readonly slope: (eta: number, lower: number, upper: number) => number;
  },
): Family {
  const { link, logLik, curvature, tails, slope } = given;
  return {
    binary: true,
    start: (y) => link((y + 0.5) / 2),
    at: (eta, y) => {
      const { lower, upper } = tails(eta);
      const error = y === 1 ? upper : -lower;
      return { mean: lower, slope: slope(eta, lower, upper), variance: lower * upper, error };
    },
    curvature,
    logLik,
    deviance: (eta, y) => -2 * logLik(eta, y),
    link,
  };
}

export const logitFamily: Family = binomial({
  tails: (eta) => ({ lower: logistic(eta), upper: logistic(-eta) }),
  slope: (_eta, lower, upper) => lower * upper,
  curvature: (eta) => logistic(eta) * logistic(-eta) * Math.tanh(-eta / 2),
  logLik: (eta, y) => logLogistic(y === 1 ? eta : -eta),
  link: (mean) => Math.log(mean / (1 - mean)),
});

export const probitFamily: Family = binomial({
  tails: (eta) => ({ lower: normalLower(eta), upper: normalUpper(eta) }),
  slope: density,
  curvature: (eta) => -eta * density(eta),
  logLik: (eta, y) => Math.log(y === 1 ? normalLower(eta) : normalUpper(eta)),
  link: probit,
});

/** Newton's method for the normal quantile of a mean that is not extreme; only starts and null models ask for it. */
function probit(mean: number): number {
  const side = mean < 0.5 ? -1 : 1;
  const tail = Math.min(mean, 1 - mean);
  let z = 0;
  for (let i = 0; i < 60; i += 1) {
    const step = (normalUpper(z) - tail) / density(z);
    z += step;
    if (Math.abs(step) < 1e-15 * Math.max(1, z)) break;
  }
  return side * z;
}

export const poissonFamily: Family = {
  binary: false,
  start: (y) => Math.log(y + 0.1),
  at: (eta, y) => {
    const mean = Math.exp(eta);
    return { mean, slope: mean, variance: mean, error: y - mean };
  },
  curvature: Math.exp,
  logLik: (eta, y) => y * eta - Math.exp(eta) - logGamma(y + 1),
  deviance: (eta, y) => {
    const mean = Math.exp(eta);
    return 2 * ((y > 0 ? y * (Math.log(y) - eta) : 0) - (y - mean));
  },
  link: Math.log,
};
