/** Ctrl-C, and the cache that makes it cheap: what is there stays, what is finished is kept, the bytes are the same. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow } from '../files.ts';
import { launcher, type Workspace, workspace } from './workspace.ts';

/** Two placebos of the seed panel; the second can be made to take minutes. */
const study = (draws: number): string =>
  JSON.stringify({
    study: 'interrupted',
    seed: 7,
    data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
    analyses: {
      model: { regress: 'm_city ~ g_city + population', vcov: 'HC1' },
      first: { placebo: 'model', permute: 'g_city', draws: 4000 },
      second: { placebo: 'model', permute: 'population', draws },
    },
  });
const SOON = 1000;
const NEVER = 9_000_000;

let at: Workspace;
beforeEach(() => {
  at = workspace();
  at.write('study.yaml', study(SOON));
});
afterEach(() => at.remove());

const cacheFolder = (): string => join(at.folder, '.studyc/cache');
const entries = (): readonly string[] =>
  existsSync(cacheFolder()) ? readdirSync(cacheFolder()).filter((name) => name.endsWith('.entry')) : [];
const bytesBelow = (folder: string) =>
  filesBelow(join(at.folder, folder)).map((file) => [file, at.read(join(folder, file))]);

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly err: string;
}

function started(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [launcher, 'run', ...args], { cwd: at.folder });
  let err = '';
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString('utf8');
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, err }));
  });
  return { child, ended };
}

/** Runs until the first placebo is kept, in the thick of the second. */
async function inTheThick(args: readonly string[]): Promise<{ child: ChildProcess; ended: Promise<Ended> }> {
  const before = entries().length;
  const running = started(args);
  while (running.child.exitCode === null && !entries().some(isFirst)) await wait(20);
  expect(entries().length).toBeGreaterThan(before);
  // Now draws of the second are under way.
  await wait(300);
  return running;
}

/** 4000 draws are more than half a megabyte; no other entry is. */
const isFirst = (name: string): boolean => statSync(join(cacheFolder(), name)).size > 200_000;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.skipIf(process.platform === 'win32')('a signal', () => {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    it(`${signal} ends the run with ${code}; outputs stay, finished steps are kept, and a restart takes them up`, async () => {
      const jobs = signal === 'SIGINT' ? '2' : '1';
      expect(at.studyc(['run', '--quiet', '--no-cache']).status).toBe(0);
      const old = bytesBelow('out');
      expect(existsSync(cacheFolder())).toBe(false);
      at.write('study.yaml', study(NEVER));
      const { child, ended } = await inTheThick(['--jobs', jobs]);
      child.kill(signal);
      // As npx does, which passes on what the terminal has sent already.
      child.kill(signal);
      const { code: status, err } = await ended;
      expect(status).toBe(code);
      expect(err).toMatch(
        new RegExp(
          `^studyc: stopped by ${signal}; out/ is as it was; \\d finished steps? (is|are) kept, and the next run goes on from there\n$`,
        ),
      );
      expect(bytesBelow('out')).toEqual(old);
      expect(readdirSync(cacheFolder()).filter((name) => !name.endsWith('.entry'))).toEqual([]);
      at.write('study.yaml', study(SOON));
      expect(at.studyc(['run', '--out', 'again', '--quiet'])).toMatchObject({ status: 0, err: '' });
      expect(bytesBelow('again')).toEqual(old);
    });
  }

  it('without a cache says that nothing is kept, and leaves nothing behind', async () => {
    at.write('study.yaml', study(NEVER));
    // Too early, before the run listens, it is the end of the process as of any other.
    for (let patience = 1000; ; patience *= 2) {
      const { child, ended } = started(['--no-cache']);
      await wait(patience);
      child.kill('SIGINT');
      const { code, err } = await ended;
      expect(existsSync(join(at.folder, 'out'))).toBe(false);
      expect(existsSync(join(at.folder, '.studyc'))).toBe(false);
      if (code === null) continue;
      expect(code).toBe(130);
      expect(err).toBe(
        'studyc: stopped by SIGINT; out/ is as it was; no finished step is kept (--no-cache)\n',
      );
      return;
    }
  });
});

describe('the cache of a study', () => {
  it('gives the same bytes cold, warm, damaged, and without it', () => {
    const runInto = (folder: string, ...args: readonly string[]) => {
      expect(at.studyc(['run', '--quiet', '--out', folder, ...args])).toEqual({
        status: 0,
        out: '',
        err: '',
      });
      return bytesBelow(folder);
    };
    const without = runInto('without', '--no-cache');
    expect(entries()).toEqual([]);
    expect(runInto('cold')).toEqual(without);
    const kept = entries();
    expect(kept.length).toBeGreaterThan(0);
    expect(runInto('warm')).toEqual(without);
    const sound = kept.map((name) => readFileSync(join(cacheFolder(), name)));
    kept.forEach((name, i) => {
      const damaged = Buffer.from(sound[i]!);
      damaged[damaged.length - 2]! ^= 1;
      writeFileSync(join(cacheFolder(), name), damaged);
    });
    expect(runInto('mended')).toEqual(without);
  });

  it('is not followed out of the folder', () => {
    const other = workspace('elsewhere');
    const before = readdirSync(other.folder);
    symlinkSync(other.folder, join(at.folder, '.studyc'));
    const { status, err } = at.studyc(['run']);
    expect(status).toBe(0);
    expect(err).toBe(
      'studyc: nothing is cached: .studyc/cache is no folder of its own (a symbolic link, or a file)\n',
    );
    expect(readdirSync(other.folder)).toEqual(before);
    other.remove();
  });
});
