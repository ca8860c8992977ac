/** What takes orthonormal columns out of a vector, for draws, against the projection that every fit uses. */
import { describe, expect, it } from 'vitest';
import { clearer } from '../../../runtime/linalg/clear.ts';
import { factorise, project } from '../../../runtime/linalg/qr.ts';
import { dot, norm } from '../../../runtime/linalg/sums.ts';
import { noise } from './fixture.ts';

const next = noise(5);
const column = (n: number): Float64Array => Float64Array.from({ length: n }, next);

describe('clearing a vector of columns', () => {
  it.each([0, 1, 3, 4, 5, 9])('%i columns: as the projection leaves it', (k) => {
    const n = 700;
    const columns = Array.from({ length: k }, () => column(n));
    const { q } = factorise(columns, columns.map(norm));
    const v = column(n);
    const expected = project(q, v).residual;
    const left = v.slice();
    clearer(q)(left);
    // Both are exact to some units in the last place of the vector's length.
    left.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(1e-14 * norm(v));
    });
  });

  it('is orthogonal to them where little is left', () => {
    const n = 500;
    const columns = [column(n), column(n), column(n), column(n), column(n)];
    const { q } = factorise(columns, columns.map(norm));
    const small = column(n);
    const v = Float64Array.from(small, (e, i) => 1e-9 * e + columns[0]![i]! - 3 * columns[4]![i]!);
    clearer(q)(v);
    for (const one of q) expect(Math.abs(dot(one, v))).toBeLessThan(1e-13 * norm(v));
    expect(norm(v)).toBeCloseTo(
      norm(
        project(
          q,
          small.map((e) => 1e-9 * e),
        ).residual,
      ),
      12,
    );
  });
});
