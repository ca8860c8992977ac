/**
 * Against R 4.2.2 (04-agglomeration.R, placebo, classical standard errors). `exact_200`: the permutations are given,
 * 1e-9 as test/reference/README.md states (p: |t| <= 4 at a relative error of 1e-12). R's skewness and kurtosis there
 * divide by sd with n - 1: times ((n - 1) / n)^1.5 and ^2. Own draws: mean within 4 sd / sqrt(draws), sd within 10 %,
 * quantiles within 15 % of sd, as the file's note states for 1,000. Against the full regression: 1e-9.
 */
import { describe, expect, it } from 'vitest';
import type { ModelFormula } from '../../../compiler/plan/model.ts';
import type { PlaceboParameters } from '../../../compiler/plan/plan.ts';
import { percentile } from '../../../runtime/describe/percentile.ts';
import type { Design } from '../../../runtime/design/design.ts';
import { isFailure } from '../../../runtime/inference/failure.ts';
import { drawPlacebo, type PlaceboDraws } from '../../../runtime/inference/placebo.ts';
import {
  type PlaceboInput,
  type PlaceboProblem,
  placeboProblem,
} from '../../../runtime/inference/placebo-problem.ts';
import { summarisePlacebo } from '../../../runtime/inference/placebo-summary.ts';
import { cholesky, inverseFromCholesky } from '../../../runtime/linalg/cholesky.ts';
import { regressors } from '../../../runtime/linalg/regressors.ts';
import { dot } from '../../../runtime/linalg/sums.ts';
import type { PlaceboResult, TermRecord } from '../../../runtime/results/results.ts';
import { covarianceFor } from '../../../runtime/vcov/index.ts';
import { close, codesOf, columnOf, controls, designOf, indicesOf, leastSquares, n, wanted } from './panel.ts';

const formula: ModelFormula = {
  outcome: { kind: 'name', name: 'AGG' },
  intercept: true,
  terms: ['TIN', ...controls].map((name) => ({ factors: [{ kind: 'name', name }] })),
  fixed: [],
  instruments: null,
};

const parameters: PlaceboParameters = {
  permute: 'TIN',
  draws: 1000,
  within: null,
  unit: null,
  statistic: 'statistic',
  seed: 20241220,
};

function inputOf(more: Partial<PlaceboInput> = {}): PlaceboInput {
  return {
    parameters,
    formula,
    design: designOf('AGG', ['TIN', ...controls]),
    collinear: [],
    vcov: { type: 'iid' },
    small: { q: 1, k: 5, df: 303 },
    model: '0123456789abcdef',
    within: null,
    unit: null,
    ...more,
  };
}

function problemOf(input: PlaceboInput): PlaceboProblem {
  const problem = placeboProblem(input);
  if (isFailure(problem)) throw new Error(problem.note.message);
  return problem;
}

const actual: TermRecord = {
  term: 'TIN',
  estimate: wanted('placebo.real.coef'),
  std_error: wanted('placebo.real.coef') / wanted('placebo.real.t'),
  statistic: wanted('placebo.real.t'),
  df: 303,
  p: wanted('placebo.real.p'),
  conf_low: null,
  conf_high: null,
};

function summarise(
  values: Float64Array,
  statistic: 'statistic' | 'estimate',
  notes: PlaceboResult['notes'] = [],
) {
  return summarisePlacebo(values, { actual, within: null, unit: null, statistic, notes });
}

const quantile = (result: PlaceboResult, p: number): number =>
  percentile(Float64Array.from(result.draws, (draw) => draw.estimate!).sort(), p, 7);

