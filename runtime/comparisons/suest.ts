import { clusterColumns, combinedCodes } from '../design/codes.ts';
import type { Codes } from '../design/design.ts';
import type { Table } from '../engines/memory/table.ts';
import { identity } from '../linalg/matrix.ts';
import { covarianceFor } from '../vcov/index.ts';
import type { CovarianceInput } from '../vcov/vcov.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import { regressors } from '../linalg/regressors.ts';
import type { ComparedModel, Comparison } from './comparison.ts';
import { equalityOf, stack, type StackedCovariance, unlike } from './stack.ts';

const alongTime = ['newey-west', 'driscoll-kraay'];

/**
 * Seemingly unrelated estimation: the scores of all models side by side, so that models of the same rows, or of the same
 * clusters, may depend on one another. The covariance is the sandwich of the scores: by the clusters of the models, times
 * G / (G - 1); along time where the models have that; by row else, times N / (N - 1). Tests are normal. What Stata's suest
 * does, whatever the models' own vcov; Weesie (1999), Stata Technical Bulletin 52.
 */
export const suest: Comparison = {
  declaration: {
    name: 'suest',
    doc: 'Wald test by the scores of all groups together, robust or by the clusters of the models, as Stata’s suest.',
  },
  prepare: ({ models, table }) =>
    unlike(models) ?? equalityOf(stack(models), byScores(models, table), models[0]!),
};

function byScores(models: readonly ComparedModel[], table: Table): StackedCovariance {
  const { spec } = models[0]!;
  const rows = rowsOf(models);
  const clusters = (spec.vcov.by ?? []).map((name) =>
    combinedCodes(table, clusterColumns(spec.vcov, name), rows),
  );
  const type = alongTime.includes(spec.vcov.type) ? spec.vcov.type : clusters.length > 0 ? 'cluster' : 'HC0';
  const covariance = covarianceFor(type);
  invariant(covariance, `covariance ${type}`);
  const x = scoresOver(rows, models);
  const panelCodes = (name: string | undefined): Codes | null =>
    name === undefined ? null : combinedCodes(table, [name], rows);
  const n = rows.length;
  const input: CovarianceInput = {
    ...{ n, x: regressors(x), residuals: new Float64Array(n).fill(1), bread: identity(x.length) },
    ...{ fixed: [], sigma2: 1 },
    ...{ leverage: () => new Float64Array(n), clusters, ownFactors: true, spec: spec.vcov },
    units: panelCodes(table.panel?.unit),
    periods: panelCodes(table.panel?.time),
  };
  const counts = {
    n,
    slopes: x.length,
    constant: 0,
    fixed: [],
    clusters: clusters.map(({ levels }) => levels),
  } as const;
  return { covariance, input, q: type === 'cluster' ? 1 : n / (n - 1), df: null, counts, spec };
}

/** Rows of the table that any of the models uses, ascending. */
function rowsOf(models: readonly ComparedModel[]): Int32Array {
  return Int32Array.from(new Set(models.flatMap(({ estimated }) => [...estimated.design.rows]))).sort();
}

/** Scores of each model over the rows of all of them, zero where it has no such row. */
function scoresOver(rows: Int32Array, models: readonly ComparedModel[]): readonly Float64Array[] {
  const position = new Map(Array.from(rows, (row, i) => [row, i]));
  return models.flatMap(({ estimated: { design, fit } }) =>
    fit.basis.columns.values().map((column) => {
      const scores = new Float64Array(rows.length);
      column.forEach((value, i) => {
        scores[position.get(design.rows[i]!)!]! += value * fit.residuals[i]!;
      });
      return scores;
    }),
  );
}
