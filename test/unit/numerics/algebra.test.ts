import { describe, expect, it } from 'vitest';
import { residualiser } from '../../../runtime/linalg/absorb.ts';
import { cholesky, inverseFromCholesky } from '../../../runtime/linalg/cholesky.ts';
import { components, type Grouping, isNested } from '../../../runtime/linalg/grouping.ts';
import { DENSE_LEVELS, effectLeverage } from '../../../runtime/linalg/hat.ts';
import { Intractable } from '../../../runtime/linalg/intractable.ts';
import { addLeverage, factorise, project } from '../../../runtime/linalg/qr.ts';
import { dot, mean, norm, sum } from '../../../runtime/linalg/sums.ts';
import { solveUpper } from '../../../runtime/linalg/triangular.ts';
import { noise } from './fixture.ts';

/**
 * Orthogonality and reproduction hold to some k units of rounding (2.2e-16) times the condition of what is solved: 1e-13
 * for the well-conditioned data here.
 */
const ROUNDING = 1e-13;

function column(n: number, next: () => number): Float64Array {
  return Float64Array.from({ length: n }, next);
}

function dummies(grouping: Grouping): Float64Array[] {
  return Array.from({ length: grouping.levels }, (_, level) =>
    Float64Array.from(grouping.codes, (code) => (code === level ? 1 : 0)),
  );
}

const grouped = (codes: number[]): Grouping => ({
  codes: Int32Array.from(codes),
  levels: Math.max(...codes) + 1,
});

/** Unbalanced, two components (levels 0-3 of a with 0-2 of b, the others with the others), a pair repeated. */
const a = grouped([0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4, 4, 5, 5, 6, 6, 6, 6]);
const b = grouped([0, 1, 1, 0, 1, 2, 1, 2, 0, 2, 3, 4, 4, 3, 5, 4, 5, 3, 4]);

describe('sums', () => {
  it('keeps what cancels', () => {
    expect(sum(Float64Array.of(1e16, 1, -1e16, 1))).toBe(2);
    expect(mean(Float64Array.of(1e15 + 0.25, 1e15 + 0.75))).toBe(1e15 + 0.5);
    expect(norm(Float64Array.of(3e200, 4e200))).toBeCloseTo(5e200, -186);
  });
});

describe('QR', () => {
  const next = noise(7);
  const x = [column(40, () => 1), column(40, next), column(40, next)];

  it('reproduces the design by orthonormal columns', () => {
    const { q, r, kept } = factorise(x);
    expect(kept).toEqual([0, 1, 2]);
    for (let j = 0; j < 3; j += 1) {
      for (let i = 0; i < 3; i += 1) expect(dot(q[i]!, q[j]!)).toBeCloseTo(i === j ? 1 : 0, 13);
      const rebuilt = q[0]!.map((_, row) =>
        q.reduce((total, one, i) => total + one[row]! * r[i * 3 + j]!, 0),
      );
      expect(norm(rebuilt.map((value, row) => value - x[j]![row]!))).toBeLessThan(ROUNDING * norm(x[j]!));
    }
  });

  it('drops the later of dependent columns and names those that explain it', () => {
    const mix = x[1]!.map((value, i) => 2 * value - 3e-5 * x[2]![i]!);
    const offset = x[2]!.map((value) => 1e6 + value);
    const zero = new Float64Array(40);
    const { kept, dropped } = factorise([
      x[0]!,
      x[1]!,
      x[2]!,
      mix,
      offset,
      zero,
      x[1]!.map((v) => v * 1e-200),
    ]);
    expect(kept).toEqual([0, 1, 2]);
    expect(dropped).toEqual([
      { column: 3, explainedBy: [1, 2] },
      { column: 4, explainedBy: [0, 2] },
      { column: 5, explainedBy: [] },
      { column: 6, explainedBy: [1] },
    ]);
  });

  it('keeps columns that are almost but not quite dependent', () => {
    const near = x[1]!.map((value, i) => value + 1e-9 * x[2]![i]!);
    expect(factorise([x[0]!, x[1]!, near]).kept).toEqual([0, 1, 2]);
  });

  it('keeps powers up to the tenth of a short range (as in NIST Filip)', () => {
    const base = Float64Array.from({ length: 82 }, (_, i) => -8.8 + (5.7 * i) / 81);
    const powers = Array.from({ length: 11 }, (_, p) => base.map((value) => value ** p));
    expect(factorise(powers).kept).toHaveLength(11);
  });

  it('solves for coefficients that are known', () => {
    const y = x[0]!.map((_, i) => 3 - 2 * x[1]![i]! + 0.5 * x[2]![i]!);
    const { q, r } = factorise(x);
    const { coordinates, residual } = project(q, y);
    const solved = solveUpper(r, coordinates, 3);
    [3, -2, 0.5].forEach((value, j) => {
      expect(solved[j]).toBeCloseTo(value, 12);
    });
    expect(norm(residual)).toBeLessThan(ROUNDING * norm(y));
  });

  it('stops at the number of rows', () => {
    const { kept, dropped } = factorise([column(2, () => 1), column(2, next), column(2, next)]);
    expect(kept).toEqual([0, 1]);
    expect(dropped).toEqual([{ column: 2, explainedBy: [0, 1] }]);
  });
});