describe('given permutations against R', () => {
  it('exact_200', () => {
    const given = indicesOf('placebo-permutations.json', 'permutations');
    const values = drawPlacebo(problemOf(inputOf({ given })).draws, 0, 200);
    const result = summarise(values, 'estimate');
    const at = (name: string): number => wanted(`placebo.exact_200.${name}`);
    for (let i = 0; i < 5; i += 1) {
      close(values[3 * i], at(`first5.${i}`), 1e-9);
      close(values[3 * i + 2], at(`first5_p.${i}`), 1e-9);
    }
    const { summary } = result;
    close(summary.mean, at('coef_mean'), 1e-9);
    close(summary.sd, at('coef_sd'), 1e-9);
    close(summary.min, at('coef_quantiles.min'), 1e-9);
    close(summary.median, at('coef_quantiles.p50'), 1e-9);
    close(summary.max, at('coef_quantiles.max'), 1e-9);
    close(summary.share_p_above_10, at('share_p_above_0~10'), 1e-9);
    close(summary.share_p_below_5, at('share_p_below_0~05'), 1e-9);
    close(summary.skewness! * (199 / 200) ** 1.5, at('skewness'), 1e-9);
    close(summary.kurtosis! * (199 / 200) ** 2, at('kurtosis'), 1e-9);
    close(result.p, at('permutation_p'), 1e-12);
    close(result.monte_carlo_error, Math.sqrt((result.p * (1 - result.p)) / 200), 1e-12);
    for (const [name, p] of Object.entries({ p1: 0.01, p2_5: 0.025, p5: 0.05, p95: 0.95, p97_5: 0.975 })) {
      close(quantile(result, p), at(`coef_quantiles.${name}`), 1e-9);
    }
  });
});

describe('own draws', () => {
  function expectLike(result: PlaceboResult, block: string): void {
    const at = (name: string): number => wanted(`placebo.${block}.${name}`);
    const sd = at('coef_sd');
    expect(Math.abs(result.summary.mean! - at('coef_mean'))).toBeLessThan((4 * sd) / Math.sqrt(1000));
    expect(Math.abs(result.summary.sd! / sd - 1)).toBeLessThan(0.1);
    expect(Math.abs(quantile(result, 0.025) - at('coef_quantiles.p2_5'))).toBeLessThan(0.15 * sd);
    expect(Math.abs(quantile(result, 0.975) - at('coef_quantiles.p97_5'))).toBeLessThan(0.15 * sd);
  }

  it('of rows are centred at zero, as rows_10000', () => {
    const { draws, notes } = problemOf(inputOf());
    const result = summarise(drawPlacebo(draws, 0, 1000), 'statistic', notes);
    expectLike(result, 'rows_10000');
    expect(result.p).toBe(1 / 1001);
    expect(result.notes).toEqual([]);
  });

  it('of whole cities are centred at 0.247, as whole_cities_5000, and a note says why', () => {
    const unit = codesOf('city');
    const { draws, notes } = problemOf(inputOf({ unit, parameters: { ...parameters, unit: 'city' } }));
    const result = summarise(drawPlacebo(draws, 0, 1000), 'statistic', notes);
    expectLike(result, 'whole_cities_5000');
    expect(result.notes.map((note) => note.code)).toEqual(['placebo-common-trend']);
  });

  it('of whole cities with year effects need no such note', () => {
    const input = inputOf({ unit: codesOf('city'), parameters: { ...parameters, unit: 'city' } });
    const effects = designOf('AGG', ['TIN', ...controls], { fixed: [codesOf('year')] });
    const design: Design = {
      ...effects,
      intercept: false,
      names: effects.names.slice(1),
      x: effects.x.slice(1),
    };
    expect(problemOf({ ...input, design }).notes).toEqual([]);
  });

  it('within groups never leave their group; a group of one never moves', () => {
    const within = codesOf('industry');
    const alone = { ...within, levels: within.levels + 1, codes: within.codes.with(0, within.levels) };
    const { draws, notes } = problemOf(
      inputOf({ within: alone, parameters: { ...parameters, within: 'industry' } }),
    );
    const group = Float64Array.from(alone.codes);
    const sums = (column: Float64Array): number => dot(group, column);
    const shuffled = drawPlacebo({ ...draws, raw: group }, 0, 2);
    expect(shuffled.length).toBe(6);
    // Exchanging a column that is constant within groups gives the column itself: every draw is the same regression.
    close(shuffled[0], shuffled[3]!, 1e-12);
    expect(sums(group)).toBeGreaterThan(0);
    expect(notes.map((note) => note.code)).toEqual(['placebo-immovable']);
  });
});

