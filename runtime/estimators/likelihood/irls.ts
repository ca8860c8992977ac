import { residualiser } from '../../linalg/absorb.ts';
import type { Effect } from '../../linalg/blocks.ts';
import { factorise, project, type QrFactor } from '../../linalg/qr.ts';
import { addScaled, norm, sum } from '../../linalg/sums.ts';
import { solveUpper } from '../../linalg/triangular.ts';
import type { Family } from './family.ts';

/** Steps are measured in standard errors, beside the length of the residuals: from here on only rounding is to be left. */
const NEAR = 1e-6;
/** Near the maximum a step that is not this much shorter than the one before is rounding. */
const STANDS = 0.9;
/** A linear predictor that moves more than this, although the likelihood stands still, runs away. */
const MOVES = 1e-3;
const MOST_ITERATIONS = 300;
const MOST_HALVINGS = 40;

export interface Problem {
  readonly family: Family;
  readonly y: Float64Array;
  /** n x k, independent columns, within the effects. */
  readonly x: readonly Float64Array[];
  /** n: prior weights; null: ones. */
  readonly weights: Float64Array | null;
  /** Absorbed effects, whose coefficients are part of the linear predictor. */
  readonly fixed: readonly Effect[];
}

/** The weighted regression at a linear predictor: rows times the root of their expected information. */
export interface WorkingRegression {
  /** n: by what rows are multiplied. */
  readonly roots: Float64Array;
  /** n x k, within the effects under these weights. */
  readonly x: readonly Float64Array[];
  readonly factor: QrFactor;
  /** n: (y - mean) / sqrt(variance), times the root of the weight, so that x_i e_i is the score of row i. */
  readonly residuals: Float64Array;
  readonly within: (v: Float64Array) => Float64Array;
}

export type Solved =
  | {
      readonly kind: 'converged';
      readonly coefficients: Float64Array;
      readonly eta: Float64Array;
      readonly last: WorkingRegression;
    }
  /** The likelihood rises for ever along `direction` (k, and the effects), which moves the linear predictor by `moves` (n). */
  | { readonly kind: 'separated'; readonly direction: Float64Array; readonly moves: Float64Array }
  | { readonly kind: 'not-converged' };

interface State {
  readonly coefficients: Float64Array;
  readonly eta: Float64Array;
  readonly deviance: number;
}

/** A change of the coefficients and of the linear predictor, and its length in standard errors. */
interface Step {
  readonly coefficients: Float64Array;
  readonly eta: Float64Array;
  readonly length: number;
}

/**
 * Maximum likelihood by iteratively reweighted least squares with expected information, effects taken out of each
 * weighted regression, until the steps are rounding: with a link that is not canonical each gains a digit or so, and
 * the deviance stands still half way. Where the steps are short in standard errors while the linear predictor still
 * moves as fast as before, the estimates do not exist. McCullagh & Nelder (1989), 2.5; Correia, Guimaraes & Zylkin
 * (2019), section 3, for separation, and (2020) for the effects.
 */
export function solveLikelihood(problem: Problem): Solved {
  const { family, y, x } = problem;
  let state: State = {
    coefficients: new Float64Array(x.length),
    eta: y.map(family.start),
    deviance: Number.POSITIVE_INFINITY,
  };
  let before = { length: Number.POSITIVE_INFINITY, most: Number.POSITIVE_INFINITY };
  for (let i = 0; i < MOST_ITERATIONS; i += 1) {
    const working = workingRegression(problem, state.eta);
    if (working.factor.kept.length < x.length) return { kind: 'not-converged' };
    const step = nextStep(problem, working, i === 0 ? state.eta : null);
    const most = step.eta.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
    if (i > 0 && step.length <= NEAR * Math.max(1, norm(working.residuals))) {
      const { coefficients, eta } = state;
      if (most > MOVES && most > before.most / 2)
        return { kind: 'separated', direction: step.coefficients, moves: step.eta };
      if (most <= MOVES && step.length >= STANDS * before.length)
        return { kind: 'converged', coefficients, eta, last: working };
    }
    const next = improve(problem, state, step);
    if (next === null) return { kind: 'not-converged' };
    before = { length: step.length, most };
    state = next;
  }
  return { kind: 'not-converged' };
}

/** The step, halved as long as it leaves the domain or makes the fit worse; null where no step helps. */
function improve(problem: Problem, from: State, step: Step): State | null {
  let share = 1;
  for (let i = 0; i < MOST_HALVINGS; i += 1) {
    const eta = from.eta.slice();
    addScaled(eta, share, step.eta);
    const coefficients = from.coefficients.slice();
    addScaled(coefficients, share, step.coefficients);
    const deviance = devianceAt(problem, eta);
    const worse = deviance > from.deviance + 1e-8 * (Math.abs(from.deviance) + 0.1);
    if (Number.isFinite(deviance) && !worse) return { coefficients, eta, deviance };
    share /= 2;
  }
  return null;
}

/**
 * From a linear predictor of regressors and effects: the regression of the working residuals. From the `start`, which
 * is not one: that of the working response.
 */
function nextStep({ x, fixed }: Problem, working: WorkingRegression, start: Float64Array | null): Step {
  const { roots, residuals, factor, within } = working;
  const response = start ? residuals.map((e, i) => e + roots[i]! * start[i]!) : residuals;
  const { coordinates, residual } = project(factor.q, within(response));
  const explained = residuals.map((e, i) => e - residual[i]!);
  const coefficients = solveUpper(factor.r, coordinates, x.length);
  const eta =
    fixed.length > 0
      ? explained.map((value, i) => (roots[i]! > 0 ? value / roots[i]! : 0))
      : predict(x, coefficients, start);
  return { coefficients, eta, length: norm(explained) };
}

/** Without effects the linear predictor moves as the regressors say, which no small weight blurs. */
function predict(
  x: readonly Float64Array[],
  coefficients: Float64Array,
  start: Float64Array | null,
): Float64Array {
  const eta = start?.map((value) => -value) ?? new Float64Array(x[0]?.length ?? 0);
  x.forEach((column, j) => {
    addScaled(eta, coefficients[j]!, column);
  });
  return eta;
}

export function workingRegression(problem: Problem, eta: Float64Array): WorkingRegression {
  const { family, y, weights, fixed } = problem;
  const roots = new Float64Array(eta.length);
  const residuals = new Float64Array(eta.length);
  eta.forEach((value, i) => {
    const { slope, variance, error } = family.at(value, y[i]!);
    if (!(variance > 0)) return;
    const scale = Math.sqrt(weights?.[i] ?? 1) / Math.sqrt(variance);
    roots[i] = scale * slope;
    residuals[i] = scale * error;
  });
  const within = residualiser(fixed, fixed.length > 0 ? roots : null);
  const scaled = problem.x.map((column) => column.map((value, i) => value * roots[i]!));
  const x = scaled.map(within);
  return { roots, x, factor: factorise(x, scaled.map(norm)), residuals, within };
}

type Likelihood = Pick<Problem, 'family' | 'y' | 'weights'>;

function weighted({ y, weights }: Likelihood, value: (y: number, i: number) => number): number {
  return sum(y.map((one, i) => (weights?.[i] ?? 1) * value(one, i)));
}

export function devianceAt(problem: Likelihood, eta: Float64Array): number {
  return weighted(problem, (y, i) => problem.family.deviance(eta[i]!, y));
}

export function logLikAt(problem: Likelihood, eta: Float64Array): number {
  return weighted(problem, (y, i) => problem.family.logLik(eta[i]!, y));
}
