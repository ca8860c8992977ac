import { invariant } from '../compiler/plan/invariant.ts';
import type { Plan, PlanStep, ReadParameters, StepKind } from '../compiler/plan/plan.ts';
import { assemble } from './assemble.ts';
import type { Results } from './results/results.ts';
import type { ThreadUse } from './schedule/pool.ts';
import { type Recalled, recall, recordOf } from './schedule/recall.ts';
import { readingOnce } from './sources/read-once.ts';
import { batchesOf } from './steps/batches.ts';
import { stepRunners } from './steps/index.ts';
import {
  type RunOptions,
  type StepContext,
  StepError,
  type StepFailure,
  type StepOutputs,
  type StepRecords,
  type StepRunner,
  labelOf,
} from './steps/step.ts';

export interface Run {
  readonly results: Results;
  /** Steps that failed, in the order of the plan; steps that need them were not tried. */
  readonly failures: readonly StepFailure[];
  /** Which threads did how much of the drawing; empty when all was done in this one. */
  readonly threads: readonly ThreadUse[];
}

/**
 * What the steps of a plan handed on, by step id; failed steps and those that need them are not there. Of a step that
 * an earlier run finished, and that no other needs whole, it is the record.
 */
export interface Execution {
  readonly outputs: ReadonlyMap<string, HandedOn>;
  readonly failures: readonly StepFailure[];
  readonly threads: readonly ThreadUse[];
}

type HandedOn = StepOutputs[StepKind] | StepRecords[StepKind];

/** Runs the plan and puts the outputs together as results. */
export async function run(plan: Plan, options: RunOptions): Promise<Run> {
  const { outputs, failures, threads } = await walk(plan, options, releasedModels(plan));
  return { results: assemble(plan, outputs, options.version), failures, threads };
}

/** Walks the plan: each step once, its inputs before it, without those that an earlier run finished. */
export function execute(plan: Plan, options: RunOptions): Promise<Execution> {
  return walk(plan, options, new Set());
}

/** `released`: models of which the record is kept and the design let go, since hundreds of them would fill the memory. */
async function walk(plan: Plan, options: RunOptions, released: ReadonlySet<string>): Promise<Execution> {
  const outputs = new Map<string, HandedOn>();
  const failures: StepFailure[] = [];
  const files = readingOnce(options.readFile);
  const batches = batchesOf(plan);
  const { found, toRun, keep, remembered } = recall(plan, options.cache, files.read, batches.has);
  const context = contextOf(plan, { ...options, readFile: files.read }, { outputs, remembered, batches });
  for (const [i, step] of plan.steps.entries()) {
    const earlier = toRun.has(step.id) ? undefined : found.get(step.id);
    if (earlier !== undefined) outputs.set(step.id, earlier);
    else if (step.inputs.every((id) => outputs.has(id))) {
      const output = await attempt(step, context, keep);
      if (output instanceof StepError) failures.push({ ...output.failure, span: step.span });
      else outputs.set(step.id, released.has(step.id) ? recordOf(step.kind, output) : output);
    }
    releaseFile(step, plan.steps.slice(i + 1), files.release);
    options.onProgress?.({ label: labelOf(step, plan), done: i + 1, total: plan.steps.length, of: 'steps' });
  }
  return { outputs, failures, threads: context.threads };
}

/** Models that no other step needs. */
function releasedModels({ steps }: Plan): ReadonlySet<string> {
  const needed = new Set(steps.flatMap(({ inputs }) => inputs));
  return new Set(steps.filter(({ kind, id }) => kind === 'estimate' && !needed.has(id)).map(({ id }) => id));
}

/** What a step gives, or why it cannot be done. */
async function attempt(
  step: PlanStep,
  context: StepContext,
  keep: Recalled['keep'],
): Promise<StepOutputs[StepKind] | StepError> {
  const start = performance.now();
  try {
    const output = await runStep(step, context);
    keep(step, output, performance.now() - start);
    return output;
  } catch (error) {
    if (error instanceof StepError) return error;
    throw error;
  }
}

function releaseFile(step: PlanStep, later: readonly PlanStep[], release: (path: string) => void): void {
  const fileOf = ({ kind, parameters }: PlanStep): string | null =>
    kind === 'read' ? (parameters as ReadParameters).file : null;
  const file = fileOf(step);
  if (file !== null && !later.some((one) => fileOf(one) === file)) release(file);
}

function runStep<K extends StepKind>(
  step: PlanStep<K>,
  context: StepContext,
): StepOutputs[K] | Promise<StepOutputs[K]> {
  const runner = stepRunners[step.kind] as StepRunner<K> | undefined;
  invariant(runner, `what runs ${step.kind}, since the check refuses verbs that are not declared`);
  return runner(step, context);
}

function contextOf(
  plan: Plan,
  options: RunOptions,
  {
    outputs,
    remembered,
    batches,
  }: Pick<StepContext, 'remembered' | 'batches'> & {
    readonly outputs: ReadonlyMap<string, unknown>;
  },
): StepContext {
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
    remembered,
    batches,
  };
}
