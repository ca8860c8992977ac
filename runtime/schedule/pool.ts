import { Worker } from 'node:worker_threads';
import { type Answer, type Assignment, type Block, blocksOf } from './blocks.ts';
import type { Kernel } from './kernels.ts';
import { shareArrays } from './shared-arrays.ts';

export interface PoolOptions {
  /** Most threads to use; 1 computes in this one. */
  readonly jobs: number;
  /** The bundled entry of a thread; null computes in this one. */
  readonly workerUrl: URL | null;
  /** Estimated floating-point operations of one draw. */
  readonly work: number;
  /** Called after each block with the number of draws done. */
  readonly onProgress?: (done: number, draws: number) => void;
  /** Work from which threads start; for tests. */
  readonly threshold?: number;
}

/** Blocks that one thread computed; worker 0 is the calling thread. */
export interface ThreadUse {
  readonly worker: number;
  readonly blocks: number;
}

export interface PoolResult {
  /** `width` numbers a draw, in the order of draws. */
  readonly values: Float64Array;
  readonly threads: readonly ThreadUse[];
}

/**
 * Operations from which threads pay. Measured on two cores: two threads are ready after 60-100 ms, and this code does
 * some 5e8 operations a second, so that below 2e8 (0.4 s) they save less than they cost.
 */
export const THREADS_PAY_FROM = 2e8;

/**
 * Values of all draws of a kernel. Blocks are the same whatever the number of threads, each computed by the same code,
 * and put together by draw: so are the bytes. `data` has to be plain (structured cloneable). Rejects where a draw
 * throws or a thread dies; no thread outlives the call.
 */
export async function runDraws<D>(
  kernel: Kernel<D>,
  data: D,
  draws: number,
  options: PoolOptions,
): Promise<PoolResult> {
  const blocks = blocksOf(draws);
  const threads = Math.min(options.jobs, blocks.length);
  const pays = options.work * draws >= (options.threshold ?? THREADS_PAY_FROM);
  if (threads < 2 || options.workerUrl === null || !pays)
    return runHere(kernel, data, draws, blocks, options);
  return runInThreads(kernel, data, draws, blocks, options, { threads, url: options.workerUrl });
}

function runHere<D>(
  kernel: Kernel<D>,
  data: D,
  draws: number,
  blocks: readonly Block[],
  options: PoolOptions,
): PoolResult {
  const width = kernel.width(data);
  const values = new Float64Array(draws * width);
  for (const block of blocks) {
    values.set(kernel.run(data, block.from, block.to), block.from * width);
    options.onProgress?.(block.to, draws);
  }
  return { values, threads: [{ worker: 0, blocks: blocks.length }] };
}

async function runInThreads<D>(
  kernel: Kernel<D>,
  data: D,
  draws: number,
  blocks: readonly Block[],
  options: PoolOptions,
  start: { readonly threads: number; readonly url: URL },
): Promise<PoolResult> {
  const width = kernel.width(data);
  const values = new Float64Array(draws * width);
  const assignment: Assignment = { kernel: kernel.name, data: shareArrays(data) };
  const workers = Array.from(
    { length: start.threads },
    () => new Worker(start.url, { workerData: assignment, execArgv: [] }),
  );
  let done = 0;
  const receive = (block: Block, computed: Float64Array): void => {
    values.set(computed, block.from * width);
    done += block.to - block.from;
    options.onProgress?.(done, draws);
  };
  try {
    const counts = await dispatch(workers, blocks, receive);
    return { values, threads: counts.map((count, i) => ({ worker: i + 1, blocks: count })) };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/**
 * Gives every idle thread the next block until all are back; resolves with the number of blocks of each thread. The
 * first block waits for its thread to start, so every thread has work of its own.
 */
function dispatch(
  workers: readonly Worker[],
  blocks: readonly Block[],
  receive: (block: Block, values: Float64Array) => void,
): Promise<number[]> {
  const counts = workers.map(() => 0);
  let next = 0;
  let back = 0;
  return new Promise((resolve, reject) => {
    const giveNext = (worker: Worker): void => {
      const block = blocks[next];
      next += 1;
      if (block) worker.postMessage(block);
    };
    workers.forEach((worker, i) => {
      worker.on('message', (answer: Answer) => {
        if (answer.kind === 'error') {
          reject(new Error(`a thread failed: ${answer.message}`));
          return;
        }
        receive(blocks[answer.index]!, answer.values);
        counts[i]! += 1;
        back += 1;
        if (back === blocks.length) resolve(counts);
        else giveNext(worker);
      });
      worker.on('error', (error) => reject(new Error(`a thread failed: ${error.message}`)));
      worker.on('exit', (code) => reject(new Error(`a thread ended early with code ${code}`)));
      giveNext(worker);
    });
  });
}
