import type { Profile } from '../conventions/profile.ts';
import type { Codes } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import { reduce } from '../design/reduce.ts';
import { demean, groupSizes } from '../linalg/grouping.ts';
import { factorise, project } from '../linalg/qr.ts';
import { dot, norm, sum } from '../linalg/sums.ts';
import type { Note } from '../results/results.ts';
import type { Estimator, Failure, Fit } from './estimator.ts';
import { failure } from './failure.ts';
import { isCentred, PERFECT } from './linear.ts';
import { fitLeastSquares } from './ols.ts';
import { isPanel, type PanelDesign, withoutUnits } from './panel-rows.ts';
import { panelR2, squaredCorrelation, unitMeans } from './squared-correlations.ts';
import { unusable } from './unusable.ts';

/**
 * Feasible generalised least squares with an effect of the unit: each column less theta times the mean of its unit.
 * Swamy & Arora (1972); for unbalanced panels Baltagi & Chang (1994), as plm does. Inference is normal.
 */
export const random: Estimator = {
  declaration: {
    name: 'random',
    doc: 'Random effects of the unit (Swamy and Arora; Baltagi and Chang where the panel is unbalanced).',
    maximumFixed: 0,
  },
  along: 'units',
  fit: (design, profile) => {
    if (!isPanel(design)) return withoutUnits('random');
    const refused = unusable(design, { varies: isCentred(design) });
    if (refused) return refused;
    const components = componentsOf(design);
    return 'kind' in components ? components : fitRandom(design, components, profile);
  },
};

/** Variances of the error and of the unit's effect, and theta of each unit by code. */
interface Components {
  readonly error: number;
  readonly unit: number;
  /** The estimate of `unit` was negative, and zero stands for it. */
  readonly negative: boolean;
  readonly theta: Float64Array;
}

/**
 * The error from the within regression. The unit from the regression of unit means, each standing for its T rows:
 * its sum of squares is (N - k) error + (n - tr) unit in expectation, tr being the sum of T_i |q_i|^2 over the rows of
 * an orthonormal basis of the regressors.
 */
function componentsOf(design: PanelDesign): Components | Failure {
  const { units, n } = design;
  const sizes = groupSizes(units);
  const within = reduce(withUnitEffect(design));
  const { residual } = project(within.factor.q, within.y);
  const df = n - units.levels - within.factor.kept.length;
  if (df <= 0) {
    return failure(
      'random-no-within',
      `${n} rows of ${units.levels} ${units.name} leave no degrees of freedom within units`,
      { names: [units.name] },
    );
  }
  if (norm(residual) <= PERFECT * norm(design.y)) {
    return failure('random-no-within', `within ${units.name} the regressors fit the outcome perfectly`, {
      names: [units.name],
    });
  }
  const error = sum(residual.map((e) => e * e)) / df;
  const means = (v: Float64Array): Float64Array =>
    unitMeans(units, v).map((value, unit) => value * Math.sqrt(sizes[unit]!));
  const { q } = factorise(design.x.map(means));
  const left = units.levels - q.length;
  if (left <= 0) {
    return failure(
      'random-few-units',
      `${units.levels} ${units.name} for ${q.length} regressors between them: the variance of the unit cannot be estimated`,
      { units: units.levels, names: [units.name], k: q.length },
    );
  }
  const between = project(q, means(design.y)).residual;
  const trace = q.reduce(
    (total, column) =>
      total +
      dot(
        column,
        column.map((value, i) => value * sizes[i]!),
      ),
    0,
  );
  const unit = (sum(between.map((e) => e * e)) - left * error) / (n - trace);
  const variance = Math.max(0, unit);
  const theta = sizes.map((size) => 1 - Math.sqrt(error / (error + size * variance)));
  return { error, unit: variance, negative: unit < 0, theta };
}

function withUnitEffect(design: PanelDesign): PanelDesign {
  const kept = design.names.flatMap((name, j) => (name === INTERCEPT ? [] : [j]));
  return {
    ...design,
    names: kept.map((j) => design.names[j]!),
    x: kept.map((j) => design.x[j]!),
    intercept: false,
    fixed: [design.units],
  };
}

function fitRandom(design: PanelDesign, components: Components, profile: Profile): Fit | Failure {
  const quasi = (v: Float64Array): Float64Array => quasiDemeaned(design.units, components.theta, v);
  const transformed = { ...design, y: quasi(design.y), x: design.x.map(quasi) };
  const fit = fitLeastSquares(transformed, profile);
  if (fit.kind === 'failure') return fit;
  const { error, unit, theta } = components;
  const fitted = transformed.y.map((value, i) => value - fit.residuals[i]!);
  const r2 = squaredCorrelation(transformed.y, fitted);
  const { n } = design;
  const df = n - fit.terms.length;
  const measures: Fit['measures'] = {
    ...fit.measures,
    ...panelR2(design, design.units, fit.terms, fit.estimates),
    r2,
    adj_r2: r2 === null || df <= 0 ? null : 1 - ((1 - r2) * (n - 1)) / df,
    log_lik: null,
    aic: null,
    bic: null,
    outcome_mean: sum(design.y) / n,
    sigma_u: Math.sqrt(unit),
    sigma_e: Math.sqrt(error),
    rho: unit / (unit + error),
    theta: thetas(design.units, theta),
  };
  const notes = [...fit.notes, ...(components.negative ? [negativeNote(design.units)] : [])];
  return { ...fit, reference: 'z', design: transformed, measures, notes };
}

/** v - theta mean(v) of its unit, n: exact where theta is 0, and accurate where it is near 1. */
function quasiDemeaned(units: Codes, theta: Float64Array, v: Float64Array): Float64Array {
  const means = unitMeans(units, v);
  const rest = v.slice();
  demean(units, groupSizes(units), rest);
  return rest.map((value, i) => value + (1 - theta[units.codes[i]!]!) * means[units.codes[i]!]!);
}

/** Theta follows from the number of rows of a unit alone: one entry a number, ascending. */
function thetas(units: Codes, theta: Float64Array): NonNullable<Fit['measures']['theta']> {
  const sizes = groupSizes(units);
  const different = [...new Set(sizes)].sort((a, b) => a - b);
  return different.map((rows) => {
    const those = Array.from(sizes.keys()).filter((unit) => sizes[unit] === rows);
    return { rows, units: those.length, theta: theta[those[0]!]! };
  });
}

function negativeNote(units: Codes): Note {
  return {
    code: 'random-no-unit-variance',
    message: `the estimated variance of ${units.name} is not positive; it is taken as zero, which is pooled least squares`,
    values: { names: [units.name] },
  };
}
