import type { Profile } from '../conventions/profile.ts';
import type { Design } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import { rootOf, weightedMean } from '../design/weighting.ts';
import { effectLeverage } from '../linalg/hat.ts';
import { identity, multiply, transpose } from '../linalg/matrix.ts';
import { addLeverage } from '../linalg/qr.ts';
import { withFirst } from '../linalg/regressors.ts';
import { norm, sumOfSquares } from '../linalg/sums.ts';
import type { Note } from '../results/results.ts';
import { collinearNote } from './collinear.ts';
import { countParameters } from './counts.ts';
import type { Failure, Fit } from './estimator.ts';
import { failure } from './failure.ts';
import { measuresOf } from './measures.ts';
import { redundancyNotes, weightNotes } from './sample-notes.ts';
import { type PanelR2, panelR2 } from './squared-correlations.ts';

/** Residuals below this share of the outcome's length are rounding: the fit is perfect. */
export const PERFECT = 1e-13;
/** The same where residuals are refined: what is left then is the rounding of the outcome itself. */
const PERFECT_REFINED = 1e-14;

/** Absorbing effects rounds the columns themselves, which no refinement sees. */
export function perfectShare({ fixed }: Design): number {
  return fixed.length > 0 ? PERFECT : PERFECT_REFINED;
}

/** A linear regression solved on the columns that were kept, before the constant that a profile reports. */
export interface Solution {
  readonly names: readonly string[];
  readonly x: readonly Float64Array[];
  readonly basis: Fit['basis'];
  /** k: more accurate than the product of the basis, where they were refined. */
  readonly estimates?: Float64Array;
  readonly residuals: Float64Array;
  /** Their sum of squares, where it is known. */
  readonly rss?: number;
  readonly perfect: boolean;
}

/**
 * The fit of a solved regression: reported terms, counts, measures and notes. `within`: the outcome less absorbed
 * effects, n.
 */
export function linearFit(
  design: Design,
  solution: Solution,
  { within, collinear }: { readonly within: Float64Array; readonly collinear: Fit['collinear'] },
  profile: Profile,
): Fit | Failure {
  const absorbs = design.fixed.length > 0;
  const slopes = solution.names.length - (design.intercept ? 1 : 0);
  if (solution.names.length === 0 && !(absorbs && profile.reportsConstant)) {
    const lost = collinear.map((record) => collinearNote(record).message);
    return failure('no-regressors', `no regressor is left: ${lost.join('; ')}`, {
      names: collinear.map(({ term }) => term),
    });
  }
  const withConstant = absorbs && profile.reportsConstant ? addConstant(design, solution) : solution;
  const counts = countParameters(design, slopes);
  const { k } = profile.smallSample('iid', counts);
  const { residuals } = solution;
  const measures = measuresOf(
    {
      y: design.y,
      weights: design.weights ?? null,
      within: absorbs ? within : null,
      rss: solution.rss ?? sumOfSquares(residuals),
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
    leverage: remembered(() => fullLeverage(design, solution.basis.columns.values())),
    report,
    slopes: report.terms.flatMap((term, i) => (term === INTERCEPT ? [] : [i])),
    counts,
    collinear,
    measures: { ...measures, ...(flavours && betweenAndOverall(flavours)) },
    notes: [...collinear.map(collinearNote), ...notesOn(design, solution, slopes, k)],
  };
}

/** Whether the span of the regressors holds a constant by declaration. */
export function isCentred(design: Design): boolean {
  return design.intercept || design.fixed.length > 0;
}

/** Whether what is absorbed is the effect of the panel's unit, and no more. */
function isUnitEffect({ fixed, units, weights }: Design): boolean {
  return fixed.length === 1 && fixed[0]!.name === units?.name && !weights;
}

function betweenAndOverall({ between_r2, overall_r2 }: PanelR2): Omit<PanelR2, 'within_r2'> {
  return { between_r2, overall_r2 };
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
    estimates: Float64Array.from([centre, ...estimatesOf(solution)]),
    basis: {
      columns: withFirst(solution.basis.columns, constant, length),
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
    estimates: estimatesOf(solution),
    x: solution.x,
    residuals: solution.residuals,
    bread: multiply(basis.toTerms, transpose(basis.toTerms, k, k), k, k, k),
    basis,
  };
}

function estimatesOf({ estimates, basis, names }: Solution): Float64Array {
  const k = names.length;
  return estimates ?? multiply(basis.toTerms, basis.coordinates, k, k, 1);
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
    notes.push({ code: 'no-degrees-of-freedom', message, values: { rows: n, k } });
  } else if (solution.perfect) {
    const message = 'the regressors fit the outcome perfectly: likelihood, t and p do not exist';
    notes.push({ code: 'perfect-fit', message });
  }
  const asked = design.names.length - (design.intercept ? 1 : 0);
  if (asked > 0 && slopes === 0) {
    notes.push({ code: 'no-regressors', message: 'no regressor is left besides the constant' });
  }
  notes.push(...weightNotes(design), ...redundancyNotes(design));
  if (!isCentred(design)) {
    notes.push({
      code: 'uncentred-r2',
      message: 'without a constant, R2 compares with zero, not with the mean',
    });
  }
  return notes;
}
