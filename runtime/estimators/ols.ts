import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { type Reduced, reduce } from '../design/reduce.ts';
import { Intractable } from '../linalg/intractable.ts';
import { norm } from '../linalg/sums.ts';
import { collinearColumns } from './collinear.ts';
import type { Estimator, Failure, Fit } from './estimator.ts';
import { failure } from './failure.ts';
import { leastSquares } from './least-squares.ts';
import { isCentred, linearFit, perfectShare, type Solution } from './linear.ts';
import { unusable } from './unusable.ts';

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

/** What messages need to know of rows that are none of the data. */
export interface Transformed {
  /** What took everything from a column that is zero now. */
  readonly emptied?: readonly string[];
  /** What a row stands for. */
  readonly rowsAre?: string;
}

/** The regression on a design as it stands, absorbed effects taken out; what other estimators call on transformed rows. */
export function fitLeastSquares(
  design: Design,
  profile: Profile,
  { emptied = [], rowsAre }: Transformed = {},
): Fit | Failure {
  const refused = unusable(design, { varies: isCentred(design), rowsAre });
  if (refused) return refused;
  try {
    return fitReduced(design, reduce(design), profile, emptied);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
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
  return failure('constant-outcome', `${design.outcomeName} does not vary within ${effects}`, {
    ...{ names: [design.outcomeName], n: 0 },
  });
}

function solve(design: Design, reduced: Reduced): Solution {
  const { kept } = reduced.factor;
  const x = kept.map((j) => reduced.x[j]!);
  const solved = leastSquares(reduced.factor, x, reduced.y);
  const perfect =
    norm(solved.residual) <= perfectShare(design) * reduced.lengthOfY || design.n === kept.length;
  return {
    names: kept.map((j) => design.names[j]!),
    x,
    basis: solved.basis,
    estimates: solved.estimates,
    residuals: perfect ? new Float64Array(design.n) : solved.residual,
    perfect,
  };
}
