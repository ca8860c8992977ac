import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { restrictDesign } from '../../design/restrict.ts';
import { identity, multiply, transpose } from '../../linalg/matrix.ts';
import { addLeverage, factorise } from '../../linalg/qr.ts';
import { mean } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import type { Note } from '../../results/results.ts';
import { collinearColumns, collinearNote } from '../collinear.ts';
import { countParameters } from '../counts.ts';
import type { Failure, Fit } from '../estimator.ts';
import { failure } from '../failure.ts';
import type { Family } from './family.ts';
import { logLikAt, type Solved, solveLikelihood } from './irls.ts';
import { refusal, shortOfRows } from './refusal.ts';
import { separatedRows, separatingTerms, separationFailure } from './separation.ts';

type Converged = Extract<Solved, { kind: 'converged' }>;

/**
 * A model fitted by maximum likelihood, in the form of its last weighted regression. A separated binary model is
 * refused; of counts the separated zeros, which say nothing of the other coefficients, are dropped and named.
 */
export function fitLikelihood(design: Design, profile: Profile, family: Family): Fit | Failure {
  const notes: Note[] = [];
  let sample = design;
  for (;;) {
    const refused = refusal(sample, family);
    if (refused) return refused;
    const factor = factorise(sample.x);
    const x = factor.kept.map((j) => sample.x[j]!);
    const names = factor.kept.map((j) => sample.names[j]!);
    const solved = solveLikelihood({ family, y: sample.y, x });
    if (solved.kind === 'converged') {
      const collinear = collinearColumns(sample, factor);
      return assemble({ design: sample, family, names, x, solved, collinear, notes }, profile);
    }
    const rows = solved.kind === 'separated' ? separatedRows(family, sample.y, solved) : null;
    if (solved.kind !== 'separated' || rows === null || rows.length === 0) return notConverged();
    const terms = separatingTerms(names, x, solved);
    if (family.binary || rows.length === sample.n) return separationFailure(sample, terms, rows.length);
    notes.push(droppedNote(sample, terms, rows.length));
    const gone = new Set(rows);
    const left = Int32Array.from(sample.y, (_, i) => i).filter((i) => !gone.has(i));
    sample = restrictDesign(sample, left);
  }
}

function notConverged(): Failure {
  return failure('not-converged', 'the likelihood has no maximum that the iteration can reach');
}

function droppedNote(design: Design, terms: readonly string[], rows: number): Note {
  const message = `${rows} rows with ${design.outcomeName} = 0 are left out: ${terms.join(', ')} predict${terms.length === 1 ? 's' : ''} them perfectly`;
  return { code: 'separated-rows', message };
}

interface Parts {
  readonly design: Design;
  readonly family: Family;
  readonly names: readonly string[];
  readonly x: readonly Float64Array[];
  readonly solved: Converged;
  readonly collinear: Fit['collinear'];
  readonly notes: readonly Note[];
}

function assemble(parts: Parts, profile: Profile): Fit {
  const { design, names, solved, collinear } = parts;
  const k = names.length;
  const { factor, x, residuals } = solved.last;
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
    basis: { columns: factor.q, coordinates: multiply(factor.r, solved.coefficients, k, k, 1), toTerms },
    leverage: () => {
      const leverage = new Float64Array(design.n);
      addLeverage(leverage, factor.q);
      return leverage;
    },
    report: { terms: names, estimates: solved.coefficients, map: identity(k) },
    slopes,
    counts,
    collinear,
    measures: measuresOf(parts, parameters),
    notes: [...parts.notes, ...collinear.map(collinearNote), ...shortOfRows(design.n, parameters)],
  };
}

/** McFadden's R2 compares with a model of a constant alone. */
function measuresOf({ design, family, solved }: Parts, k: number): Fit['measures'] {
  const { y, n } = design;
  const logLik = logLikAt({ family, y }, solved.eta);
  const average = mean(y);
  const empty = logLikAt({ family, y }, new Float64Array(n).fill(family.link(average)));
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
    outcome_mean: average,
  };
}
