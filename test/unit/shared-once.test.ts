/** How often the arithmetic of a run is done: once for what models have in common, for every model under --no-optimise. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import type { Plan } from '../../compiler/plan/plan.ts';
import { run } from '../../runtime/index.ts';
import { residualiserOfAll } from '../../runtime/linalg/absorb.ts';
import { crossProducts, productsWith } from '../../runtime/linalg/kernels/products.ts';
import { factorise } from '../../runtime/linalg/qr.ts';
import { compileStudy, runOptions } from '../study.ts';
import { noise } from './numerics/fixture.ts';

vi.mock('../../runtime/linalg/absorb.ts', { spy: true });
vi.mock('../../runtime/linalg/kernels/products.ts', { spy: true });
vi.mock('../../runtime/linalg/qr.ts', { spy: true });

const folder = mkdtempSync(join(tmpdir(), 'studyc-once-'));
afterAll(() => rmSync(folder, { recursive: true }));
const next = noise(2);
const rows = Array.from({ length: 20_500 }, (_, i) =>
  [`u${i % 500}`, Math.floor(i / 500), next(), next(), next(), next()].join(','),
);
writeFileSync(join(folder, 'data.csv'), `id,t,y,a,b,c\n${rows.join('\n')}\n`);
writeFileSync(join(folder, 'short.csv'), `id,t,y,a,b,c\n${rows.slice(0, 1000).join('\n')}\n`);

const planOf = (regress: string, file = 'data.csv'): Plan =>
  compileStudy(
    JSON.stringify({
      study: 'once',
      data: { file, panel: { unit: 'id', time: 't' } },
      analyses: { m: { regress, vcov: { cluster: 'id' } } },
    }),
    folder,
  );

/** Calls of effects prepared, whole matrices of products, rows of products, and factorisations. */
async function calls(plan: Plan): Promise<readonly number[]> {
  vi.clearAllMocks();
  await run(plan, runOptions(folder));
  return [residualiserOfAll, crossProducts, productsWith, factorise].map(
    (one) => vi.mocked(one).mock.calls.length,
  );
}

it('effects are prepared once, and products of a column more are added to those that are there', async () => {
  const plan = planOf('y ~ csw(a, b, c) | id + t');
  // Of y and a the whole; b and c are a third and a quarter of theirs.
  expect(await calls(plan)).toEqual([1, 2, 1, 0]);
  expect(await calls({ ...plan, sharing: null })).toEqual([3, 3, 0, 0]);
});

it('without effects likewise', async () => {
  const plan = planOf('y ~ csw(a, b, c)');
  expect(await calls(plan)).toEqual([0, 1, 2, 0]);
  expect(await calls({ ...plan, sharing: null })).toEqual([0, 3, 0, 0]);
});

it('the steps of a factorisation are kept where the plan shares, and else there is nowhere to keep them', async () => {
  const plan = planOf('y ~ csw(a, b, c)', 'short.csv');
  expect(await calls(plan)).toEqual([0, 0, 0, 3]);
  const first = vi.mocked(factorise).mock.results.map(({ value }) => value.q[0]);
  expect(new Set(first).size).toBe(1);
  await run({ ...plan, sharing: null }, runOptions(folder));
  const all = vi.mocked(factorise).mock.results.map(({ value }) => value.q[0]);
  expect(new Set(all).size).toBe(4);
});
