/**
 * Bootstrap of models against R fitting each draw (11-bootstrap.R): the same rows, clusters and units drawn. Draws,
 * standard errors, percentiles and BCa intervals to 1e-9 relative of the standard error or the estimate, whichever is
 * larger; iterated models to 1e-7.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FixedEffect, ModelSpec } from '../../compiler/plan/model.ts';
import { moments } from '../../runtime/describe/moments.ts';
import { type PercentileType, percentile } from '../../runtime/describe/percentile.ts';
import { buildDesign } from '../../runtime/design/build.ts';
import type { Design } from '../../runtime/design/design.ts';
import { evaluate } from '../../runtime/engines/memory/evaluate.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { estimatorFor } from '../../runtime/estimators/index.ts';
import { drawMoves, jackknife, resamplingOf } from '../../runtime/estimators/resampling/replicates.ts';
import { drawIndirect } from '../../runtime/inference/bootstrap-indirect.ts';
import { indirectProblem } from '../../runtime/inference/indirect-problem.ts';
import type { DrawSource } from '../../runtime/inference/random.ts';
import { bootstrap } from '../../runtime/vcov/bootstrap.ts';
import { ledger } from './ledger.ts';
import { distance, fitted, preparedPanel, specOf, tableOf, termOf } from '../unit/numerics/fixture.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

interface Case {
  readonly id: string;
  readonly groups: number;
  readonly draws: number;
  readonly estimate: readonly number[];
  readonly first: readonly (readonly number[])[];
  readonly se: readonly number[];
  readonly bca?: {
    readonly levels: readonly (readonly number[])[];
    readonly low7: readonly number[];
    readonly high7: readonly number[];
  };
  readonly low7: readonly number[];
  readonly high7: readonly number[];
  readonly low2: readonly number[];
  readonly high2: readonly number[];
}

const reference = JSON.parse(read('bootstrap.json')) as { readonly cases: readonly Case[] };

type Columns = Readonly<Record<string, readonly number[]>>;

function columnsOf(file: string): Columns {
  const [header, ...lines] = read(file).trim().split('\n');
  const names = header!.split(',').map((one) => one.replaceAll('"', ''));
  const cells = lines.map((line) => line.split(',').map(Number));
  return Object.fromEntries(names.map((one, j) => [one, cells.map((row) => row[j]!)]));
}

function keep(columns: Columns, holds: (row: number) => boolean): Columns {
  return Object.fromEntries(
    Object.entries(columns).map(([key, cells]) => [key, cells.filter((_, row) => holds(row))]),
  );
}

const map = (columns: Columns, of: (row: number) => number) =>
  columns[Object.keys(columns)[0]!]!.map((_, row) => of(row));

function grunfeld(): Columns {
  const g = columnsOf('grunfeld.csv');
  return {
    ...g,
    w: map(g, (row) => 1 + (g['capital']![row]! % 37) / 10),
    t: map(g, (row) => g['year']![row]! - 1934),
    big: map(g, (row) => (g['inv']![row]! + 60 * Math.sin(g['value']![row]!) > 90 ? 1 : 0)),
  };
}

function cigarettes(): Columns {
  const all = columnsOf('cigarettes.csv');
  const c = keep(all, (row) => all['year']![row] === 1995);
  const at = (key: string, row: number): number => c[key]![row]!;
  return {
    packs: map(c, (row) => Math.log(at('packs', row))),
    price: map(c, (row) => Math.log(at('price', row) / at('cpi', row))),
    income: map(c, (row) => Math.log(at('income', row) / at('population', row) / at('cpi', row))),
    tdiff: map(c, (row) => (at('taxs', row) - at('tax', row)) / at('cpi', row)),
  };
}

const panel = { unit: 'firm', time: 'year' };
const whole = tableOf(grunfeld(), panel);
const g = grunfeld();
const unbalanced = tableOf(
  keep(
    g,
    (row) =>
      !(
        row % 7 === 2 ||
        (g['firm']![row] === 4 && g['year']![row]! > 1940) ||
        (g['firm']![row] === 9 && g['year']![row]! < 1946)
      ),
  ),
  panel,
);

const effect = (text: string): FixedEffect => {
  const [column, slope] = text.split(/[[\]]/);
  return { columns: [column!], slopes: slope ? [slope] : [] };
};

function grunfeldSpec(fixed: readonly string[], more: Partial<ModelSpec> = {}): ModelSpec {
  const plain = specOf('inv ~ value + capital', more);
  return { ...plain, formula: { ...plain.formula, fixed: fixed.map(effect) } };
}

const weights = { weights: 'w' };
const instrumented = specOf('packs ~ income', { estimator: 'iv' });

/** Table, model and what is drawn of each case; its tolerance where it is iterated. */
const models: Readonly<Record<string, readonly [Table, ModelSpec, by: string | null, number?]>> = {
  pooled_rows: [whole, grunfeldSpec([]), null],
  pooled_firm: [whole, grunfeldSpec([]), 'firm'],
  pooled_year: [whole, grunfeldSpec([]), 'year'],
  firm_firm: [whole, grunfeldSpec(['firm']), 'firm'],
  firm_rows: [whole, grunfeldSpec(['firm']), null],
  both_firm: [whole, grunfeldSpec(['firm', 'year']), 'firm'],
  both_year: [whole, grunfeldSpec(['firm', 'year']), 'year'],
  weighted_rows: [whole, grunfeldSpec([], weights), null],
  weighted_slopes_firm: [whole, grunfeldSpec(['firm[t]'], weights), 'firm'],
  weighted_both_firm: [whole, grunfeldSpec(['firm', 'year'], weights), 'firm'],
  between: [unbalanced, grunfeldSpec([], { estimator: 'between' }), null],
  random: [unbalanced, grunfeldSpec([], { estimator: 'random' }), 'firm'],
  fd: [unbalanced, grunfeldSpec([], { estimator: 'first-difference', conventions: 'plm' }), null],
  logit_firm: [whole, specOf('big ~ value + capital', { estimator: 'logit' }), 'firm', 1e-7],
  poisson_rows: [
    tableOf(keep(columnsOf('recreation.csv'), () => true)),
    specOf('trips ~ quality + income', { estimator: 'poisson' }),
    null,
    1e-7,
  ],
  iv_rows: [
    tableOf(cigarettes()),
    {
      ...instrumented,
      formula: {
        ...instrumented.formula,
        instruments: { endogenous: [termOf('price')], instruments: [termOf('tdiff')] },
      },
    },
    null,
  ],
  weighted_probit_rows: [
    whole,
    specOf('big ~ value + capital', { estimator: 'probit', ...weights }),
    null,
    1e-7,
  ],
  poisson_firm: [whole, grunfeldSpec(['firm'], { estimator: 'poisson' }), 'firm', 1e-7],
  weighted_poisson_both: [
    whole,
    grunfeldSpec(['firm', 'year'], { estimator: 'poisson', ...weights }),
    'firm',
    1e-7,
  ],
  quantile_rows: [
    tableOf(columnsOf('engel.csv')),
    specOf('foodexp ~ income', { estimator: 'quantile', tau: 0.5 }),
    null,
  ],
};

