import { readFileSync } from 'node:fs';
import { type PercentileType, percentile } from '../../runtime/describe/percentile.ts';
import { combinedCodes } from '../../runtime/design/codes.ts';
import { normalQuantile } from '../../runtime/distributions/index.ts';
import type { Table, TextColumn } from '../../runtime/engines/memory/table.ts';
import type { Estimated, Estimation } from '../../runtime/estimators/estimate.ts';
import { drawIndirect, indirectEffects, leaveOneOut } from '../../runtime/inference/bootstrap-indirect.ts';
import { type BootstrapDescription, summariseBootstrap } from '../../runtime/inference/bootstrap-summary.ts';
import { isFailure } from '../../runtime/inference/failure.ts';
import { indirectDraws, indirectProblem } from '../../runtime/inference/indirect-problem.ts';
import { drawPlacebo } from '../../runtime/inference/placebo.ts';
import { placeboProblem } from '../../runtime/inference/placebo-problem.ts';
import { summarisePlacebo } from '../../runtime/inference/placebo-summary.ts';
import type {
  BootstrapRecord,
  MediateRecord,
  PlaceboRecord,
  PlaceboResult,
} from '../../runtime/results/results.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { type Account, RELATIVE, relative, toleranceOfT } from './account.ts';
import { type Ran, type Spec, termOf } from './studies.ts';

const stored = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

const mediate = { outcome: 'AGG', treatment: 'TIN', mediator: 'AI', controls: ['POS', 'NUE', 'GRA'] };
const full = 'AGG ~ TIN + POS + NUE + GRA';
/** R's percentiles are of type 7; under fixest so are studyc's. */
const settings = { vcov: 'iid', conventions: 'fixest' };

export const drawAnalyses: Readonly<Record<string, Spec>> = {
  boot_rows: { mediate, tests: [{ bootstrap: { draws: 10000 } }], ...settings },
  boot_cities: { mediate, tests: [{ bootstrap: { draws: 5000, cluster: 'city' } }], ...settings },
  boot_rows_90: { mediate, tests: [{ bootstrap: { draws: 10000 } }], ...settings, level: 0.9 },
  boot_cities_90: {
    mediate,
    tests: [{ bootstrap: { draws: 5000, cluster: 'city' } }],
    ...settings,
    level: 0.9,
  },
  full: { regress: full, vcov: 'iid' },
  placebo_rows: { placebo: 'full', permute: 'TIN', draws: 10000, statistic: 'estimate' },
  placebo_cities: { placebo: 'full', permute: 'TIN', draws: 5000, unit: 'city', statistic: 'estimate' },
};

function estimationOf(ran: Ran, ref: string): Estimated {
  const planned = ran.plan.analyses
    .flatMap((analysis) => analysis.models)
    .find((model) => model.ref === ref)!;
  const estimation = ran.execution.outputs.get(planned.step) as Estimation;
  if (estimation.kind !== 'estimated') throw new Error(`${ref} has no estimates`);
  return estimation;
}

/** Row of the table for each row of the reference's order: cities by code point, then years. */
function sortedRows(ran: Ran): { readonly table: Table; readonly rows: readonly number[] } {
  const { table } = ran.execution.outputs.get(ran.plan.table) as { readonly table: Table };
  const city = table.columns.get('city') as TextColumn;
  const year = table.columns.get('year')!;
  if (year.kind !== 'number') throw new Error('years are numbers');
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  return {
    table,
    rows: rows.sort((a, b) => city.codes[a]! - city.codes[b]! || year.values[a]! - year.values[b]!),
  };
}

interface ReferenceBootstrap {
  readonly mean: number;
  readonly se: number;
  readonly percentile95: readonly number[];
  readonly percentile90: readonly number[];
  readonly first5?: readonly number[];
  readonly bca95?: readonly number[];
  readonly acceleration?: number;
  readonly tolerance_abs?: number;
}

