import type { Profile } from '../../conventions/profile.ts';
import type { Design } from '../../design/design.ts';
import { INTERCEPT } from '../../design/names.ts';
import { rootOf, scaleRows, weightedMean } from '../../design/weighting.ts';
import { residualiser } from '../../linalg/absorb.ts';
import { factorise, project, type QrFactor } from '../../linalg/qr.ts';
import { norm } from '../../linalg/sums.ts';
import { invertUpper } from '../../linalg/triangular.ts';
import { type OutcomeTotals, outcomeTotals } from '../measures.ts';

/**
 * All columns of a group of models in coordinates of one orthonormal basis Q of their span (n x P). A model's columns are
 * P numbers each, so that it is solved without the rows, and as accurately: its own basis is Q U, by a QR of P rows.
 */
export interface Span {
  readonly design: Design;
  /** P columns of n; a reported constant beside absorbed effects stands first. */
  readonly q: readonly Float64Array[];
  /** P: coordinates of each column, by name. */
  readonly columns: ReadonlyMap<string, Float64Array>;
  /** By name: what the rank of a model is judged by. */
  readonly lengths: ReadonlyMap<string, number>;
  /** Removes the effects from an outcome, rows multiplied by roots of weights. */
  readonly within: (v: Float64Array) => Float64Array;
  /** The root of the number of rows, or of the sum of the weights; 0 where no constant is reported beside effects. */
  readonly constant: number;
  /** Of each column by weight, for that constant; empty without it. */
  readonly means: ReadonlyMap<string, number>;
  /** By how much rounding of a column may be multiplied in its coefficient. */
  readonly loss: number;
}

/** One outcome over a span. */
export interface SpanOutcome {
  /** n: what the span leaves of it. */
  readonly rest: Float64Array;
  /** P. */
  readonly along: Float64Array;
  /** Squared length of `rest`, and length of the outcome before effects were taken from it. */
  readonly rss: number;
  readonly length: number;
  readonly totals: OutcomeTotals;
}

/** A remainder of a column below this share of it would leave a model too few digits: such models are solved one by one. */
const INDEPENDENT = 1e-7;

/** Null where some column is (nearly) explained by the others. Throws Intractable as absorption does. */
export function spanOf(design: Design, profile: Profile): Span | null {
  const root = rootOf(design);
  const absorb = residualiser(design.fixed, root);
  const scaled = design.x.map((column) => scaleRows(column, root));
  const before = scaled.map(norm);
  const x = design.fixed.length > 0 ? scaled.map(absorb) : scaled;
  const factor = factorise(x, before);
  const p = factor.kept.length;
  const weak = before.some((length, j) => !(Math.abs(factor.r[j * p + j]!) > INDEPENDENT * length));
  if (factor.dropped.length > 0 || weak) return null;
  const constant = design.fixed.length > 0 && profile.reportsConstant;
  const ones = root ?? new Float64Array(design.n).fill(1);
  const lengthOfOnes = norm(ones);
  const lead = constant ? 1 : 0;
  const names = constant ? [INTERCEPT, ...design.names] : design.names;
  const coordinates = names.map((_, j): Float64Array => {
    const column = new Float64Array(p + lead);
    if (j < lead) column[0] = lengthOfOnes;
    else for (let i = 0; i <= j - lead; i += 1) column[i + lead] = factor.r[i * p + j - lead]!;
    return column;
  });
  return {
    design,
    q: constant ? [ones.map((one) => one / lengthOfOnes), ...factor.q] : factor.q,
    columns: new Map(names.map((name, j) => [name, coordinates[j]!])),
    lengths: new Map(names.map((name, j) => [name, j < lead ? lengthOfOnes : before[j - lead]!])),
    within: (v) => (design.fixed.length > 0 ? absorb(scaleRows(v, root)) : scaleRows(v, root)),
    constant: constant ? lengthOfOnes : 0,
    means: new Map(
      constant
        ? design.names.map((name, j) => [name, weightedMean(design.x[j]!, design.weights ?? null)])
        : [],
    ),
    loss: lossOf(factor, before),
  };
}

/** The largest length of a column times that of its row of R^-1 (Stewart 1987). */
function lossOf({ r }: QrFactor, lengths: readonly number[]): number {
  const p = lengths.length;
  const inverse = invertUpper(r, p);
  return lengths.reduce(
    (most, length, j) => Math.max(most, length * norm(inverse.subarray(j * p, (j + 1) * p))),
    1,
  );
}

/** y: n, as observed. */
export function outcomeOver(span: Span, y: Float64Array): SpanOutcome {
  const { design, constant } = span;
  const within = span.within(y);
  const fitted = constant > 0 ? span.q.slice(1) : span.q;
  const { coordinates, residual } = project(fitted, within);
  const centre = constant > 0 ? [constant * weightedMean(y, design.weights ?? null)] : [];
  const weights = design.weights ?? null;
  const absorbs = design.fixed.length > 0;
  return {
    rest: residual,
    along: Float64Array.from([...centre, ...coordinates]),
    rss: residual.reduce((sum, e) => sum + e * e, 0),
    length: norm(scaleRows(y, rootOf(design))),
    totals: outcomeTotals({ y, weights, within: absorbs ? within : null, rss: 0, k: 0, centred: true }),
  };
}