/** The indices of the script, from 0. */
function indices(groups: number, draws: number): DrawSource {
  let state = 20241220;
  const values = Int32Array.from({ length: groups * draws }, () => {
    state = (state * 48271) % 2147483647;
    return Math.floor((state / 2147483647) * groups);
  });
  return { kind: 'given', indices: values, width: groups };
}

function resamplingFor(table: Table, spec: ModelSpec, by: string | null) {
  const options = {
    evaluate: (expression: Parameters<typeof evaluate>[0]) => evaluate(expression, table),
    levels: new Map(),
    dropSingletons: false,
    clusters: by ? [by] : [],
  };
  const design = buildDesign(table, spec, options) as Design;
  const one = fitted(table, { ...spec, vcov: { type: 'iid' } });
  const { fit, profile } = one;
  const estimator = estimatorFor(spec.estimator)!;
  return { one, resampling: resamplingOf({ design, fit, profile, spec, estimator }) };
}

/** A case drawn once, and the inference from its draws. */
function drawnOf({ id, draws }: Case) {
  const [table, model, by, tolerance = 1e-9] = models[id]!;
  const vcov = { type: 'bootstrap', ...(by ? { by: [by] } : {}), draws: 2, seed: 1 } as const;
  const { one, resampling } = resamplingFor(table, { ...model, vcov }, by);
  const { groups } = resampling;
  const moves = drawMoves(resampling, indices(groups.count, draws), draws);
  let left: Float64Array | undefined;
  const replicates = () => ({
    ...{ moves, by: groups.by, count: groups.count },
    jackknife: () => {
      left ??= jackknife(resampling);
      return left;
    },
  });
  const input = { ...one.onBasis!.input, replicates };
  const inference = (interval: 'percentile' | 'bca', type: PercentileType) =>
    bootstrap.inference!(
      { ...input, spec: { ...vcov, interval } },
      {
        contrasts: one.onBasis!.rows,
        estimates: one.fit.report.estimates,
        names: one.fit.report.terms,
        level: 0.95,
        percentile: type,
        model: '',
      },
    );
  return { one, moves, inference, basis: bootstrap.compute(input), tolerance };
}

