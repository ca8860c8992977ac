import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { identity, multiply, transpose } from '../../linalg/matrix.ts';
import { addLeverage, factorise } from '../../linalg/qr.ts';
import { regressors } from '../../linalg/regressors.ts';
import { mean } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import { collinearColumns, collinearNote } from '../collinear.ts';
import { countParameters } from '../counts.ts';
import type { Failure, Fit, OwnCovariance } from '../estimator.ts';
import { failure } from '../failure.ts';
import { shortOfRows } from '../likelihood/refusal.ts';
import { unusable } from '../unusable.ts';
import { fitQuantile, iidCovariance, nidCovariance } from './sparsity.ts';
import type { Vertex } from './vertex.ts';

/** A regression of the tau-quantile; its covariances are its own. */
export function fitQuantileModel(design: Design, profile: Profile, tau: number): Fit | Failure {
  const refused = unusable(design);
  if (refused) return refused;
  const factor = factorise(design.x);
  const names = factor.kept.map((j) => design.names[j]!);
  const x = factor.kept.map((j) => design.x[j]!);
  const k = names.length;
  const vertex = fitQuantile(design.y, x, tau);
  const toTerms = invertUpper(factor.r, k);
  const bread = multiply(toTerms, transpose(toTerms, k, k), k, k, k);
  const slopes = names.flatMap((name, i) => (name === INTERCEPT ? [] : [i]));
  const counts = countParameters(design, slopes.length);
  const collinear = collinearColumns(design, factor);
  const parameters = profile.smallSample('iid', counts).k;
  return {
    kind: 'fit',
    n: design.n,
    terms: names,
    estimates: vertex.coefficients,
    x,
    residuals: vertex.residuals,
    scale: null,
    reference: 't',
    ownCovariance: (type) => ownCovariance(type, { y: design.y, x, bread, vertex, tau }),
    bread,
    basis: {
      columns: regressors(factor.q),
      coordinates: multiply(factor.r, vertex.coefficients, k, k, 1),
      toTerms,
    },
    leverage: () => {
      const leverage = new Float64Array(design.n);
      addLeverage(leverage, factor.q);
      return leverage;
    },
    report: { terms: names, estimates: vertex.coefficients, map: identity(k) },
    slopes,
    counts,
    collinear,
    measures: { ...NO_MEASURES, outcome_mean: mean(design.y) },
    notes: [...collinear.map(collinearNote), ...shortOfRows(design.n, parameters)],
  };
}

/** Squares and likelihoods are not what a quantile minimises. */
const NO_MEASURES = {
  r2: null,
  adj_r2: null,
  within_r2: null,
  rmse: null,
  sigma: null,
  log_lik: null,
  aic: null,
  bic: null,
  rss: null,
  tss: null,
} as const;

interface Quantile {
  readonly y: Float64Array;
  readonly x: readonly Float64Array[];
  readonly bread: Float64Array;
  readonly vertex: Vertex;
  readonly tau: number;
}

function ownCovariance(type: string, { y, x, bread, vertex, tau }: Quantile): OwnCovariance | null {
  if (type === 'iid') {
    const vcov = iidCovariance(vertex, bread, x.length, tau);
    return vcov ? { kind: 'vcov', vcov } : noDensity('the residuals near the quantile are all zero', type);
  }
  if (type !== 'nid') return null;
  const local = nidCovariance(y, x, tau);
  if (local === null) return noDensity('the density at the quantile is zero in too many rows', type);
  const message = `the fitted quantiles on both sides cross in ${local.crossed} rows, whose density counts as zero`;
  const notes =
    local.crossed > 0 ? [{ code: 'crossing-quantiles', message, values: { rows: local.crossed } }] : [];
  return { kind: 'vcov', vcov: local.vcov, notes };
}

function noDensity(why: string, type: string): Failure {
  return failure('no-density', `${why}: standard errors ${type} do not exist`);
}
