import { factorise, project, type QrFactor } from '../../linalg/qr.ts';
import { addScaled, sum } from '../../linalg/sums.ts';
import { solveUpper } from '../../linalg/triangular.ts';
import type { Family } from './family.ts';

/** R's glm at epsilon = 1e-15: deviances are compared relative to |deviance| + 0.1. */
const CONVERGED = 1e-15;
/** Rounding of the deviance may hide the last digits: three changes below this are the end, too. */
const LEVEL = 1e-13;
const MOST_ITERATIONS = 200;
const MOST_HALVINGS = 40;
/** A linear predictor that moves more than this, although the deviance stands still, runs away. */
const MOVES = 1e-6;

export interface Problem {
  readonly family: Family;
  readonly y: Float64Array;
  /** n x k, independent columns. */
  readonly x: readonly Float64Array[];
}

/** The weighted regression at a linear predictor: rows times the root of their expected information. */
export interface WorkingRegression {
  readonly x: readonly Float64Array[];
  readonly factor: QrFactor;
  /** n: (y - mean) / sqrt(variance), so that x_i e_i is the score of row i. */
  readonly residuals: Float64Array;
}

export type Solved =
  | {
      readonly kind: 'converged';
      readonly coefficients: Float64Array;
      readonly eta: Float64Array;
      readonly last: WorkingRegression;
      readonly deviance: number;
    }
  /** The likelihood rises for ever along `direction` (k), which moves the linear predictor by `moves` (n). */
  | { readonly kind: 'separated'; readonly direction: Float64Array; readonly moves: Float64Array }
  | { readonly kind: 'not-converged' };

interface State {
  readonly coefficients: Float64Array | null;
  readonly eta: Float64Array;
  readonly deviance: number;
}

/**
 * Maximum likelihood by iteratively reweighted least squares with expected information, until the deviance stands
 * still. Where it does while the linear predictor still moves as fast as before, the estimates do not exist.
 * McCullagh & Nelder (1989), 2.5; for separation, Correia, Guimaraes & Zylkin (2019), section 3.
 */
export function solveLikelihood(problem: Problem): Solved {
  const { family, y } = problem;
  let state: State = { coefficients: null, eta: y.map(family.start), deviance: Number.POSITIVE_INFINITY };
  let before = Number.POSITIVE_INFINITY;
  let level = 0;
  for (let i = 0; i < MOST_ITERATIONS; i += 1) {
    const next = improve(problem, state);
    if (next === null) return { kind: 'not-converged' };
    const moves = next.eta.map((value, row) => value - state.eta[row]!);
    const step = moves.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const change = Math.abs(next.deviance - state.deviance) / (Math.abs(next.deviance) + 0.1);
    level = change <= LEVEL ? level + 1 : 0;
    if (state.coefficients !== null && (change <= CONVERGED || level >= 3)) {
      if (step <= MOVES) return converged(problem, next);
      if (step > before / 2) {
        const from = state.coefficients;
        return { kind: 'separated', direction: next.coefficients!.map((b, j) => b - from[j]!), moves };
      }
    }
    before = step;
    state = next;
  }
  return { kind: 'not-converged' };
}

function converged(problem: Problem, state: State): Solved {
  const last = workingRegression(problem, state.eta);
  const { coefficients, eta, deviance } = state;
  return { kind: 'converged', coefficients: coefficients!, eta, last, deviance };
}

/** One step, halved as long as it leaves the domain or makes the fit worse; null where no step helps. */
function improve(problem: Problem, from: State): State | null {
  const step = nextCoefficients(problem, from.eta);
  if (step === null) return null;
  let coefficients = step;
  for (let i = 0; i < MOST_HALVINGS; i += 1) {
    const eta = predict(problem.x, coefficients, problem.y.length);
    const deviance = devianceAt(problem, eta);
    const worse = deviance > from.deviance + 1e-8 * (Math.abs(from.deviance) + 0.1);
    if (Number.isFinite(deviance) && !worse) return { coefficients, eta, deviance };
    const old: Float64Array = from.coefficients ?? new Float64Array(coefficients.length);
    coefficients = coefficients.map((b, j) => (b + old[j]!) / 2);
  }
  return null;
}

function nextCoefficients(problem: Problem, eta: Float64Array): Float64Array | null {
  const { x, factor, residuals } = workingRegression(problem, eta);
  const k = x.length;
  if (factor.kept.length < k) return null;
  // The working response less what the present predictor explains is the working residual: b += (X'WX)^-1 X'W r.
  const roots = rootWeights(problem, eta);
  const response = residuals.map((residual, i) => residual + roots[i]! * eta[i]!);
  const { coordinates } = project(factor.q, response);
  return solveUpper(factor.r, coordinates, k);
}

function rootWeights({ family, y }: Problem, eta: Float64Array): Float64Array {
  return eta.map((value, i) => {
    const { slope, variance } = family.at(value, y[i]!);
    return variance > 0 ? slope / Math.sqrt(variance) : 0;
  });
}

export function workingRegression(problem: Problem, eta: Float64Array): WorkingRegression {
  const { family, y } = problem;
  const roots = rootWeights(problem, eta);
  const x = problem.x.map((column) => column.map((value, i) => value * roots[i]!));
  const residuals = eta.map((value, i) => {
    const { error, variance } = family.at(value, y[i]!);
    return variance > 0 ? error / Math.sqrt(variance) : 0;
  });
  return { x, factor: factorise(x), residuals };
}

function predict(x: readonly Float64Array[], coefficients: Float64Array, n: number): Float64Array {
  const eta = new Float64Array(n);
  x.forEach((column, j) => {
    addScaled(eta, coefficients[j]!, column);
  });
  return eta;
}

export function devianceAt({ family, y }: Pick<Problem, 'family' | 'y'>, eta: Float64Array): number {
  return sum(eta.map((value, i) => family.deviance(value, y[i]!)));
}

export function logLikAt({ family, y }: Pick<Problem, 'family' | 'y'>, eta: Float64Array): number {
  return sum(eta.map((value, i) => family.logLik(value, y[i]!)));
}
