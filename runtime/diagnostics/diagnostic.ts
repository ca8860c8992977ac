import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { TestDeclaration } from '../../compiler/plan/catalog.ts';
import { chiSquaredTail, fTail } from '../distributions/index.ts';
import type { Estimated, Estimation } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { failure } from '../estimators/failure.ts';
import type { DiagnosticRecord } from '../results/results.ts';

/** A test of a model, under `diagnostics`; one file each, listed in index.ts. */
export interface ModelTest {
  readonly declaration: TestDeclaration;
  /** Throws nothing but Intractable: a test that a model does not have is a `Failure`. */
  readonly run: (input: TestInput) => DiagnosticRecord | Failure;
}

export interface TestInput {
  readonly model: Estimated;
  readonly spec: ModelSpec;
  /** Another model on the same table: what the test compares with. */
  readonly estimate: (spec: ModelSpec) => Estimation;
}

/** Why a test has no value: a note that stands in its record. */
export function noTest(reason: string): Failure {
  return failure('no-diagnostic', reason);
}

export function chiSquared(statistic: number, df: number): DiagnosticRecord {
  return { statistic, distribution: 'chi2', df, df2: null, p: chiSquaredTail(statistic, df) };
}

export function fTest(statistic: number, df: number, df2: number): DiagnosticRecord {
  return { statistic, distribution: 'f', df, df2, p: fTail(statistic, df, df2) };
}

/** p as the caller's side of the normal distribution has it. */
export function normal(statistic: number, p: number | null): DiagnosticRecord {
  return { statistic, distribution: 'z', df: null, df2: null, p };
}

/** A measure that is no test. */
export function measure(statistic: number): DiagnosticRecord {
  return { statistic, distribution: null, df: null, df2: null, p: null };
}