export function compareBootstrap(
  book: Account,
  reference: Readonly<Record<string, ReferenceBootstrap>>,
  ran: Ran,
): void {
  const indices = stored('./bootstrap-indices.json') as { rows: number[][]; cities: number[][] };
  const { table, rows } = sortedRows(ran);
  const direct = estimationOf(ran, 'boot_rows.direct');
  const given = {
    exact_rows: { cluster: null, draws: indices.rows.map((draw) => draw.map((index) => rows[index - 1]!)) },
    exact_clusters: { cluster: 'city', draws: indices.cities.map((draw) => draw.map((index) => index - 1)) },
  } as const;
  for (const [key, { cluster, draws }] of Object.entries(given)) {
    const codes = cluster === null ? null : combinedCodes(table, [cluster], direct.design.rows);
    const problem = indirectProblem({
      fit: direct.fit,
      treatment: 'TIN',
      mediators: ['AI'],
      cluster: codes,
      fixed: [],
    });
    if (isFailure(problem)) throw new Error(problem.note.message);
    // A draw is a b and c.
    const drawn = drawIndirect(
      indirectDraws(problem, { given: Int32Array.from(draws.flat()) }),
      0,
      draws.length,
    );
    const values = drawn.filter((_, i) => i % 2 === 0);
    const at = (level: number, bca: BootstrapDescription['bca'] = null): BootstrapRecord =>
      summariseBootstrap(values, { cluster, units: problem.units, level, percentile: 7, bca });
    const expected = reference[key]!;
    if (expected.bca95) {
      const [estimate] = indirectEffects(problem, new Float64Array(problem.units).fill(1));
      const jackknife = leaveOneOut(problem).filter((_, i) => i % 2 === 0);
      const bca = at(0.95, { estimate: estimate!, jackknife });
      book.compare(`mediation.bootstrap.${key}.bca95[0]`, bca.conf_low, relative(expected.bca95[0]!));
      book.compare(`mediation.bootstrap.${key}.bca95[1]`, bca.conf_high, relative(expected.bca95[1]!));
      book.compare(
        `mediation.bootstrap.${key}.acceleration`,
        bca.acceleration,
        relative(expected.acceleration!),
      );
    }
    compareRecords(book, `mediation.bootstrap.${key}`, expected, at(0.95), at(0.9), (value) =>
      relative(value),
    );
    for (const [i, value] of expected.first5!.entries()) {
      book.compare(`mediation.bootstrap.${key}.first5[${i}]`, values[i], relative(value));
    }
  }
  for (const [key, name] of [
    ['mc_rows_10000', 'boot_rows'],
    ['mc_clusters_5000', 'boot_cities'],
  ] as const) {
    const record = (id: string): BootstrapRecord =>
      (ran.results.analyses[id] as MediateRecord).indirect.bootstrap!;
    const expected = reference[key]!;
    // The stated tolerance is the reference's own; it is no result.
    book.compare(`mediation.bootstrap.${key}.tolerance_abs`, expected.tolerance_abs, 0);
    compareRecords(
      book,
      `mediation.bootstrap.${key}`,
      expected,
      record(name),
      record(`${name}_90`),
      () => expected.tolerance_abs!,
    );
  }
  comparePoint(book, reference['point'] as unknown as Record<string, number>, ran);
}

function comparePoint(book: Account, point: Readonly<Record<string, number>>, ran: Ran): void {
  const { indirect, a, b, direct } = ran.results.analyses['boot_rows'] as MediateRecord;
  const actual: Readonly<Record<string, number>> = {
    ...{ ab: indirect.estimate, a: a.estimate, b: b.estimate, cp: direct.estimate },
  };
  for (const [key, value] of Object.entries(point)) {
    book.compare(`mediation.bootstrap.point.${key}`, actual[key], 2 * relative(value));
  }
}

function compareRecords(
  book: Account,
  path: string,
  expected: ReferenceBootstrap & { readonly n?: number },
  at95: BootstrapRecord,
  at90: BootstrapRecord,
  tolerance: (value: number) => number,
): void {
  book.compare(`${path}.n`, at95.draws, 0);
  book.compare(`${path}.mean`, at95.mean, tolerance(expected.mean));
  book.compare(`${path}.se`, at95.std_error, tolerance(expected.se));
  for (const [key, record] of [
    ['percentile95', at95],
    ['percentile90', at90],
  ] as const) {
    book.compare(`${path}.${key}[0]`, record.conf_low, tolerance(expected[key][0]!));
    book.compare(`${path}.${key}[1]`, record.conf_high, tolerance(expected[key][1]!));
  }
}

interface ReferencePlacebo {
  readonly n: number;
  readonly coef_mean: number;
  readonly coef_sd: number;
  readonly coef_quantiles: Readonly<Record<string, number>>;
  readonly permutation_p: number;
  readonly skewness: number;
  readonly kurtosis: number;
  readonly first5?: readonly number[];
  readonly first5_p?: readonly number[];
  readonly 'share_p_above_0.10': number;
  readonly 'share_p_below_0.05': number;
}

type Tolerance = (measure: string, value: number) => number;

export function comparePlacebo(
  book: Account,
  reference: Readonly<Record<string, ReferencePlacebo>> & { readonly real: Readonly<Record<string, number>> },
  ran: Ran,
): void {
  const { model, term } = { model: ran.model('full.1'), term: termOf(ran.model('full.1'), 'TIN') };
  const { coef, t, p } = reference.real as Readonly<Record<'coef' | 't' | 'p', number>>;
  book.compare('placebo.real.coef', term.estimate, relative(coef));
  book.compare('placebo.real.t', term.statistic, 2 * relative(t));
  book.compare('placebo.real.p', term.p, toleranceOfT(p, t, model.conventions.df!));
  const exact = givenPlacebo(ran);
  compareDraws(book, 'placebo.exact_200', reference['exact_200']!, exact, exactly);
  reference['exact_200']!.first5_p!.forEach((drawP, i) => {
    // A placebo estimate is a difference near zero: it is compared on the scale of the draws.
    book.compare(`placebo.exact_200.first5[${i}]`, exact.draws[i]!.estimate, RELATIVE * 0.05);
    book.compare(`placebo.exact_200.first5_p[${i}]`, exact.draws[i]!.p, 10 * relative(drawP));
  });
  for (const [key, name] of [
    ['rows_10000', 'placebo_rows'],
    ['whole_cities_5000', 'placebo_cities'],
  ] as const) {
    const expected = reference[key]!;
    compareDraws(
      book,
      `placebo.${key}`,
      expected,
      ran.results.analyses[name] as PlaceboRecord,
      monteCarlo(expected),
    );
  }
}

