import { invariant } from '../compiler/plan/invariant.ts';
import type { Plan, PlanStep, ReadParameters, StepKind } from '../compiler/plan/plan.ts';
import { type DuckDbSession, duckDbSession } from './engines/duckdb/session.ts';
import type { ThreadUse } from './schedule/pool.ts';
import { type Recalled, recall, recordOf } from './schedule/recall.ts';
import { readingOnce } from './sources/read-once.ts';
import { batchesOf } from './steps/batches.ts';
import { withoutSharing } from './design/samples.ts';
import { refuseWithoutColumns } from './steps/estimate-sums.ts';
import { memosOf } from './steps/memos.ts';
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

/**
 * What the steps of a plan handed on, by step id; failed steps and those that need them are not there. Of a step that
 * an earlier run finished, and that no other needs whole, it is the record.
 */
export interface Execution {
  readonly outputs: ReadonlyMap<string, HandedOn>;
  /** In the order of the plan. */
  readonly failures: readonly StepFailure[];
  readonly threads: readonly ThreadUse[];
  /** Steps that were run now, by id, in the order in which they were. */
  readonly ran: readonly string[];
  /** Keeps for the next run what was too quick to stop for; once nobody waits any more. */
  readonly settle: () => void;
}

type HandedOn = StepOutputs[StepKind] | StepRecords[StepKind];
type Take = (step: PlanStep, keep: Recalled['keep']) => Promise<void>;

/**
 * Walks the plan: each step once, its inputs before it, without those that an earlier run finished. Tables come first,
 * since what they hold says which of the other steps are finished. `released`: models of which the record is kept and the
 * design let go, since hundreds of them would fill the memory.
 */
export async function walk(
  plan: Plan,
  options: RunOptions,
  released: ReadonlySet<string>,
): Promise<Execution> {
  const duckdb = duckDbSession();
  try {
    return await walkWith(duckdb, plan, options, released);
  } finally {
    duckdb.close();
  }
}

async function walkWith(
  duckdb: DuckDbSession,
  plan: Plan,
  options: RunOptions,
  released: ReadonlySet<string>,
): Promise<Execution> {
  const outputs = new Map<string, HandedOn>();
  const failures = new Map<string, StepFailure>();
  const ran = new Set<string>();
  const files = readingOnce(options.readFile);
  const batches = batchesOf(plan);
  const earlier = recall(plan, {
    cache: cacheFor(plan, options),
    readFile: files.read,
    members: batches.members,
  });
  const { remembered } = earlier;
  const context = contextOf(
    plan,
    { ...options, readFile: files.read },
    { outputs, remembered, batches, duckdb },
  );
  const take: Take = async (step, keep) => {
    if (!step.inputs.every((id) => outputs.has(id))) return;
    ran.add(step.id);
    const output = await attempt(step, context, keep);
    if (output instanceof StepError) failures.set(step.id, { ...output.failure, span: step.span });
    else outputs.set(step.id, released.has(step.id) ? recordOf(step.kind, output) : output);
  };
  const report = reporter(plan, options);
  const whole = wholeTables(plan, { ran, take, earlier, release: files.release });
  const [tables, others] = [plan.steps.filter(makesTable), plan.steps.filter((step) => !makesTable(step))];
  for (const step of tables) {
    const record = step.inputs.every((id) => outputs.has(id)) ? earlier.table(step) : null;
    if (record) outputs.set(step.id, record);
    else await whole(step.id);
    report(step);
  }
  const { found, toRun } = earlier.others();
  for (const { id } of tables) if (toRun.has(id)) await whole(id);
  files.releaseAll();
  for (const step of others) {
    const record = toRun.has(step.id) ? undefined : found.get(step.id);
    if (record) outputs.set(step.id, record);
    else await take(step, earlier.keep);
    report(step);
  }
  return {
    outputs,
    failures: plan.steps.flatMap(({ id }) => failures.get(id) ?? []),
    threads: context.threads,
    ran: [...ran],
    settle: earlier.settle,
  };
}

/** None where an engine holds a table: what its columns hold, which decides the keys, is not here to be hashed. */
function cacheFor({ steps }: Plan, { cache }: RunOptions): RunOptions['cache'] {
  const held = steps.some(({ kind, parameters }) => kind === 'read' && (parameters as ReadParameters).engine);
  return held ? undefined : cache;
}

const makesTable = ({ kind }: PlanStep): boolean => kind === 'read' || kind === 'prepare';

/** Runs a step that makes a table, and those that it needs, unless they were run now. */
function wholeTables(
  { steps }: Plan,
  {
    ran,
    take,
    earlier,
    release,
  }: {
    readonly ran: ReadonlySet<string>;
    readonly take: Take;
    readonly earlier: Recalled;
    readonly release: (path: string) => void;
  },
): (id: string) => Promise<void> {
  const keep: Recalled['keep'] = (step, output, took) =>
    earlier.made(step, output as StepOutputs['read' | 'prepare'], took);
  const whole = async (id: string): Promise<void> => {
    if (ran.has(id)) return;
    const at = steps.findIndex((step) => step.id === id);
    for (const input of steps[at]!.inputs) await whole(input);
    await take(steps[at]!, keep);
    releaseFile(steps[at]!, steps.slice(at + 1), release);
  };
  return whole;
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

function reporter(plan: Plan, { onProgress }: RunOptions): (step: PlanStep) => void {
  let done = 0;
  return (step) => {
    done += 1;
    onProgress?.({ label: labelOf(step, plan), done, total: plan.steps.length, of: 'steps' });
  };
}

function runStep<K extends StepKind>(
  step: PlanStep<K>,
  context: StepContext,
): StepOutputs[K] | Promise<StepOutputs[K]> {
  const runner = stepRunners[step.kind] as StepRunner<K> | undefined;
  invariant(runner, `what runs ${step.kind}, since the check refuses verbs that are not declared`);
  refuseWithoutColumns(step, context);
  return runner(step, context);
}

function contextOf(
  plan: Plan,
  options: RunOptions,
  {
    outputs,
    remembered,
    batches,
    duckdb,
  }: Pick<StepContext, 'remembered' | 'batches' | 'duckdb'> & {
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
    table: (id) => {
      const { table } = read<StepOutputs['read']>(id);
      return plan.sharing === null ? withoutSharing(table) : table;
    },
    relation: (id) => read<StepOutputs['read']>(id).relation ?? null,
    duckdb,
    threads,
    remembered,
    batches,
    memos: memosOf(plan),
  };
}
