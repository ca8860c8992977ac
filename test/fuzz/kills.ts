/**
 * Runs killed at 500 random moments, each followed by one that goes to its end: no file of the outputs is torn, the
 * rerun gives the bytes of an undisturbed run, and nothing unfinished is left. Run: npm run fuzz:kills [-- SEED [KILLS]],
 * after a build. It can be interrupted: the next run goes on where it stopped (kills-progress.json, no part of the
 * project). Prints one line; exit status 1, with seed and index, where something is not as it must be.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { killedRuns } from './killed-runs.ts';
import { choicesOf } from './random.ts';

interface Progress {
  readonly seed: number;
  readonly done: number;
  readonly problems: readonly { readonly index: number; readonly problem: string }[];
}

const progressFile = 'kills-progress.json';
const [seed, kills] = [Number(process.argv[2] ?? 1), Number(process.argv[3] ?? 500)];
process.exitCode = await campaign();

async function campaign(): Promise<number> {
  const { done, problems: earlier } = progressOf();
  const problems = [...earlier];
  const runs = killedRuns();
  try {
    for (let index = done; index < kills; index += 1) {
      const random = choicesOf(seed, index);
      const which = random.below(2);
      const found = [...(await runs.kill(1.1 * random.unit(), which)), ...runs.rerun(which)];
      problems.push(...found.map((problem) => ({ index, problem })));
      writeFileSync(progressFile, JSON.stringify({ seed, done: index + 1, problems } satisfies Progress));
    }
  } finally {
    runs.remove();
  }
  for (const one of problems.slice(0, 10)) console.log(JSON.stringify({ seed, ...one }));
  console.log(`seed ${seed}: ${kills} kills, ${problems.length} problems`);
  rmSync(progressFile, { force: true });
  return problems.length > 0 ? 1 : 0;
}

function progressOf(): Progress {
  const none = { seed, done: 0, problems: [] };
  if (!existsSync(progressFile)) return none;
  const progress = JSON.parse(readFileSync(progressFile, 'utf8')) as Progress;
  return progress.seed === seed ? progress : none;
}
