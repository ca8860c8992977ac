import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crossing, reachedAt } from '../../../runtime/vcov/wild-crossing.ts';
import { plainStatistics, WILD_WIDTH, wildStatistics } from '../../../runtime/vcov/wild-statistics.ts';

const numbers = (seed: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233) * (1 + (i % 3)));

function problemOf(seed: number, clusters: number, m: number) {
  const at = (part: number, count: number): Float64Array => numbers(seed + part, count);
  return {
    ...{ clusters, m, total: 3.7, errors: at(1, clusters), inner: at(2, clusters), lengths: at(3, clusters) },
    ...{ images: at(4, clusters * m), scores: at(5, clusters * m) },
  };
}

describe('draws of the wild bootstrap', () => {
  it('have the bits of the plain loops where they are compiled, of an odd number too', () => {
    for (const [clusters, m, draws] of [
      [40, 5, 1301] as const,
      [7, 1, 9001] as const,
      [333, 12, 514] as const,
    ]) {
      const problem = problemOf(clusters, clusters, m);
      const values = numbers(9, draws * clusters).map((value) => (value > 0 ? 1 : -1));
      const weights = { values, draws, exact: false };
      expect(wildStatistics(problem, weights)).toEqual(plainStatistics(problem, weights));
    }
  });

  it('are put aside on the way to the end of an interval without moving it', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 2, max: 9 }), (seed, clusters) => {
        const draws = 199;
        const problem = problemOf(seed % 1000, clusters, 2);
        const values = numbers(seed % 977, draws * clusters).map((value) => (value > 0 ? 1 : -1));
        const statistics = plainStatistics(problem, { values, draws, exact: false });
        const all = Int32Array.from({ length: statistics.length / WILD_WIDTH }, (_, draw) => draw);
        for (const sign of [1, -1] as const) {
          const asked = { statistics, per: 0.4, sign, holds: (reached: number) => reached >= 20 };
          const naive = (length: number): boolean =>
            asked.holds(reachedAt(statistics, all, draws, sign * length, asked.per));
          expect(crossing(asked, 1.3)).toBe(bisected(naive, 1.3));
        }
      }),
    );
  });
});

/** All draws at every step. */
function bisected(holds: (length: number) => boolean, unit: number): number | null {
  let high = unit;
  for (let i = 0; holds(high); i += 1) {
    if (i === 60) return null;
    high *= 2;
  }
  let low = high === unit ? 0 : high / 2;
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
