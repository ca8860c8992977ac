/**
 * Against R 4.2.2 (04-agglomeration.R). `exact_*`: the resamples themselves are given, 1e-9 relative as
 * test/reference/README.md states. `mc_*`: R's own draws, with the tolerance that the file gives (about four
 * Monte-Carlo standard errors). Against brute force (dummies and QR on the drawn rows): 1e-9.
 */
import { describe, expect, it } from 'vitest';
import type { Codes } from '../../../runtime/design/design.ts';
import {
  drawIndirect as drawEffects,
  type IndirectDraws,
  type IndirectProblem,
} from '../../../runtime/inference/bootstrap-indirect.ts';
import {
  type BootstrapDescription,
  summariseBootstrap,
} from '../../../runtime/inference/bootstrap-summary.ts';
import { isFailure } from '../../../runtime/inference/failure.ts';
import {
  type IndirectInput,
  indirectDraws,
  indirectProblem,
} from '../../../runtime/inference/indirect-problem.ts';
import { drawKey, openStream, resample } from '../../../runtime/inference/random.ts';
import { close, codesOf, columnOf, controls, indicesOf, leastSquares, n, ones, wanted } from './panel.ts';

const names = ['TIN', 'AI', ...controls];
const city = codesOf('city');

function fitOf(x: readonly Float64Array[], y: Float64Array, terms: readonly string[]): IndirectInput['fit'] {
  return { n, terms, x, ...leastSquares(x, y) };
}

