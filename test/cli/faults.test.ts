/** Runs that are killed, that share a folder, or that may not write: whole files or none, and the same bytes the next time. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startRunThread } from '../../cli/run-in-thread.ts';
import { runDraws } from '../../runtime/schedule/pool.ts';
import { filesBelow } from '../files.ts';
import { killedRuns } from '../fuzz/killed-runs.ts';
import { choicesOf } from '../fuzz/random.ts';
import { launcher, type Workspace, workspace } from './workspace.ts';

const study = (title: string) =>
  JSON.stringify({
    study: 'shared',
    title,
    data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
    analyses: { model: { regress: 'm_city ~ g_city + population', vcov: 'HC1' } },
    tables: { main: { of: 'model', title } },
  });

let at: Workspace;
beforeEach(() => {
  at = workspace();
  at.write('a.yaml', study('A'));
  at.write('b.yaml', study('B'));
});
afterEach(() => at.remove());

const bytesBelow = (folder: string) =>
  filesBelow(join(at.folder, folder)).map((file) => [file, at.read(join(folder, file))] as const);

function started(args: readonly string[]): Promise<{ readonly code: number | null; readonly err: string }> {
  const child = spawn(process.execPath, [launcher, 'run', '--quiet', ...args], { cwd: at.folder });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, err })));
}

describe.skipIf(process.platform === 'win32')('runs that are killed', () => {
  it('leave whole files, and one that goes to its end gives the bytes of an undisturbed one', async () => {
    const runs = killedRuns();
    const problems: string[] = [];
    for (let index = 0; index < 20; index += 1) {
      const random = choicesOf(1, index);
      problems.push(...(await runs.kill(random.unit(), random.below(2))));
    }
    problems.push(...runs.rerun(0), ...runs.rerun(1));
    runs.remove();
    expect(problems).toEqual([]);
  });
});

describe('two runs at once', () => {
  it('of one study and of two share a cache, and give what each gives alone', async () => {
    const args = (name: string, out: string) => [`${name}.yaml`, '--out', out];
    const all = [args('a', 'one'), args('a', 'two'), args('b', 'three')].map(started);
    for (const ended of await Promise.all(all)) expect(ended).toEqual({ code: 0, err: '' });
    expect(at.studyc(['run', 'a.yaml', '--out', 'alone', '--no-cache', '--quiet']).status).toBe(0);
    expect(at.studyc(['run', 'b.yaml', '--out', 'other', '--no-cache', '--quiet']).status).toBe(0);
    expect(bytesBelow('one')).toEqual(bytesBelow('alone'));
    expect(bytesBelow('two')).toEqual(bytesBelow('alone'));
    expect(bytesBelow('three')).toEqual(bytesBelow('other'));
    expect(readdirSync(join(at.folder, '.studyc/cache')).filter((name) => !name.endsWith('.entry'))).toEqual(
      [],
    );
    // One more has nothing to do, and a new title costs no model.
    const steps = (name: string) =>
      JSON.parse(at.studyc(['run', `${name}.yaml`, '--out', 'again', '--json']).out).steps as { run: number };
    expect(steps('a').run).toBe(0);
    at.write('c.yaml', study('C'));
    expect(steps('c').run).toBe(0);
  });

  it('write one folder: each file is the one’s or the other’s', async () => {
    const ended = await Promise.all([started(['a.yaml']), started(['b.yaml'])]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    for (const name of ['a', 'b']) at.studyc(['run', `${name}.yaml`, '--out', name, '--quiet']);
    const [a, b] = [new Map(bytesBelow('a')), new Map(bytesBelow('b'))];
    for (const [path, text] of bytesBelow('out')) expect([a.get(path), b.get(path)]).toContain(text);
    expect(bytesBelow('out').map(([path]) => path)).toEqual([...a.keys()]);
  });
});

describe('a run that may not write', () => {
  it.skipIf(process.platform === 'win32')(
    'says so with the path as the reader knows it, and its rerun succeeds',
    () => {
      const limited = spawnSync(
        'bash',
        ['-c', `ulimit -f 1; exec "$0" "$@"`, process.execPath, launcher, 'run', 'a.yaml', '--quiet'],
        { cwd: at.folder, encoding: 'utf8' },
      );
      expect(limited.status).toBe(3);
      expect(limited.stderr).toBe(
        'studyc: cannot write out/results.json: files may not be that large here\n',
      );
      expect(filesBelow(join(at.folder, 'out'))).toEqual([]);
      expect(at.studyc(['run', 'a.yaml', '--quiet'])).toEqual({ status: 0, out: '', err: '' });
    },
  );

  it('where the cache cannot be written says that, and gives its results', () => {
    at.write('.studyc', 'a file');
    const { status, err } = at.studyc(['run', 'a.yaml']);
    expect(status).toBe(0);
    expect(err).toContain('studyc: nothing is cached: ');
    expect(existsSync(join(at.folder, 'out/results.json'))).toBe(true);
  });
});

describe('a thread that dies', () => {
  const script = (name: string, text: string): URL => {
    writeFileSync(join(at.folder, name), text);
    return pathToFileURL(join(at.folder, name));
  };
  /** Draw i is i + 1. */
  const kernel = {
    name: 'count',
    width: () => 1,
    run: (_: null, from: number, to: number) =>
      Float64Array.from({ length: to - from }, (__, i) => from + i + 1),
  };

  it.each([
    ['at its start', 'process.exit(7);'],
    ['by an error', "throw new Error('no');"],
    [
      'at its second block',
      `import { parentPort } from 'node:worker_threads';
       let blocks = 0;
       parentPort.on('message', ({ index, from, to }) => {
         if (blocks++ > 0) process.exit(1);
         const values = Float64Array.from({ length: to - from }, (_, i) => from + i + 1);
         parentPort.postMessage({ kind: 'values', index, values });
       });`,
    ],
  ])('%s has its draws made in this one', async (_, text) => {
    const options = { jobs: 2, workerUrl: script('worker.mjs', text), work: 1, threshold: 0 };
    const { values, threads } = await runDraws(kernel, null, 2000, options);
    expect(values).toEqual(kernel.run(null, 0, 2000));
    expect(threads[0]).toMatchObject({ worker: 0 });
    expect(threads.reduce((sum, { blocks }) => sum + blocks, 0)).toBe(8);
  });

  it.each([
    ['of want of memory', 'const all = []; for (;;) all.push(Array(1e5).fill({}));', 'needed more memory'],
    ['by itself', 'process.exit(9);', 'was ended (code 9)'],
  ])('%s while it runs the plan is a message', async (_, text, message) => {
    const thread = startRunThread(script('run.mjs', text), { maxOldGenerationSizeMb: 16 });
    const events = { onProgress: () => {}, onKept: () => {} };
    await expect(thread.run({ held: [] } as never, events)).rejects.toMatchObject({
      code: 'RUN_ENDED',
      message: expect.stringContaining(message),
    });
    await thread.end();
  });
});
