import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledKernels } from '../../../runtime/linalg/kernels/compiled.ts';
import { ERROR_OF_SUM, type Kernels } from '../../../runtime/linalg/kernels/kernels.ts';
import { plainKernels } from '../../../runtime/linalg/kernels/plain.ts';
import { crossProducts, residualsOf } from '../../../runtime/linalg/kernels/products.ts';

const compiled = compiledKernels();
const STRIDE = 320;
const P = 6;

/** Where each kernel reads and writes, behind two blocks of six columns. */
const VECTOR = 2 * P * STRIDE;
const FACTORS = VECTOR + STRIDE;
const TOTALS = FACTORS + P;
const LOST = TOTALS + P * P;
const END = LOST + P * P;

const steps: Readonly<Record<string, (kernels: Kernels, rows: number) => void>> = {
  gram: (k, rows) => k.gram(0, P * STRIDE, STRIDE, P, rows, TOTALS, LOST),
  products: (k, rows) => k.products(0, STRIDE, P - 1, VECTOR, rows, TOTALS, LOST),
  subtract: (k, rows) => k.subtract(0, STRIDE, P, FACTORS, VECTOR, rows, P * STRIDE),
  centre: (k, rows) => k.centre(STRIDE, STRIDE, P - 1, FACTORS, 0, rows),
  scale: (k, rows) => k.scale(0, STRIDE, P, VECTOR, rows, P * STRIDE),
};

function outcome(
  kernels: Kernels,
  start: Float64Array,
  rows: number,
  step: keyof typeof steps,
): Float64Array {
  const memory = kernels.memory(END);
  memory.set(start);
  steps[step]!(kernels, rows);
  return memory.slice(0, END);
}

const number = fc.oneof(
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.constantFrom(0, -0, 1, 1e300, -1e300, 1e-300, 5e-324, Number.NaN, Number.POSITIVE_INFINITY),
);

describe('compiled kernels', () => {
  it('are there after a build', () => {
    expect(compiled).not.toBeNull();
  });

  for (const step of Object.keys(steps)) {
    it(`${step}: gives the bits of the plain loops, whatever the lengths and values`, () => {
      const start = fc.array(number, { minLength: 40, maxLength: 200 });
      fc.assert(
        fc.property(start, fc.integer({ min: 0, max: 36 }), (values, eighths) => {
          const memory = Float64Array.from({ length: END }, (_, i) => values[(i * 7) % values.length]!);
          memory.fill(0, TOTALS);
          const rows = eighths * 8;
          const [found, expected] = [compiled!, plainKernels()].map((kernels) =>
            outcome(kernels, memory, rows, step),
          );
          // -0 is no 0 here, and NaN is NaN.
          expect(found!.findIndex((value, i) => !Object.is(value, expected![i]))).toBe(-1);
        }),
        { numRuns: 60 },
      );
    });
  }
});

/** Multiples of 2^-20 that look like anything, the same every time. */
function made(n: number, seed: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) => {
    const value = Math.sin(i * 12.9898 + seed) * 437.585453 - 7 * seed;
    return Math.round(value * 2 ** 20) / 2 ** 20;
  });
}

describe('sums over blocks', () => {
  for (const n of [0, 1, 7, 128, 1024, 1025, 5003]) {
    it(`cross-products of ${n} rows stay within their bound of exact ones`, () => {
      const columns = [new Float64Array(n).fill(1), made(n, 1), made(n, 2), made(n, 3)];
      const gram = crossProducts({ columns, centres: null });
      columns.forEach((a, i) => {
        columns.forEach((b, j) => {
          const [exact, size] = exactly(a, b);
          expect(Math.abs(gram[i * 4 + j]! - exact)).toBeLessThanOrEqual(ERROR_OF_SUM * size);
        });
      });
    });
  }

  it('centred residuals are those of the columns as they are', () => {
    const n = 5003;
    const columns = [new Float64Array(n).fill(1), made(n, 1), made(n, 2)];
    const b = Float64Array.of(3, 0.5, -2);
    const centres = Float64Array.of(0, 10, -4);
    const y = made(n, 4);
    const { residuals, products, square } = residualsOf({ columns, centres }, y, b);
    const plain = y.map((value, i) => value - 3 - 0.5 * (columns[1]![i]! - 10) + 2 * (columns[2]![i]! + 4));
    expect(residuals).toEqual(plain);
    expect(square / plain.reduce((sum, e) => sum + e * e, 0)).toBeCloseTo(1, 13);
    expect(products[0]! / plain.reduce((sum, e) => sum + e, 0)).toBeCloseTo(1, 10);
  });
});

/** a'b, rounded once, of multiples of 2^-20, and the sum of the sizes of its parts. */
function exactly(a: Float64Array, b: Float64Array): readonly [number, number] {
  let total = 0n;
  let size = 0;
  a.forEach((value, i) => {
    total += BigInt(value * 2 ** 20) * BigInt(b[i]! * 2 ** 20);
    size += Math.abs(value * b[i]!);
  });
  return [Number(total) / 2 ** 40, size];
}
