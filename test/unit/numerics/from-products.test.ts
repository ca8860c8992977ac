import { afterEach, describe, expect, it } from 'vitest';
import { leastSquares } from '../../../runtime/estimators/least-squares.ts';
import { solveFromProducts } from '../../../runtime/linalg/from-products.ts';
import { countGaps } from '../../../runtime/linalg/gaps.ts';
import { scoreProducts } from '../../../runtime/linalg/kernels/products.ts';
import { addLeverage, factorise } from '../../../runtime/linalg/qr.ts';
import { combinations, regressors } from '../../../runtime/linalg/regressors.ts';
import { dot, MANY_ROWS, norm } from '../../../runtime/linalg/sums.ts';
import { cluster } from '../../../runtime/vcov/cluster.ts';
import { hc0 } from '../../../runtime/vcov/hc0.ts';
import { hc3 } from '../../../runtime/vcov/hc3.ts';
import type { Covariance, CovarianceInput } from '../../../runtime/vcov/vcov.ts';
import { distance, estimateOn, fitted, specOf, tableOf } from './fixture.ts';

/** What the bound of linalg/from-products.ts promises of a standard error. */
const PROMISED = 1e-11;
const n = MANY_ROWS + 1;

let state = 7;
function noise(): number {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648 - 0.5;
}

const constant = new Float64Array(n).fill(1);
const common = constant.map(noise);

/** A constant and three columns of this correlation about this mean. */
function design(correlation: number, mean: number): readonly Float64Array[] {
  const own = Math.sqrt(1 - correlation);
  const shared = Math.sqrt(correlation);
  return [
    constant,
    ...[1, 20, 0.3].map((unit) => common.map((c) => unit * (mean + shared * c + own * noise()))),
  ];
}

function outcome(x: readonly Float64Array[]): Float64Array {
  return constant.map((_, i) =>
    x.reduce((total, column, j) => total + (column[i]! * (j - 1.5)) / 3, noise()),
  );
}

/** k standard errors of the terms under a covariance, from either solution. */
function errors(
  covariance: Covariance,
  toTerms: Float64Array,
  input: Pick<CovarianceInput, 'x' | 'residuals'>,
): readonly number[] {
  const k = input.x.count;
  const bread = new Float64Array(k * k).map((_, i) => (i % (k + 1) === 0 ? 1 : 0));
  const groups = { name: 'g', codes: Int32Array.from(common, (_, i) => (i * 7) % 50), levels: 50 };
  const leverage = (): Float64Array => {
    const h = new Float64Array(n);
    addLeverage(h, input.x.values());
    return h;
  };
  const v = covariance.compute({
    ...{ n, ...input, bread, leverage, clusters: [groups], spec: { type: 'HC0' } },
    ...{ units: null, periods: null, fixed: [], sigma2: 1 },
  });
  return Array.from({ length: k }, (_, row) => {
    const a = toTerms.subarray(row * k, (row + 1) * k);
    const image = Float64Array.from(a, (__, i) => dot(v.subarray(i * k, (i + 1) * k), a));
    return Math.sqrt(dot(a, image));
  });
}

