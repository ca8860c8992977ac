/**
 * Refinement on a polynomial in whole numbers, whose columns, outcome and coefficients are exact doubles (as in NIST's
 * Wampler sets): every digit of a coefficient is known.
 */
import { describe, expect, it } from 'vitest';
import { power } from '../../../runtime/engines/memory/power.ts';
import { leastSquares } from '../../../runtime/estimators/least-squares.ts';
import { dotExtended } from '../../../runtime/linalg/extended.ts';
import { factorise } from '../../../runtime/linalg/qr.ts';
import { refineBasis } from '../../../runtime/linalg/refine-basis.ts';
import { dot, norm } from '../../../runtime/linalg/sums.ts';
import { invertUpper } from '../../../runtime/linalg/triangular.ts';
import { distance } from './fixture.ts';

/** Two roundings of a double. */
const LAST_DIGIT = 4.5e-16;

const at = Float64Array.from({ length: 21 }, (_, i) => i);
const polynomial = Array.from({ length: 6 }, (_, p) => at.map((x) => x ** p));
/** Orthogonal to every polynomial of the fifth degree on 21 points: differences of the sixth order, in whole numbers. */
const sixth = [1, -6, 15, -20, 15, -6, 1];
const rough = at.map((_, i) => sixth[i] ?? 0);

function solved(y: Float64Array) {
  return leastSquares(factorise(polynomial), polynomial, y);
}

describe('refinement', () => {
  const ones = at.map((_, i) => polynomial.reduce((total, column) => total + column[i]!, 0));

  it('finds coefficients to the last digit where residuals are none', () => {
    const { estimates, residual } = solved(ones);
    expect(distance(estimates, [1, 1, 1, 1, 1, 1])).toBeLessThan(LAST_DIGIT);
    expect(norm(residual)).toBeLessThan(1e-15 * norm(ones));
  });

  it('and where they are a million times the coefficients', () => {
    const noisy = ones.map((value, i) => value + 1e9 * rough[i]!);
    const { estimates, residual } = solved(noisy);
    expect(distance(estimates, [1, 1, 1, 1, 1, 1])).toBeLessThan(LAST_DIGIT);
    for (const column of polynomial) {
      expect(Math.abs(dotExtended(column, residual))).toBeLessThan(
        4 * 2 ** -53 * norm(column) * norm(residual),
      );
    }
  });

  it('leaves well-conditioned models as they were', () => {
    const x = [at.map(() => 1), at.map((value) => Math.sin(value)), at.map((value) => Math.cos(3 * value))];
    const y = at.map((value) => Math.sin(value) + Math.cos(7 * value));
    const factor = factorise(x);
    const { basis } = leastSquares(factor, x, y);
    expect(basis.columns.values()).toBe(factor.q);
  });

  it('makes a basis of the columns as they stand, orthonormal to the last digits', () => {
    const powers = Array.from({ length: 9 }, (_, p) => at.map((x) => (x / 7 - 9) ** p));
    const { q, toTerms } = refineBasis(powers, invertUpper(factorise(powers).r, 9))!;
    q.forEach((one, i) => {
      q.forEach((other, j) => {
        expect(Math.abs(dot(one, other) - (i === j ? 1 : 0))).toBeLessThan(1e-15);
      });
    });
    const first = powers[0]!.map((value) => value * toTerms[0]!);
    expect(distance(first, [...q[0]!])).toBeLessThan(LAST_DIGIT);
  });

  it('does not touch lengths whose products overflow', () => {
    const huge = polynomial.map((column) => column.map((value) => value * 1e100));
    const { estimates } = leastSquares(factorise(huge), huge, ones);
    expect(
      distance(
        estimates.map((value) => value * 1e100),
        [1, 1, 1, 1, 1, 1],
      ),
    ).toBeLessThan(1e-7);
  });
});

describe('whole powers', () => {
  it('are the nearest doubles', () => {
    expect(power(3, 34)).toBe(Number(3n ** 34n));
    expect(power(-7, 21)).toBe(Number((-7n) ** 21n));
    for (let base = 2n; base < 40n; base += 1n) {
      for (let exponent = 3n; exponent <= 64n; exponent += 1n) {
        expect(power(Number(base), Number(exponent))).toBe(Number(base ** exponent));
      }
    }
  });

  it('of fractions and negative numbers are within a unit of the last place', () => {
    for (const [a, b, expected] of [
      [2, -3, 0.125],
      [10, -3, 0.001],
      [9, 1.5, 27],
      [1024, 0.1, 2],
      [5e-324, 0.25, 2 ** -268.5],
      [1.0000001, 2.5, 1.000000250000019],
      [0.37, 1 / 3, Math.cbrt(0.37)],
      [123456.789, -0.7, 0.00027285977456300556],
    ] as const) {
      if (Math.abs(power(a, b) / expected - 1) > 4e-16) expect([a, b, power(a, b)]).toEqual([a, b, expected]);
    }
    expect([power(-8, 1 / 3), power(0, -1), power(Infinity, 0.5), power(1e-300, 1.7)]).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      0,
    ]);
  });

  it('are otherwise those of the engine', () => {
    expect([power(2, -3), power(2, 0.5), power(1e200, 3), power(0, 5), power(-2, 3)]).toEqual([
      0.125,
      Math.SQRT2,
      Number.POSITIVE_INFINITY,
      0,
      -8,
    ]);
  });
});
