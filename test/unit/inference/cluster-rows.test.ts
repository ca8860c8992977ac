/**
 * Draws from sums by cluster against the same draws row by row (rows: null), 1e-10 relative; and the bytes of blocks of
 * draws, whatever their cut.
 */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { clusterRows } from '../../../runtime/inference/cluster-rows.ts';
import { exchangeWithin } from '../../../runtime/inference/exchange.ts';
import { isFailure } from '../../../runtime/inference/failure.ts';
import { drawPlacebo, type PlaceboDraws } from '../../../runtime/inference/placebo.ts';
import { placeboProblem } from '../../../runtime/inference/placebo-problem.ts';
import { openStream, shuffle } from '../../../runtime/inference/random.ts';
import { drawKernels } from '../../../runtime/linalg/kernels/draws.ts';
import { distance, fitted, noise, specOf, tableOf } from '../numerics/fixture.ts';

const ROWS = 20_001;
const next = noise(7);
const firm = Array.from({ length: ROWS }, () => Math.floor(Math.abs(next()) * 40));
const own = Array.from({ length: 400 }, () => next());
/** About a year, beside which its deviations are small. */
const x = firm.map((f) => 2010 + 3 * own[f]! + next());
const columns = {
  x,
  a: x.map((value) => 0.3 * value + next()),
  b: firm.map(() => next()),
  y: x.map((value, i) => 0.01 * value + own[firm[i]!]! + next()),
  weight: firm.map(() => 1 + Math.abs(next())),
  firm,
};

interface Asked {
  readonly formula?: string;
  readonly by?: readonly string[];
  readonly weights?: string;
  readonly rows?: number;
}

function drawsOf({ formula = 'y ~ x + a + b', by = ['firm'], weights, rows = ROWS }: Asked): PlaceboDraws {
  const cut = Object.fromEntries(
    Object.entries(columns).map(([name, cells]) => [name, cells.slice(0, rows)]),
  );
  const spec = specOf(formula, { vcov: { type: 'cluster', by }, ...(weights !== undefined && { weights }) });
  const { design, record, smallSample } = fitted(tableOf(cut), spec);
  const problem = placeboProblem({
    parameters: { permute: 'x', draws: 9, seed: 1, within: null, unit: null, statistic: 'statistic' },
    formula: spec.formula,
    collinear: record.collinear,
    ...{ design, vcov: spec.vcov, small: smallSample, model: 'm', within: null, unit: null },
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  return problem.draws;
}

afterEach(() => vi.unstubAllEnvs());

describe('draws from sums by cluster', () => {
  const cases: Readonly<Record<string, Asked>> = {
    'with a constant, far from zero': {},
    'without a constant': { formula: 'y ~ 0 + x + a + b' },
    'with weights': { weights: 'weight' },
    'of the one regressor': { formula: 'y ~ x' },
  };
  for (const [name, asked] of Object.entries(cases)) {
    it(`agree with those row by row: ${name}`, () => {
      const draws = drawsOf(asked);
      expect(draws.rows).not.toBeNull();
      const values = drawPlacebo(draws, 0, 9);
      expect(distance(values, drawPlacebo({ ...draws, rows: null }, 0, 9))).toBeLessThan(1e-10);
      expect(drawPlacebo(draws, 4, 9)).toEqual(values.subarray(12));
    });

    it(`have the same bits without compiled loops: ${name}`, () => {
      const draws = drawsOf(asked);
      const within = { ...draws, exchange: exchangeWithin(draws.clusters[0]!) };
      const compiled = [draws, within].map((one) => drawPlacebo(one, 0, 30));
      vi.stubEnv('STUDYC_WASM', 'off');
      expect([draws, within].map((one) => drawPlacebo(one, 0, 30))).toEqual(compiled);
    });
  }

  it('exchange the same rows without compiled loops, also where a word is rejected', () => {
    const kernels = drawKernels();
    const n = 20_001;
    const values = Float64Array.from({ length: n }, (_, i) => i);
    const memory = kernels!.memory(2 * n + 512);
    memory.set(values);
    for (let draw = 0; draw < 20; draw += 1) {
      const key = [0x9e3779b9 ^ draw, 0xfffffff0] as const;
      kernels!.permute(...key, draw, 0, n, n, 2 * n);
      const expected = values.slice();
      shuffle(openStream(key, draw), expected);
      expect(memory.subarray(n, 2 * n).every((value, i) => value === expected[i])).toBe(true);
    }
  });

  it('are not of few rows, absorbed effects, several dimensions, or clusters of a row or two', () => {
    expect(drawsOf({ rows: 19_999 }).rows).toBeNull();
    expect(drawsOf({ formula: 'y ~ x + a | firm' }).rows).toBeNull();
    expect(drawsOf({ by: ['firm', 'b'] }).rows).toBeNull();
    const { partial, raw } = drawsOf({});
    const small = { name: 'pair', codes: Int32Array.from(x, (_, i) => Math.floor(i / 2)), levels: 10_001 };
    expect(clusterRows(partial, raw, small)).toBeNull();
  });

  it('leave to the rows a drawn column of which the others explain most', () => {
    const draws = drawsOf({ formula: 'y ~ 0 + x + a + b' });
    const { rows } = draws;
    expect(rows?.centre).toBe(0);
    const values = drawPlacebo(draws, 0, 2);
    const byRows = drawPlacebo({ ...draws, rows: null }, 0, 2);
    expect(values).toEqual(byRows);
  });
});
