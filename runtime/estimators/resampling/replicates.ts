import { invariant } from '../../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { drawnModel } from '../../inference/drawn-model.ts';
import { type DrawSource, drawKey, givenIndices, openStream, resample } from '../../inference/random.ts';
import { Intractable } from '../../linalg/intractable.ts';
import { multiply } from '../../linalg/matrix.ts';
import { norm } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import type { Replicates } from '../../vcov/vcov.ts';
import type { Estimator, Fit } from '../estimator.ts';
import { drawnDesign, type Groups, groupsOf } from './groups.ts';
import { likelihoodDraws } from './likelihood.ts';
import { leastSquaresDraws, type QuickDraws } from './products.ts';

/** A fitted model, and what it takes to fit it again. */
export interface Fitted {
  /** Before an estimator transformed its rows. */
  readonly design: Design;
  readonly fit: Fit;
  readonly estimator: Estimator;
  readonly profile: Profile;
  readonly spec: ModelSpec;
}

/** What a caller makes of draws that take long. */
export interface DrawKeeper {
  /** Called with the number of draws that are done. */
  readonly onProgress?: (done: number, total: number) => void;
  /** What an earlier run computed under this name for the same model, or else what `compute` gives. */
  readonly remembered?: (name: string, compute: () => Float64Array) => Float64Array;
}

/** A model ready to be drawn. */
export interface Resampling extends Fitted {
  readonly groups: Groups;
  /** Null where every draw is a fit of its own. */
  readonly quick: QuickDraws | null;
}

/** Draws between two reports of progress. */
const SHOWN_EVERY = 64;
/** Moves in memory, 400 MB. */
const MOST_MOVES = 5e7;
/** Moves below this share of the coordinates' length are none. */
const ROUNDING = 1e-13;

/** The draws that the model's covariance asks for. Throws Intractable where its rows cannot be drawn. */
export function replicatesOf(fitted: Fitted, keeper: DrawKeeper = {}): Replicates {
  const { spec, fit } = fitted;
  const { draws, seed } = spec.vcov;
  invariant(draws !== undefined && seed !== undefined, 'draws and a seed');
  if (draws * fit.terms.length > MOST_MOVES)
    throw new Intractable('draws-too-large', `${draws} draws of ${fit.terms.length} terms cannot be held`);
  const resampling = resamplingOf(fitted);
  const { by, count } = resampling.groups;
  const identity = { models: [drawnModel(spec)], of: by, within: null, unit: null };
  const source: DrawSource = { kind: 'seeded', key: drawKey(seed, { kind: 'bootstrap', ...identity }) };
  const { remembered = (_, compute) => compute() } = keeper;
  const moves = remembered('moves', () => drawMoves(resampling, source, draws, keeper.onProgress));
  if (moves.every((move) => Math.abs(move) <= ROUNDING * norm(fit.basis.coordinates)))
    throw new Intractable(
      'bootstrap-no-spread',
      'every draw has the same estimates, as where the regressors fit the outcome perfectly: there are no standard errors',
    );
  let left: Float64Array | undefined;
  return {
    moves,
    by,
    count,
    jackknife: () => {
      left ??= remembered('jackknife', () => jackknife(resampling));
      return left;
    },
  };
}

export function resamplingOf(fitted: Fitted): Resampling {
  const { fit, estimator } = fitted;
  const groups = groupsOf(fitted.design, estimator);
  if ('kind' in groups) throw new Intractable(groups.note.code, groups.note.message);
  const design = keptColumns(fitted.design, fit);
  const draws = estimator.declaration.name === 'ols' ? leastSquaresDraws : likelihoodDraws;
  return { ...fitted, design, groups, quick: draws(fit, fitted.design, groups) };
}

/** Columns that the model dropped as collinear are none of its draws. */
function keptColumns(design: Design, { terms }: Fit): Design {
  if (design.instruments) return design;
  const kept = design.names.flatMap((name, j) => (terms.includes(name) ? [j] : []));
  return { ...design, names: kept.map((j) => design.names[j]!), x: kept.map((j) => design.x[j]!) };
}

/** draws x k: moves of the coordinates on the basis of the fit; NaN in a draw without estimates. */
export function drawMoves(
  resampling: Resampling,
  source: DrawSource,
  draws: number,
  onProgress?: DrawKeeper['onProgress'],
): Float64Array {
  const { groups, fit } = resampling;
  const k = fit.terms.length;
  const moves = new Float64Array(draws * k);
  const counts = new Float64Array(groups.count);
  for (let draw = 0; draw < draws; draw += 1) {
    const drawn =
      source.kind === 'given'
        ? givenIndices(source, draw)
        : resample(openStream(source.key, draw), groups.count);
    counts.fill(0);
    for (const group of drawn) counts[group]! += 1;
    moves.set(resampling.quick?.moves(counts) ?? refitted(resampling, drawn), draw * k);
    if (draw % SHOWN_EVERY === 0) onProgress?.(draw, draws);
  }
  return moves;
}

/** count x k: the same where each group in turn is left out. */
export function jackknife(resampling: Resampling): Float64Array {
  const { groups, fit, quick } = resampling;
  const k = fit.terms.length;
  const moves = new Float64Array(groups.count * k);
  const all = Int32Array.from({ length: groups.count }, (_, group) => group);
  for (const group of all) {
    const others = (): Int32Array => all.filter((other) => other !== group);
    moves.set(quick?.without(group) ?? refitted(resampling, others()), group * k);
  }
  return moves;
}

/** By a fit of its own; NaN where it fails, or loses a term. */
function refitted(
  { design, groups, estimator, profile, spec, fit }: Resampling,
  drawn: Int32Array,
): Float64Array {
  const k = fit.terms.length;
  const again = estimator.fit(drawnDesign(design, groups, drawn), profile, spec);
  const none = new Float64Array(k).fill(Number.NaN);
  if (again.kind === 'failure') return none;
  const reported = fit.report.terms.map((term) => again.report.estimates[again.report.terms.indexOf(term)]);
  if (reported.some((value) => value === undefined)) return none;
  const changes = Float64Array.from(reported, (value, i) => value! - fit.report.estimates[i]!);
  // The reported constant beside absorbed effects is row 0 of the map: a unit upper triangle, as all of it is.
  const terms = multiply(invertUpper(fit.report.map, k), changes, k, k, 1);
  return multiply(invertUpper(fit.basis.toTerms, k), terms, k, k, 1);
}
