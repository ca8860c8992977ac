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
 * throws; the blocks of a thread that dies, of want of memory or killed, are computed in this one. No thread outlives the
 * call.
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
    const { counts, lost } = await dispatch(workers, blocks, receive);
    for (const block of lost) receive(block, kernel.run(data, block.from, block.to));
    const here = lost.length > 0 ? [{ worker: 0, blocks: lost.length }] : [];
    return { values, threads: [...here, ...counts.map((count, i) => ({ worker: i + 1, blocks: count }))] };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

interface Dispatched {
  /** Blocks that each thread computed. */
  readonly counts: readonly number[];
  /** Blocks that none did, since the threads that had them died. */
  readonly lost: readonly Block[];
}

/**
 * Gives every idle thread the next block until all are back or lost. The first block waits for its thread to start, so
 * every thread has work of its own.
 */
function dispatch(
  workers: readonly Worker[],
  blocks: readonly Block[],
  receive: (block: Block, values: Float64Array) => void,
): Promise<Dispatched> {
  const counts = workers.map(() => 0);
  const waiting = [...blocks];
  const given = new Map<Worker, Block | undefined>();
  const lost: Block[] = [];
  let back = 0;
  return new Promise((resolve, reject) => {
    const giveNext = (worker: Worker): void => {
      const block = waiting.shift();
      given.set(worker, block);
      if (block) worker.postMessage(block);
    };
    const endIfDone = (): void => {
      if (given.size === 0) lost.push(...waiting.splice(0));
      if (back + lost.length === blocks.length) resolve({ counts, lost });
    };
    const bury = (worker: Worker): void => {
      const block = given.get(worker);
      given.delete(worker);
      if (block) lost.push(block);
      endIfDone();
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
        giveNext(worker);
        endIfDone();
      });
      worker.on('error', () => bury(worker));
      worker.on('exit', () => bury(worker));
      giveNext(worker);
    });
  });
}
