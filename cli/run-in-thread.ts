import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { Results } from '../runtime/results/results.ts';
import { buffersOf } from '../runtime/sources/held-table.ts';
import type { Progress, StepFailure } from '../runtime/steps/step.ts';
import { RunEnded } from './run-ended.ts';
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

/** The way to more than Node takes by itself. */
const NO_MEMORY =
  'the run needed more memory than Node gives it; NODE_OPTIONS=--max-old-space-size=8192 gives 8 GB. Nothing was written';
const AGAIN = 'nothing was written, and the next run goes on from the steps that were kept';

/** A thread that loads what it needs to run a plan while the plan is still being made. */
export interface RunThread {
  /** Rejects with whatever the thread throws. */
  readonly run: (job: RunJob, events: RunEvents) => Promise<RunOutcome>;
  /** Lets it keep, after its results, what the next run need not compute; resolves with why some of it could not be, or null. */
  readonly settled: () => Promise<string | null>;
  /** Ends it wherever it is, and the threads that it started. */
  readonly end: () => Promise<void>;
}

/** `url` and `limits` (megabytes of the heap): for tests. */
export function startRunThread(
  url = new URL('./run-thread.js', import.meta.url),
  limits: ResourceLimits = {},
): RunThread {
  const worker = new Worker(url, { execArgv: [], resourceLimits: limits });
  const failed = new Promise<never>((_, reject) => {
    worker.on('error', (error) => reject(isOutOfMemory(error) ? new RunEnded(NO_MEMORY) : error));
    worker.on('exit', (code) =>
      reject(new RunEnded(`the thread of the run was ended (code ${code}); ${AGAIN}`)),
    );
  });
  // Before `run` there is nobody to tell, and after `end` there is nothing to say.
  failed.catch(() => {});
  const settled = new Promise<string | null>((resolve) => {
    worker.on('message', (message: RunMessage) => {
      if (message.kind === 'settled') resolve(message.refused);
    });
  });
  return {
    run: (job, events) => Promise.race([outcomeOf(worker, job, events), failed]),
    // A thread that dies over it has nothing more to keep.
    settled: () => Promise.race([settled, failed.catch(() => null)]),
    end: async () => void (await worker.terminate()),
  };
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
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
