/** What nested models share, cross-products and steps of a factorisation, has the bits of what one model computes by itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openMemo } from '../../../runtime/design/memo.ts';
import { sampleCentres } from '../../../runtime/linalg/centres.ts';
import { keepProducts } from '../../../runtime/linalg/kept-products.ts';
import { crossProducts, productsWith } from '../../../runtime/linalg/kernels/products.ts';
import { factorise, type Remember } from '../../../runtime/linalg/qr.ts';
import { noise } from './fixture.ts';

const made = (n: number, count: number): readonly Float64Array[] => {
  const next = noise(n);
  return Array.from({ length: count }, (_, j) => Float64Array.from({ length: n }, () => next() + 10 * j));
};

const chosen = fc.uniqueArray(fc.integer({ min: 1, max: 11 }), { minLength: 1, maxLength: 11 });

describe('kept cross-products', () => {
  for (const n of [1, 130, 4999]) {
    it(`of ${n} rows are those of each model by itself, whatever came before`, () => {
      const all = [new Float64Array(n).fill(1), ...made(n, 11)];
      fc.assert(
        fc.property(fc.array(chosen, { minLength: 1, maxLength: 6 }), fc.boolean(), (models, centred) => {
          const kept = keepProducts();
          for (const places of models) {
            const columns = [0, ...places].map((j) => all[j]!);
            const z = { columns, centres: centred ? sampleCentres(columns) : null };
            const expected = crossProducts(z);
            expect(kept.of(z).findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
          }
        }),
        { numRuns: 25 },
      );
    });
  }

  it('of some columns are rows of the whole', () => {
    const z = { columns: made(3000, 8), centres: null };
    const whole = crossProducts(z);
    expect(productsWith(z, [6, 1])).toEqual(
      Float64Array.from([...whole.subarray(48, 56), ...whole.subarray(8, 16)]),
    );
  });
});

describe('kept steps of a factorisation', () => {
  const n = 60;
  const plain = made(n, 8);
  // Two that others explain, and one that is nothing.
  const all = [
    ...plain,
    plain[0]!.map((value, i) => value - 2 * plain[3]![i]!),
    plain[1]!.map((value) => 3 * value),
    new Float64Array(n),
  ];

  it('give the factors of each design by itself', () => {
    fc.assert(
      fc.property(fc.array(chosen, { minLength: 1, maxLength: 8 }), (designs) => {
        const memo = openMemo();
        for (const places of designs) {
          const columns = places.map((j) => all[j - 1]!);
          expect(factorise(columns, undefined, memo.of)).toEqual(factorise(columns));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are one a column that stepwise designs add, and others where lengths differ', () => {
    const memo = openMemo();
    let steps = 0;
    const counted: Remember = (name, inputs, compute) =>
      memo.of(name, inputs, () => {
        steps += 1;
        return compute();
      });
    for (let k = 1; k <= 8; k += 1) factorise(all.slice(0, k), undefined, counted);
    expect(steps).toBe(8);
    factorise(all.slice(0, 2), [1e9, 1e9], counted);
    expect(steps).toBe(10);
  });
});
