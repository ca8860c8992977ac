import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantileVertex } from '../../../runtime/estimators/quantile/vertex.ts';
import { factorise, project } from '../../../runtime/linalg/qr.ts';
import { estimateOn, noise, specOf, tableOf } from './fixture.ts';

const vertexOf = (y: number[], columns: number[][], tau: number) => {
  const x = columns.map((column) => Float64Array.from(column));
  const outcome = Float64Array.from(y);
  const { q } = factorise(x);
  return quantileVertex({ y: outcome, x, q, start: project(q, outcome).coordinates, tau });
};

const objective = (residuals: readonly number[], tau: number): number =>
  residuals.reduce((total, r) => total + (r > 0 ? tau * r : (tau - 1) * r), 0);

/** The least objective over all lines through two points. */
function leastOverPairs(y: number[], x: number[], tau: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < y.length; i += 1) {
    for (let j = 0; j < i; j += 1) {
      if (x[i] === x[j]) continue;
      const slope = (y[i]! - y[j]!) / (x[i]! - x[j]!);
      const rest = y.map((value, row) => value - y[i]! - slope * (x[row]! - x[i]!));
      least = Math.min(least, objective(rest, tau));
    }
  }
  return least;
}

describe('quantile regression', () => {
  const whole = fc.integer({ min: -4, max: 4 });

  it('finds the least objective of all vertices, ties and repeated rows included', () => {
    const points = fc.array(fc.tuple(whole, whole), { minLength: 4, maxLength: 14 });
    const taus = fc.constantFrom(0.1, 0.25, 0.5, 0.75, 0.9);
    fc.assert(
      fc.property(points, taus, (rows, tau) => {
        const x = rows.map(([value]) => value);
        const y = rows.map(([, value]) => value);
        fc.pre(new Set(x).size > 1);
        const found = vertexOf(y, [x.map(() => 1), x], tau).objective;
        expect(found).toBeCloseTo(leastOverPairs(y, x, tau), 10);
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('follows shifts, scales and the mirror of its outcome', () => {
    const draw = noise(3);
    const x = Array.from({ length: 51 }, draw);
    const z = Array.from({ length: 51 }, draw);
    const y = x.map((value, i) => value - 2 * z[i]! + draw());
    const columns = [x.map(() => 1), x, z];
    const [a, b, c] = vertexOf(y, columns, 0.3).coefficients;
    const shifted = vertexOf(
      y.map((value, i) => 1e3 * value + 5 + x[i]!),
      columns,
      0.3,
    ).coefficients;
    [1e3 * a! + 5, 1e3 * b! + 1, 1e3 * c!].forEach((value, i) => {
      expect(shifted[i]! / value).toBeCloseTo(1, 11);
    });
    const mirrored = vertexOf(
      y.map((value) => -value),
      columns,
      0.7,
    ).coefficients;
    [a, b, c].forEach((value, i) => {
      expect(mirrored[i]! / -value!).toBeCloseTo(1, 11);
    });
  });

  it('says which column is collinear, and what is no outcome', () => {
    const draw = noise(5);
    const x = Array.from({ length: 40 }, draw);
    const y = x.map((value) => value + draw());
    const spec = specOf('y ~ x + twice', { estimator: 'quantile', tau: 0.5, vcov: { type: 'nid' } });
    const { record } = estimateOn(tableOf({ y, x, twice: x.map((value) => 2 * value) }), spec);
    expect(record.collinear).toEqual([{ term: 'twice', explained_by: ['x'] }]);
    expect(record.tau).toBe(0.5);
    expect(record.statistic).toBe('t');
    expect(record.terms.every((term) => term.std_error! > 0)).toBe(true);
    const flat = estimateOn(tableOf({ y: x.map(() => 2), x, twice: x.map((value) => value * value) }), spec);
    expect(flat.record.notes[0]!.code).toBe('constant-outcome');
  });
});
