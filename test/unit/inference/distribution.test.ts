/**
 * Bins and densities against values by hand: Silverman's bandwidth of 1…5 is 0.9 · 1.49254 · 5^-0.2 = 0.97358; the
 * density integrates to one up to what lies beyond three bandwidths and the trapezoid rule, 0.003 together.
 */
import { describe, expect, it } from 'vitest';
import { describe as describeRows, distributions } from '../../../runtime/describe/describe.ts';
import { shapesOf } from '../../../runtime/describe/distribution.ts';

const of = (...values: readonly number[]): Float64Array => Float64Array.from(values).sort();

describe('bins', () => {
  it('are shared by the groups, of a round width, and hold every value', () => {
    const groups = [of(0.13, 0.2, 0.31, 0.42), of(0.5, 0.77, 0.9, 1)];
    const [first, second] = shapesOf(groups).map(({ bins }) => bins!);
    expect([first!.from, first!.width]).toEqual([second!.from, second!.width]);
    // IQR 0.5350 by type 7; 2 · 0.5350 · 8^(-1/3) = 0.535: two bins, raised to five; 0.87 / 5 = 0.174, rounded up to 0.2.
    expect(first).toMatchObject({ from: 0, width: 0.2, counts: [1, 2, 1, 0, 0] });
    expect(second!.counts).toEqual([0, 0, 1, 1, 2]);
  });

  it('are one for a single value, and none without values or where the range is no number', () => {
    expect(shapesOf([of(3, 3)])[0]!.bins).toEqual({ from: 2.5, width: 1, counts: [2] });
    expect(shapesOf([of()])[0]).toEqual({ bins: null, density: null });
    expect(shapesOf([of(-1.7e308, 1.7e308)])[0]!.bins).toBeNull();
  });
});

describe('density', () => {
  it('has Silverman’s bandwidth and integrates to one', () => {
    const { bandwidth, from, to, values } = shapesOf([of(1, 2, 3, 4, 5)])[0]!.density!;
    expect(bandwidth).toBeCloseTo(0.97358, 4);
    const area = (values.reduce((sum, y) => sum + y, 0) * (to - from)) / (values.length - 1);
    expect(Math.abs(area - 1)).toBeLessThan(0.003);
  });

  it('is none without spread', () => {
    expect(shapesOf([of(2, 2, 2)])[0]!.density).toBeNull();
  });
});

describe('distributions of a table', () => {
  const values = Float64Array.of(1, 2, Number.NaN, 4, Number.POSITIVE_INFINITY);
  const table = {
    rows: 5,
    columns: new Map([['x', { kind: 'number', name: 'x', values } as const]]),
    panel: null,
  };
  const parameters = { variables: ['x'], statistics: ['n'], where: [], conventions: 'stata', groups: [] };

  it('leave out what is no finite number', () => {
    const never = (): never => {
      throw new Error('no condition to evaluate');
    };
    expect(distributions(table, parameters, never)).toMatchObject([{ variable: 'x', group: null, n: 3 }]);
    expect(describeRows(table, parameters, never, 7)[0]).toMatchObject({ n: 4 });
  });
});
