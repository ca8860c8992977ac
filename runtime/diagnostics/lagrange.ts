import { normalUpper } from '../distributions/index.ts';
import type { Codes } from '../design/design.ts';
import type { Failure } from '../estimators/estimator.ts';
import { groupSizes, groupSums } from '../linalg/grouping.ts';
import type { DiagnosticRecord } from '../results/results.ts';
import { residualsOf, squares } from './auxiliary.ts';
import { chiSquared, type ModelTest, normal, noTest, type TestInput } from './diagnostic.ts';
import { again, effectOf, effectsBut, type Keys, keysOf } from './panel-models.ts';

const declared = { of: ['ols', 'random'], needs: ['panel'] } as const;

/** Breusch & Pagan (1980), for unbalanced panels Baltagi & Li (1990): plm's plmtest. */
export const lmIndividual: ModelTest = {
  declaration: {
    name: 'lm-individual',
    doc: "Breusch and Pagan's LM test of a random effect of the unit against none.",
    ...declared,
  },
  run: (input) =>
    lagrange(
      input,
      ({ unit }) => [unit],
      (roots) => chiSquared(total(roots), 1),
    ),
};

export const lmTime: ModelTest = {
  declaration: {
    name: 'lm-time',
    doc: "Breusch and Pagan's LM test of a random effect of time against none.",
    ...declared,
  },
  run: (input) =>
    lagrange(
      input,
      ({ time }) => [time],
      (roots) => chiSquared(total(roots), 1),
    ),
};

export const lmTwoways: ModelTest = {
  declaration: {
    name: 'lm-twoways',
    doc: "Breusch and Pagan's LM test of random effects of unit and time together.",
    ...declared,
  },
  run: (input) =>
    lagrange(
      input,
      ({ unit, time }) => [unit, time],
      (roots) => chiSquared(total(roots), 2),
    ),
};

/** Honda (1985): the signed root, against a positive variance alone. */
export const lmHonda: ModelTest = {
  declaration: {
    name: 'lm-honda',
    doc: "Honda's one-sided form of the LM test of a random effect of the unit.",
    ...declared,
  },
  run: (input) =>
    lagrange(
      input,
      ({ unit }) => [unit],
      ([root]) => normal(root!, normalUpper(root!)),
    ),
};

const total = (roots: readonly number[]): number => roots.reduce((sum, root) => sum + root * root, 0);

/** By the residuals without the effects of the tested keys. */
function lagrange(
  input: TestInput,
  tested: (keys: Keys) => readonly string[],
  record: (roots: readonly number[]) => DiagnosticRecord,
): DiagnosticRecord | Failure {
  const keys = keysOf(input);
  if ('kind' in keys) return keys;
  const columns = tested(keys);
  const others = effectsBut(input.spec, columns);
  const pooled = again(input, 'ols', others);
  if (pooled.kind === 'failure') return pooled;
  const had = columns.find((column) => {
    const full = again(input, 'ols', [effectOf(column), ...others]);
    return full.kind === 'estimated' && full.record.df_residual === pooled.record.df_residual;
  });
  if (had) return noTest(`${had}: no effect that the model does not have without it`);
  const residuals = residualsOf(pooled);
  if ('kind' in residuals) return residuals;
  const { units, periods } = pooled.design;
  const roots = columns.map((column) => rootOf(column === keys.unit ? units! : periods!, residuals));
  const single = columns.find((_, i) => roots[i] === null);
  if (single) return noTest(`no ${single} has two rows`);
  return record(roots as readonly number[]);
}

/** Null where every group has one row. */
function rootOf(groups: Codes, residuals: Float64Array): number | null {
  const n = residuals.length;
  const pairs = squares(groupSizes(groups)) - n;
  if (pairs === 0) return null;
  const excess = squares(groupSums(groups, residuals)) / squares(residuals) - 1;
  return (n * excess) / Math.sqrt(2 * pairs);
}
