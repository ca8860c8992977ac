/** Runs that are killed at random moments, one after the other in one folder: what they leave, and what a rerun makes of it. */
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { filesBelow } from '../files.ts';

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'bin/studyc.cjs');

/** Two studies of the same data, so that a file may be the one's or the other's, but no part of either. */
const study = (seed: number): string =>
  JSON.stringify({
    study: 'killed',
    seed,
    data: { file: 'data/agglomeration-complete.csv', panel: { unit: 'city', time: 'year' } },
    analyses: {
      model: { regress: 'm_city ~ g_city + population', vcov: 'HC1' },
      first: { placebo: 'model', permute: 'g_city', draws: 3000 },
      second: { placebo: 'model', permute: 'population', draws: 500 },
    },
    tables: { main: { of: 'model', title: `Seed ${seed}` } },
    figures: { drawn: { of: 'first', draw: 'density' } },
  });
const seeds = [1, 2] as const;

/** Bytes by path. */
type Files = ReadonlyMap<string, string>;

export interface KilledRuns {
  /** Kills the run after a share of an undisturbed one's time; the problems that it leaves. */
  readonly kill: (share: number, which: number) => Promise<readonly string[]>;
  /** Runs to the end; the differences from an undisturbed run, and what is left that should not be. */
  readonly rerun: (which: number) => readonly string[];
  readonly remove: () => void;
}

export function killedRuns(): KilledRuns {
  const folder = mkdtempSync(join(tmpdir(), 'studyc-killed-'));
  cpSync(join(root, 'specs/agglomeration/data'), join(folder, 'data'), { recursive: true });
  for (const [i, seed] of seeds.entries()) writeFileSync(join(folder, `${i}.yaml`), study(seed));
  const expected: Files[] = [];
  let took = 0;
  for (const i of seeds.keys()) {
    const start = performance.now();
    const { status, stderr } = runToEnd(folder, i, ['--out', `expected${i}`, '--no-cache']);
    if (status !== 0) throw new Error(stderr);
    took = performance.now() - start;
    expected.push(filesIn(join(folder, `expected${i}`)));
  }
  return {
    async kill(share, which) {
      await killed(folder, which, share * took);
      return [...filesIn(join(folder, 'out'))].flatMap(([path, bytes]) =>
        path.endsWith('.part') || expected.some((files) => files.get(path) === bytes)
          ? []
          : [`${path} is torn`],
      );
    },
    rerun(which) {
      const { status, stderr } = runToEnd(folder, which, []);
      if (status !== 0) return [`the rerun ended with ${status}: ${stderr}`];
      const files = filesIn(join(folder, 'out'));
      const differing = [...new Set([...files.keys(), ...expected[which]!.keys()])].filter(
        (path) => files.get(path) !== expected[which]!.get(path),
      );
      const parts = filesBelow(join(folder, '.studyc')).filter((path) => path.endsWith('.part'));
      return [...differing.map((path) => `${path} differs`), ...parts.map((path) => `${path} is left`)];
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function runToEnd(folder: string, which: number, more: readonly string[]) {
  return spawnSync(process.execPath, [launcher, 'run', `${which}.yaml`, '--quiet', ...more], {
    ...{ cwd: folder, encoding: 'utf8' },
  });
}

function killed(folder: string, which: number, after: number): Promise<void> {
  const child = spawn(process.execPath, [launcher, 'run', `${which}.yaml`, '--quiet'], {
    ...{ cwd: folder, stdio: 'ignore' },
  });
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), after);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function filesIn(folder: string): Files {
  if (!existsSync(folder)) return new Map();
  return new Map(filesBelow(folder).map((path) => [path, readFileSync(join(folder, path), 'latin1')]));
}
