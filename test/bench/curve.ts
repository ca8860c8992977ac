/**
 * A specification curve of 1,024 models (every subset of ten controls) on 100,000 rows: estimated together, by HC1, by
 * clusters, and by both with effects; beside a few of the same models one at a time. Run: node --import tsx
 * test/bench/curve.ts. Prints seconds, the ratio, the largest difference of a standard error, and memory; asserts nothing.
 */
import type { ModelSpec, VcovSpec } from '../../compiler/plan/model.ts';
import { evaluate } from '../../runtime/engines/memory/evaluate.ts';
import { estimateBatch } from '../../runtime/estimators/batch/batch.ts';
import { estimateOn, noise, specOf, tableOf } from '../unit/numerics/fixture.ts';

const ROWS = 100_000;
const CLUSTERS = 1000;
const SINGLE = 8;

const next = noise(1);
const shared = Array.from({ length: ROWS }, () => next());
const controls = Array.from({ length: 10 }, (_, j) => `z${j}`);
const columns: Record<string, (number | string)[]> = Object.fromEntries(
  ['x', ...controls].map((name) => [name, shared.map((value) => 0.5 * value + next())]),
);
const cluster = Array.from({ length: ROWS }, (_, i) => i % CLUSTERS);
const effects = Array.from({ length: CLUSTERS }, () => next());
const y = shared.map(
  (value, i) => value + 0.1 * (columns['x']![i] as number) + effects[cluster[i]!]! + next(),
);
const table = tableOf(
  { ...columns, y, firm: cluster, year: cluster.map((_, i) => Math.floor(i / CLUSTERS)) },
  {
    unit: 'firm',
    time: 'year',
  },
);

const byFirm: VcovSpec = { type: 'cluster', by: ['firm'] };

/** The first `count` subsets of the controls. */
function specs(count: number, vcov: VcovSpec, fixed = ''): readonly ModelSpec[] {
  return Array.from({ length: count }, (_, subset) => {
    const chosen = controls.filter((_, j) => (subset >> j) % 2 === 1);
    return specOf(`y ~ ${['x', ...chosen].join(' + ')}${fixed}`, { vcov });
  });
}

const cases: Readonly<Record<string, readonly ModelSpec[]>> = {
  HC1: specs(1024, { type: 'HC1' }),
  'clustered by 1,000 firms': specs(1024, byFirm),
  'HC1 and clustered, without effects and with those of firm and year': ['', ' | firm + year'].flatMap(
    (fixed) => [...specs(256, { type: 'HC1' }, fixed), ...specs(256, byFirm, fixed)],
  ),
};

const options = { evaluate: (e: Parameters<typeof evaluate>[0]) => evaluate(e, table), levels: new Map() };
for (const [name, models] of Object.entries(cases)) {
  const start = performance.now();
  const records = estimateBatch(table, models, options);
  const seconds = (performance.now() - start) / 1000;
  const some = Array.from({ length: SINGLE }, (_, i) => Math.floor(((i + 0.5) * models.length) / SINGLE));
  const before = performance.now();
  const single = some.map((i) => estimateOn(table, models[i]!).record);
  const alone = (performance.now() - before) / 1000 / SINGLE;
  const worst = Math.max(
    ...some.flatMap((i, place) =>
      single[place]!.terms.map((term, j) => Math.abs(records[i]!.terms[j]!.std_error! / term.std_error! - 1)),
    ),
  );
  const missing = records.filter((record) => record === null).length;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name}: ${models.length} models ${seconds.toFixed(2)} s (${missing} left to single models); one at a time ${alone.toFixed(3)} s a model, ${Math.round((alone * models.length) / seconds)} times as long; standard errors agree to ${worst.toExponential(0)}; peak ${memory} MB`,
  );
}
