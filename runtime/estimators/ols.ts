import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { type Reduced, reduce } from '../design/reduce.ts';
import { Intractable } from '../linalg/intractable.ts';
import { project } from '../linalg/qr.ts';
import { norm, sum } from '../linalg/sums.ts';
import { invertUpper } from '../linalg/triangular.ts';
import { collinearColumns } from './collinear.ts';
import type { Estimator, Failure, Fit } from './estimator.ts';
import { failure } from './failure.ts';
import { isCentred, linearFit, PERFECT, type Solution } from './linear.ts';

/** An outcome of which absorbed effects leave less is explained by them. */
const ABSORBED = 1e-12;

/** Ordinary least squares, absorbed effects taken out first (Frisch & Waugh 1933, Lovell 1963). */
export const ols: Estimator = {
  declaration: {
    name: 'ols',
    doc: 'Ordinary least squares; fixed effects after | are absorbed, and slopes that vary with them.',
    maximumFixed: 100,
    weights: true,
    takes: ['slopes'],
  },
  fit: (design, profile) => fitLeastSquares(design, profile),
};

/**
 * The regression on a design as it stands, absorbed effects taken out; what other estimators call on transformed rows.
 * `emptied` names what took everything from a column that is zero now, for the note on it.
 */
export function fitLeastSquares(
  design: Design,
  profile: Profile,
  emptied: readonly string[] = [],
): Fit | Failure {
  const refused = refusal(design);
  if (refused) return refused;
  try {
    return fitReduced(design, reduce(design), profile, emptied);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
}

/** What can be seen before anything is solved. */
export function refusal(design: Design): Failure | null {
  const { y, outcomeName, n } = design;
  if (n === 0) return failure('no-rows', 'no row is left to estimate on');
  const infinite = [
    ...design.names.filter((_, j) => !Number.isFinite(sum(design.x[j]!))),
    ...(design.instruments?.names ?? []).filter((_, j) => !Number.isFinite(sum(design.instruments!.z[j]!))),
  ];
  if (infinite.length > 0 || !Number.isFinite(norm(y))) {
    return failure(
      'too-large',
      `values too large to compute with in ${[...infinite, outcomeName].join(', ')}`,
    );
  }
  if (isCentred(design) && y.every((value) => value === y[0])) {
    return failure('constant-outcome', `${outcomeName} has the same value in all ${n} rows`);
  }
  if (design.names.length === 0 && design.fixed.length === 0)
    return failure('no-regressors', 'the model has no regressor');
  return null;
}

function fitReduced(
  design: Design,
  reduced: Reduced,
  profile: Profile,
  emptied: readonly string[],
): Fit | Failure {
  const absorbed = absorbedOutcome(design, reduced);
  if (absorbed) return absorbed;
  const solution = solve(design, reduced);
  const collinear = collinearColumns(design, reduced.factor).map((record) =>
    record.explained_by.length > 0 ? record : { ...record, explained_by: emptied },
  );
  return linearFit(design, solution, { within: reduced.y, collinear }, profile);
}

/** An outcome that does not vary within the absorbed effects. */
export function absorbedOutcome(
  design: Design,
  { y, lengthOfY }: Pick<Reduced, 'y' | 'lengthOfY'>,
): Failure | null {
  if (design.fixed.length === 0 || norm(y) > ABSORBED * lengthOfY) return null;
  const effects = design.fixed.map((effect) => effect.name).join(' and ');
  return failure('constant-outcome', `${design.outcomeName} does not vary within ${effects}`);
}

function solve(design: Design, reduced: Reduced): Solution {
  const { kept, q, r } = reduced.factor;
  const { coordinates, residual } = project(q, reduced.y);
  const perfect = norm(residual) <= PERFECT * reduced.lengthOfY || design.n === q.length;
  return {
    names: kept.map((j) => design.names[j]!),
    x: kept.map((j) => reduced.x[j]!),
    basis: { columns: q, coordinates, toTerms: invertUpper(r, kept.length) },
    residuals: perfect ? new Float64Array(design.n) : residual,
    perfect,
  };
}
