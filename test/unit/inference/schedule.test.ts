/** Threads: the same bytes as without, work that was shared, failures that are said. Nothing here is a tolerance. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  drawIndirect,
  type IndirectDraws,
  unitProducts,
} from '../../../runtime/inference/bootstrap-indirect.ts';
import { BLOCK, blocksOf } from '../../../runtime/schedule/blocks.ts';
import { findKernel, indirectKernel, type Kernel, placeboKernel } from '../../../runtime/schedule/kernels.ts';
import { runDraws, THREADS_PAY_FROM } from '../../../runtime/schedule/pool.ts';
import { shareArrays } from '../../../runtime/schedule/shared-arrays.ts';
import { columnOf, controls, n, ones } from './panel.ts';

let folder = '';
let workerUrl: URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studyc worker '));
  const outfile = join(folder, 'worker.mjs');
  const entry = new URL('../../../runtime/schedule/worker.ts', import.meta.url);
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
  });
  workerUrl = pathToFileURL(outfile);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function rowBootstrap(): IndirectDraws {
  const columns = [ones, ...[...controls, 'TIN', 'AI', 'AGG'].map(columnOf)];
  const starts = Int32Array.from({ length: n + 1 }, (_, row) => row);
  const products = unitProducts(columns, starts);
  return {
    problem: { n, units: n, mediators: 1, columns, starts, products, scale: 1 },
    source: { kind: 'seeded', key: [1, 2] },
  };
}

describe('draws by 1, 2 and 3 threads', () => {
  it('are the same bytes, and every thread did some', async () => {
    const data = rowBootstrap();
    const draws = 12 * BLOCK - 5;
    const options = { workerUrl, work: 1e4, threshold: 0 };
    const one = await runDraws(indirectKernel, data, draws, { ...options, jobs: 1 });
    expect(one.threads).toEqual([{ worker: 0, blocks: 12 }]);
    expect(one.values).toEqual(drawIndirect(data, 0, draws));
    for (const jobs of [2, 3]) {
      const progress: number[] = [];
      const many = await runDraws(indirectKernel, data, draws, {
        ...options,
        jobs,
        onProgress: (done) => progress.push(done),
      });
      expect(Buffer.compare(Buffer.from(many.values.buffer), Buffer.from(one.values.buffer))).toBe(0);
      expect(many.threads.map((thread) => thread.worker)).toEqual(
        Array.from({ length: jobs }, (_, i) => i + 1),
      );
      expect(many.threads.reduce((total, thread) => total + thread.blocks, 0)).toBe(12);
      expect(many.threads.every((thread) => thread.blocks > 0)).toBe(true);
      expect(progress.length).toBe(12);
      expect(progress[11]).toBe(draws);
    }
  });

  it('stay in this thread where the work does not pay, or no entry is known', async () => {
    const data = rowBootstrap();
    const little = await runDraws(indirectKernel, data, 600, {
      jobs: 2,
      workerUrl,
      work: THREADS_PAY_FROM / 601,
    });
    expect(little.threads).toEqual([{ worker: 0, blocks: 3 }]);
    const nowhere = await runDraws(indirectKernel, data, 600, { jobs: 2, workerUrl: null, work: 1e9 });
    expect(nowhere.threads).toEqual([{ worker: 0, blocks: 3 }]);
    expect(nowhere.values).toEqual(little.values);
  });
});

describe('failures', () => {
  const options = { jobs: 2, work: 1, threshold: 0 };

  it('of a draw reject with its message, here and in a thread', async () => {
    const broken = { problem: { mediators: 1 } } as unknown as IndirectDraws;
    await expect(runDraws(indirectKernel, broken, 600, { ...options, jobs: 1, workerUrl })).rejects.toThrow(
      'undefined',
    );
    await expect(runDraws(indirectKernel, broken, 600, { ...options, workerUrl })).rejects.toThrow(
      'a thread failed',
    );
    const unknown: Kernel<IndirectDraws> = { ...indirectKernel, name: 'nobody' };
    await expect(runDraws(unknown, broken, 600, { ...options, workerUrl })).rejects.toThrow(
      'no kernel nobody',
    );
  });

  it('of a thread itself leave its blocks to this one: one that exits, one that cannot be loaded', async () => {
    const quits = join(folder, 'quits.mjs');
    writeFileSync(quits, 'process.exit(7);\n');
    const data = rowBootstrap();
    const { values } = await runDraws(indirectKernel, data, 600, { ...options, workerUrl: null });
    for (const entry of [quits, join(folder, 'absent.mjs')]) {
      const drawn = await runDraws(indirectKernel, data, 600, {
        ...options,
        workerUrl: pathToFileURL(entry),
      });
      expect(drawn.values).toEqual(values);
      expect(drawn.threads.filter(({ blocks }) => blocks > 0).map(({ worker }) => worker)).toEqual([0]);
    }
  });
});

describe('parts', () => {
  it('blocks cover the draws once, whatever their number', () => {
    expect(blocksOf(0)).toEqual([]);
    for (const draws of [1, BLOCK, BLOCK + 1, 1000]) {
      const blocks = blocksOf(draws);
      expect(blocks.map((block) => block.from)).toEqual([0, ...blocks.slice(0, -1).map((block) => block.to)]);
      expect(blocks.at(-1)!.to).toBe(draws);
    }
  });

  it('kernels are found by name', () => {
    expect(findKernel('placebo')).toBe(placeboKernel);
    expect(findKernel('bootstrap-indirect')).toBe(indirectKernel);
    expect(findKernel('else')).toBeUndefined();
  });

  it('large arrays go to shared memory, the rest stays as it is', () => {
    const large = Float64Array.from({ length: 10_000 }, (_, i) => i / 3);
    const codes = new Int32Array(20_000).fill(7);
    const data = { large, inner: [codes, Int32Array.of(1)], name: 'x', nothing: null, q: 1.5 };
    const shared = shareArrays(data) as typeof data;
    expect(shared).toEqual(data);
    expect(shared.large.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.inner[0]!.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(shared.inner[1]).toBe(data.inner[1]);
  });
});
