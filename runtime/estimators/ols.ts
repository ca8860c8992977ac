import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import { type Reduced, reduce } from '../design/reduce.ts';
import { rootOf, weightedMean } from '../design/weighting.ts';
import { effectLeverage } from '../linalg/hat.ts';
import { Intractable } from '../linalg/intractable.ts';
import { identity, multiply, transpose } from '../linalg/matrix.ts';
import { addLeverage, project } from '../linalg/qr.ts';
import { norm, sum } from '../linalg/sums.ts';
import { invertUpper } from '../linalg/triangular.ts';
import type { Note } from '../results/results.ts';
import { collinearColumns, collinearNote } from './collinear.ts';
import { countParameters } from './counts.ts';
import type { Estimator, Failure, Fit } from './estimator.ts';
import { measuresOf } from './measures.ts';
import { type PanelR2, panelR2 } from './squared-correlations.ts';

/** Residuals below this share of the outcome's length are rounding: the fit is perfect. */
export const PERFECT = 1e-13;
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

/** Why there are no estimates. */
export function failure(code: string, message: string): Failure {
  return { kind: 'failure', note: { code, message } };
}

/** What can be seen before anything is solved. */
export function refusal(design: Design): Failure | null {
  const { y, outcomeName, n } = design;
  if (n === 0) return failure('no-rows', 'no row is left to estimate on');
  const infinite = design.names.filter((_, j) => !Number.isFinite(sum(design.x[j]!)));
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

/** Whether the span of the regressors holds a constant by declaration. */
function isCentred(design: Design): boolean {
  return design.intercept || design.fixed.length > 0;
}

/** The solved regression on the kept columns, in all parts. */
interface Solution {
  readonly names: readonly string[];
  readonly x: readonly Float64Array[];
  readonly basis: Fit['basis'];
  readonly residuals: Float64Array;
  readonly perfect: boolean;
}

function fitReduced(
  design: Design,
  reduced: Reduced,
  profile: Profile,
  emptied: readonly string[],
): Fit | Failure {
  const absorbs = design.fixed.length > 0;
  if (absorbs && norm(reduced.y) <= ABSORBED * reduced.lengthOfY) {
    return failure('constant-outcome', `${design.outcomeName} does not vary within ${effectNames(design)}`);
  }
  const solution = solve(design, reduced);
  const collinear = collinearColumns(design, reduced.factor).map((record) =>
    record.explained_by.length > 0 ? record : { ...record, explained_by: emptied },
  );
  const slopes = solution.names.length - (design.intercept ? 1 : 0);
  if (solution.names.length === 0 && !(absorbs && profile.reportsConstant)) {
    const lost = collinear.map((record) => collinearNote(record).message);
    return failure('no-regressors', `no regressor is left: ${lost.join('; ')}`);
  }
  const withConstant = absorbs && profile.reportsConstant ? addConstant(design, solution) : solution;
  const counts = countParameters(design, slopes);
  const { k } = profile.smallSample('iid', counts);
  const { residuals } = solution;
  const measures = measuresOf(
    {
      y: design.y,
      weights: design.weights ?? null,
      within: absorbs ? reduced.y : null,
      rss: sum(residuals.map((e) => e * e)),
      k,
      centred: isCentred(design),
    },
    profile,
  );
  const flavours = isUnitEffect(design)
    ? panelR2(design, design.fixed[0]!, solution.names, assemble(solution).estimates)
    : null;
  const parts = assemble(withConstant);
  const report = reported(design, withConstant, parts.estimates, absorbs && profile.reportsConstant);
  return {
    kind: 'fit',
    n: design.n,
    ...parts,
    scale: null,
    reference: 't',
    ownCovariance: null,
    leverage: remembered(() => fullLeverage(design, solution.basis.columns)),
    report,
    slopes: report.terms.flatMap((term, i) => (term === INTERCEPT ? [] : [i])),
    counts,
    collinear,
    measures: { ...measures, ...(flavours && betweenAndOverall(flavours)) },
    notes: [...collinear.map(collinearNote), ...notesOn(design, solution, slopes, k)],
  };
}

/** Whether what is absorbed is the effect of the panel's unit, and no more. */
function isUnitEffect({ fixed, units, weights }: Design): boolean {
  return fixed.length === 1 && fixed[0]!.name === units?.name && !weights;
}

function betweenAndOverall({ between_r2, overall_r2 }: PanelR2): Omit<PanelR2, 'within_r2'> {
  return { between_r2, overall_r2 };
}

function effectNames(design: Design): string {
  return design.fixed.map((effect) => effect.name).join(' and ');
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

/** A column of ones (of roots of weights) before the others, orthogonal to columns from which an effect was absorbed. */
function addConstant(design: Design, solution: Solution): Solution {
  const { n } = design;
  const k = solution.names.length + 1;
  const constant = rootOf(design) ?? new Float64Array(n).fill(1);
  const length = norm(constant);
  const toTerms = new Float64Array(k * k);
  toTerms[0] = 1 / length;
  for (let i = 1; i < k; i += 1) {
    for (let j = 1; j < k; j += 1) toTerms[i * k + j] = solution.basis.toTerms[(i - 1) * (k - 1) + j - 1]!;
  }
  const centre = weightedMean(design.y, design.weights ?? null);
  return {
    ...solution,
    names: [INTERCEPT, ...solution.names],
    x: [constant, ...solution.x],
    basis: {
      columns: [constant.map((one) => one / length), ...solution.basis.columns],
      coordinates: Float64Array.from([length * centre, ...solution.basis.coordinates]),
      toTerms,
    },
  };
}

function assemble(
  solution: Solution,
): Pick<Fit, 'terms' | 'estimates' | 'x' | 'residuals' | 'bread' | 'basis'> {
  const { basis } = solution;
  const k = solution.names.length;
  return {
    terms: solution.names,
    estimates: multiply(basis.toTerms, basis.coordinates, k, k, 1),
    x: solution.x,
    residuals: solution.residuals,
    bread: multiply(basis.toTerms, transpose(basis.toTerms, k, k), k, k, k),
    basis,
  };
}

/**
 * The reported terms: the estimated ones, but that a constant beside absorbed effects becomes mean(y) - mean(x)'b, the
 * one with which the effects have mean zero over the rows (what reghdfe prints as _cons).
 */
function reported(
  design: Design,
  solution: Solution,
  estimates: Float64Array,
  constant: boolean,
): Fit['report'] {
  const k = solution.names.length;
  const map = identity(k);
  if (constant) {
    for (let j = 1; j < k; j += 1) {
      const column = design.x[design.names.indexOf(solution.names[j]!)]!;
      map[j] = -weightedMean(column, design.weights ?? null);
    }
  }
  return { terms: solution.names, estimates: multiply(map, estimates, k, k, 1), map };
}

function fullLeverage(design: Design, q: readonly Float64Array[]): Float64Array {
  const leverage = effectLeverage(design.fixed, design.n, rootOf(design));
  addLeverage(leverage, q);
  return leverage;
}

function remembered<T>(compute: () => T): () => T {
  let known: { readonly value: T } | undefined;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}

function notesOn(design: Design, solution: Solution, slopes: number, k: number): readonly Note[] {
  const { n } = design;
  const notes: Note[] = [];
  if (n <= k) {
    const message = `${n} rows for ${k} parameters: no degrees of freedom are left for standard errors`;
    notes.push({ code: 'no-degrees-of-freedom', message });
  } else if (solution.perfect) {
    const message = 'the regressors fit the outcome perfectly: likelihood, t and p do not exist';
    notes.push({ code: 'perfect-fit', message });
  }
  const asked = design.names.length - (design.intercept ? 1 : 0);
  if (asked > 0 && slopes === 0) {
    notes.push({ code: 'no-regressors', message: 'no regressor is left besides the constant' });
  }
  const weightless = design.sample.weightless ?? 0;
  if (weightless > 0) {
    notes.push({ code: 'zero-weights', message: `${weightless} rows with a weight of zero are left out` });
  }
  if (design.fixed.length > 2) {
    const message = `the redundant levels of ${design.fixed.length} absorbed effects are counted pair by pair: K may be too large`;
    notes.push({ code: 'redundant-levels', message });
  }
  if (!isCentred(design)) {
    notes.push({
      code: 'uncentred-r2',
      message: 'without a constant, R2 compares with zero, not with the mean',
    });
  }
  return notes;
}