/** The stored permutations, through the function that draws use. */
function givenPlacebo(ran: Ran): PlaceboResult {
  const { permutations } = stored('./placebo-permutations.json') as { permutations: number[][] };
  const { rows } = sortedRows(ran);
  const position = new Map(rows.map((row, place) => [row, place]));
  const draws = permutations.map((draw) => rows.map((_, row) => rows[draw[position.get(row)!]! - 1]!));
  const step = ran.plan.steps.find((candidate) => candidate.kind === 'placebo')!;
  const model = estimationOf(ran, 'full.1');
  const formula = (
    ran.plan.steps.find((candidate) => candidate.id === step.inputs[0])!.parameters as ModelSpec
  ).formula;
  const parameters = {
    permute: 'TIN',
    draws: 200,
    within: null,
    unit: null,
    statistic: 'estimate',
    seed: 1,
  } as const;
  const problem = placeboProblem({
    ...{
      parameters,
      formula,
      design: model.design,
      collinear: [],
      vcov: { type: 'iid' },
      small: model.smallSample,
    },
    ...{ model: '', within: null, unit: null, given: Int32Array.from(draws.flat()) },
  });
  if (isFailure(problem)) throw new Error(problem.note.message);
  const values = drawPlacebo(problem.draws, 0, 200);
  const actual = termOf(model.record, 'TIN');
  return summarisePlacebo(values, { actual, within: null, unit: null, statistic: 'estimate', notes: [] });
}

const probabilities: Readonly<Record<string, number>> = {
  ...{
    min: 0,
    p1: 0.01,
    p2_5: 0.025,
    p5: 0.05,
    p25: 0.25,
    p50: 0.5,
    p75: 0.75,
    p95: 0.95,
    p97_5: 0.975,
    p99: 0.99,
    max: 1,
  },
};

function compareDraws(
  book: Account,
  path: string,
  expected: ReferencePlacebo,
  actual: PlaceboResult,
  tolerance: Tolerance,
): void {
  const { summary } = actual;
  const close = (key: string, value: number | null): void =>
    book.compare(
      `${path}.${key}`,
      value,
      tolerance(key, (expected as unknown as Record<string, number>)[key]!),
    );
  book.compare(`${path}.n`, actual.draws.length, 0);
  close('coef_mean', summary.mean);
  close('coef_sd', summary.sd);
  close('share_p_above_0.10', summary.share_p_above_10);
  close('share_p_below_0.05', summary.share_p_below_5);
  // Here the reference divides by the sd with n - 1, studyc by the second moment (statistics.md).
  const shrink = Math.sqrt((expected.n - 1) / expected.n);
  close('skewness', summary.skewness! * shrink ** 3);
  close('kurtosis', summary.kurtosis! * shrink ** 4);
  // None of the draws comes near the true estimate, or all of the same: a share without Monte-Carlo error.
  book.compare(`${path}.permutation_p`, actual.p, relative(expected.permutation_p));
  const sorted = Float64Array.from(actual.draws, (draw) => draw.estimate!).sort();
  for (const [key, value] of Object.entries(expected.coef_quantiles)) {
    const quantile = percentile(sorted, probabilities[key]!, 7 satisfies PercentileType);
    book.compare(`${path}.coef_quantiles.${key}`, quantile, tolerance(key, value));
  }
}

const exactly: Tolerance = (measure, value) => {
  // Moments of the third and fourth order lose what their powers multiply.
  if (measure === 'skewness' || measure === 'kurtosis') return 10 * RELATIVE * Math.max(1, Math.abs(value));
  return RELATIVE * Math.max(0.05, Math.abs(value));
};

/**
 * Difference of two independent simulations: 4 standard errors of it. A quantile's error is sqrt(p (1 - p) / n) / f, f
 * the normal density there; an extreme's is that of Gumbel's law, 1.28 / sqrt(2 log n) standard deviations.
 */
function monteCarlo(expected: ReferencePlacebo): Tolerance {
  const { n, coef_sd: sd } = expected;
  const four = 4 * Math.SQRT2;
  return (measure, value) => {
    const share = probabilities[measure];
    if (share === 0 || share === 1) return (four * 1.28 * sd) / Math.sqrt(2 * Math.log(n));
    if (share !== undefined) {
      const density = Math.exp(-0.5 * normalQuantile(share) ** 2) / Math.sqrt(2 * Math.PI);
      return (four * sd * Math.sqrt((share * (1 - share)) / n)) / density;
    }
    if (measure === 'coef_mean') return (four * sd) / Math.sqrt(n);
    if (measure === 'coef_sd') return (four * sd) / Math.sqrt(2 * n);
    if (measure === 'skewness') return four * Math.sqrt(6 / n);
    if (measure === 'kurtosis') return four * Math.sqrt(24 / n);
    return four * Math.sqrt((value * (1 - value)) / n);
  };
}