describe('covariances of a draw are those of the whole model', () => {
  const given = indicesOf('placebo-permutations.json', 'permutations');
  const city = codesOf('city');
  const dummies = Array.from({ length: 27 }, (_, level) =>
    Float64Array.from(city.codes, (code) => (code === level + 1 ? 1 : 0)),
  );

  function fullRegression(
    vcov: string,
    extra: readonly Float64Array[],
    order: Int32Array,
  ): readonly number[] {
    const raw = columnOf('TIN');
    const permuted = Float64Array.from(order, (row) => raw[row]!);
    const x = [permuted, new Float64Array(n).fill(1), ...controls.map(columnOf), ...extra];
    const k = x.length;
    const { estimates, residuals } = leastSquares(x, columnOf('AGG'));
    const gram = Float64Array.from({ length: k * k }, (_, i) => dot(x[Math.floor(i / k)]!, x[i % k]!));
    const bread = inverseFromCholesky(cholesky(gram, k)!, k);
    const leverage = (): Float64Array =>
      new Float64Array(n).map((_, row) => {
        let h = 0;
        for (let i = 0; i < k; i += 1)
          for (let j = 0; j < k; j += 1) h += x[i]![row]! * bread[i * k + j]! * x[j]![row]!;
        return h;
      });
    const sigma2 = dot(residuals, residuals) / (n - k);
    const panel = { units: null, periods: null, fixed: [] };
    const input = {
      n,
      x: regressors(x),
      residuals,
      bread,
      leverage,
      clusters: [city],
      sigma2,
      ...panel,
      spec: { type: vcov },
    };
    const variance = covarianceFor(vcov)!.compute(input)[0]!;
    return [estimates[0]!, estimates[0]! / Math.sqrt(1.07 * variance)];
  }

  it.each(['iid', 'HC0', 'HC1', 'HC2', 'HC3', 'cluster'])('%s, without and with city effects', (vcov) => {
    for (const absorbed of [false, true]) {
      const plain = designOf('AGG', ['TIN', ...controls], { clusters: vcov === 'cluster' ? [city] : [] });
      const design = absorbed
        ? { ...plain, fixed: [city], intercept: false, names: plain.names.slice(1), x: plain.x.slice(1) }
        : plain;
      const small = { q: 1.07, k: absorbed ? 32 : 5, df: null };
      const draws: PlaceboDraws = problemOf(inputOf({ design, vcov: { type: vcov }, small, given })).draws;
      const values = drawPlacebo(draws, 0, 2);
      for (let draw = 0; draw < 2; draw += 1) {
        const order = given.subarray(draw * n, (draw + 1) * n);
        const [estimate, statistic] = fullRegression(vcov, absorbed ? dummies : [], order);
        close(values[3 * draw], estimate!, 1e-9);
        close(values[3 * draw + 1], statistic!, 1e-9);
      }
    }
  });
});

describe('what is refused', () => {
  const refusedFor = (more: Partial<PlaceboInput>): string => {
    const problem = placeboProblem(inputOf(more));
    return isFailure(problem) ? problem.note.code : 'accepted';
  };

  it('says why', () => {
    expect(refusedFor({ parameters: { ...parameters, within: 'year', unit: 'city' } })).toBe(
      'placebo-scheme',
    );
    expect(refusedFor({ parameters: { ...parameters, permute: 'AI' } })).toBe('placebo-no-term');
    expect(refusedFor({ collinear: [{ term: 'TIN', explained_by: ['POS'] }] })).toBe('placebo-collinear');
    const name = (text: string) => ({ kind: 'name', name: text }) as const;
    const interaction = { factors: [name('TIN'), name('POS')] };
    expect(refusedFor({ formula: { ...formula, terms: [...formula.terms, interaction] } })).toBe(
      'placebo-several-terms',
    );
  });
});

describe('the permutation p', () => {
  it('counts ties, on the statistic or the estimate, and leaves failed draws out', () => {
    const t = actual.statistic!;
    const values = Float64Array.of(
      1,
      t,
      0.01,
      0.1,
      -t,
      0.01,
      0.2,
      1,
      0.3,
      Number.NaN,
      Number.NaN,
      Number.NaN,
    );
    const byStatistic = summarise(values, 'statistic');
    expect(byStatistic.p).toBe(3 / 4);
    expect(summarise(values, 'estimate').p).toBe(2 / 4);
    expect(byStatistic.notes.map((note) => note.code)).toEqual(['placebo-failed-draws']);
    expect(byStatistic.draws[3]).toEqual({ estimate: null, statistic: null, p: null });
    expect(byStatistic.summary).toMatchObject({ n: 3, share_p_below_5: 2 / 3, share_p_above_10: 1 / 3 });
  });

  it('a permuted column without variation has no statistic', () => {
    const { draws } = problemOf(inputOf());
    const values = drawPlacebo({ ...draws, raw: new Float64Array(n).fill(2) }, 0, 1);
    expect([...values]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });
});
