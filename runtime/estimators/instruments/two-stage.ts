import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { Intractable } from '../../linalg/intractable.ts';
import { multiply } from '../../linalg/matrix.ts';
import { factorise, project } from '../../linalg/qr.ts';
import { regressors } from '../../linalg/regressors.ts';
import { addScaled, norm } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import type { Failure, Fit } from '../estimator.ts';
import { failure } from '../failure.ts';
import { isCentred, linearFit, PERFECT, type Solution } from '../linear.ts';
import { absorbedOutcome } from '../ols.ts';
import { unusable } from '../unusable.ts';
import { type Stages, stagesOf } from './stages.ts';

/** Two-stage least squares, absorbed effects taken out of every column first. */
export function fitTwoStage(design: Design, profile: Profile): Fit | Failure {
  const refused = unusable(design, { varies: isCentred(design) });
  if (refused) return refused;
  try {
    const stages = stagesOf(design);
    if ('kind' in stages) return stages;
    const absorbed = absorbedOutcome(design, stages.reduced);
    if (absorbed) return absorbed;
    const solution = solve(design, stages);
    if ('kind' in solution) return solution;
    const { reduced, collinear, notes } = stages;
    const fit = linearFit(design, solution, { within: reduced.y, collinear }, profile);
    return fit.kind === 'failure' ? fit : instrumented(fit, notes);
  } catch (error) {
    if (error instanceof Intractable) return failure(error.code, error.message);
    throw error;
  }
}

/** Instruments maximise no likelihood. */
function instrumented(fit: Fit, notes: Fit['notes']): Fit {
  return {
    ...fit,
    counts: { ...fit.counts, instruments: true },
    measures: { ...fit.measures, log_lik: null, aic: null, bic: null },
    notes: [...fit.notes, ...notes],
  };
}

/**
 * The regression on what instruments explain of the columns. With y = Xh b + r there and V = X - Xh, the structural
 * residual y - X b is r - V b, in which nothing large cancels.
 */
function solve(design: Design, { reduced, exogenous, endogenous }: Stages): Solution | Failure {
  const { residuals: left } = endogenous;
  const fitted = endogenous.x.map((column, j) => column.map((value, i) => value - left[j]![i]!));
  const columns = [...exogenous.x, ...fitted];
  const names = [...exogenous.names, ...endogenous.names];
  const k = names.length;
  const { kept, q, r, dropped } = factorise(columns, [...exogenous.x, ...endogenous.x].map(norm));
  if (kept.length < k) {
    const unexplained = dropped.map(({ column }) => names[column]!);
    return failure(
      'under-identified',
      `the instruments do not explain ${unexplained.join(', ')} beside the other terms`,
      { names: unexplained },
    );
  }
  const { coordinates, residual } = project(q, reduced.y);
  const toTerms = invertUpper(r, k);
  const estimates = multiply(toTerms, coordinates, k, k, 1);
  left.forEach((column, j) => {
    addScaled(residual, -estimates[exogenous.x.length + j]!, column);
  });
  const perfect = norm(residual) <= PERFECT * reduced.lengthOfY || design.n === k;
  return {
    names,
    x: columns,
    basis: { columns: regressors(q), coordinates, toTerms },
    residuals: perfect ? new Float64Array(design.n) : residual,
    perfect,
  };
}
