import type { Expression } from '../../../compiler/plan/expression.ts';
import { invariant } from '../../../compiler/plan/invariant.ts';
import { variablesIn } from '../../../compiler/plan/underlying.ts';
import { levelsOf } from '../../design/codes.ts';
import type { ColumnPart, Design } from '../../design/design.ts';
import type { Evaluate } from '../../design/rows.ts';
import { valuesOf } from '../../design/values.ts';
import { weightedMean } from '../../design/weighting.ts';
import { sum } from '../../linalg/sums.ts';
import type { Fit } from '../estimator.ts';
import { replaced } from './derivative.ts';

/** Where effects are taken: over all rows of the model, or in the one point of the means. */
export interface Setting {
  /** m: the share of each row in the average; 1 alone at the means. */
  readonly share: Float64Array;
  /** m x k: the columns of the fit's terms. */
  readonly columns: readonly Float64Array[];
  /** m: the linear predictor. */
  readonly eta: Float64Array;
  /** m: a number of a formula. */
  readonly numbers: (e: Expression) => Float64Array;
  /** m: whether rows have a level, or the share of the rows that do. */
  readonly level: (part: LevelPart) => Float64Array;
}

export type LevelPart = Extract<ColumnPart, { kind: 'level' }>;

/** Every row as it is. */
export function averageSetting(design: Design, fit: Fit, eta: Float64Array, evaluate: Evaluate): Setting {
  const { n, weights } = design;
  const total = weights ? sum(weights) : n;
  return {
    share: weights ? weights.map((weight) => weight / total) : new Float64Array(n).fill(1 / n),
    columns: fit.terms.map((term) => design.x[design.names.indexOf(term)]!),
    eta,
    numbers: (e) => numbersOn(design, e, evaluate),
    level: (part) => indicator(design, part, evaluate),
  };
}

/** Every variable at its mean over the rows, every level at its share, as Stata's atmeans. */
export function meansSetting(design: Design, fit: Fit, evaluate: Evaluate): Setting {
  const weights = design.weights ?? null;
  const known = new Map<string, number>();
  const numbers = (e: Expression): Float64Array => {
    for (const { key, expression } of variablesIn(e)) {
      if (!known.has(key)) known.set(key, weightedMean(numbersOn(design, expression, evaluate), weights));
    }
    const at = replaced(e, (key) => known.get(key) ?? null);
    return numbersOn(design, at, evaluate).slice(0, 1);
  };
  const level = (part: LevelPart): Float64Array =>
    Float64Array.of(weightedMean(indicator(design, part, evaluate), weights));
  const columns = fit.terms.map((term) =>
    productOf(design.parts?.get(term) ?? [], 1, (part) =>
      part.kind === 'number' ? numbers(part.expression) : level(part),
    ),
  );
  const eta = sum(fit.estimates.map((estimate, j) => estimate * columns[j]![0]!));
  return { share: Float64Array.of(1), columns, eta: Float64Array.of(eta), numbers, level };
}

/** m: the product of parts; that of none is 1. */
export function productOf(
  parts: readonly ColumnPart[],
  m: number,
  valuesOfPart: (part: ColumnPart) => Float64Array,
): Float64Array {
  return parts
    .map(valuesOfPart)
    .reduce((left, right) => left.map((value, i) => value * right[i]!), new Float64Array(m).fill(1));
}

function numbersOn({ rows }: Design, e: Expression, evaluate: Evaluate): Float64Array {
  const column = evaluate(valuesOf(e));
  invariant(column.kind === 'number', 'numbers in a marginal effect');
  return Float64Array.from(rows, (row) => column.values[row]!);
}

function indicator({ rows }: Design, { column, label, labels }: LevelPart, evaluate: Evaluate): Float64Array {
  const found = levelsOf(evaluate(valuesOf(column)), rows, labels);
  const code = found.labels.indexOf(label);
  return Float64Array.from(found.codes, (value) => (value === code ? 1 : 0));
}
