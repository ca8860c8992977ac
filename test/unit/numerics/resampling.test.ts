/** Draws of models: what they depend on, what leaves them as they are, and what is said where there are too few. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelSpec, VcovSpec } from '../../../compiler/plan/model.ts';
import { buildDesign } from '../../../runtime/design/build.ts';
import type { Design } from '../../../runtime/design/design.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { estimatorFor } from '../../../runtime/estimators/index.ts';
import {
  drawMoves,
  jackknife,
  replicatesOf,
  resamplingOf,
} from '../../../runtime/estimators/resampling/replicates.ts';
import { testHypothesis } from '../../../runtime/inference/hypotheses.ts';
import { bootstrap } from '../../../runtime/vcov/bootstrap.ts';
import { distance, estimateOn, fitted, noise, specOf, tableOf, termOf } from './fixture.ts';

const GROUPS = 9;
const ROWS = 6;

function made(seed: number): Record<string, (number | string)[]> {
  const next = noise(seed);
  const rows = Array.from({ length: GROUPS * ROWS }, (_, row) => row);
  const x = rows.map(next);
  const z = rows.map((row) => x[row]! / 2 + next());
  const y = rows.map((row) => 1 + x[row]! - z[row]! + next() + Math.floor(row / ROWS) / 3);
  return {
    ...{ x, z, y, w: rows.map((row) => 1 + (row % 4)), unused: rows.map(next) },
    g: rows.map((row) => `g${Math.floor(row / ROWS)}`),
    t: rows.map((row) => row % ROWS),
    binary: y.map((value) => (value + next() > 1.5 ? 1 : 0)),
    count: y.map((value) => Math.max(0, Math.round(value + next()))),
    rare: rows.map((row) => (row < 2 ? 1 : 0)),
  };
}

const panel = { unit: 'g', time: 't' } as const;
const tableFor = (seed: number): Table => tableOf(made(seed), panel);
const drawn = (more: Partial<VcovSpec> = {}): VcovSpec => ({
  ...{ type: 'bootstrap', draws: 40, seed: 7, interval: 'percentile' },
  ...more,
});
const byGroup = { by: ['g'] };

function ready(table: Table, spec: ModelSpec) {
  const { fit, profile } = fitted(table, { ...spec, vcov: { type: 'iid' } });
  const design = buildDesign(table, spec, {
    evaluate: (expression) => evaluate(expression, table),
    levels: new Map(),
    dropSingletons: false,
    clusters: spec.vcov.by ?? [],
  }) as Design;
  return { design, fit, profile, spec, estimator: estimatorFor(spec.estimator)! };
}

const errorsOf = (table: Table, spec: ModelSpec) =>
  fitted(table, spec).record.terms.map((term) => term.std_error);

describe('draws of a model', () => {
  it('are those of fewer draws, and more; level and conventions leave them as they are', () => {
    const spec = (draws: number) => specOf('y ~ x + z', { vcov: drawn({ draws }) });
    const table = tableFor(1);
    const few = replicatesOf(ready(table, spec(5))).moves;
    const many = replicatesOf(ready(table, spec(20))).moves;
    expect([...many.subarray(0, few.length)]).toEqual([...few]);
    const plain = errorsOf(table, spec(40));
    expect(errorsOf(table, { ...spec(40), level: 0.9 })).toEqual(plain);
    expect(errorsOf(table, { ...spec(40), conventions: 'fixest' })).toEqual(plain);
    expect(errorsOf(table, { ...spec(40), vcov: drawn({ seed: 8 }) })).not.toEqual(plain);
    const bca = { ...spec(40), vcov: drawn({ interval: 'bca' }) };
    expect(errorsOf(table, bca)).toEqual(plain);
  });

  const quick: readonly (readonly [formula: string, more: Partial<ModelSpec>])[] = [
    ['y ~ x + z', {}],
    ['y ~ x + z', { weights: 'w' }],
    ['y ~ x + z | g', {}],
    ['y ~ x + z | g + t', { weights: 'w' }],
    ['binary ~ x + z', { estimator: 'logit' }],
    ['binary ~ x + z', { estimator: 'probit', weights: 'w' }],
    ['count ~ x', { estimator: 'poisson' }],
  ];

  it.each(quick)('%s %j: without a fit each as with one, jackknife too', (formula, more) => {
    const seeds = fc.integer({ min: 1, max: 2 ** 31 });
    fc.assert(
      fc.property(seeds, fc.boolean(), (seed, clustered) => {
        const table = tableFor(seed);
        const spec = specOf(formula, { ...more, vcov: drawn(clustered ? byGroup : {}) });
        const estimation = estimateOn(table, { ...spec, vcov: { type: 'iid' } });
        fc.pre(estimation.kind === 'estimated');
        const resampling = resamplingOf(ready(table, spec));
        expect(resampling.quick).not.toBeNull();
        const slow = { ...resampling, quick: null };
        const source = { kind: 'seeded', key: [seed, 1] } as const;
        for (const [one, other] of [
          [drawMoves(resampling, source, 8), drawMoves(slow, source, 8)],
          [jackknife(resampling), jackknife(slow)],
        ] as const) {
          one.forEach((move, i) => {
            if (Number.isNaN(other[i]!)) expect(move).toBeNaN();
            // Moves are in standard errors of the sample, times the root of its variance.
            else expect(Math.abs(move - other[i]!)).toBeLessThan(1e-8 * Math.max(1, Math.abs(other[i]!)));
          });
        }
      }),
      { numRuns: 2, seed: 5 },
    );
  });

  it('of clusters do not depend on the order of rows, and follow the units of a regressor', () => {
    const columns = made(3);
    const order = Array.from(columns['y']!.keys()).sort((a, b) => ((a * 29) % 54) - ((b * 29) % 54));
    const shuffled = Object.fromEntries(
      Object.entries(columns).map(([key, cells]) => [key, order.map((row) => cells[row]!)]),
    );
    const spec = specOf('y ~ x + z | g', { vcov: drawn(byGroup) });
    const plain = errorsOf(tableFor(3), spec);
    expect(distance(errorsOf(tableOf(shuffled, panel), spec), plain as number[])).toBeLessThan(1e-10);
    const scaled = { ...columns, x: columns['x']!.map((value) => Number(value) * 1000) };
    const x = fitted(tableOf(scaled, panel), spec).record.terms.find(({ term }) => term === 'x')!;
    expect(distance([x.std_error! * 1000], [plain[1]!])).toBeLessThan(1e-10);
  });

  it('take whole units where an estimator stands on them, and refuse to take these apart', () => {
    const table = tableFor(4);
    for (const estimator of ['random', 'first-difference', 'between']) {
      const one = fitted(table, specOf('y ~ x', { estimator, vcov: drawn() })).record;
      expect(one.vcov).toMatchObject({ unit: 'g', units: GROUPS, failed: 0 });
      expect(one.terms.every((term) => term.std_error! > 0)).toBe(true);
    }
    const apart = specOf('y ~ x', { estimator: 'random', vcov: drawn({ by: ['t'] }) });
    const { record } = fitted(table, apart);
    expect(record.notes.map((note) => note.code)).toContain('bootstrap-splits-units');
    expect(record.terms.every((term) => term.std_error === null && term.estimate !== null)).toBe(true);
  });

  it('take combinations of columns as wholes', () => {
    const halves = { ...made(4), h: made(4)['t']!.map((period) => Number(period) % 2) };
    const vcov = drawn({ by: ['g^h'], combined: [['g', 'h']] });
    const { record } = fitted(tableOf(halves, panel), specOf('y ~ x | g', { vcov }));
    expect(record.vcov).toMatchObject({ unit: 'g^h', units: 2 * GROUPS, failed: 0 });
    expect(record.clusters).toEqual({ 'g^h': 2 * GROUPS });
  });

  it('without estimates are counted and left out', () => {
    const { record } = fitted(
      tableFor(5),
      specOf('y ~ x + rare', { vcov: drawn({ draws: 700, ...byGroup }) }),
    );
    const { failed } = record.vcov;
    // The one cluster that has rare rows is missing from (8/9)^9 = 35 % of the draws.
    expect(Math.abs(failed! / 700 - (8 / 9) ** 9)).toBeLessThan(4 * Math.sqrt((0.35 * 0.65) / 700));
    expect(record.notes).toMatchObject([
      {
        code: 'bootstrap-failed-draws',
        message: `${failed} of 700 bootstrap draws have no estimates of every term and are left out`,
      },
    ]);
    expect(record.terms.every((term) => term.std_error! > 0 && term.conf_low! < term.conf_high!)).toBe(true);
  });

  it('of an equation under hypotheses are those of the model', () => {
    const spec = specOf('y ~ x + z', { vcov: drawn() });
    const one = fitted(tableFor(6), spec);
    const term = one.record.terms[1]!;
    const test = testHypothesis({ name: 'h', terms: [term.term], equations: [] }, one, spec);
    for (const key of ['estimate', 'std_error', 'p', 'conf_low', 'conf_high'] as const)
      expect(distance([test[key]], [term[key]!])).toBeLessThan(1e-10);
  });

  it('serve an instrumented model and its first stage', () => {
    const plain = specOf('y ~ unused', { estimator: 'iv', vcov: drawn(byGroup) });
    const instruments = { endogenous: [termOf('x')], instruments: [termOf('z')] };
    const { record } = fitted(tableFor(7), { ...plain, formula: { ...plain.formula, instruments } });
    expect(record.vcov).toMatchObject({ unit: 'g', failed: 0 });
    expect(record.derived.first[0]!.vcov).toMatchObject({ unit: 'g', failed: 0 });
    expect(record.derived.first[0]!.fit.chi2).toBeGreaterThan(0);
  });
});

describe('what there is to say of draws', () => {
  const inference = (moves: readonly number[], left: readonly number[], interval: 'bca' | 'percentile') => {
    const one = fitted(tableFor(8), specOf('y ~ 0 + x', { vcov: { type: 'iid' } }));
    const replicates = () => ({
      ...{ moves: Float64Array.from(moves), by: null, count: left.length },
      jackknife: () => Float64Array.from(left),
    });
    const input = { ...one.onBasis!.input, spec: drawn({ interval }), replicates };
    return bootstrap.inference!(input, {
      ...{ contrasts: Float64Array.of(1), estimates: Float64Array.of(2), names: ['x'] },
      ...{ level: 0.95, percentile: 7, model: '' },
    });
  };
  const moves = Array.from({ length: 400 }, (_, i) => (i - 180.5) / 100);

  it('few draws', () => {
    expect(inference(moves, [1, 2], 'percentile').notes).toEqual([]);
    const [note] = inference(moves.slice(1), [1, 2], 'percentile').notes;
    expect(note).toMatchObject({ code: 'bootstrap-few-draws', message: /400 or more/ });
  });

  it('no BCa interval where all draws lie on one side, or nothing moves the estimate', () => {
    const high = moves.map((move) => Math.abs(move) + 0.1);
    for (const [values, left] of [
      [high, [1, 2, 4]],
      [moves, [1, 1, 1]],
    ] as const) {
      const { tests, notes } = inference(values, left, 'bca');
      expect(tests[0]).toMatchObject({ low: null, high: null, p: expect.any(Number) });
      expect(notes[0]).toMatchObject({ code: 'bootstrap-no-bca', message: /^x: / });
    }
    expect(inference(moves, [1, 2, 4], 'bca').tests[0]!.low).toBeGreaterThan(0);
  });

  it('no draws that can be estimated', () => {
    expect(() => inference([Number.NaN, Number.NaN, 1], [1], 'percentile')).toThrow(/2 of 3 draws/);
  });
});
