import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../../compiler/plan/model.ts';
import { modelTestFor } from '../../../runtime/diagnostics/index.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import type { Failure } from '../../../runtime/estimators/estimator.ts';
import type { DiagnosticRecord } from '../../../runtime/results/results.ts';
import { estimateOn, fitted, noise, specOf, tableOf, termOf } from './fixture.ts';

const UNITS = 12;
const PERIODS = 10;
const N = UNITS * PERIODS;
const rows = Array.from({ length: N }, (_, i) => i);
const draw = noise(11);
const column = (): number[] => rows.map(draw);
const [u, v1, v2, x, z1, z2, z3] = [column(), column(), column(), column(), column(), column(), column()];
const a = rows.map((i) => 0.8 * z1[i]! + 0.3 * z2[i]! + 0.4 * x[i]! + v1[i]! + 0.5 * u[i]!);
const b = rows.map((i) => 0.5 * z2[i]! + 0.6 * z3[i]! + v2[i]! - 0.4 * u[i]!);
const columns = {
  y: rows.map((i) => 1 + x[i]! + 2 * a[i]! - b[i]! + u[i]! * (1 + 0.3 * Math.abs(x[i]!))),
  unit: rows.map((i) => Math.floor(i / PERIODS)),
  time: rows.map((i) => i % PERIODS),
  half: rows.map((i) => i % 2),
  weight: rows.map((i) => 1 + (i % 3)),
  ...{ a, b, x, z1, z2, z3 },
  known: rows.map((i) => z1[i]! - 2 * x[i]!),
};
const panel = { unit: 'unit', time: 'time' };
const plain = tableOf(columns, panel);

function specWith(
  endogenous: readonly string[],
  instruments: readonly string[],
  more: Partial<ModelSpec> = {},
  formula = 'y ~ x',
): ModelSpec {
  const spec = specOf(formula, { estimator: 'iv', ...more });
  const part = { endogenous: endogenous.map(termOf), instruments: instruments.map(termOf) };
  return { ...spec, formula: { ...spec.formula, instruments: part } };
}

function run(test: string, spec: ModelSpec, data: Table = plain): DiagnosticRecord | Failure {
  const input = { model: fitted(data, spec), spec, estimate: (other: ModelSpec) => estimateOn(data, other) };
  return modelTestFor(test)!.run(input);
}

const statisticOf = (...given: Parameters<typeof run>): number =>
  (run(...given) as DiagnosticRecord).statistic!;
const noteOf = (...given: Parameters<typeof run>) => (run(...given) as Failure).note;

const TESTS = [
  'weak-instruments',
  'cragg-donald',
  'kleibergen-paap',
  'kleibergen-paap-lm',
  'wu-hausman',
  'sargan',
  'hansen-j',
];
const three = ['z1', 'z2', 'z3'];
const two = ['a', 'b'];
const vcovs: readonly ModelSpec['vcov'][] = [
  { type: 'iid' },
  { type: 'HC1' },
  { type: 'cluster', by: ['unit'] },
  { type: 'newey-west', lag: 2 },
];
const near = (actual: number, expected: number): void =>
  expect(Math.abs(actual / expected - 1)).toBeLessThan(1e-9);

describe.each(vcovs.map((vcov) => [vcov.type, vcov] as const))('tests of instruments by %s', (_, vcov) => {
  it.each(TESTS)('%s: units of measurement and the order of terms do not matter', (test) => {
    const scaled = tableOf(
      { ...columns, a: a.map((value) => 1000 * value - 5), z2: z2.map((value) => value / 300 + 2) },
      panel,
    );
    const expected = statisticOf(test, specWith(two, three, { vcov }));
    near(statisticOf(test, specWith(two, three, { vcov }), scaled), expected);
    near(statisticOf(test, specWith(['b', 'a'], ['z3', 'z1', 'z2'], { vcov })), expected);
  });

  it.each(TESTS)('%s: absorbed effects are dummies, weighted too', (test) => {
    const more = { vcov, weights: 'weight', conventions: 'lsdv' };
    near(
      statisticOf(test, specWith(two, three, more, 'y ~ x | time')),
      statisticOf(test, specWith(two, three, more, 'y ~ x + factor(time)')),
    );
  });

  it('with one instrumented term Kleibergen and Paap have the F of the first stage', () => {
    const spec = specWith(['a'], three, { vcov });
    near(statisticOf('kleibergen-paap', spec), statisticOf('weak-instruments', spec));
  });
});