/** Rows of the reported terms over the basis, times a column. */
function along(rows: Float64Array, move: Float64Array): Float64Array {
  const k = move.length;
  return Float64Array.from({ length: rows.length / k }, (_, i) =>
    move.reduce((total, value, j) => total + value * rows[i * k + j]!, 0),
  );
}

const book = ledger('bootstrap');

function label(id: string): string {
  const { estimator, formula, weights: weighted } = models[id]![1];
  const effects = formula.fixed.length > 0 ? [`${formula.fixed.length} absorbed`] : [];
  const slopes = formula.fixed.some((one) => one.slopes.length > 0) ? ['varying slopes'] : [];
  return [estimator, ...effects, ...slopes, ...(weighted ? ['weights'] : [])].join(', ');
}

describe.each(reference.cases.map((one) => [one.id, one] as const))('%s', (_, expected) => {
  let known: ReturnType<typeof drawnOf> | undefined;
  const drawnOnce = () => {
    known ??= drawnOf(expected);
    return known;
  };
  const off = (actual: ArrayLike<number | null>, wanted: readonly number[]): number =>
    wanted.reduce((worst, value, i) => {
      const size = Math.max(Math.abs(value), expected.se[i]!);
      return Math.max(worst, Math.abs((actual[i] ?? Number.NaN) - value) / size);
    }, 0);

  it('draws, standard errors and percentiles', () => {
    const { one, moves, inference, basis, tolerance } = drawnOnce();
    const { rows } = one.onBasis!;
    const { estimates } = one.fit.report;
    const k = estimates.length;
    const { tests, drawn } = inference('percentile', 7);
    expect(drawn).toMatchObject({ units: expected.groups, failed: 0 });
    expect(off(estimates, expected.estimate)).toBeLessThan(tolerance);
    expected.first.forEach((wanted, draw) => {
      const moved = along(rows, moves.subarray(draw * k, (draw + 1) * k));
      const actual = moved.map((move, i) => estimates[i]! + move);
      expect(off(actual, wanted)).toBeLessThan(tolerance);
    });
    const errors = Array.from({ length: k }, (__, i) => {
      const row = rows.subarray(i * k, (i + 1) * k);
      return Math.sqrt(along(basis, row).reduce((total, value, j) => total + value * row[j]!, 0));
    });
    book.errors(label(expected.id), 'bootstrap', errors, expected.se, tolerance);
    const second = inference('percentile', 2).tests;
    for (const [type, those] of [
      [7, tests],
      [2, second],
    ] as const) {
      expect(
        off(
          those.map((test) => test.low),
          expected[`low${type}`],
        ),
      ).toBeLessThan(tolerance);
      expect(
        off(
          those.map((test) => test.high),
          expected[`high${type}`],
        ),
      ).toBeLessThan(tolerance);
    }
  });

  it.runIf(expected.bca)('BCa intervals', () => {
    const { inference, tolerance } = drawnOnce();
    const { tests: corrected } = inference('bca', 7);
    const { low7, high7 } = expected.bca!;
    expect(
      off(
        corrected.map((test) => test.low),
        low7,
      ),
    ).toBeLessThan(tolerance);
    expect(
      off(
        corrected.map((test) => test.high),
        high7,
      ),
    ).toBeLessThan(tolerance);
  });
});

