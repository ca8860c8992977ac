/**
 * Draws: time of the step that draws, and the most memory that the process held. Run: npm run bench:draws. Each row is a process
 * of its own; prints the median of some runs; asserts nothing. Data are invented; reading them is not part of the time.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { Plan } from '../../compiler/plan/plan.ts';
import { execute } from '../../runtime/index.ts';
import { compileText, runOptions } from '../study.ts';
import { panelFolder } from './panel.ts';

interface Case {
  readonly rows: number;
  readonly units: number;
  readonly analyses: string;
  /** The step that is timed. */
  readonly kind: 'placebo' | 'estimate';
  readonly target: string;
}

const model = (vcov: string, fixed = ''): string =>
  `  m: {regress: "y ~ x + a + b + c${fixed}", vcov: ${vcov}}\n`;
const placebo = (more = ''): string => `  p: {placebo: m, permute: x, draws: 1000${more}}\n`;
const clustered = '{cluster: unit}';
const wild = '{wild: {cluster: unit, draws: 9999}}';

const cases: Readonly<Record<string, Case>> = {
  'placebo 1,000 x 308, HC1': {
    ...{ rows: 308, units: 28, kind: 'placebo', target: '50 ms' },
    analyses: model('HC1') + placebo(),
  },
  'placebo 1,000 x 308, two effects, clustered': {
    ...{ rows: 308, units: 28, kind: 'placebo', target: '50 ms' },
    analyses: model(clustered, ' | unit + time') + placebo(),
  },
  'placebo 1,000 x 100,000, clustered': {
    ...{ rows: 100_000, units: 10_000, kind: 'placebo', target: '2 s' },
    analyses: model(clustered) + placebo(),
  },
  'placebo 1,000 x 100,000, whole units': {
    ...{ rows: 100_000, units: 10_000, kind: 'placebo', target: '' },
    analyses: model(clustered) + placebo(', unit: unit'),
  },
  'placebo 1,000 x 100,000, two effects, clustered': {
    ...{ rows: 100_000, units: 10_000, kind: 'placebo', target: '' },
    analyses: model(clustered, ' | unit + time') + placebo(),
  },
  'wild 9,999 x 10,000, 50 clusters': {
    ...{ rows: 10_000, units: 50, kind: 'estimate', target: '0.5 s' },
    analyses: model(wild),
  },
  'wild 9,999 x 10,000, 1,000 clusters': {
    ...{ rows: 10_000, units: 1000, kind: 'estimate', target: '0.5 s' },
    analyses: model(wild),
  },
};

const RUNS = 3;

/** Milliseconds by the clock, and of all processors together, which other work on the machine changes less. */
interface Times {
  readonly wall: number;
  readonly processor: number;
}

/** Of the last step of the kind, its inputs done: the difference of two walks over the plan. */
async function timed({ rows, units, analyses, kind }: Case): Promise<Times> {
  const folder = panelFolder(rows, units);
  const study = `study: draws\nseed: 1\ndata: {file: data.csv, panel: {unit: unit, time: time}}\nanalyses:\n${analyses}`;
  const { plan, messages } = compileText(study, folder);
  if (plan === null) throw new Error(messages.join('\n'));
  const options = {
    ...runOptions(folder),
    jobs: 2,
    workerUrl: pathToFileURL(resolve(import.meta.dirname, '../../dist/worker.js')),
  };
  const last = plan.steps.findLastIndex((step) => step.kind === kind);
  const before: Plan = { ...plan, steps: plan.steps.slice(0, last) };
  const walk = async (part: Plan): Promise<Times> => {
    const start = performance.now();
    const used = process.cpuUsage();
    const { failures } = await execute(part, options);
    if (failures.length > 0) throw new Error(JSON.stringify(failures));
    const { user, system } = process.cpuUsage(used);
    return { wall: performance.now() - start, processor: (user + system) / 1000 };
  };
  const times: Times[] = [];
  for (let i = 0; i < RUNS; i += 1) {
    const without = await walk(before);
    const whole = await walk(plan);
    times.push({ wall: whole.wall - without.wall, processor: whole.processor - without.processor });
  }
  rmSync(folder, { recursive: true });
  return times.sort((a, b) => a.wall - b.wall)[Math.floor(RUNS / 2)]!;
}

const [, script, only] = process.argv;
const one = only === undefined ? undefined : cases[only];
if (one) {
  const { wall, processor } = await timed(one);
  const memory = process.resourceUsage().maxRSS / 1024;
  const number = (value: number): string => value.toFixed(0).padStart(7);
  console.log(
    `${only!.padEnd(50)} ${number(wall)} ms ${number(processor)} ms processor ${number(memory)} MB  ${one.target}`,
  );
} else {
  for (const name of Object.keys(cases)) {
    spawnSync(process.execPath, [...process.execArgv, script!, name], { stdio: 'inherit' });
  }
}
