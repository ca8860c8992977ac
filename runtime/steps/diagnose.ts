import { canonicalJson } from '../../compiler/plan/hash.ts';
import { invariant } from '../../compiler/plan/invariant.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlanStep } from '../../compiler/plan/plan.ts';
import { evaluate } from '../engines/memory/evaluate.ts';
import { type ModelTest, noTest, type TestInput } from '../diagnostics/diagnostic.ts';
import { modelTestFor } from '../diagnostics/index.ts';
import { estimate, type Estimation } from '../estimators/estimate.ts';
import type { Failure } from '../estimators/estimator.ts';
import { failure } from '../estimators/failure.ts';
import { Intractable } from '../linalg/intractable.ts';
import type { DiagnosticRecord } from '../results/results.ts';
import type { StepContext, StepRunner } from './step.ts';

/** The tests of one model, by name. A test that the model does not have is a record with a note. */
export const runDiagnose: StepRunner<'diagnose'> = (step, context) => {
  const model = context.input(step.inputs[0]!, 'estimate');
  const modelStep = context.plan.steps.find((candidate) => candidate.id === step.inputs[0]);
  invariant(modelStep, 'the step of the model');
  const refit = refits(modelStep as PlanStep<'estimate'>, context);
  const spec = modelStep.parameters as ModelSpec;
  const entries = step.parameters.tests.map((name) => {
    const test = modelTestFor(name);
    invariant(test, `a test ${name}, since the check refuses those that are not declared`);
    const found =
      model.kind === 'estimated'
        ? attempt(test, { model, spec, estimate: refit })
        : noTest('the model has no estimates');
    return [name, isFailure(found) ? withoutValue(found) : found] as const;
  });
  return Object.fromEntries(entries);
};

function isFailure(found: DiagnosticRecord | Failure): found is Failure {
  return 'kind' in found && found.kind === 'failure';
}

function attempt(test: ModelTest, input: TestInput): DiagnosticRecord | Failure {
  const { of, needs, weights } = test.declaration;
  const { spec } = input;
  if (of && !of.includes(spec.estimator)) return noTest(`the test is not one of estimator ${spec.estimator}`);
  if (needs?.includes('instruments') && spec.formula.instruments === null) {
    return failure('uninstrumented', 'the model has no instruments');
  }
  if (spec.weights !== undefined && !weights) return noTest('the test knows no weights');
  try {
    return test.run(input);
  } catch (error) {
    if (error instanceof Intractable) return noTest(error.message);
    throw error;
  }
}

function withoutValue({ note }: Failure): DiagnosticRecord {
  return { statistic: null, distribution: null, df: null, df2: null, p: null, note };
}

/** Other models on the table of a model; several tests ask for the same ones. */
function refits({ inputs }: PlanStep<'estimate'>, context: StepContext): TestInput['estimate'] {
  const table = context.table(inputs[0]!);
  const known = new Map<string, Estimation>();
  return (spec) => {
    const key = canonicalJson(spec);
    const found =
      known.get(key) ??
      estimate(table, spec, {
        evaluate: (expression) => evaluate(expression, table),
        levels: context.levels,
      });
    known.set(key, found);
    return found;
  };
}
