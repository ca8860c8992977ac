import { congruence, identity, multiply, transpose } from '../../linalg/matrix.ts';
import { factorise } from '../../linalg/qr.ts';
import { regressors } from '../../linalg/regressors.ts';
import { dot } from '../../linalg/sums.ts';
import type { Estimated } from '../estimate.ts';
import type { LikelihoodFit } from '../estimator.ts';
import type { Effect } from './effect.ts';

/**
 * The covariance of marginal effects by the delta method, m x m row-major, or null where the model has none. Absorbed
 * effects are estimates too: beside the directions of the coefficients the effects have those in which levels move
 * them, and the covariance is that of the regression with all dummies.
 */
export function covarianceOf(
  estimation: Estimated,
  effects: readonly Effect[],
  likelihood: LikelihoodFit,
): Float64Array | null {
  const { fit, design, vcov } = estimation;
  const k = fit.terms.length;
  const m = effects.length;
  if (vcov === null) return null;
  if (design.fixed.length > 0) {
    // What was drawn are the coefficients, without the levels that belong to each draw.
    if (estimation.covariance.family === 'bootstrap') return null;
    return besideEffects(estimation, effects, likelihood);
  }
  const rows = new Float64Array(m * k);
  for (const [i, { gradient }] of effects.entries()) rows.set(gradient, i * k);
  return congruence(rows, vcov, m, k);
}

function besideEffects(
  { fit, design, onBasis, covariance, smallSample }: Estimated,
  effects: readonly Effect[],
  { roots, within }: LikelihoodFit,
): Float64Array | null {
  if (onBasis === null) return null;
  const { toTerms, columns } = fit.basis;
  const k = columns.count;
  const x = fit.terms.map((term) => design.x[design.names.indexOf(term)]!);
  const inSpace = effects.map(({ byRow }) =>
    byRow.map((value, i) => (roots[i]! > 0 ? value / roots[i]! : 0)),
  );
  const ofLevels = inSpace.map((u) => {
    const rest = within(u);
    return u.map((value, i) => value - rest[i]!);
  });
  const extra = factorise(ofLevels).q;
  const width = k + extra.length;
  const rows = new Float64Array(effects.length * width);
  effects.forEach(({ gradient, byRow }, i) => {
    const direct = gradient.map((value, j) => value - dot(byRow, x[j]!));
    const own = multiply(transpose(toTerms, k, k), direct, k, k, 1);
    columns.values().forEach((column, j) => {
      rows[i * width + j] = own[j]! + dot(column, inSpace[i]!);
    });
    extra.forEach((column, j) => {
      rows[i * width + k + j] = dot(column, ofLevels[i]!);
    });
  });
  const found = covariance.compute({
    ...onBasis.input,
    x: regressors([...columns.values(), ...extra]),
    bread: identity(width),
  });
  return congruence(
    rows,
    found.map((value) => value * smallSample.q),
    effects.length,
    width,
  );
}
