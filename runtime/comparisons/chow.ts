import { clusterColumns, combinedCodes } from '../design/codes.ts';
import type { Codes, Design } from '../design/design.ts';
import { rootOf } from '../design/weighting.ts';
import type { Table } from '../engines/memory/table.ts';
import { countParameters } from '../estimators/counts.ts';
import type { ParameterCounts } from '../estimators/estimator.ts';
import { identity } from '../linalg/matrix.ts';
import { regressors } from '../linalg/regressors.ts';
import type { CovarianceInput } from '../vcov/vcov.ts';
import type { ComparedModel, Comparison } from './comparison.ts';
import { equalityOf, stack, type StackedCovariance, unlike } from './stack.ts';

/**
 * The groups as one regression in which every coefficient, the constant and the effects differ by group, under the vcov
 * and the conventions of the models: F of equal coefficients. Chow (1960), where the vcov is iid.
 */
export const chow: Comparison = {
  declaration: {
    name: 'chow',
    doc: 'F test in one regression with every term interacted with the group, by the vcov of the models.',
  },
  prepare: ({ models, table }) => {
    const reason = unlike(models) ?? undrawn(models);
    if (reason !== null) return reason;
    const covariance = byInteraction(models, table);
    return typeof covariance === 'string' ? covariance : equalityOf(stack(models), covariance, models[0]!);
  },
};

function undrawn(models: readonly ComparedModel[]): string | null {
  const drawn = models.some(({ spec }) => spec.vcov.type === 'bootstrap');
  return drawn ? 'a fully interacted regression is not drawn again; compare by suest or permutation' : null;
}

function byInteraction(models: readonly ComparedModel[], table: Table): StackedCovariance | string {
  const [{ spec, estimated }] = models as readonly [ComparedModel, ...ComparedModel[]];
  const { profile, covariance, fit } = estimated;
  const design = stackedDesign(models, table);
  const counts = countsOf(models, design);
  const beyond = profile.undefinedFor?.(covariance.family, counts) ?? null;
  if (beyond !== null) return `conventions ${spec.conventions} say nothing of ${beyond}`;
  const df = design.n - profile.smallSample('iid', counts).k;
  if (df <= 0) return 'no degrees of freedom are left';
  const small = profile.smallSample(covariance.family, counts);
  const fits = models.map((model) => model.estimated.fit);
  const rss = fits.reduce((sum, { residuals }) => sum + residuals.reduce((total, e) => total + e * e, 0), 0);
  const x = blocks(models, design.n);
  const input: CovarianceInput = {
    ...{
      n: design.n,
      x: regressors(x),
      bread: identity(x.length),
      spec: spec.vcov,
      sigma2: fit.scale ?? rss / df,
    },
    ...{ units: design.units, periods: design.periods, fixed: design.fixed, clusters: design.clusters },
    residuals: concatenated(fits.map(({ residuals }) => residuals)),
    leverage: () => concatenated(fits.map(({ leverage }) => leverage())),
    root: rootOf(design),
    ownFactors: small.ownFactors === true,
  };
  return {
    covariance,
    input,
    q: small.q,
    df: fit.reference === 'z' ? null : small.df,
    counts,
    spec: { ...spec, where: [] },
  };
}

/** The rows of all models, one after the other; of effects each model has levels of its own. */
function stackedDesign(models: readonly ComparedModel[], table: Table): Design {
  const designs = models.map(({ estimated }) => estimated.design);
  const [{ spec }] = models as readonly [ComparedModel, ...ComparedModel[]];
  const rows = Int32Array.from(designs.flatMap((design) => [...design.rows]));
  const codes = (columns: readonly string[]): Codes => combinedCodes(table, columns, rows);
  const ordered = designs.every((design) => design.units !== null && design.periods !== null);
  return {
    ...designs[0]!,
    n: rows.length,
    rows,
    x: [],
    names: [],
    fixed: designs[0]!.fixed.map((_, i) => sideBySide(designs.map((design) => design.fixed[i]!))),
    clusters: (spec.vcov.by ?? []).map((name) => codes(clusterColumns(spec.vcov, name))),
    units: ordered && table.panel ? codes([table.panel.unit]) : null,
    periods: ordered && table.panel ? codes([table.panel.time]) : null,
    weights: designs[0]!.weights ? concatenated(designs.map(({ weights }) => weights!)) : null,
  };
}

function sideBySide(parts: readonly Codes[]): Codes {
  let levels = 0;
  const codes = parts.flatMap((part) => {
    const from = levels;
    levels += part.levels;
    return Array.from(part.codes, (code) => from + code);
  });
  const slopes = parts[0]!.slopes?.map((_, j) => concatenated(parts.map((part) => part.slopes![j]!)));
  return { name: parts[0]!.name, codes: Int32Array.from(codes), levels, ...(slopes ? { slopes } : {}) };
}

/** One constant counts as such; those of the other groups are slopes, as in a regression with interactions. */
function countsOf(models: readonly ComparedModel[], design: Design): ParameterCounts {
  const each = models.map(({ estimated }) => estimated.fit.counts);
  const constants = each.reduce((sum, { constant }) => sum + constant, 0);
  const slopes = each.reduce((sum, counts) => sum + counts.slopes, 0) + Math.max(0, constants - 1);
  const { likelihood, instruments } = each[0]!;
  return {
    ...countParameters(design, slopes),
    ...(likelihood === undefined ? {} : { likelihood }),
    ...(instruments === undefined ? {} : { instruments }),
  };
}

function blocks(models: readonly ComparedModel[], n: number): readonly Float64Array[] {
  let from = 0;
  return models.flatMap(({ estimated: { fit, design } }) => {
    const at = from;
    from += design.n;
    return fit.basis.columns.values().map((column) => {
      const padded = new Float64Array(n);
      padded.set(column, at);
      return padded;
    });
  });
}

function concatenated(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let from = 0;
  for (const part of parts) {
    whole.set(part, from);
    from += part.length;
  }
  return whole;
}
