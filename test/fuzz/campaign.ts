/**
 * The whole campaign: 100,000 random formulas and 20,000 mutated studies, in blocks of 2,000, each in a process of its
 * own that is given a minute. Run: npm run fuzz [-- SEED]. It can be interrupted: the next run goes on where it stopped
 * (fuzz-progress.json, which is not part of the project, says how far it is; delete it after a change of the program).
 * Prints one line a kind: cases, accepted, rejected, codes seen, the slowest case in milliseconds of processor time. Exit status 1, with
 * seed, index and text, for anything that must not be: an exception, a rejection without a place, a case over 1 s of processor time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { judge, type Kind } from './judge.ts';

const cases: Readonly<Record<Kind, number>> = { formulas: 100_000, specs: 20_000 };
const blockSize = 2000;
const slowest = 1000;
const progressFile = 'fuzz-progress.json';

interface Block {
  readonly accepted: number;
  readonly rejected: number;
  readonly codes: readonly string[];
  readonly milliseconds: number;
  readonly problems: readonly { readonly index: number; readonly text: string; readonly problem: string }[];
}

interface Progress {
  readonly seed: number;
  readonly blocks: Readonly<Record<string, Block>>;
}

const [mode = '1', ...rest] = process.argv.slice(2);
if (mode === '--block') {
  process.stdout.write(JSON.stringify(blockOf(rest[0] as Kind, Number(rest[1]), Number(rest[2]))));
} else {
  process.exitCode = campaign(Number(mode));
}

function blockOf(kind: Kind, seed: number, from: number): Block {
  const codes = new Set<string>();
  const problems: { index: number; text: string; problem: string }[] = [];
  let [accepted, milliseconds] = [0, 0];
  // The first case loads what is loaded lazily.
  judge(kind, seed, from);
  for (let index = from; index < from + blockSize; index += 1) {
    const before = process.cpuUsage();
    const verdict = judge(kind, seed, index);
    const { user, system } = process.cpuUsage(before);
    const taken = (user + system) / 1000;
    milliseconds = Math.max(milliseconds, taken);
    if (verdict.accepted) accepted += 1;
    for (const code of verdict.codes) codes.add(code);
    const problem = verdict.problem ?? (taken > slowest ? `${taken.toFixed(0)} ms` : null);
    if (problem !== null) problems.push({ index, text: verdict.text, problem });
  }
  return { accepted, rejected: blockSize - accepted, codes: [...codes].sort(), milliseconds, problems };
}

function campaign(seed: number): number {
  let failed = false;
  const done = progressOf(seed);
  for (const kind of Object.keys(cases) as Kind[]) {
    const blocks: Block[] = [];
    for (let from = 0; from < cases[kind]; from += blockSize) {
      const key = `${kind}:${from}`;
      done[key] ??= inProcess(kind, seed, from);
      writeFileSync(progressFile, JSON.stringify({ seed, blocks: done } satisfies Progress));
      blocks.push(done[key]);
    }
    const problems = blocks.flatMap((block) => block.problems);
    for (const one of problems.slice(0, 10)) console.log(JSON.stringify({ kind, seed, ...one }, null, 2));
    console.log(summary(kind, seed, blocks, problems.length));
    failed ||= problems.length > 0;
  }
  rmSync(progressFile);
  return failed ? 1 : 0;
}

function summary(kind: Kind, seed: number, blocks: readonly Block[], problems: number): string {
  const sum = (of: (block: Block) => number): number => blocks.reduce((total, block) => total + of(block), 0);
  const codes = new Set(blocks.flatMap((block) => block.codes)).size;
  const worst = Math.max(...blocks.map((block) => block.milliseconds));
  return [
    `${kind}, seed ${seed}: ${sum((one) => one.accepted)} accepted, ${sum((one) => one.rejected)} rejected`,
    `with ${codes} codes, ${problems} problems, slowest ${worst.toFixed(0)} ms`,
  ].join(' ');
}

/** A block in a process of its own: one that hangs or dies is a problem of its first case, to be narrowed down. */
function inProcess(kind: Kind, seed: number, from: number): Block {
  const script = fileURLToPath(import.meta.url);
  const args = [...process.execArgv, script, '--block', kind, String(seed), String(from)];
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, {
    ...{ encoding: 'utf8', timeout: 60_000, maxBuffer: 1e9 },
  });
  if (status === 0) return JSON.parse(stdout) as Block;
  const problem = `the process of ${blockSize} cases ended with ${signal ?? String(status)}: ${stderr.slice(0, 2000)}`;
  return {
    accepted: 0,
    rejected: 0,
    codes: [],
    milliseconds: 0,
    problems: [{ index: from, text: '', problem }],
  };
}

function progressOf(seed: number): Record<string, Block> {
  if (!existsSync(progressFile)) return {};
  const progress = JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
  return progress.seed === seed ? { ...progress.blocks } : {};
}