describe('Cholesky', () => {
  it('inverts, and refuses what is singular whatever its scale', () => {
    const l = cholesky(Float64Array.of(4, 2, 2, 3), 2)!;
    const inverse = inverseFromCholesky(l, 2);
    [0.375, -0.25, -0.25, 0.5].forEach((value, i) => {
      expect(inverse[i]).toBeCloseTo(value, 15);
    });
    expect(cholesky(Float64Array.of(1e-30, 1e-30, 1e-30, 1e-30), 2)).toBeNull();
    expect(cholesky(Float64Array.of(1, 0, 0, 1e-20), 2)).not.toBeNull();
  });
});

describe('effects', () => {
  it('counts components and sees nesting', () => {
    expect(components(a, b)).toEqual({ count: 2, of: Int32Array.of(0, 0, 0, 1, 1, 1) });
    expect(components(b, a).count).toBe(2);
    expect(isNested(a, b)).toBe(false);
    expect(isNested(a, grouped([...a.codes].map((code) => code % 2)))).toBe(true);
    expect(isNested(a, a)).toBe(true);
  });

  it.each([
    ['one', [a]],
    ['two', [a, b]],
    ['two, the larger last', [b, a]],
  ])('%s: residuals and leverages of the regression on all dummies', (_, effects) => {
    const v = column(a.codes.length, noise(11));
    const { q } = factorise(effects.flatMap(dummies));
    const expected = project(q, v).residual;
    const actual = residualiser(effects)(v);
    expect(norm(actual.map((value, i) => value - expected[i]!))).toBeLessThan(ROUNDING * norm(v));
    const leverage = effectLeverage(effects, v.length);
    const hat = new Float64Array(v.length);
    addLeverage(hat, q);
    expect(norm(leverage.map((value, i) => value - hat[i]!))).toBeLessThan(ROUNDING);
  });

  it('leaves only rounding of what the effects explain', () => {
    const explained = Float64Array.from(a.codes, (code, i) => 1e6 * code - 3.7 * b.codes[i]!);
    expect(norm(residualiser([a, b])(explained))).toBeLessThan(1e-14 * norm(explained));
  });

  it('converges on a long chain, the worst connected of graphs', () => {
    const links = 400;
    const left = grouped(Array.from({ length: 2 * links }, (_, i) => Math.floor(i / 2)));
    const right = grouped(Array.from({ length: 2 * links }, (_, i) => Math.floor((i + 1) / 2)));
    const v = Float64Array.from(left.codes, (code, i) => Math.sin(code) * 10 + Math.cos(right.codes[i]!));
    // A tree: its dummies explain everything but what joins no two levels twice, so nothing is left.
    expect(norm(residualiser([left, right])(v))).toBeLessThan(1e-12 * norm(v));
    expect(effectLeverage([left, right], 2 * links).every((h) => Math.abs(h - 1) < 1e-9)).toBe(true);
  });

  it('refuses leverages of too many levels', () => {
    const many = grouped(Array.from({ length: DENSE_LEVELS + 1 }, (_, i) => i));
    expect(() => effectLeverage([many, many], many.levels)).toThrow(Intractable);
  });
});
