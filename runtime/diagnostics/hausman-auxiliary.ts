import type { Codes } from '../design/design.ts';
import { INTERCEPT } from '../design/names.ts';
import type { Failure } from '../estimators/estimator.ts';
import { cholesky, quadraticForm } from '../linalg/cholesky.ts';
import { groupSums } from '../linalg/grouping.ts';
import { factorise, project } from '../linalg/qr.ts';
import { dot, norm } from '../linalg/sums.ts';
import type { DiagnosticRecord } from '../results/results.ts';
import { squares } from './auxiliary.ts';
import { chiSquared, type ModelTest, noTest, type TestInput } from './diagnostic.ts';
import { fixedAndRandom, ownSlopes } from './hausman.ts';
import { panelDesign } from './panel-models.ts';

const declared = { of: ['ols', 'random'], needs: ['panel'] } as const;

/**
 * The regression form: the quasi-demeaned outcome on the quasi-demeaned regressors and those within units, which are
 * jointly zero where random effects hold (Wooldridge 2010, 10.7.3); plm's phtest with method "aux".
 */
export const hausmanAuxiliary: ModelTest = {
  declaration: {
    name: 'hausman-auxiliary',
    doc: 'Hausman in its regression form, which always exists.',
    ...declared,
  },
  run: (input) =>
    regressionForm(input, ({ coordinates, residuals, rank }) => {
      const df = residuals.length - rank;
      return df > 0 ? (squares(coordinates) * df) / squares(residuals) : null;
    }),
};

/** The same by a covariance clustered by unit, without a factor of small samples. */
export const hausmanRobust: ModelTest = {
  declaration: {
    name: 'hausman-robust',
    doc: 'Hausman in its regression form, clustered by unit.',
    ...declared,
  },
  run: (input) =>
    regressionForm(input, ({ coordinates, columns, residuals, units }) => {
      const m = coordinates.length;
      const scores = columns.map((column) =>
        groupSums(
          units,
          column.map((value, i) => value * residuals[i]!),
        ),
      );
      const meat = Float64Array.from({ length: m * m }, (_, at) =>
        dot(scores[Math.floor(at / m)]!, scores[at % m]!),
      );
      const l = cholesky(meat, m);
      return l === null ? null : quadraticForm(l, coordinates, m);
    }),
};

/** What the regressors within units add, on orthonormal columns beside all others. */
interface Added {
  readonly coordinates: Float64Array;
  readonly columns: readonly Float64Array[];
  readonly residuals: Float64Array;
  readonly rank: number;
  readonly units: Codes;
}

function regressionForm(
  input: TestInput,
  statistic: (added: Added) => number | null,
): DiagnosticRecord | Failure {
  const pair = fixedAndRandom(input);
  if ('kind' in pair) return pair;
  const design = panelDesign(pair.random);
  if ('kind' in design) return design;
  const quasi = design.x.filter((_, j) => design.names[j] !== INTERCEPT);
  const ones = new Float64Array(design.n).fill(1);
  const { fit, design: raw } = pair.fixed;
  // Dummies of effects that the model absorbs are in both estimators, and not what they are compared on.
  const own = ownSlopes(pair.fixed, input.spec);
  const within = fit.terms.flatMap((name, j) =>
    !own.includes(name) ? [] : [{ column: fit.x[j]!, length: norm(raw.x[raw.names.indexOf(name)]!) }],
  );
  const first = [ones, ...quasi];
  const lengths = [...first.map(norm), ...within.map(({ length }) => length)];
  const { q, kept } = factorise([...first, ...within.map(({ column }) => column)], lengths);
  const { coordinates, residual } = project(q, design.y);
  const added = kept.flatMap((column, i) => (column >= first.length ? [i] : []));
  if (added.length === 0) return noTest('no regressor varies within and between units');
  const value = statistic({
    coordinates: Float64Array.from(added, (i) => coordinates[i]!),
    columns: added.map((i) => q[i]!),
    residuals: residual,
    rank: q.length,
    units: design.units,
  });
  return value === null
    ? noTest('too few units or rows for the covariance')
    : chiSquared(value, added.length);
}
