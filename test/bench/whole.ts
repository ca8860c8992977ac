/**
 * Whole processes, from a cold start: wall time of the commands on the seed study, beside the same study in gretl and in
 * R where they are installed. Run: node --import tsx test/bench/whole.ts [RUNS] [--json] [--no-r]. The commands and gretl
 * take turns; R runs once, since it takes seconds, and the time of its library() is left out. Asserts nothing.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median, say } from './measurement.ts';

interface Process {
  readonly command: string;
  readonly args: readonly string[];
}

const root = resolve(import.meta.dirname, '../..');
const launcher = join(root, 'bin/studyc.cjs');
const peers = join(root, 'test/bench/peers');
const spec = join(root, 'specs/agglomeration');
const csv = join(spec, 'data/agglomeration.csv');
const out = mkdtempSync(join(tmpdir(), 'studyc-bench-'));
const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
const runs = Number(process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 15);

const node = (...args: string[]): Process => ({ command: process.execPath, args });
const GRETL = 'seed study, gretl';
const RUN = 'studyc run';
const processes: Readonly<Record<string, Process>> = {
  'node -e 0': node('-e', '0'),
  'studyc --help': node(launcher, '--help'),
  'studyc check': node(launcher, 'check', spec),
  // As the peers: what an earlier run computed is not taken, and nothing is kept.
  [RUN]: node(launcher, 'run', spec, '--out', join(out, 'studyc'), '--no-cache', '--quiet'),
  ...(installed('gretlcli')
    ? { [GRETL]: { command: 'gretlcli', args: ['-b', join(peers, 'seed.gretl.inp')] } }
    : {}),
};

function installed(command: string): boolean {
  return spawnSync(command, ['--version']).status === 0;
}

/** Milliseconds of a process, and what it printed. Throws where it fails. */
function timed(
  name: string,
  { command, args }: Process,
): { readonly took: number; readonly printed: string } {
  const env = { ...process.env, SEED_CSV: csv, SEED_OUT: join(out, 'gretl') };
  const start = performance.now();
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8' });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${name} ended with ${status}`);
  return { took, printed: stdout };
}

for (const folder of ['gretl', 'r']) mkdirSync(join(out, folder));
const times = new Map<string, number[]>(Object.keys(processes).map((name) => [name, []]));
for (let i = 0; i <= runs; i += 1) {
  for (const [name, one] of Object.entries(processes)) {
    const { took } = timed(name, one);
    // The first round warms the file cache.
    if (i > 0) times.get(name)!.push(took);
  }
}

const R = 'seed study, R fixest';
if (!flags.includes('--no-r') && installed('Rscript')) {
  const script = join(peers, 'seed-fixest.R');
  const { took, printed } = timed(R, { command: 'Rscript', args: [script, csv, join(out, 'r')] });
  times.set(R, [took - 1000 * Number(printed.trim().split('\n').at(-1))]);
}
rmSync(out, { recursive: true });

if (flags.includes('--json')) {
  for (const [name, list] of times) say({ name, seconds: median(list) / 1000, peak_mb: null });
} else {
  const ours = median(times.get(RUN)!);
  for (const [name, list] of times) {
    const at = (value: number): string => value.toFixed(0).padStart(6);
    const spread = `min ${at(Math.min(...list))}  median ${at(median(list))}  max ${at(Math.max(...list))}  ms`;
    const ratio = name.startsWith('seed study') ? `, studyc run is ${(ours / median(list)).toFixed(3)}` : '';
    console.log(`${name.padEnd(21)} ${spread}${ratio}`);
  }
}
