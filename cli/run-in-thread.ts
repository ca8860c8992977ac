import { Worker } from 'node:worker_threads';
import type { Results } from '../runtime/results/results.ts';
import { buffersOf } from '../runtime/sources/held-table.ts';
import type { Progress, StepFailure } from '../runtime/steps/step.ts';
import type { RunJob, RunMessage } from './run-job.ts';

export interface RunOutcome {
  readonly results: Results;
  readonly failures: readonly StepFailure[];
  /** Why no cache was used although one was asked for. */
  readonly withoutCache: string | null;
  /** The number of steps that were run now; the others are those of an earlier run. */
  readonly ran: number;
}

/** What happens on the way. */
export interface RunEvents {
  readonly onProgress: (progress: Progress) => void;
  /** The number of finished steps that the next run need not compute. */
  readonly onKept: (steps: number) => void;
}

/** A thread that loads what it needs to run a plan while the plan is still being made. */
export interface RunThread {
  /** Rejects with whatever the thread throws. */
  readonly run: (job: RunJob, events: RunEvents) => Promise<RunOutcome>;
  /** Lets it keep, after its results, what the next run need not compute. */
  readonly settled: () => Promise<void>;
  /** Ends it wherever it is, and the threads that it started. */
  readonly end: () => Promise<void>;
}

export function startRunThread(): RunThread {
  const worker = new Worker(new URL('./run-thread.js', import.meta.url), { execArgv: [] });
  const failed = new Promise<never>((_, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of the run ended early with code ${code}`)));
  });
  // Before `run` there is nobody to tell, and after `end` there is nothing to say.
  failed.catch(() => {});
  const settled = new Promise<void>((resolve) => {
    worker.on('message', ({ kind }: RunMessage) => {
      if (kind === 'settled') resolve();
    });
  });
  return {
    run: (job, events) => Promise.race([outcomeOf(worker, job, events), failed]),
    // A thread that dies over it has nothing more to keep.
    settled: () => Promise.race([settled, failed.catch(() => {})]),
    end: async () => void (await worker.terminate()),
  };
}

function outcomeOf(worker: Worker, job: RunJob, { onProgress, onKept }: RunEvents): Promise<RunOutcome> {
  let withoutCache: string | null = null;
  return new Promise((resolve) => {
    worker.on('message', (message: RunMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'kept') onKept(message.steps);
      else if (message.kind === 'no-cache') withoutCache = message.reason;
      else if (message.kind === 'done') resolve({ ...message, withoutCache });
    });
    worker.postMessage(job, buffersOf(job.held));
  });
}
