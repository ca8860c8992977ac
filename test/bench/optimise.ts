/**
 * Forty models on 100,000 rows, as a paper has them: ten stepwise models of two outcomes under two covariances, with the
 * effects of firm and year; with what they share done once, and every model by itself (--no-optimise). Run: node
 * --expose-gc --import tsx test/bench/optimise.ts. Prints seconds, the ratio, the largest difference and memory; asserts nothing.
 */
import { rmSync } from 'node:fs';
import { run } from '../../runtime/index.ts';
import type { Plan } from '../../compiler/plan/plan.ts';
import { compileStudy, runOptions } from '../study.ts';
import { panelWith } from './panel.ts';

const ROWS = 100_000;
const UNITS = 10_000;
const REPEATS = 1;

const regressors = Array.from({ length: 10 }, (_, j) => `x${j + 1}`);
const folder = panelWith(ROWS, UNITS, regressors);

const study = (effects: string): object => ({
  study: 'forty',
  data: { file: 'data.csv', panel: { unit: 'unit', time: 'time' } },
  analyses: Object.fromEntries(
    [{ cluster: 'unit' }, 'HC1'].map((vcov, i) => [
      `under${i}`,
      { regress: `c(y1, y2) ~ csw(${regressors.join(', ')})${effects}`, vcov },
    ]),
  ),
});

async function timed(plan: Plan): Promise<{ seconds: number; text: string; memory: number }> {
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const cpu = process.cpuUsage();
  const { results } = await run(plan, runOptions(folder));
  const { user, system } = process.cpuUsage(cpu);
  const memory = (process.memoryUsage().arrayBuffers - before) / 2 ** 20;
  return { seconds: (user + system) / 1e6, text: JSON.stringify(results), memory };
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

for (const [name, effects] of Object.entries({ 'two effects': ' | unit + time', 'no effects': '' })) {
  const plan = compileStudy(JSON.stringify(study(effects)), folder);
  const models = plan.steps.filter(({ kind }) => kind === 'estimate').length;
  const readOnly = { ...plan, steps: plan.steps.filter(({ kind }) => kind === 'read'), analyses: [] };
  const [reading, shared, alone]: number[][] = [[], [], []];
  let same = true;
  let memory = 0;
  for (let i = 0; i < REPEATS; i += 1) {
    reading!.push((await timed(readOnly)).seconds);
    const together = await timed(plan);
    const single = await timed({ ...plan, sharing: null });
    shared!.push(together.seconds);
    alone!.push(single.seconds);
    memory = Math.max(memory, together.memory);
    same &&= together.text === single.text;
  }
  const [read, one, other] = [reading, shared, alone].map((values) => median(values!));
  const { work } = plan.sharing!;
  console.log(
    `${name}: ${models} models in ${one!.toFixed(2)} s of processor, by themselves ${other!.toFixed(2)} s, of which reading ${read!.toFixed(2)} s; ratio ${(one! / other!).toFixed(2)}, without reading ${((one! - read!) / (other! - read!)).toFixed(2)}, estimated ${(work.together / work.alone).toFixed(2)}; ${same ? 'the same bytes' : 'OTHER BYTES'}; arrays ${memory.toFixed(0)} MB, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`,
  );
}
rmSync(folder, { recursive: true });
