/**
 * Entry of the thread that runs a plan, so that the first one is free for signals and for the line of progress while
 * long sums are computed.
 */
import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import manifest from '../package.json' with { type: 'json' };
import { run } from '../runtime/index.ts';
import { type CacheFolder, openCacheFolder } from '../runtime/schedule/cache-folder.ts';
import type { StepCache } from '../runtime/schedule/recall.ts';
import { readSource } from '../runtime/sources/files.ts';
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
    readFile: (path) => readSource(job.folder, path, job.outside),
    jobs: job.jobs,
    workerUrl: new URL('./worker.js', import.meta.url),
    ...(job.progress ? { onProgress: (progress) => send({ kind: 'progress', progress }) } : {}),
    ...(folder ? { cache: stepCache(folder, (steps) => send({ kind: 'kept', steps })) } : {}),
  });
  send({ kind: 'done', results, failures, ran: ran.length });
  settle();
  folder?.prune();
  send({ kind: 'settled' });
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
