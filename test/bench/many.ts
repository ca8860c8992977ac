/**
 * Draws and a curve on the data of `peers/many.R`, in memory: from the columns to the numbers that a table prints. Each is a
 * process of its own, of which the first run counts, as in a study. Run: node --import tsx test/bench/many.ts
 * [placebo | curve | wild | cluster]; without a name all of them. `npm run build` first, for the threads.
 */
import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import type { ModelSpec, VcovSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { evaluate } from '../../runtime/engines/memory/evaluate.ts';
import { estimateBatch } from '../../runtime/estimators/batch/batch.ts';
import { isFailure } from '../../runtime/inference/failure.ts';
import { PLACEBO_WIDTH, placeboWork } from '../../runtime/inference/placebo.ts';
import { placeboProblem } from '../../runtime/inference/placebo-problem.ts';
import { placeboKernel } from '../../runtime/schedule/kernels.ts';
import { runDraws } from '../../runtime/schedule/pool.ts';
import { fitted, specOf } from '../unit/numerics/fixture.ts';
import { benchTable } from './data.ts';
import { say } from './measurement.ts';

const controls = (count: number): readonly string[] => Array.from({ length: count }, (_, j) => `c${j + 1}`);
const equation = (chosen: readonly string[]): string => `y ~ ${['x', ...chosen].join(' + ')}`;
const byCluster = (type: string): VcovSpec => ({
  type,
  by: ['cl'],
  ...(type !== 'cluster' && { draws: 9999, seed: 1 }),
});

/** 1,000 placebo estimates with clustered standard errors, on two threads. */
async function placebo(table: Table): Promise<string> {
  const { design, record, smallSample } = fitted(
    table,
    specOf(equation(controls(10)), { vcov: byCluster('cluster') }),
  );
  const problem = placeboProblem({
    parameters: { permute: 'x', draws: 1000, seed: 1, within: null, unit: null, statistic: 'statistic' },
    formula: specOf(equation(controls(10))).formula,
    collinear: record.collinear,
    ...{ design, vcov: byCluster('cluster'), small: smallSample, model: 'bench', within: null, unit: null },
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  const { values } = await runDraws(placeboKernel, problem.draws, 1000, {
    jobs: 2,
    workerUrl: pathToFileURL(resolve(import.meta.dirname, '../../dist/worker.js')),
    work: placeboWork(problem.draws),
  });
  const t = values.filter((_, i) => i % PLACEBO_WIDTH === 1);
  return `sd of t ${Math.sqrt(t.reduce((sum, value) => sum + value * value, 0) / t.length).toFixed(4)}`;
}

/** Every subset of ten controls, HC1. */
function curve(table: Table): string {
  const specs = Array.from({ length: 1024 }, (_, subset): ModelSpec => {
    const chosen = controls(10).filter((_control, j) => (subset >> j) % 2 === 1);
    return specOf(equation(chosen), { vcov: { type: 'HC1' } });
  });
  const options = { evaluate: (e: Parameters<typeof evaluate>[0]) => evaluate(e, table), levels: new Map() };
  const errors = estimateBatch(table, specs, options).map(
    (record) => record!.terms.find(({ term }) => term === 'x')!.std_error!,
  );
  return `standard errors ${Math.min(...errors).toPrecision(8)} to ${Math.max(...errors).toPrecision(8)}`;
}

/** Standard errors, p and intervals of all five coefficients by 9,999 draws of 40 clusters. */
function draws(type: string): (table: Table) => string {
  return (table) => {
    const { record } = fitted(table, specOf(equation(controls(4)), { vcov: byCluster(type) }));
    return `p of x ${record.terms.find(({ term }) => term === 'x')!.p}`;
  };
}

interface Case {
  readonly name: string;
  readonly data: string;
  readonly run: (table: Table) => string | Promise<string>;
}

const cases: Readonly<Record<string, Case>> = {
  placebo: { name: 'placebo, 1,000 draws, 100,000 rows, clustered', data: 'big', run: placebo },
  curve: { name: 'curve of 1,024 models, 100,000 rows, HC1', data: 'big', run: curve },
  wild: { name: 'wild bootstrap, 9,999 draws, 10,000 rows', data: 'boot', run: draws('wild') },
  cluster: { name: 'cluster bootstrap, 9,999 draws, 10,000 rows', data: 'boot', run: draws('bootstrap') },
};

const [, script, only] = process.argv;
const one = only === undefined ? undefined : cases[only];
if (one) {
  const table = benchTable(one.data);
  const start = performance.now();
  const found = await one.run(table);
  const seconds = (performance.now() - start) / 1000;
  process.stderr.write(`${found}\n`);
  say({ name: one.name, seconds });
} else {
  for (const name of Object.keys(cases)) {
    spawnSync(process.execPath, [...process.execArgv, script!, name], { stdio: 'inherit' });
  }
}
