/**
 * Entry of the thread that runs a plan, so that the first one is free for signals and for the line of progress while
 * long sums are computed.
 */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import type { ReadParameters } from '../compiler/plan/plan.ts';
import manifest from '../package.json' with { type: 'json' };
import { engineFiles } from '../runtime/engines/engine-files.ts';
import { run } from '../runtime/index.ts';
import { type CacheFolder, openCacheFolder } from '../runtime/schedule/cache-folder.ts';
import type { StepCache } from '../runtime/schedule/recall.ts';
import { type FileContent, readSource } from '../runtime/sources/files.ts';
import { heldTable } from '../runtime/sources/held-table.ts';
import type { RunJob, RunMessage } from './run-job.ts';

/** Milliseconds below which a step is kept when the results are under way, since nobody would miss it after Ctrl-C. */
const AT_ONCE_FROM = 20;

async function execute(job: RunJob, send: (message: RunMessage) => void): Promise<void> {
  const folder = job.cache ? openCacheFolder(job.folder) : null;
  if (job.cache && folder === null) {
    send({ kind: 'no-cache', reason: '.studyc/cache is no folder of its own (a symbolic link, or a file)' });
  }
  const { results, failures, ran, settle } = await run(job.plan, {
    version: manifest.version,
    readFile: (path) => heldFile(job, path) ?? readSource(job.folder, path, job.outside),
    engineFiles: engineFiles(job.folder, job.outside),
    jobs: job.jobs,
    workerUrl: new URL('./worker.js', import.meta.url),
    ...(job.progress ? { onProgress: (progress) => send({ kind: 'progress', progress }) } : {}),
    ...(folder ? { cache: stepCache(folder, (steps) => send({ kind: 'kept', steps })) } : {}),
  });
  send({ kind: 'done', results, failures, ran: ran.length });
  settle();
  folder?.prune();
  send({ kind: 'settled', refused: folder?.refused() ?? null });
}

/** A file of which the check has parsed all that the plan reads: it is not opened again. */
function heldFile({ plan, held }: RunJob, path: string): FileContent | null {
  const tables = held.filter((table) => table.path === path);
  const reads = plan.steps
    .filter((step) => step.kind === 'read')
    .map((step) => step.parameters as ReadParameters)
    .filter(({ file }) => file === path);
  const [first] = tables;
  if (!first || tables.some(({ sha256 }) => sha256 !== first.sha256)) return null;
  if (!reads.every((read) => heldTable(tables, read) !== null)) return null;
  return { kind: 'file', path, bytes: new Uint8Array(0), sha256: first.sha256, tables };
}

function stepCache(folder: CacheFolder, onKept: (steps: number) => void): StepCache {
  return { read: folder.read, write: folder.write, program: program(), atOnceFrom: AT_ONCE_FROM, onKept };
}

/** What computes: version, build, and the engine, whose elementary functions may differ in the last digit. */
function program(): string {
  const build = readFileSync(new URL('./build-id', import.meta.url), 'utf8');
  return [manifest.version, build, process.versions.v8, process.arch].join(' ');
}

const port = parentPort;
port?.once('message', (job: RunJob) => {
  execute(job, (message) => port.postMessage(message)).catch((error: unknown) => {
    // Out of the promise, so that it reaches the first thread with its stack.
    setImmediate(() => {
      throw error;
    });
  });
});