describe('least squares from cross-products', () => {
  const cases = [
    [0, 0],
    [0.9, 2000],
    [0.99, 5],
    [0.998, 100],
  ] as const;

  it.each(cases)('agrees with QR: correlation %d about %d', (correlation, mean) => {
    const x = design(correlation, mean);
    const y = outcome(x);
    const quick = solveFromProducts(x, y, { lengths: null, constant: true })!;
    const slow = leastSquares(factorise(x), x, y);
    const scale = errors(hc0, slow.basis.toTerms, { x: slow.basis.columns, residuals: slow.residual });
    quick.estimates.forEach((value, j) => {
      expect(Math.abs(value - slow.estimates[j]!)).toBeLessThan(PROMISED * scale[j]!);
    });
    for (const covariance of [hc0, hc3, cluster]) {
      const of = { x: combinations(quick.product), residuals: quick.residual };
      const expected = { x: slow.basis.columns, residuals: slow.residual };
      const found = errors(covariance, quick.toTerms, of);
      const other = errors(covariance, slow.basis.toTerms, expected);
      found.forEach((value, j) => {
        expect(Math.abs(value / other[j]! - 1)).toBeLessThan(PROMISED);
      });
      // The same columns, computed.
      const computed = errors(covariance, quick.toTerms, { ...of, x: regressors(of.x.values()) });
      expect(distance(found, computed, 1)).toBeLessThan(PROMISED);
    }
  });

  it('agrees with QR under weights, and without a constant', () => {
    const roots = constant.map(() => 1 + noise());
    const x = design(0.5, 0.2).map((column) => column.map((value, i) => value * roots[i]!));
    const y = outcome(x);
    const slow = leastSquares(factorise(x), x, y);
    for (const withConstant of [true, false]) {
      const quick = solveFromProducts(x, y, { lengths: null, constant: withConstant })!;
      expect(distance([...quick.estimates], [...slow.estimates], 1)).toBeLessThan(PROMISED);
      expect(
        distance([...quick.coordinates].map(Math.abs), [...slow.basis.coordinates].map(Math.abs), 1),
      ).toBeLessThan(PROMISED);
    }
  });

  it('gives the products of scores beside the residuals as a pass of their own does', () => {
    const x = design(0.5, 3);
    const facts = { lengths: null, constant: true, scores: true };
    const { product, residual } = solveFromProducts(x, outcome(x), facts)!;
    expect(product.scores!.residuals).toBe(residual);
    expect(product.scores!.products).toEqual(scoreProducts(product.z, residual));
  });

  it.each([0, 3, 1024, 2051])('counts the gaps among %d values, infinite ones being none', (length) => {
    const values = Float64Array.from({ length }, (_, i) =>
      i % 500 === 1 ? Number.NaN : i % 700 === 2 ? 1 / 0 : i,
    );
    expect(countGaps(values)).toBe(values.reduce((total, value) => total + (Number.isNaN(value) ? 1 : 0), 0));
  });

  const doubtful: Readonly<Record<string, () => readonly [readonly Float64Array[], Float64Array]>> = {
    'columns that are nearly one another': () => {
      const x = design(0.9999, 0);
      return [x, outcome(x)];
    },
    'a column that is a combination of others': () => {
      const x = design(0, 0);
      return [[...x, x[1]!.map((value, i) => value + x[2]![i]!)], outcome(x)];
    },
    'a column that hardly varies about a large mean': () => {
      const x = [constant, common.map((c) => 1e9 + c)];
      return [x, outcome(x)];
    },
    'a fit that leaves next to nothing': () => {
      const x = design(0, 0);
      return [x, x[1]!.map((value, i) => value + 1e-5 * common[i]!)];
    },
    'a column of zeros': () => [[constant, new Float64Array(n)], common],
    'values whose squares are out of range': () => [[constant, common.map((c) => 1e160 * c)], common],
  };
  it.each(Object.keys(doubtful))('leaves to QR %s', (name) => {
    const [x, y] = doubtful[name]!();
    expect(solveFromProducts(x, y, { lengths: null, constant: true })).toBeNull();
  });

  it('leaves to QR a column of which absorbed effects left next to nothing', () => {
    const x = design(0, 0).slice(1);
    const lengths = x.map(norm);
    expect(solveFromProducts(x, common, { lengths, constant: false })).not.toBeNull();
    const longer = lengths.map((length) => 1e7 * length);
    expect(solveFromProducts(x, common, { lengths: longer, constant: false })).toBeNull();
  });
});

describe('a model of many rows', () => {
  const x = design(0.5, 10);
  const columns = { y: [...outcome(x)], a: [...x[1]!], b: [...x[2]!], g: [...common].map((_, i) => i % 40) };
  const table = tableOf({ ...columns, c: columns.a.map((value, i) => 2 * value - columns.b[i]!) });
  const models = [
    specOf('y ~ a + b', { vcov: { type: 'HC1' } }),
    specOf('y ~ a + b | g', { vcov: { type: 'cluster', by: ['g'] }, conventions: 'reghdfe' }),
  ];

  afterEach(() => {
    delete process.env['STUDYC_WASM'];
  });

  it.each(models)('has the same bytes with and without WebAssembly', (spec) => {
    const compiled = JSON.stringify(estimateOn(table, spec).record);
    process.env['STUDYC_WASM'] = 'off';
    expect(JSON.stringify(estimateOn(table, spec).record)).toBe(compiled);
  });

  it('has a basis that nobody computes', () => {
    const { fit } = fitted(table, models[0]!);
    expect(fit.basis.columns.product).not.toBeNull();
  });

  it('leaves out a combination of others, and says of which', () => {
    const { record } = estimateOn(table, specOf('y ~ a + b + c'));
    expect(record.collinear).toEqual([{ term: 'c', explained_by: ['a', 'b'] }]);
  });
});