function problemOf(input: Partial<IndirectInput> = {}): IndirectProblem {
  const fit = fitOf([ones, ...names.map(columnOf)], columnOf('AGG'), ['(Intercept)', ...names]);
  const problem = indirectProblem({
    fit,
    treatment: 'TIN',
    mediators: ['AI'],
    cluster: null,
    fixed: [],
    ...input,
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  return problem;
}

/** a b of the one mediator, without c, which stands beside it. */
function drawIndirect(data: IndirectDraws, from: number, to: number): Float64Array {
  return drawEffects(data, from, to).filter((_, i) => i % 2 === 0);
}

function describeDraws(
  values: Float64Array,
  level: number,
  problem: IndirectProblem,
): ReturnType<typeof summariseBootstrap> {
  const about: BootstrapDescription = {
    cluster: null,
    units: problem.units,
    level,
    percentile: 7,
    bca: null,
  };
  return summariseBootstrap(values, about);
}

describe('given resamples against R', () => {
  it.each([
    ['rows', null, 'exact_rows', 308],
    ['cities', city, 'exact_clusters', 28],
  ] as const)('%s', (key, cluster, block, units) => {
    const problem = problemOf({ cluster });
    expect(problem.units).toBe(units);
    const values = drawIndirect(
      indirectDraws(problem, { given: indicesOf('bootstrap-indices.json', key) }),
      0,
      200,
    );
    const at = (name: string): number => wanted(`mediation.bootstrap.${block}.${name}`);
    const record = describeDraws(values, 0.95, problem);
    close(record.mean, at('mean'), 1e-9);
    close(record.std_error, at('se'), 1e-9);
    close(record.conf_low, at('percentile95.0'), 1e-9);
    close(record.conf_high, at('percentile95.1'), 1e-9);
    const narrower = describeDraws(values, 0.9, problem);
    close(narrower.conf_low, at('percentile90.0'), 1e-9);
    close(narrower.conf_high, at('percentile90.1'), 1e-9);
    for (let i = 0; i < 5; i += 1) close(values[i], at(`first5.${i}`), 1e-9);
    expect(record).toMatchObject({ draws: 200, failed: 0, units, interval: 'percentile', level: 0.95 });
  });
});

describe('own draws', () => {
  it.each([
    ['rows', null, 'mc_rows_10000'],
    ['cities', city, 'mc_clusters_5000'],
  ] as const)('%s: within the Monte-Carlo error that R states', (_, cluster, block) => {
    const problem = problemOf({ cluster });
    const data = indirectDraws(problem, {
      seed: 20241220,
      models: ['t', 'm', 'd'],
      cluster: cluster?.name ?? null,
    });
    const record = describeDraws(drawIndirect(data, 0, 2000), 0.95, problem);
    const at = (name: string): number => wanted(`mediation.bootstrap.${block}.${name}`);
    const tolerance = at('tolerance_abs');
    expect(Math.abs(record.mean! - at('mean'))).toBeLessThan(tolerance);
    expect(Math.abs(record.std_error! - at('se'))).toBeLessThan(tolerance);
    expect(Math.abs(record.conf_low! - at('percentile95.0'))).toBeLessThan(tolerance);
    expect(Math.abs(record.conf_high! - at('percentile95.1'))).toBeLessThan(tolerance);
  });

  it('are the same bytes in one run or in pieces', () => {
    const data = indirectDraws(problemOf(), { seed: 1, models: ['a'], cluster: null });
    const whole = drawIndirect(data, 0, 30);
    expect([...drawIndirect(data, 0, 11), ...drawIndirect(data, 11, 30)]).toEqual([...whole]);
  });
});

/** Columns less their means within groups. */
function within(column: Float64Array, groups: Codes): Float64Array {
  const totals = new Float64Array(groups.levels);
  const counts = new Float64Array(groups.levels);
  groups.codes.forEach((code, row) => {
    totals[code]! += column[row]!;
    counts[code]! += 1;
  });
  return column.map((value, row) => value - totals[groups.codes[row]!]! / counts[groups.codes[row]!]!);
}

describe('absorbed effects', () => {
  it('nested in the cluster: as with dummies for every drawn city, a city drawn twice being two', () => {
    const x = names.map((name) => within(columnOf(name), city));
    const fit = fitOf(x, within(columnOf('AGG'), city), names);
    const problem = problemOf({ fit, cluster: city, fixed: [city] });
    const values = drawIndirect(indirectDraws(problem, { seed: 3, models: [], cluster: 'city' }), 0, 3);
    const key = drawKey(3, { kind: 'bootstrap', models: [], of: 'city', within: null, unit: null });
    for (let draw = 0; draw < 3; draw += 1) {
      const drawn = [...resample(openStream(key, draw), 28)];
      const rows = drawn.flatMap((unit) => [...city.codes.keys()].filter((row) => city.codes[row] === unit));
      const take = (name: string): Float64Array => Float64Array.from(rows, (row) => columnOf(name)[row]!);
      const dummies = drawn.map((_, copy) =>
        Float64Array.from(rows, (__, i) => (Math.floor(i / 11) === copy ? 1 : 0)),
      );
      const a = leastSquares([take('TIN'), ...controls.map(take), ...dummies], take('AI')).estimates[0]!;
      const b = leastSquares([take('AI'), take('TIN'), ...controls.map(take), ...dummies], take('AGG'))
        .estimates[0]!;
      close(values[draw], a * b, 1e-9);
    }
  });

  it('that cross what is resampled are refused with a note where they have many levels', () => {
    const fit = fitOf([ones, ...names.map(columnOf)], columnOf('AGG'), ['(Intercept)', ...names]);
    const input = { fit, treatment: 'TIN', mediators: ['AI'], cluster: city };
    const codes = city.codes.map((_, row) => row % 77);
    const refused = indirectProblem({ ...input, fixed: [city, { name: 'many', codes, levels: 77 }] });
    expect(refused).toMatchObject({ kind: 'failure', note: { code: 'bootstrap-crossed-effect' } });
    const lost = indirectProblem({ ...input, mediators: ['VHT'], fixed: [] });
    expect(lost).toMatchObject({ kind: 'failure', note: { code: 'bootstrap-no-path' } });
  });
});

describe('draws that are hard to solve', () => {
  it('near-singular ones keep their digits', () => {
    const control = columnOf('VHT');
    // Two controls that differ by 1e-5: pivots near 1e-10, so that the draws go through QR.
    const other = columnOf('RD');
    const almost = control.map((value, i) => value + 1e-5 * other[i]!);
    const x = [ones, columnOf('TIN'), columnOf('AI'), control, almost];
    const fit = fitOf(x, columnOf('AGG'), ['(Intercept)', 'TIN', 'AI', 'VHT', 'VHT2']);
    const problem = problemOf({ fit });
    const given = indicesOf('bootstrap-indices.json', 'rows');
    const values = drawIndirect(indirectDraws(problem, { given }), 0, 3);
    for (let draw = 0; draw < 3; draw += 1) {
      const rows = given.subarray(draw * n, (draw + 1) * n);
      const drawn = x.map((column) => Float64Array.from(rows, (row) => column[row]!));
      const [one, t, m, c, d] = drawn as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const a = leastSquares([one, t, c, d], m).estimates[1]!;
      const y = Float64Array.from(rows, (row) => columnOf('AGG')[row]!);
      const b = leastSquares([one, t, m, c, d], y).estimates[2]!;
      // A condition number near 1e5 leaves QR eleven digits of sixteen.
      close(values[draw], a * b, 1e-9);
    }
  });

  it('a control that the draw makes redundant drops out; a treatment without variation fails the draw', () => {
    const first = Float64Array.from(city.codes, (code) => (code === 0 ? 1 : 0));
    const x = [ones, columnOf('TIN'), columnOf('AI'), first];
    const terms = ['(Intercept)', 'TIN', 'AI', 'first'];
    const problem = problemOf({ fit: fitOf(x, columnOf('AGG'), terms), cluster: city });
    const without = Int32Array.from({ length: 28 }, (_, i) => (i === 0 ? 1 : i));
    const [value] = drawIndirect(indirectDraws(problem, { given: without }), 0, 1);
    const plain = problemOf({ fit: fitOf(x.slice(0, 3), columnOf('AGG'), terms.slice(0, 3)), cluster: city });
    const [same] = drawIndirect(indirectDraws(plain, { given: without }), 0, 1);
    close(value, same!, 1e-9);

    const byCity = Float64Array.from(city.codes, (code) => (code * code) % 5);
    const flat = problemOf({
      fit: fitOf([ones, byCity, columnOf('AI')], columnOf('AGG'), terms.slice(0, 3)),
      cluster: city,
    });
    const one = drawIndirect(indirectDraws(flat, { given: new Int32Array(28) }), 0, 1);
    expect(one[0]).toBeNaN();
    const record = summariseBootstrap(Float64Array.of(one[0]!, 1, 3), {
      cluster: 'city',
      units: 28,
      level: 0.95,
      percentile: 7,
      bca: null,
    });
    expect(record).toMatchObject({ draws: 3, failed: 1, mean: 2, unit: 'city' });
    expect(record.std_error).toBeCloseTo(Math.SQRT2, 14);
  });
});
