import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { weightedMean } from '../../design/weighting.ts';
import { effectLeverage } from '../../linalg/hat.ts';
import { identity, multiply, transpose } from '../../linalg/matrix.ts';
import { addLeverage } from '../../linalg/qr.ts';
import { regressors } from '../../linalg/regressors.ts';
import { mean } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import type { Note } from '../../results/results.ts';
import { collinearNote } from '../collinear.ts';
import { countParameters } from '../counts.ts';
import type { Fit } from '../estimator.ts';
import { redundancyNotes, weightNotes } from '../sample-notes.ts';
import type { Family } from './family.ts';
import { logLikAt, type Solved } from './irls.ts';
import { shortOfRows } from './refusal.ts';

export interface Maximum {
  /** On the rows that were left. */
  readonly design: Design;
  readonly family: Family;
  /** Of the columns that were kept. */
  readonly names: readonly string[];
  readonly solved: Extract<Solved, { kind: 'converged' }>;
  readonly collinear: Fit['collinear'];
  readonly notes: readonly Note[];
}

/**
 * The fit in the form of its last weighted regression. Beside absorbed effects no constant is reported: the level that
 * ppmlhdfe gives its own is met by no reference here.
 */
export function assemble(parts: Maximum, profile: Profile): Fit {
  const { design, names, solved, collinear } = parts;
  const k = names.length;
  const { roots, factor, x, residuals } = solved.last;
  const toTerms = invertUpper(factor.r, k);
  const slopes = names.flatMap((name, i) => (name === INTERCEPT ? [] : [i]));
  const counts = { ...countParameters(design, slopes.length), likelihood: true };
  const parameters = profile.smallSample('iid', counts).k;
  return {
    kind: 'fit',
    design,
    n: design.n,
    terms: names,
    estimates: solved.coefficients,
    x,
    residuals,
    scale: 1,
    reference: 'z',
    ownCovariance: null,
    bread: multiply(toTerms, transpose(toTerms, k, k), k, k, k),
    basis: {
      columns: regressors(factor.q),
      coordinates: multiply(factor.r, solved.coefficients, k, k, 1),
      toTerms,
    },
    leverage: () => {
      const leverage = effectLeverage(design.fixed, design.n, roots);
      addLeverage(leverage, factor.q);
      return leverage;
    },
    report: { terms: names, estimates: solved.coefficients, map: identity(k) },
    slopes,
    counts,
    collinear,
    measures: measuresOf(parts, parameters),
    likelihood: { family: parts.family, eta: solved.eta, roots, within: solved.last.within },
    notes: [
      ...parts.notes,
      ...collinear.map(collinearNote),
      ...shortOfRows(design.n, parameters),
      ...weightNotes(design),
      ...redundancyNotes(design),
    ],
  };
}

/** McFadden's R2 compares with a model of a constant alone, with absorbed effects too (as fixest and ppmlhdfe). */
function measuresOf({ design, family, solved }: Maximum, k: number): Fit['measures'] {
  const { y, n, weights = null } = design;
  const logLik = logLikAt({ family, y, weights }, solved.eta);
  const level = family.link(weightedMean(y, weights));
  const empty = logLikAt({ family, y, weights }, new Float64Array(n).fill(level));
  return {
    r2: null,
    adj_r2: null,
    within_r2: null,
    rmse: null,
    sigma: null,
    log_lik: logLik,
    aic: -2 * logLik + 2 * k,
    bic: -2 * logLik + Math.log(n) * k,
    pseudo_r2: 1 - logLik / empty,
    rss: null,
    tss: null,
    outcome_mean: mean(y),
  };
}
