import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../compiler/plan/expression.ts';
import { condition, evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import { functions } from '../../../runtime/engines/memory/functions/index.ts';
import { roundDecimal } from '../../../runtime/engines/memory/round-decimal.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import { type Cell, cells, expression, table } from './fixtures.ts';

/**
 * Values are compared exactly unless a row says otherwise: they are whole numbers, halves, or one call of a function
 * of Math. Standard deviations are compared to 1e-15 relative: a square root and a division, half an ulp each.
 */

/** Rows out of order; unit b lacks 2012, unit a has all. Row 6 has no values. */
const data: Table = table(
  {
    u: ['a', 'b', 'a', 'b', 'a', 'c'],
    t: [2012, 2011, 2011, 2013, 2013, 2011],
    x: [4, 1, 2, 9, 8, null],
    y: [0, -1, 5, null, 2.5, null],
    d: [1, 0, 1, 0, null, null],
    s: ['p', 'q', null, 'p', 'r', null],
    n: [7, 7, 7, 7, 7, 7],
  },
  { unit: 'u', time: 't' },
);

const ln = Math.log;
const N = null;

const rows: readonly (readonly [string, readonly Cell[]])[] = [
  ['x', [4, 1, 2, 9, 8, N]],
  ['s', ['p', 'q', N, 'p', 'r', N]],
  ['1', [1, 1, 1, 1, 1, 1]],
  ['missing', [N, N, N, N, N, N]],
  ["'p'", ['p', 'p', 'p', 'p', 'p', 'p']],
  // arithmetic
  ['x + y', [4, 0, 7, N, 10.5, N]],
  ['x - y', [4, 2, -3, N, 5.5, N]],
  ['x * y', [0, -1, 10, N, 20, N]],
  ['x / y', [N, -1, 0.4, N, 3.2, N]],
  ['y / x', [0, -1, 2.5, N, 0.3125, N]],
  ['0 / 0', [N, N, N, N, N, N]],
  ['x ^ 2', [16, 1, 4, 81, 64, N]],
  ['x ^ 0.5', [2, 1, Math.SQRT2, 3, Math.sqrt(8), N]],
  ['y ^ 0.5', [0, N, Math.sqrt(5), N, Math.sqrt(2.5), N]],
  ['2 ^ 3 ^ 2', [512, 512, 512, 512, 512, 512]],
  ['-2 ^ 2', [-4, -4, -4, -4, -4, -4]],
  ['y ^ 0', [1, 1, 1, N, 1, N]],
  ['missing ^ 0', [N, N, N, N, N, N]],
  ['0 * missing', [N, N, N, N, N, N]],
  ['-x', [-4, -1, -2, -9, -8, N]],
  ['+y', [0, -1, 5, N, 2.5, N]],
  ['1e308 * 10', [N, N, N, N, N, N]],
  ['x + missing', [N, N, N, N, N, N]],
  // comparisons
  ['x > 4', [0, 0, 0, 1, 1, N]],
  ['x >= 4', [1, 0, 0, 1, 1, N]],
  ['x < y', [0, 0, 1, N, 0, N]],
  ['x <= 1', [0, 1, 0, 0, 0, N]],
  ['x == 9', [0, 0, 0, 1, 0, N]],
  ['x != 9', [1, 1, 1, 0, 1, N]],
  ['x == missing', [N, N, N, N, N, N]],
  ["s == 'p'", [1, 0, N, 1, 0, N]],
  ["s != 'p'", [0, 1, N, 0, 1, N]],
  ["s < 'q'", [1, 0, N, 1, 0, N]],
  ["'q' >= s", [1, 1, N, 1, 0, N]],
  ["s == 'z'", [0, 0, N, 0, 0, N]],
  ['s == u', [0, 0, N, 0, 0, N]],
  ["'a' == 'a'", [1, 1, 1, 1, 1, 1]],
  ['1e308 > -1e308', [1, 1, 1, 1, 1, 1]],
  // intervals and sets
  ['x in [2, 8]', [1, 0, 1, 0, 1, N]],
  ['x in [y, 8]', [1, 1, 0, 0, 1, N]],
  ['x in [missing, 3]', [0, N, N, 0, 0, N]],
  ['x in [5, 3]', [0, 0, 0, 0, 0, N]],
  ['x in {1, 9}', [0, 1, 0, 1, 0, N]],
  ["s in {'p', 'r'}", [1, 0, N, 1, 1, N]],
  ["s in {'z'}", [0, 0, N, 0, 0, N]],
  // three-valued logic
  ['d', [1, 0, 1, 0, N, N]],
  ['not d', [0, 1, 0, 1, N, N]],
  ['d and x > 3', [1, 0, 0, 0, N, N]],
  ['d or x > 3', [1, 0, 1, 1, 1, N]],
  ['d and missing', [N, 0, N, 0, N, N]],
  ['d or missing', [1, N, 1, N, N, N]],
  ['1 or missing', [1, 1, 1, 1, 1, 1]],
  ['0 and missing', [0, 0, 0, 0, 0, 0]],
  ['x and 1', [N, 1, N, N, N, N]],
  ['not x', [N, 0, N, N, N, N]],
  ['not x > 3', [0, 1, 1, 0, 0, N]],
  ['x > 3 and y > 0 or d', [1, 0, 1, N, 1, N]],
  // functions of one number
  ['log(x)', [ln(4), 0, ln(2), ln(9), ln(8), N]],
  ['log(y)', [N, N, ln(5), N, ln(2.5), N]],
  ['exp(y)', [1, Math.exp(-1), Math.exp(5), N, Math.exp(2.5), N]],
  ['exp(1000)', [N, N, N, N, N, N]],
  ['sqrt(x)', [2, 1, Math.SQRT2, 3, Math.sqrt(8), N]],
  ['sqrt(y)', [0, N, Math.sqrt(5), N, Math.sqrt(2.5), N]],
  ['abs(y)', [0, 1, 5, N, 2.5, N]],
  ['floor(-y)', [-0, 1, -5, N, -3, N]],
  ['ceil(-y / 10)', [0, 1, 0, N, 0, N]],
  ['sign(y)', [0, -1, 1, N, 1, N]],
  ['round(y)', [0, -1, 5, N, 3, N]],
  ['round(-y)', [-0, 1, -5, N, -3, N]],
  ['round(x / 3, 2)', [1.33, 0.33, 0.67, 3, 2.67, N]],
  ['round(1000 * x, -3)', [4000, 1000, 2000, 9000, 8000, N]],
  ['round(x + 0.005, digits=2)', [4.01, 1.01, 2.01, 9.01, 8.01, N]],
  // choice
  ['if(x > 3, 1, 2)', [1, 2, 2, 1, 1, N]],
  ['if(d, x, y)', [4, -1, 2, N, N, N]],
  ["if(x > 3, 'high', 'low')", ['high', 'low', 'low', 'high', 'high', N]],
  ['if(x > 3, s, u)', ['p', 'b', 'a', 'p', 'r', N]],
  ['if(x > 3, s, missing)', ['p', N, N, 'p', 'r', N]],
  ['if(missing, 1, 2)', [N, N, N, N, N, N]],
  ['coalesce(y, x)', [0, -1, 5, 9, 2.5, N]],
  ['coalesce(y, d, 7)', [0, -1, 5, 0, 2.5, 7]],
  ["coalesce(s, 'none')", ['p', 'q', 'none', 'p', 'r', 'none']],
  ['coalesce(missing, x)', [4, 1, 2, 9, 8, N]],
  ['is_missing(y)', [0, 0, 0, 1, 0, 1]],
  ['is_missing(s)', [0, 0, 1, 0, 0, 1]],
  ['is_missing(missing)', [1, 1, 1, 1, 1, 1]],
  ['is_missing(x / y)', [1, 0, 0, 1, 0, 1]],
  // along time within unit: b has a gap in 2012
  ['lag(x)', [2, N, N, N, 4, N]],
  ['lag(x, 2)', [N, N, N, 1, 2, N]],
  ['lag(x, k=2)', [N, N, N, 1, 2, N]],
  ['lag(x, 0)', [4, 1, 2, 9, 8, N]],
  ['lag(x, -1)', [8, N, 4, N, N, N]],
  ['lag(x, 0.5)', [N, N, N, N, N, N]],
  ['lag(s)', [N, N, N, N, 'p', N]],
  ['lag(7)', [7, N, N, N, 7, N]],
  ['lead(x)', [8, N, 4, N, N, N]],
  ['lead(x, k=2)', [N, 9, 8, N, N, N]],
  ['diff(x)', [2, N, N, N, 4, N]],
  ['diff(x, 2)', [N, N, N, 8, 6, N]],
  ['growth(x)', [1, N, N, N, 1, N]],
  ['growth(y)', [-1, N, N, N, N, N]],
  ['lag(lag(x))', [N, N, N, N, 2, N]],
  ['lag(mean(x))', [4.8, N, N, N, 4.8, N]],
  // aggregates over the rows of the step, or within by
  ['mean(x)', [4.8, 4.8, 4.8, 4.8, 4.8, 4.8]],
  ['mean(x, by=u)', [14 / 3, 5, 14 / 3, 5, 14 / 3, N]],
  ['sum(x)', [24, 24, 24, 24, 24, 24]],
  ['sum(x, by=u)', [14, 10, 14, 10, 14, N]],
  ['sum(x, by=s)', [13, 1, N, 13, 8, N]],
  ['sum(x, by=d)', [6, 10, 6, 10, N, N]],
  ['sum(missing)', [N, N, N, N, N, N]],
  ['median(x)', [4, 4, 4, 4, 4, 4]],
  ['median(x, by=u)', [4, 5, 4, 5, 4, N]],
  ['min(x)', [1, 1, 1, 1, 1, 1]],
  ['max(x, by=u)', [8, 9, 8, 9, 8, N]],
  ['min(x, y)', [0, -1, 2, N, 2.5, N]],
  ['max(x, y, 5)', [5, 5, 5, N, 8, N]],
  ['sd(n)', [0, 0, 0, 0, 0, 0]],
  ['sd(x, by=s)', [Math.sqrt(12.5), N, N, Math.sqrt(12.5), N, N]],
  ['x - mean(x, by=u)', [4 - 14 / 3, -4, 2 - 14 / 3, 4, 8 - 14 / 3, N]],
  ['rank(x)', [3, 1, 2, 5, 4, N]],
  ['rank(d)', [3.5, 1.5, 3.5, 1.5, N, N]],
  ['rank(-x, by=u)', [2, 2, 3, 1, 1, N]],
  // cut: closed below, open above
  ['cut(x, 1, 4, 9)', [2, 1, 1, N, 2, N]],
  ['cut(x, 0, median(x), 100)', [2, 1, 1, 2, 2, N]],
  ['cut(x, 4, 1)', [N, N, N, N, N, N]],
];

describe('evaluate', () => {
  it.each(rows)('%s', (text, expected) => {
    const actual = cells(evaluate(expression(text), data));
    expect(actual.length).toBe(expected.length);
    actual.forEach((cell, row) => {
      const wanted = expected[row]!;
      if (typeof wanted !== 'number' || !text.startsWith('sd('))
        expect(cell === wanted, `row ${row + 1}: ${cell}`).toBe(true);
      else expect(Math.abs(Number(cell) - wanted)).toBeLessThanOrEqual(1e-15 * wanted);
    });
  });

  it('shares the arrays of a plain column, and changes no table', () => {
    const before = [...data.columns.values()].map(cells);
    expect(evaluate(expression('x'), data)).toBe(data.columns.get('x'));
    evaluate(expression('lag(x) + median(x)'), data);
    expect([...data.columns.values()].map(cells)).toEqual(before);
  });

  it('is as deep as it is wide: a sum of 20,000 names', () => {
    const x: Expression = { kind: 'name', name: 'n' };
    let sum: Expression = x;
    for (let i = 1; i < 20_000; i += 1) sum = { kind: 'binary', operator: '+', left: sum, right: x };
    expect(cells(evaluate(sum, table({ n: [1, 2] })))).toEqual([20_000, 40_000]);
  });

  it('answers what the compiler should have refused with a broken invariant', () => {
    for (const text of ['z + 1', 's + 1', "x == 'p'", 'log(s)', "x in {'p'}", 'lag(x, x)', 'round(x, 0.5)']) {
      expect(() => evaluate(expression(text), data), text).toThrow('broken invariant');
    }
    const noPanel = { ...data, panel: null };
    expect(() => evaluate(expression('lag(x)'), noPanel)).toThrow('broken invariant');
  });
});

describe('condition', () => {
  it('is 1, 0, or 2 where it is missing', () => {
    expect([...condition(expression('x > 3 and d'), data)]).toEqual([1, 0, 0, 0, 2, 2]);
    expect([...condition(expression("s == 'p'"), data)]).toEqual([1, 0, 2, 1, 0, 2]);
  });

  it('takes a number that is neither 1 nor 0 as no answer', () => {
    const events: unknown[] = [];
    expect([...condition(expression('x'), data, (...event) => events.push(event))]).toEqual([
      2, 1, 2, 2, 2, 2,
    ]);
    expect(events).toEqual([['not-a-condition', 4]]);
  });
});

describe('events', () => {
  const counted = (text: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    evaluate(expression(text), data, (event, count) => {
      counts[event] = (counts[event] ?? 0) + count;
    });
    return counts;
  };

  it.each([
    ['log(y)', { 'non-positive-log': 2 }],
    ['log(x)', {}],
    ['x / y', { 'not-finite': 1 }],
    ['sqrt(y)', { 'not-finite': 1 }],
    ['1 / 0', { 'not-finite': 6 }],
    ['growth(y)', { 'not-finite': 1 }],
    ['growth(x, -1)', {}],
    ['if(y > 0, log(y), 0)', {}],
    ['if(y > 0, 0, log(y))', { 'non-positive-log': 2 }],
    ['if(x > 3, log(y), 0)', { 'non-positive-log': 1 }],
    ['if(x > 3, mean(log(y)), 0)', { 'non-positive-log': 2 }],
    ['coalesce(x, log(y))', {}],
    ['coalesce(log(y), 0)', { 'non-positive-log': 2 }],
    ['cut(x, 4, 1)', { 'breaks-not-ascending': 6 }],
    ['lag(x) + lead(x)', {}],
  ])('%s', (text, expected) => {
    expect(counted(text)).toEqual(expected);
  });

  it('counts growth after a zero', () => {
    const panel = table({ u: [1, 1], t: [1, 2], z: [0, 5] }, { unit: 'u', time: 't' });
    const events: unknown[] = [];
    expect(cells(evaluate(expression('growth(z)'), panel, (...event) => events.push(event)))).toEqual([
      null,
      null,
    ]);
    expect(events).toEqual([['not-finite', 1]]);
  });
});

describe('roundDecimal', () => {
  it.each([
    [2.675, 2, 2.68],
    [1.005, 2, 1.01],
    [-2.5, 0, -3],
    [0.5, 0, 1],
    [0.49999999999999994, 0, 0],
    [1e21, 2, 1e21],
    [5e-324, 3, 0],
    [9.995, 2, 10],
    [1234.5, -2, 1200],
    [1250, -2, 1300],
    [49, -2, 0],
    [50, -2, 100],
    [0, 2, 0],
  ])('%s to %s digits is %s', (x, digits, expected) => {
    expect(roundDecimal(x, digits)).toBe(expected);
  });

  it('agrees with integers cut by their digits', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (n) => {
        expect(roundDecimal(n / 1000, 2)).toBe(Math.floor((n + 5) / 10) / 100);
        expect(roundDecimal(-n / 1000, 2) + 0).toBe(-Math.floor((n + 5) / 10) / 100 + 0);
      }),
      { numRuns: 500, seed: 1 },
    );
  });
});

