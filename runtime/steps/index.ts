import type { StepKind } from '../../compiler/plan/plan.ts';
import { runCompare } from './compare.ts';
import { runContrast } from './contrast.ts';
import { runCorrelate } from './correlate.ts';
import { runCurve } from './curve.ts';
import { runDescribe } from './describe.ts';
import { runDiagnose } from './diagnose.ts';
import { runEstimate } from './estimate.ts';
import { runHypotheses } from './hypotheses.ts';
import { runMediate } from './mediate.ts';
import { runMediateParallel } from './mediate-parallel.ts';
import { runPlacebo } from './placebo.ts';
import { runPrepare } from './prepare.ts';
import { runRead } from './read.ts';
import type { StepRunner } from './step.ts';

/** The kinds of plan steps and what runs them; a kind without a runner belongs to a verb that is not declared. */
export const stepRunners: { readonly [K in StepKind]?: StepRunner<K> } = {
  read: runRead,
  prepare: runPrepare,
  describe: runDescribe,
  correlate: runCorrelate,
  estimate: runEstimate,
  diagnose: runDiagnose,
  hypotheses: runHypotheses,
  mediate: runMediate,
  'mediate-parallel': runMediateParallel,
  placebo: runPlacebo,
  compare: runCompare,
  contrast: runContrast,
  curve: runCurve,
};
