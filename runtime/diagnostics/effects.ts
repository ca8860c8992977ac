import type { Failure } from '../estimators/estimator.ts';
import type { DiagnosticRecord } from '../results/results.ts';
import { fTest, type ModelTest, noTest, type TestInput } from './diagnostic.ts';
import { again, effectOf, effectsBut, type Keys, keysOf } from './panel-models.ts';

const declared = { of: ['ols', 'random'], needs: ['panel'] } as const;

/** F of the unit's effects, whatever else the model absorbs given: plm's pFtest. */
export const fIndividual: ModelTest = {
  declaration: {
    name: 'f-individual',
    doc: 'F of the effects of the unit, given the regressors and the other effects of the model.',
    ...declared,
  },
  run: (input) => fOfEffects(input, ({ unit }) => [unit]),
};

export const fTime: ModelTest = {
  declaration: {
    name: 'f-time',
    doc: 'F of the effects of time, given the regressors and the other effects of the model.',
    ...declared,
  },
  run: (input) => fOfEffects(input, ({ time }) => [time]),
};

export const fTwoways: ModelTest = {
  declaration: {
    name: 'f-twoways',
    doc: 'F of the effects of unit and time together.',
    ...declared,
  },
  run: (input) => fOfEffects(input, ({ unit, time }) => [unit, time]),
};

function fOfEffects(input: TestInput, tested: (keys: Keys) => readonly string[]): DiagnosticRecord | Failure {
  const keys = keysOf(input);
  if ('kind' in keys) return keys;
  const columns = tested(keys);
  const others = effectsBut(input.spec, columns);
  const restricted = again(input, 'ols', others);
  if (restricted.kind === 'failure') return restricted;
  const full = again(input, 'ols', [...columns.map(effectOf), ...others]);
  if (full.kind === 'failure') return full;
  const df2 = full.record.df_residual;
  const df = restricted.record.df_residual - df2;
  const [less, more] = [restricted.record.fit.rss!, full.record.fit.rss!];
  if (df <= 0) return noTest(`${columns.join(' and ')}: no effect that the model does not have without it`);
  if (df2 <= 0) return noTest('no degrees of freedom are left beside the effects');
  if (more === 0) return noTest('with the effects the model fits perfectly');
  return fTest((less - more) / df / (more / df2), df, df2);
}
