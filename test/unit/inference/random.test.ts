/**
 * Known answers: kat_vectors of Random123 (Salmon et al. 2011) for Threefry-2x32-20. Frequencies: the chi-squared
 * statistic of a fixed seed lies between the 1e-6 quantiles of its distribution (deterministic, so it never flickers).
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chiSquaredQuantile } from '../../../runtime/distributions/index.ts';
import {
  drawKey,
  nextInteger,
  nextWord,
  openStream,
  permutation,
  type RandomKey,
  resample,
  threefry,
} from '../../../runtime/inference/random.ts';

const key: RandomKey = [0x13198a2e, 0x03707344];

describe('Threefry-2x32-20', () => {
  const known = [
    [0, 0, 0, 0, 0x6b200159, 0x99ba4efe],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x1cb996fc, 0xbb002be7],
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xc4923a9c, 0x483df7a0],
  ] as const;
  it.each(known)('counter %i %i, key %i %i', (c0, c1, k0, k1, x0, x1) => {
    const out = new Uint32Array(2);
    threefry([k0, k1], c0, c1, out);
    expect([...out]).toEqual([x0, x1]);
  });
});

describe('streams', () => {
  it('depend on key and draw alone, and differ between draws and keys', () => {
    const words = (k: RandomKey, draw: number): number[] => {
      const stream = openStream(k, draw);
      return Array.from({ length: 5 }, () => nextWord(stream));
    };
    expect(words(key, 7)).toEqual(words(key, 7));
    expect(words(key, 7)).not.toEqual(words(key, 8));
    expect(words(key, 7)).not.toEqual(words([key[0], key[1] ^ 1], 7));
  });

  it('have a key that follows from the seed and from what is drawn', () => {
    const identity = {
      kind: 'permutation',
      models: ['0123456789abcdef'],
      of: 'TIN',
      within: null,
      unit: null,
    } as const;
    expect(drawKey(1, identity)).toEqual(drawKey(1, { ...identity }));
    const others = [
      drawKey(2, identity),
      drawKey(1, { ...identity, of: 'AI' }),
      drawKey(1, { ...identity, unit: 'city' }),
      drawKey(1, { ...identity, kind: 'bootstrap' }),
    ];
    for (const other of others) expect(other).not.toEqual(drawKey(1, identity));
  });
});

describe('integers', () => {
  it('take the high half of a 63-bit product exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2 ** 22, max: 2 ** 31 }),
        fc.integer({ min: 0, max: 1000 }),
        (limit, draw) => {
          const stream = openStream(key, draw);
          const word = nextWord(openStream(key, draw));
          const product = BigInt(word) * BigInt(limit);
          const accepted = (product & 0xffffffffn) >= BigInt(limit);
          const got = nextInteger(stream, limit);
          if (accepted) expect(BigInt(got)).toBe(product >> 32n);
          expect(got).toBeLessThan(limit);
        },
      ),
      { numRuns: 300, seed: 4 },
    );
  });

  it('are equally frequent', () => {
    for (const limit of [2, 7, 28, 308]) {
      const counts = new Float64Array(limit);
      const size = limit * 200;
      const stream = openStream(key, limit);
      for (let i = 0; i < size; i += 1) counts[nextInteger(stream, limit)]! += 1;
      const statistic = counts.reduce((total, count) => total + (count - 200) ** 2 / 200, 0);
      expect(statistic).toBeGreaterThan(chiSquaredQuantile(1e-6, limit - 1));
      expect(statistic).toBeLessThan(chiSquaredQuantile(1 - 1e-6, limit - 1));
    }
  });

  it('cannot be anything but 0 below 1', () => {
    expect(nextInteger(openStream(key, 3), 1)).toBe(0);
  });
});

describe('permutations and resamples', () => {
  it('hold every index once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (size, draw) => {
          const order = permutation(openStream(key, draw), size);
          expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: size }, (_, i) => i));
        },
      ),
      { numRuns: 100, seed: 5 },
    );
  });

  it('give each of the 24 orders of four equally often', () => {
    const counts = new Map<string, number>();
    for (let draw = 0; draw < 4800; draw += 1) {
      const order = permutation(openStream(key, draw), 4).join();
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const statistic = [...counts.values()].reduce((total, count) => total + (count - 200) ** 2 / 200, 0);
    expect(statistic).toBeLessThan(chiSquaredQuantile(1 - 1e-6, 23));
  });

  it('leave a share (1 - 1/n)^n of the units out of a resample', () => {
    let absent = 0;
    for (let draw = 0; draw < 400; draw += 1)
      absent += 308 - new Set(resample(openStream(key, draw), 308)).size;
    const expected = (1 - 1 / 308) ** 308;
    // Standard error of the share: at most sqrt(e^-1 (1 - 2/e) / 123200) = 9e-4; five of them.
    expect(Math.abs(absent / (400 * 308) - expected)).toBeLessThan(0.0045);
  });
});
