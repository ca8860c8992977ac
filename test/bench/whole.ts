/**
 * Whole processes, from a cold start: wall time of the commands on the seed study. Run: node --import tsx
 * test/bench/whole.ts [RUNS]. Prints minimum, median and maximum in milliseconds; asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'bin/studyc.cjs');
const runs = Number(process.argv[2] ?? 15);
const out = mkdtempSync(join(tmpdir(), 'studyc-bench-'));
const spec = join(root, 'specs/agglomeration');

const commands: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'studyc --help': [launcher, '--help'],
  'studyc check': [launcher, 'check', spec],
  'studyc run': [launcher, 'run', spec, '--out', out, '--quiet'],
};

const times: Record<string, number[]> = {};
for (let i = 0; i <= runs; i += 1) {
  for (const [name, args] of Object.entries(commands)) {
    const start = performance.now();
    const { status } = spawnSync(process.execPath, args);
    if (status !== 0) throw new Error(`${name} ended with ${status}`);
    // The first round warms the file cache.
    if (i > 0) times[name] = [...(times[name] ?? []), performance.now() - start];
  }
}
rmSync(out, { recursive: true });

for (const [name, list] of Object.entries(times)) {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share: number): string =>
    sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(0).padStart(6);
  console.log(`${name.padEnd(16)} min ${at(0)}  median ${at(0.5)}  max ${at(1)}  ms, ${runs} runs`);
}