describe('a b of two models on the stored draws of agglomeration.json', () => {
  const stored = JSON.parse(read('bootstrap-indices.json')) as Readonly<Record<string, number[][]>>;
  const { bootstrap: expected } = JSON.parse(read('agglomeration.json')).mediation;
  const table = preparedPanel();
  const controls = 'POS + NUE + GRA';

  const sourceOf = (draws: readonly number[][]): DrawSource => ({
    ...{ kind: 'given', width: draws[0]!.length },
    indices: Int32Array.from(draws.flat(), (index) => index - 1),
  });

  const modelOf = (formula: string, by: string | null) => {
    const drawn = { type: 'bootstrap', draws: 2, seed: 1, interval: 'percentile' } as const;
    return resamplingFor(table, specOf(formula, { vcov: { ...drawn, ...(by ? { by: [by] } : {}) } }), by);
  };

  /** A coefficient in each draw. */
  const path = (formula: string, term: string, by: string | null, draws: readonly number[][]) => {
    const { resampling, one } = modelOf(formula, by);
    const moves = drawMoves(resampling, sourceOf(draws), draws.length);
    const at = one.fit.report.terms.indexOf(term);
    const k = one.fit.terms.length;
    return Float64Array.from(draws, (_, draw) => {
      const move = along(one.onBasis!.rows, moves.subarray(draw * k, (draw + 1) * k));
      return one.fit.report.estimates[at]! + move[at]!;
    });
  };

  const indirect = (effects: string, by: string | null, draws: readonly number[][]) => {
    const b = path(`AGG ~ AI + TIN + ${controls} ${effects}`, 'AI', by, draws);
    return path(`AI ~ TIN + ${controls} ${effects}`, 'TIN', by, draws).map((a, draw) => a * b[draw]!);
  };

  it.each([
    ['exact_rows', 'rows', null],
    ['exact_clusters', 'cities', 'city'],
  ])('%s', (key, which, by) => {
    const ab = indirect('', by, stored[which]!);
    const { mean, variance } = moments(ab);
    const { se, mean: centre, first5, percentile95 } = expected[key];
    const sorted = ab.toSorted();
    const ends = [percentile(sorted, 0.025, 7), percentile(sorted, 0.975, 7)];
    expect(distance([mean, Math.sqrt(variance)], [centre, se])).toBeLessThan(1e-9);
    expect(distance(ab.subarray(0, 5), first5)).toBeLessThan(1e-9);
    expect(distance(ends, percentile95)).toBeLessThan(1e-9);
  });

  it.each([
    ['| city + year', 'cities', 'city'],
    ['| year', 'cities', 'city'],
    ['| year', 'rows', null],
    ['| city', 'rows', null],
  ])('a mediation beside effects that cross what is drawn, %s, %s', (effects, which, by) => {
    const draws = stored[which]!.slice(0, 40);
    const { one } = modelOf(`AGG ~ AI + TIN + ${controls} ${effects}`, by);
    const { clusters, fixed } = modelOf(`AGG ~ TIN ${effects}`, by).resampling.design;
    const problem = indirectProblem({
      ...{ fit: one.fit, treatment: 'TIN', mediators: ['AI'], fixed },
      cluster: clusters[0] ?? null,
    });
    if ('kind' in problem) throw new Error(problem.note.message);
    const values = drawIndirect({ problem, source: sourceOf(draws) }, 0, draws.length);
    const ab = values.filter((_, i) => i % 2 === 0);
    expect(distance(ab, Array.from(indirect(effects, by, draws)))).toBeLessThan(1e-9);
  });
});
