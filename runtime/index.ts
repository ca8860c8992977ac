import { invariant } from '../compiler/plan/invariant.ts';
import type { Plan, PlanStep, StepKind } from '../compiler/plan/plan.ts';
import { assemble } from './assemble.ts';
import type { Results } from './results/results.ts';
import type { ThreadUse } from './schedule/pool.ts';
import { stepRunners } from './steps/index.ts';
import {
  type RunOptions,
  type StepContext,
  StepError,
  type StepFailure,
  type StepOutputs,
  type StepRunner,
} from './steps/step.ts';

export interface Run {
  readonly results: Results;
  /** Steps that failed, in the order of the plan; steps that need them were not tried. */
  readonly failures: readonly StepFailure[];
  /** Which threads did how much of the drawing; empty when all was done in this one. */
  readonly threads: readonly ThreadUse[];
}

/** What the steps of a plan handed on, by step id; failed steps and those that need them are not there. */
export interface Execution {
  readonly outputs: ReadonlyMap<string, StepOutputs[StepKind]>;
  readonly failures: readonly StepFailure[];
  readonly threads: readonly ThreadUse[];
}

/** Runs the plan and puts the outputs together as results. */
export async function run(plan: Plan, options: RunOptions): Promise<Run> {
  const { outputs, failures, threads } = await execute(plan, options);
  return { results: assemble(plan, outputs, options.version), failures, threads };
}

/** Walks the plan: each step once, its inputs before it. */
export async function execute(plan: Plan, options: RunOptions): Promise<Execution> {
  const outputs = new Map<string, StepOutputs[StepKind]>();
  const failures: StepFailure[] = [];
  const context = contextOf(plan, options, outputs);
  for (const step of plan.steps) {
    if (!step.inputs.every((id) => outputs.has(id))) continue;
    try {
      outputs.set(step.id, await runStep(step, context));
    } catch (error) {
      if (!(error instanceof StepError)) throw error;
      failures.push({ ...error.failure, span: step.span });
    }
  }
  return { outputs, failures, threads: context.threads };
}

function runStep<K extends StepKind>(
  step: PlanStep<K>,
  context: StepContext,
): StepOutputs[K] | Promise<StepOutputs[K]> {
  const runner = stepRunners[step.kind] as StepRunner<K> | undefined;
  invariant(runner, `what runs ${step.kind}, since the check refuses verbs that are not declared`);
  return runner(step, context);
}

function contextOf(plan: Plan, options: RunOptions, outputs: ReadonlyMap<string, unknown>): StepContext {
  const threads: ThreadUse[] = [];
  const read = <T>(id: string): T => {
    const output = outputs.get(id);
    invariant(output, `the output of step ${id} before the steps that need it`);
    return output as T;
  };
  return {
    plan,
    options,
    levels: new Map(
      plan.variables
        .filter((variable) => variable.levels.length > 0)
        .map((variable) => [variable.name, variable.levels.map((level) => level.value)]),
    ),
    input: (id) => read(id),
    table: (id) => read<StepOutputs['read']>(id).table,
    threads,
  };
}
