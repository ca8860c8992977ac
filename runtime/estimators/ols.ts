import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { remembered } from '../design/memo.ts';
import { factorised, type Reduced, type Within, withinEffects, withoutEffects } from '../design/reduce.ts';
import { solveFromProducts } from '../linalg/from-products.ts';
import { keepProducts, type KeptProducts } from '../linalg/kept-products.ts';
import { Intractable } from '../linalg/intractable.ts';
import { combinations } from '../linalg/regressors.ts';
import { MANY_ROWS, norm } from '../linalg/sums.ts';
import { collinearColumns } from './collinear.ts';
import type { Estimator, Failure, Fit } from './estimator.ts';
import { failure } from './failure.ts';
import { leastSquares } from './least-squares.ts';
import { OF_SCORES } from '../vcov/sandwich.ts';
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
  fit: (design, profile, spec) => fitLeastSquares(design, profile, { scores: OF_SCORES.has(spec.vcov.type) }),
};

/** What is to be known of rows that are none of the data, and of what will be asked of the fit. */
export interface Transformed {
  /** What took everything from a column that is zero now. */
  readonly emptied?: readonly string[];
  /** What a row stands for. */
  readonly rowsAre?: string;
  /** Whether the covariance asks for the products of scores. */
  readonly scores?: boolean;
}

/** The regression on a design as it stands, absorbed effects taken out; what other estimators call on transformed rows. */
export function fitLeastSquares(
  design: Design,
  profile: Profile,
  { emptied = [], rowsAre, scores = false }: Transformed = {},
): Fit | Failure {
  try {
    // Of many rows without effects the cross-products say by themselves whether the design can be used.
    if (design.fixed.length === 0 && design.n >= MANY_ROWS) {
      const quick = solveQuickly(design, withoutEffects(design), null, scores);
      if (quick) return linearFit(design, quick, { within: design.y, collinear: [] }, profile);
    }
    const refused = unusable(design, { varies: isCentred(design), rowsAre });
    if (refused) return refused;
    return fitReduced(design, withinEffects(design), profile, emptied);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
}

function fitReduced(
  design: Design,
  within: Within,
  profile: Profile,
  emptied: readonly string[],
): Fit | Failure {
  const absorbed = absorbedOutcome(design, within);
  if (absorbed) return absorbed;
  const quick =
    design.fixed.length > 0 && design.n >= MANY_ROWS
      ? solveQuickly(design, within, within.lengths(), false)
      : null;
  if (quick) return linearFit(design, quick, { within: within.y, collinear: [] }, profile);
  const { reduced, solution } = once(design, within, ['by rows'], () => {
    const found = factorised(design, within);
    return { reduced: found, solution: solve(design, found) };
  });
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

/** The solution of an equation, once for all its covariances. Under weights each model has columns of its own. */
function once<T extends object>(
  design: Design,
  { x, y }: Pick<Within, 'x' | 'y'>,
  how: readonly (string | boolean)[],
  compute: () => T,
): T {
  if (design.weights) return compute();
  const { names, intercept, fixed } = design;
  return remembered(design, JSON.stringify([how, names, intercept, fixed.length]), [y, ...x], compute);
}

/** From cross-products, every column kept; null where there are few rows, or digits could be lost. */
function solveQuickly(
  design: Design,
  columns: Pick<Within, 'x' | 'y'>,
  lengths: readonly number[] | null,
  scores: boolean,
): Solution | null {
  const compute = (): { readonly found: Solution | null } => ({
    found: fromProducts(design, columns, lengths, scores),
  });
  return once(design, columns, ['by products', scores], compute).found;
}

/** Those of the columns of its sample about their centres; under weights each model has columns of its own. */
function keptProducts(design: Design, x: readonly Float64Array[]): KeptProducts {
  const about = design.intercept ? x[0]! : design.rows;
  return design.weights ? keepProducts() : remembered(design, 'products', [about], keepProducts);
}

function fromProducts(
  design: Design,
  { x, y }: Pick<Within, 'x' | 'y'>,
  lengths: readonly number[] | null,
  scores: boolean,
): Solution | null {
  const kept = keptProducts(design, x);
  const solved = solveFromProducts(x, y, { lengths, constant: design.intercept, scores, kept });
  if (solved === null) return null;
  const { product, coordinates, toTerms, estimates, residual, rss } = solved;
  return {
    names: design.names,
    x,
    basis: { columns: combinations(product), coordinates, toTerms },
    estimates,
    residuals: residual,
    rss,
    perfect: false,
  };
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
