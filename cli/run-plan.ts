import { availableParallelism } from 'node:os';
import { openCacheFolder } from '../runtime/schedule/cache-folder.ts';
import type { StepFailure } from '../runtime/steps/step.ts';
import type { CheckedPlan } from './checked-plan.ts';
import { type Message, renderDiagnostics } from './diagnostics.ts';
import type { Interruption, Listening } from './interrupt.ts';
import { progressLine } from './progress.ts';
import type { RunEvents, RunOutcome, RunThread } from './run-in-thread.ts';
import type { RunJob } from './run-job.ts';
import type { Terminal } from './terminal.ts';

/** How a plan is run. */
export interface RunSettings {
  /** Most threads to use. */
  readonly jobs: number;
  /** Whether finished steps are taken from the cache and put there. */
  readonly cache: boolean;
  /** Data files may lie outside the study's folder. */
  readonly outside: boolean;
  readonly quiet: boolean;
}

export interface RunTools {
  readonly thread: RunThread;
  readonly listening: Listening;
  readonly terminal: Terminal;
}

/** Who wanted the results no more; `kept`: finished steps that the next run need not compute. */
export interface Interrupted {
  readonly interrupted: Interruption;
  readonly kept: number;
}

/** The number after --jobs, that of the processors without it, or what is wrong with it. */
export function jobsOf({ jobs }: Readonly<Record<string, unknown>>): number | string {
  const count = jobs === undefined ? availableParallelism() : Number(jobs);
  return Number.isInteger(count) && count >= 1
    ? count
    : `--jobs is a whole number from 1, not ${String(jobs)}`;
}

/** The results, or who wanted them no more; by then its threads are ended, and no file is half written. */
export async function runPlan(
  { plan, file: { folder }, held }: CheckedPlan,
  { outside, jobs, cache, quiet }: RunSettings,
  { thread, listening, terminal }: RunTools,
): Promise<(RunOutcome & { readonly kept: number }) | Interrupted> {
  const progress = progressLine(terminal);
  let kept = 0;
  const job: RunJob = {
    plan,
    folder,
    outside,
    jobs,
    cache,
    progress: terminal.interactive && !quiet,
    held: held(),
  };
  const events: RunEvents = {
    onProgress: progress.show,
    onKept(steps) {
      kept = steps;
    },
  };
  try {
    const ended = await Promise.race([thread.run(job, events), listening.interrupted]);
    if (!('signal' in ended)) return { ...ended, kept };
    await thread.end();
    if (cache) openCacheFolder(folder)?.sweep();
    return { interrupted: ended, kept };
  } finally {
    progress.clear();
  }
}

/** What steps could not do, as messages at the places where the author asked for it. */
export function failureMessages(failures: readonly StepFailure[]): readonly Message[] {
  return failures.map((failure): Message => ({ ...failure, severity: 'error' }));
}

export function showFailures(
  failures: readonly StepFailure[],
  { compilation }: Pick<CheckedPlan, 'compilation'>,
  terminal: Terminal,
): void {
  const messages = failureMessages(failures);
  if (messages.length === 0) return;
  terminal.err(renderDiagnostics(messages, compilation.source, { colour: terminal.colour.err }));
}
