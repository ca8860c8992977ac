/**
 * The one formatter. No tolerance: digits are compared as text. The witness for rounding is decimal arithmetic on
 * BigInt over the digits of String(value), which ECMAScript defines as the shortest decimal that reads back.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatCount,
  formatDecimal,
  formatP,
  formatTrimmed,
  grouped,
  withMinus,
} from '../../../templates/document/format-number.ts';
import { starsOf } from '../../../templates/document/stars.ts';

/** value × 10^digits, rounded half away from zero, by exact arithmetic. */
function witness(value: number, digits: number): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value)) ?? [];
  const shift = Number(exponent) - fraction.length + digits;
  const all = BigInt(whole + fraction);
  const scale = 10n ** BigInt(Math.abs(shift));
  const scaled = shift >= 0 ? all * scale : (2n * all + scale) / (2n * scale);
  const text = scaled.toString().padStart(digits + 1, '0');
  const printed = digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
  return sign && scaled !== 0n ? `-${printed}` : printed;
}

describe('formatDecimal', () => {
  it('rounds every half of the third decimal away from zero', () => {
    const wrong: string[] = [];
    for (let i = 0; i < 20_000; i += 1) {
      const text = `${Math.floor(i / 1000)}.${String(i % 1000).padStart(3, '0')}5`;
      const up = witness(Number(text), 3);
      if (formatDecimal(Number(text), 3) !== up) wrong.push(text);
      if (formatDecimal(-Number(text), 3) !== `-${up}`) wrong.push(`-${text}`);
      const next = BigInt(i + 1);
      if (up.replace('.', '') !== next.toString().padStart(4, '0')) wrong.push(`witness ${text}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    [1.0005, 3, '1.001'],
    [1.005, 2, '1.01'],
    [0.9304996, 3, '0.930'],
    [0.0005, 3, '0.001'],
    [-0.0005, 3, '-0.001'],
    [-0.0004, 3, '0.000'],
    [-0, 3, '0.000'],
    [5e-324, 3, '0.000'],
    [-5e-324, 3, '0.000'],
    [0.5, 0, '1'],
    [1.5, 0, '2'],
    [-2.5, 0, '-3'],
    [9.9995, 3, '10.000'],
    [999.9999, 3, '1000.000'],
    [308, 0, '308'],
    [123456789012345, 0, '123456789012345'],
    [1e15, 3, '1.000e15'],
    [1e21, 3, '1.000e21'],
    [-1.2345e21, 3, '-1.235e21'],
    [9.9999e20, 3, '1.000e21'],
    [Number.MAX_VALUE, 3, '1.798e308'],
  ])('prints %d with %i decimals as %s', (value, digits, text) => {
    expect(formatDecimal(value, digits)).toBe(text);
  });

  it('agrees with exact decimal arithmetic', () => {
    const below = fc.double({ min: -9.99e14, max: 9.99e14, noNaN: true });
    const decimal = fc
      .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 8 }))
      .map(([n, k]) => n / 10 ** k);
    fc.assert(
      fc.property(fc.oneof(below, decimal), fc.integer({ min: 0, max: 8 }), (value, digits) => {
        expect(formatDecimal(value, digits)).toBe(witness(value, digits));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('refuses what is no number', () => {
    expect(() => formatDecimal(Number.NaN, 3)).toThrow('finite');
    expect(() => formatDecimal(Number.POSITIVE_INFINITY, 3)).toThrow('finite');
  });
});

describe('p-values, counts, percentages', () => {
  it('prints a p below 0.001 as such, 0.001 as itself', () => {
    expect([0.0009999, 0.001, 0.0495, 0, 1].map(formatP)).toEqual([
      '<0.001',
      '0.001',
      '0.050',
      '<0.001',
      '1.000',
    ]);
  });

  it('groups thousands on request only', () => {
    expect(formatCount(1234567)).toBe('1234567');
    expect(['999', '1,000', '1,234,567']).toEqual([999, 1000, 1234567].map((count) => grouped(count, ',')));
  });

  it('shows no more decimals than there are', () => {
    expect([10, 5, 0.1, 2.5, 100 * 0.07, 95].map(formatTrimmed)).toEqual([
      '10',
      '5',
      '0.1',
      '2.5',
      '7',
      '95',
    ]);
  });

  it('shows a reader a minus', () => {
    expect(withMinus('-0.147')).toBe('−0.147');
  });
});

describe('stars', () => {
  const ladder = [
    { mark: '***', below: 0.01 },
    { mark: '**', below: 0.05 },
    { mark: '*', below: 0.1 },
  ];

  it('come from the unrounded p, strictly below', () => {
    expect([0.0099999, 0.01, 0.0499999, 0.05, 0.0999999, 0.1, 0.9].map((p) => starsOf(p, ladder))).toEqual([
      ...['***', '**', '**', '*', '*', '', ''],
    ]);
  });

  it('need a p', () => {
    expect(starsOf(null, ladder)).toBe('');
    expect(starsOf(0, [])).toBe('');
  });
});
