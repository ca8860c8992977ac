import { writeSync } from 'node:fs';
import { judge, type KindName } from './judge.ts';

/** What became of a block of cases of one kind and seed. */
export interface Block {
  readonly accepted: number;
  readonly rejected: number;
  readonly codes: readonly string[];
  /** Of processor time, by the slowest case. */
  readonly milliseconds: number;
  readonly problems: readonly { readonly index: number; readonly problem: string }[];
}

const slowest = 2000;

/** Judges a block; on the standard error the case that is reached, so that who waits knows where it hangs. */
export async function judgeBlock(kind: KindName, seed: number, from: number, count: number): Promise<Block> {
  const codes = new Set<string>();
  const problems: { index: number; problem: string }[] = [];
  let [accepted, milliseconds] = [0, 0];
  // The first case loads what is loaded lazily.
  await judge(kind, seed, from);
  for (let index = from; index < from + count; index += 1) {
    if (index % 50 === 0) writeSync(2, `@${index}\n`);
    const before = process.cpuUsage();
    const verdict = await judge(kind, seed, index);
    const { user, system } = process.cpuUsage(before);
    const taken = (user + system) / 1000;
    milliseconds = Math.max(milliseconds, taken);
    if (verdict.accepted) accepted += 1;
    for (const code of verdict.codes) codes.add(code);
    const problem = verdict.problem ?? (taken > slowest ? `${taken.toFixed(0)} ms` : null);
    if (problem !== null && problems.length < 50) problems.push({ index, problem });
  }
  return { accepted, rejected: count - accepted, codes: [...codes].sort(), milliseconds, problems };
}

const [kind, seed, from, count] = process.argv.slice(2);
const block = await judgeBlock(kind as KindName, Number(seed), Number(from), Number(count));
process.stdout.write(JSON.stringify(block));
