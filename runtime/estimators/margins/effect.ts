import { dot, sum } from '../../linalg/sums.ts';
import type { Family } from '../likelihood/family.ts';
import type { Change } from './changes.ts';
import type { Setting } from './setting.ts';

/** A marginal effect and its derivatives. */
export interface Effect {
  readonly name: string;
  readonly estimate: number;
  /** k: by the coefficients, absorbed effects held. */
  readonly gradient: Float64Array;
  /** m: by the linear predictor of each row beside that, as its absorbed effects move it. */
  readonly byRow: Float64Array;
}

/** The effect of a change on the mean of the outcome. Wooldridge (2010), 15.6; Greene (2018), 17.3. */
export function effectOf(
  change: Change,
  setting: Setting,
  coefficients: Float64Array,
  family: Family,
): Effect {
  return change.kind === 'slope'
    ? ofSlope(change, setting, coefficients, family)
    : ofStep(change, setting, coefficients, family);
}

function ofSlope(
  { name, columns }: Extract<Change, { kind: 'slope' }>,
  { share, eta, columns: x }: Setting,
  b: Float64Array,
  family: Family,
): Effect {
  const moved = eta.map((_, i) => sum(b.map((value, j) => (columns[j]?.[i] ?? 0) * value)));
  const slopes = eta.map((value, i) => share[i]! * family.at(value, 0).slope);
  const byRow = eta.map((value, i) => share[i]! * family.curvature(value) * moved[i]!);
  const gradient = Float64Array.from(b, (_, j) => {
    const own = columns[j];
    return dot(byRow, x[j]!) + (own ? dot(slopes, own) : 0);
  });
  return { name, estimate: dot(slopes, moved), gradient, byRow };
}

function ofStep(
  { name, from, to }: Extract<Change, { kind: 'step' }>,
  { share, eta, columns: x }: Setting,
  b: Float64Array,
  family: Family,
): Effect {
  const at = (columns: readonly Float64Array[]) =>
    eta.map((value, i) => {
      return value + sum(b.map((coefficient, j) => (columns[j]![i]! - x[j]![i]!) * coefficient));
    });
  const [before, after] = [at(from), at(to)];
  const difference = eta.map(
    (_, i) => share[i]! * (family.at(after[i]!, 0).mean - family.at(before[i]!, 0).mean),
  );
  const weightsOf = (etas: Float64Array) => etas.map((value, i) => share[i]! * family.at(value, 0).slope);
  const [low, high] = [weightsOf(before), weightsOf(after)];
  const gradient = Float64Array.from(b, (_, j) => dot(high, to[j]!) - dot(low, from[j]!));
  return { name, estimate: sum(difference), gradient, byRow: high.map((value, i) => value - low[i]!) };
}
