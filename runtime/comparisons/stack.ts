import type { ModelSpec } from '../../compiler/plan/model.ts';
import { sameTerm } from '../claims/terms.ts';
import { contrasts } from '../estimators/covariance-input.ts';
import type { ParameterCounts } from '../estimators/estimator.ts';
import type { CovarianceOnBasis } from '../estimators/infer.ts';
import { type Restrictions, type TestedModel, waldTest } from '../inference/wald-test.ts';
import { Intractable } from '../linalg/intractable.ts';
import type { Covariance, CovarianceInput } from '../vcov/vcov.ts';
import type { ComparedModel, Equality } from './comparison.ts';

/** Several models as one: the terms of each after those of the one before. */
export interface Stack {
  readonly terms: readonly string[];
  readonly estimates: Float64Array;
  /** Of each model, its first term. */
  readonly starts: readonly number[];
  /** k' x k, row-major: all terms over the bases of all models, one after the other. */
  readonly rows: Float64Array;
  /** Columns of the bases. */
  readonly k: number;
}

export function stack(models: readonly ComparedModel[]): Stack {
  const fits = models.map(({ estimated }) => estimated.fit);
  const k = fits.reduce((sum, fit) => sum + fit.basis.columns.count, 0);
  const terms = fits.flatMap((fit) => fit.report.terms);
  const rows = new Float64Array(terms.length * k);
  const starts: number[] = [];
  let [row, column] = [0, 0];
  for (const fit of fits) {
    starts.push(row);
    const own = contrasts(fit);
    const [height, width] = [fit.report.terms.length, fit.basis.columns.count];
    for (let i = 0; i < height; i += 1)
      rows.set(own.subarray(i * width, (i + 1) * width), (row + i) * k + column);
    row += height;
    column += width;
  }
  return {
    terms,
    estimates: Float64Array.from(fits.flatMap((fit) => [...fit.report.estimates])),
    starts,
    rows,
    k,
  };
}

/** What the covariance of a stack is computed by. */
export interface StackedCovariance {
  readonly covariance: Covariance;
  readonly input: CovarianceInput;
  /** Multiplies it. */
  readonly q: number;
  /** Null where the reference is normal. */
  readonly df: number | null;
  readonly counts: ParameterCounts;
  /** What draws depend on. */
  readonly spec: ModelSpec;
}

/** Wald tests of equal coefficients by the covariance of the stack. */
export function equalityOf(
  { terms, estimates, starts, rows }: Stack,
  { covariance, input, q, df, counts, spec }: StackedCovariance,
  { estimated: { profile } }: ComparedModel,
): Equality | string {
  const found = attempt(() => covariance.compute(input));
  if (typeof found === 'string') return found;
  const onBasis: CovarianceOnBasis = { input, vcov: found.map((value) => value * q), rows, df };
  const model: TestedModel = {
    profile,
    covariance,
    fit: {
      counts,
      basis: { columns: input.x },
      report: { terms, estimates, map: new Float64Array(0) },
    },
  };
  const positionOf = (column: string, at: number): number => {
    const end = starts[at + 1] ?? terms.length;
    return starts[at]! + terms.slice(starts[at]!, end).findIndex((term) => sameTerm(term, column));
  };
  return (columns, among) => {
    const restrictions = equal(columns, among, positionOf, terms.length);
    const name = columns.join(', ');
    const tested = attempt(() => {
      const found = waldTest(model, onBasis, restrictions, spec, name);
      if (found === 'singular') return `the covariance of ${name} across the models is singular`;
      return typeof found === 'string' ? `${name}: ${found} are left` : found;
    });
    if (typeof tested === 'string') return tested;
    const { estimate, std_error, statistic, distribution, df: df1, df2, p } = tested;
    return { difference: estimate, std_error, statistic, distribution, df: df1, df2, p };
  };
}

function attempt<T>(compute: () => T): T | string {
  try {
    return compute();
  } catch (error) {
    if (error instanceof Intractable) return error.message;
    throw error;
  }
}

/** Each column in the first of the models less the same in each of the others is zero. */
function equal(
  columns: readonly string[],
  [first, ...others]: readonly number[],
  positionOf: (column: string, at: number) => number,
  width: number,
): Restrictions {
  const pairs = columns.flatMap((column) => others.map((other) => [column, other] as const));
  const rows = new Float64Array(pairs.length * width);
  pairs.forEach(([column, other], i) => {
    rows[i * width + positionOf(column, first!)] = 1;
    rows[i * width + positionOf(column, other)] = -1;
  });
  return { rows, values: new Float64Array(pairs.length) };
}

/** Why models are not compared by one covariance; null where they can be. */
export function unlike(models: readonly ComparedModel[]): string | null {
  const estimators = new Set(models.map(({ spec }) => spec.estimator));
  if (estimators.has('quantile'))
    return 'a quantile regression has no scores; compare its groups by permutation';
  const kinds = new Set(
    models.map(({ spec: { vcov } }) => JSON.stringify([vcov.by ?? [], vcov.lag ?? null])),
  );
  return kinds.size > 1 ? 'the standard errors of the models rest on different clusters or lags' : null;
}
