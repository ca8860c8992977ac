/**
 * The whole campaign, or some of its kinds: `npm run fuzz [-- SEED [KIND …]]`. Blocks run in processes of their own, ten
 * minutes each at most; a campaign can be interrupted: the next goes on where it stopped (.studyc/fuzz, which is not
 * part of the project, says how far it is; delete it after a change of the program). Prints one row of docs/fuzzing.md a
 * kind. Exit status 1, with seed and index, for anything that must not be: an exception, a rejection without a place, a
 * message that is none, a case over 2 s of processor time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Block } from './block.ts';
import { bundled } from './bundle.ts';
import type { KindName } from './judge.ts';

/** Cases at length, and how many a process judges. */
const sizes: Readonly<Record<KindName, readonly [cases: number, block: number]>> = {
  formulas: [1_000_000, 20_000],
  expressions: [100_000, 20_000],
  specs: [80_000, 2000],
  yaml: [20_000, 2000],
  data: [100_000, 10_000],
  locks: [20_000, 2000],
  tables: [50_000, 10_000],
  layouts: [20_000, 10_000],
  prose: [20_000, 10_000],
};
const longest = 600_000;

const [seed = '1', ...chosen] = process.argv.slice(2);
const script = await bundled('test/fuzz/block.ts');
const failures = (Object.keys(sizes) as KindName[])
  .filter((kind) => chosen.length === 0 || chosen.includes(kind))
  .map((kind) => campaign(kind, Number(seed)))
  .filter((problems) => problems > 0);
process.exitCode = failures.length > 0 ? 1 : 0;

/** What is done of a kind, by the first case of the block. */
type Progress = Readonly<Record<number, Block>>;

/** Runs what is not done of a kind; the number of problems of all of it. */
function campaign(kind: KindName, of: number): number {
  const [cases, size] = sizes[kind];
  const file = `.studyc/fuzz/${kind}-${of}.json`;
  const done = progressIn(file);
  const blocks: Block[] = [];
  for (let from = 0; from < cases; from += size) {
    const block = done[from] ?? inProcess([kind, of, from, size]);
    if (!done[from]) writeFileSync(file, JSON.stringify({ ...progressIn(file), [from]: block }));
    for (const { index, problem } of done[from] ? [] : block.problems.slice(0, 5)) {
      console.log(`${kind}, seed ${of}, case ${index}: ${problem}`);
    }
    blocks.push(block);
  }
  const problems = blocks.flatMap((block) => block.problems);
  console.log(row(kind, of, blocks, problems.length));
  return problems.length;
}

function row(kind: KindName, of: number, blocks: readonly Block[], problems: number): string {
  const sum = (size: (block: Block) => number): number =>
    blocks.reduce((total, block) => total + size(block), 0);
  const [taken, refused] = [sum((one) => one.accepted), sum((one) => one.rejected)];
  const codes = new Set(blocks.flatMap((block) => block.codes)).size;
  const worst = Math.max(...blocks.map((block) => block.milliseconds)) / 1000;
  const cells = [kind, of, taken + refused, taken, refused, codes, problems, `${worst.toFixed(2)} s`];
  return `| ${cells.join(' | ')} |`;
}

/** A block in a process of its own: one that hangs or dies is a problem of the case that it had reached. */
function inProcess([kind, of, from, size]: readonly [KindName, number, number, number]): Block {
  const args = ['--max-old-space-size=2048', script, kind, of, from, size].map(String);
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, args, {
    ...{ encoding: 'utf8', timeout: longest, maxBuffer: 1e9 },
  });
  if (status === 0) return JSON.parse(stdout) as Block;
  const reached = Number(
    stderr
      .match(/@(\d+)\n/g)
      ?.at(-1)
      ?.slice(1) ?? from,
  );
  const said = stderr.replaceAll(/@\d+\n/g, '').slice(0, 2000);
  const problem = `the process ended with ${signal ?? String(status)} in the 50 cases from here: ${said}`;
  return { accepted: 0, rejected: 0, codes: [], milliseconds: 0, problems: [{ index: reached, problem }] };
}

function progressIn(file: string): Progress {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Progress) : {};
}
