import type { Design } from '../../design/design.ts';
import { cholesky, solveLower, solveTransposed } from '../../linalg/cholesky.ts';
import type { Fit } from '../estimator.ts';
import type { Groups } from './groups.ts';
import type { QuickDraws } from './products.ts';

/** Steps in standard errors of the sample from which on a draw has converged. */
const CONVERGED = 1e-11;
const MOST_STEPS = 50;
/** Least pivot of the information on columns that are orthonormal in the sample. */
const SAFE_PIVOT = 1e-6;

/**
 * A likelihood maximised again from the sample's own maximum, rows counting as often as they were drawn: scoring on the
 * columns that the sample's information makes orthonormal. Null where effects are absorbed or rows were left out.
 */
export function likelihoodDraws(fit: Fit, design: Design, groups: Groups): QuickDraws | null {
  const { likelihood } = fit;
  if (!likelihood || design.fixed.length > 0 || fit.n < design.n) return null;
  const problem: Problem = {
    ...likelihood,
    y: design.y,
    weights: design.weights ?? null,
    columns: orthogonalised(fit, design),
  };
  const { order, starts } = groups;
  const rows = new Float64Array(design.n);
  const moves = (counts: Float64Array): Float64Array | null => {
    counts.forEach((count, g) => {
      for (let i = starts[g]!; i < starts[g + 1]!; i += 1) rows[order[i]!] = count;
    });
    return maximum(problem, rows);
  };
  const all = new Float64Array(groups.count).fill(1);
  return {
    moves,
    without: (group) => moves(all.map((one, g) => (g === group ? 0 : one))),
  };
}

interface Problem extends NonNullable<Fit['likelihood']> {
  readonly y: Float64Array;
  readonly weights: Float64Array | null;
  /** n each: regressors whose coefficients are coordinates on the basis of the fit. */
  readonly columns: readonly Float64Array[];
}

function orthogonalised({ terms, basis }: Fit, design: Design): readonly Float64Array[] {
  const k = terms.length;
  const x = terms.map((name) => design.x[design.names.indexOf(name)]!);
  return Array.from({ length: k }, (_, j) =>
    Float64Array.from({ length: design.n }, (__, row) => {
      let value = 0;
      for (let i = 0; i <= j; i += 1) value += x[i]![row]! * basis.toTerms[i * k + j]!;
      return value;
    }),
  );
}

/** Moves of the coordinates; null where the steps do not settle. */
function maximum(problem: Problem, counts: Float64Array): Float64Array | null {
  const k = problem.columns.length;
  const eta = problem.eta.slice();
  const moved = new Float64Array(k);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const { information, score } = scoring(problem, counts, eta);
    const l = cholesky(information, k, SAFE_PIVOT);
    if (l === null) return null;
    const change = solveTransposed(l, solveLower(l, score, k), k);
    if (!change.every(Number.isFinite)) return null;
    let longest = 0;
    change.forEach((value, j) => {
      moved[j]! += value;
      longest = Math.max(longest, Math.abs(value));
    });
    if (longest <= CONVERGED) return moved;
    for (let i = 0; i < eta.length; i += 1) {
      if (counts[i] === 0) continue;
      for (let j = 0; j < k; j += 1) eta[i]! += problem.columns[j]![i]! * change[j]!;
    }
  }
  return null;
}

/** Expected information, lower triangle filled, and score of the drawn rows. */
function scoring(
  { family, y, weights, columns }: Problem,
  counts: Float64Array,
  eta: Float64Array,
): { readonly information: Float64Array; readonly score: Float64Array } {
  const k = columns.length;
  const information = new Float64Array(k * k);
  const score = new Float64Array(k);
  for (let i = 0; i < eta.length; i += 1) {
    const count = counts[i]! * (weights?.[i] ?? 1);
    if (count === 0) continue;
    const { slope, variance, error } = family.at(eta[i]!, y[i]!);
    if (!(variance > 0)) continue;
    const own = (count * slope) / variance;
    for (let a = 0; a < k; a += 1) {
      const value = own * columns[a]![i]!;
      score[a]! += value * error;
      for (let b = 0; b <= a; b += 1) information[a * k + b]! += value * slope * columns[b]![i]!;
    }
  }
  return { information, score };
}