describe('errors of equal variance', () => {
  it('make Kleibergen and Paap Cragg and Donald, and J Sargan', () => {
    const spec = specWith(two, three, { vcov: { type: 'iid' } });
    near(statisticOf('kleibergen-paap', spec), statisticOf('cragg-donald', spec));
    near(statisticOf('hansen-j', spec), statisticOf('sargan', spec));
  });
});

describe('tests that a model does not have', () => {
  it.each(['sargan', 'hansen-j'])('%s of as many instruments as instrumented terms', (test) => {
    expect(noteOf(test, specWith(two, ['z1', 'z3'])).code).toBe('exactly-identified');
  });

  it('covariances of too few clusters are singular', () => {
    const vcov = { type: 'cluster', by: ['half'] };
    const spec = specWith(['a'], three, { vcov });
    for (const test of ['hansen-j', 'kleibergen-paap', 'kleibergen-paap-lm']) {
      expect(noteOf(test, spec)).toEqual({
        code: 'no-diagnostic',
        message: "the covariance of 3 moments is singular: the model's vcov has too few clusters or periods",
      });
    }
    expect(noteOf('weak-instruments', spec).message).toContain('first stage of a does not exist');
    expect(statisticOf('sargan', spec)).toBeGreaterThan(0);
    expect(statisticOf('cragg-donald', spec)).toBeGreaterThan(0);
  });

  it('nothing of what the instruments explain entirely is endogenous', () => {
    expect(noteOf('wu-hausman', specWith(['known'], ['z1', 'z2'])).message).toBe(
      'the instruments explain known entirely: nothing of it can be endogenous',
    );
    for (const test of ['cragg-donald', 'kleibergen-paap']) {
      expect(noteOf(test, specWith(['known'], ['z1', 'z2'])).message).toBe(
        'the instruments explain every instrumented term entirely',
      );
    }
  });

  it('every test has a value or a note, and no number is none', () => {
    const few = (n: number): Table =>
      tableOf(
        Object.fromEntries(Object.entries(columns).map(([key, values]) => [key, values.slice(0, n)])),
        panel,
      );
    const perfect = { ...columns, y: a.map((value, i) => value - 2 * x[i]!) };
    const cases: readonly (readonly [Table, ModelSpec])[] = [
      ...[5, 6, 7, 9, 21].map((n) => [few(n), specWith(two, three)] as const),
      ...[5, 6, 21].map(
        (n) => [few(n), specWith(two, three, { vcov: { type: 'cluster', by: ['unit'] } })] as const,
      ),
      [few(30), specWith(two, three, {}, 'y ~ x | unit + time')],
      [tableOf(perfect, panel), specWith(['a'], three)],
      [plain, specWith(['a'], ['z1', 'z1'])],
      [plain, specWith(['a', 'known'], ['z1', 'z2', 'z3'])],
    ];
    for (const [data, spec] of cases) {
      const model = estimateOn(data, spec);
      if (model.kind !== 'estimated') continue;
      for (const test of TESTS) {
        const found = run(test, spec, data);
        if ('kind' in found) expect((found as Failure).note.message).not.toBe('');
        else for (const value of [found.statistic, found.p ?? 0]) expect(Number.isFinite(value)).toBe(true);
      }
    }
  });

  it('draws have no sums of scores', () => {
    const vcov = { type: 'bootstrap', draws: 20, seed: 1 };
    const spec = specWith(['a'], three, { vcov });
    for (const test of ['hansen-j', 'kleibergen-paap', 'wu-hausman']) {
      expect(noteOf(test, spec).message).toBe('the test is not one of vcov bootstrap');
    }
    expect(statisticOf('sargan', spec)).toBeGreaterThan(0);
  });
});
