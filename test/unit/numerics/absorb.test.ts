import { describe, expect, it } from 'vitest';
import { residualiser, residualiserOfAll } from '../../../runtime/linalg/absorb.ts';
import type { Effect } from '../../../runtime/linalg/blocks.ts';
import { factorise, project } from '../../../runtime/linalg/qr.ts';
import { norm } from '../../../runtime/linalg/sums.ts';
import { noise } from './fixture.ts';

/** What residualising means: regression on every column of every effect, by dense least squares, or by what it must leave. */

const next = noise(5);
const made = (n: number): Float64Array => Float64Array.from({ length: n }, next);

/** Levels that all occur, drawn freely. */
function drawn(n: number, levels: number): Effect {
  const codes = Int32Array.from({ length: n }, (_, i) =>
    i < levels ? i : Math.floor(Math.abs(next()) * 1e4) % levels,
  );
  return { codes, levels };
}

/** Every column of an effect, rows times their root. */
function columnsOf({ codes, levels, slopes = [] }: Effect, root: Float64Array | null): Float64Array[] {
  const ones = new Float64Array(codes.length).fill(1);
  return [ones, ...slopes].flatMap((slope) =>
    Array.from({ length: levels }, (_, level) =>
      slope.map((value, i) => (codes[i] === level ? value * (root?.[i] ?? 1) : 0)),
    ),
  );
}

const apart = (a: Float64Array, b: Float64Array): number => norm(a.map((value, i) => value - b[i]!));

describe('absorption', () => {
  const n = 90;
  const [a, b, c] = [drawn(n, 12), drawn(n, 7), drawn(n, 5)];
  const root = made(n).map((value) => 0.5 + Math.abs(value));
  const cases: readonly (readonly [string, readonly Effect[], Float64Array | null])[] = [
    ['one effect with weights', [a], root],
    ['two with weights', [b, a], root],
    ['three', [c, a, b], null],
    ['three with weights', [c, a, b], root],
    ['a slope within the larger', [{ ...a, slopes: [made(n)] }, b], null],
    ['slopes within the smaller, weights', [a, { ...b, slopes: [made(n), made(n)] }, c], root],
    // A slope that does not vary within a level adds no column there.
    ['an idle slope', [{ ...a, slopes: [Float64Array.from(a.codes, (code) => 3 + code)] }, b], null],
    ['an effect twice', [a, a, b], null],
  ];

  it.each(cases)('%s: the residuals of the regression on all columns', (_, effects, weights) => {
    const v = made(n);
    const { q } = factorise(effects.flatMap((effect) => columnsOf(effect, weights)));
    expect(apart(residualiser(effects, weights)(v), project(q, v).residual)).toBeLessThan(1e-12 * norm(v));
  });

  it('gives each vector the digits that it has alone', () => {
    const vectors = Array.from({ length: 9 }, () => made(n));
    for (const [, effects, weights] of cases) {
      const together = residualiserOfAll(effects, weights)(vectors);
      const alone = residualiser(effects, weights);
      for (const few of [2, 3, 5]) {
        expect(residualiserOfAll(effects, weights)(vectors.slice(0, few))).toEqual(together.slice(0, few));
      }
      expect(vectors.map(alone)).toEqual(together);
    }
  });

  it('iterates where the effects are too many to be solved for directly', () => {
    const rows = 60_000;
    const [many, others] = [drawn(rows, 9000), drawn(rows, 900)];
    const vectors = [made(rows), made(rows), made(rows), made(rows)];
    const rests = residualiserOfAll([others, many])(vectors);
    expect(residualiser([many, others])(vectors[3]!)).toEqual(rests[3]!);
    // Means of either effect taken in turns come to the same in the end.
    const rest = vectors[0]!.slice();
    for (let turn = 0; turn < 60; turn += 1) {
      for (const { codes, levels } of [many, others]) {
        const [sums, sizes] = [new Float64Array(levels), new Float64Array(levels)];
        for (let i = 0; i < rows; i += 1) {
          sums[codes[i]!]! += rest[i]!;
          sizes[codes[i]!]! += 1;
        }
        for (let i = 0; i < rows; i += 1) rest[i]! -= sums[codes[i]!]! / sizes[codes[i]!]!;
      }
    }
    expect(apart(rests[0]!, rest)).toBeLessThan(1e-9 * norm(rest));
  });
});