describe('properties', () => {
  const truthValue = fc.constantFrom('1', '0', 'missing');
  const one = table({ n: [1] });
  const answer = (text: string) => cells(evaluate(expression(text), one))[0];

  it('de Morgan holds for three values', () => {
    fc.assert(
      fc.property(truthValue, truthValue, (a, b) => {
        expect(answer(`not (${a} and ${b})`)).toBe(answer(`not ${a} or not ${b}`));
        expect(answer(`${a} or ${b}`)).toBe(answer(`${b} or ${a}`));
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('lags and aggregates do not depend on the order of rows', () => {
    const unitYear = fc.record({
      u: fc.integer({ min: 0, max: 3 }),
      t: fc.integer({ min: 0, max: 9 }),
      x: fc.integer(),
    });
    const panel = fc.uniqueArray(unitYear, {
      selector: ({ u, t }) => u * 100 + t,
      minLength: 1,
      maxLength: 30,
    });
    fc.assert(
      fc.property(panel, fc.nat(), (list, turn) => {
        const turned = [...list.slice(turn % list.length), ...list.slice(0, turn % list.length)];
        const valuesOf = (each: typeof list, text: string) => {
          const columns = { u: each.map((r) => r.u), t: each.map((r) => r.t), x: each.map((r) => r.x) };
          const values = cells(evaluate(expression(text), table(columns, { unit: 'u', time: 't' })));
          return new Map(each.map((r, i) => [r.u * 100 + r.t, values[i]]));
        };
        for (const text of ['lag(x)', 'lead(x, 2)', 'rank(x, by=u)', 'median(x, by=t)', 'max(x)']) {
          expect(new Map([...valuesOf(turned, text)].sort(([a], [b]) => a - b))).toEqual(
            new Map([...valuesOf(list, text)].sort(([a], [b]) => a - b)),
          );
        }
      }),
      { numRuns: 100, seed: 1 },
    );
  });
});

describe('functions', () => {
  it('are those of the language, each with a sentence', () => {
    const contract =
      'log exp sqrt abs min max round floor ceil sign if coalesce is_missing lag lead diff growth mean sum sd median rank cut';
    expect(functions.map(({ declaration }) => declaration.name).sort()).toEqual(contract.split(' ').sort());
    for (const { declaration } of functions) expect(declaration.doc).toMatch(/\.$/);
  });
});
