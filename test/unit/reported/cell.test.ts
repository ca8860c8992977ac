/** Cells as printed: what their digits stand for is exact, and every part has its place. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CellPart } from '../../../compiler/plan/reported.ts';
import { readCell, readCount, readPrinted } from '../../../compiler/reported/cell.ts';
import { decimalOf } from '../../../compiler/reported/decimal.ts';

const input = (text: string) => ({
  text,
  span: { file: 'study.yaml', start: 100, end: 100 + text.length },
  offsets: 'direct' as const,
});
const number = (text: string) => {
  const read = readPrinted(input(text));
  return read.ok ? [read.value.value, read.value.low, read.value.high] : read.diagnostics[0]!.code;
};

describe('a printed number', () => {
  it.each([
    ['1.144', '1.144', '1.1435', '1.1445'],
    ['3.10', '3.10', '3.095', '3.105'],
    ['0.370', '0.370', '0.3695', '0.3705'],
    ['.04', '0.04', '0.035', '0.045'],
    ['−0.170', '-0.170', '-0.1705', '-0.1695'],
    ['-0.000', '-0.000', '-0.0005', '0.0005'],
    ['+2.', '2', '1.5', '2.5'],
    ['1,234,567.8', '1234567.8', '1234567.75', '1234567.85'],
    ['1.2e-3', '0.0012', '0.00115', '0.00125'],
    ['1.2E3', '1200', '1150', '1250'],
    ['-9e−2', '-0.09', '-0.095', '-0.085'],
    ['0', '0', '-0.5', '0.5'],
    [
      '0.30000000000000000001',
      '0.30000000000000000001',
      '0.300000000000000000005',
      '0.300000000000000000015',
    ],
  ])('%s', (text, ...expected) => {
    expect(number(text)).toEqual(expected);
  });

  it('may be a bound: everything below', () => {
    expect(number('<0.001')).toEqual(['0.001', null, '0.001']);
    expect(number('< .05 ')).toEqual(['0.05', null, '0.05']);
  });

  it.each([
    '',
    ' ',
    '.',
    '-',
    'e5',
    '1,23',
    '12,3456',
    '1.2.3',
    '1 2',
    '0x1F',
    '.nan',
    '１２',
    'p < .01',
    '1e999',
    '9'.repeat(41),
    '5%',
    '– 1',
  ])('%j is none', (text) => {
    expect(number(text)).toBe('printed-form');
  });

  it('keeps every digit: the decimal is the text, and the interval is one unit wide around it', () => {
    const digits = fc.stringMatching(/^[0-9]{1,15}$/);
    fc.assert(
      fc.property(
        fc.boolean(),
        digits,
        digits,
        fc.integer({ min: -30, max: 30 }),
        (negative, whole, fraction, exponent) => {
          const { value, low, high } = decimalOf({ negative, whole, fraction, exponent });
          // Everything in units of 10^-60, where all of them are whole.
          const units = (text: string): bigint => {
            const [, sign, before, after = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)!;
            return BigInt(`${sign}${before}${after.padEnd(60, '0')}`);
          };
          const unit = 10n ** BigInt(60 - fraction.length + exponent);
          const exact = (negative ? -1n : 1n) * BigInt(`${whole}${fraction}`) * unit;
          expect([units(low), units(value), units(high)]).toEqual([
            exact - unit / 2n,
            exact,
            exact + unit / 2n,
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('a count', () => {
  it('stands for itself', () => {
    const read = readCount(input('1,234'));
    expect(read.ok && [read.value.value, read.value.low, read.value.high]).toEqual(['1234', '1234', '1234']);
  });

  it.each(['30.8', '-3', '<5', '1e-2'])('%s counts nothing', (text) => {
    const read = readCount(input(text));
    expect(!read.ok && read.diagnostics.map((one) => one.code)).toEqual(['printed-count']);
  });
});

const cell = (text: string, parentheses: CellPart | null = 't', brackets: CellPart | null = 'ci') =>
  readCell(input(text), { parentheses, brackets });

/** The parts of a cell: what is printed and where. */
function parts(text: string, parentheses: CellPart = 't', brackets: CellPart = 'ci'): Record<string, string> {
  const read = cell(text, parentheses, brackets);
  if (!read.ok) return { mistake: read.diagnostics.map((one) => one.code).join(' ') };
  const { stars, ci, ...numbers } = read.value;
  const shown = Object.entries({ ...numbers, low: ci?.low ?? null, high: ci?.high ?? null }).flatMap(
    ([name, one]) => (one ? [[name, `${one.value} @${one.span.start - 100}`]] : []),
  );
  return Object.fromEntries([
    ...shown,
    ...(stars ? [['stars', `${stars.value} @${stars.span.start - 100}`]] : []),
  ]);
}

describe('a printed cell', () => {
  it.each([
    ['1.144*** (7.68)', { estimate: '1.144 @0', t: '7.68 @10', stars: '*** @5' }],
    ['-0.170 (−10.81)***', { estimate: '-0.170 @0', t: '-10.81 @8', stars: '*** @15' }],
    ['  0.0518', { estimate: '0.0518 @2' }],
    ['2∗∗ （1.5）', { estimate: '2 @0', t: '1.5 @5', stars: '** @1' }],
    [
      '0.36** (0.05) [0.26, 0.46]',
      { estimate: '0.36 @0', t: '0.05 @8', low: '0.26 @15', high: '0.46 @21', stars: '** @4' },
    ],
    [
      '0.36 [0.26; 0.46] (3.1)†',
      { estimate: '0.36 @0', t: '3.1 @19', low: '0.26 @6', high: '0.46 @12', stars: '† @23' },
    ],
    ['1 [-0.46--0.26]', { estimate: '1 @0', low: '-0.46 @3', high: '-0.26 @9' }],
    ['1 [-0.46 to 0.26]', { estimate: '1 @0', low: '-0.46 @3', high: '0.26 @12' }],
    ['1 [0.26 – 0.46]', { estimate: '1 @0', low: '0.26 @3', high: '0.46 @10' }],
    ['1 [1,234]', { estimate: '1 @0', low: '1 @3', high: '234 @5' }],
  ])('%s', (text, expected) => {
    expect(parts(text)).toEqual(expected);
  });

  it('says what p is, with or without its name', () => {
    expect(parts('1.2 (p < .01)', 'p')).toEqual({ estimate: '1.2 @0', p: '0.01 @5' });
    expect(parts('1.2 (p = 0.02)', 'p')).toEqual({ estimate: '1.2 @0', p: '0.02 @5' });
    expect(parts('1.2 (<0.001)', 'p')).toEqual({ estimate: '1.2 @0', p: '0.001 @5' });
    expect(parts('1.2 (p = 0.02)', 't')).toEqual({ mistake: 'printed-form' });
  });

  it('an interval that can be read in two ways, or has one end, is none', () => {
    expect(parts('1 [1,234,567,890]')).toEqual({ mistake: 'interval-ends' });
    expect(parts('1 [-0.46 -0.26]')).toEqual({ mistake: 'interval-ends' });
    expect(parts('1 [3.2]')).toEqual({ mistake: 'interval-ends' });
    expect(parts('1 []')).toEqual({ mistake: 'interval-ends' });
  });

  it('the place of a mistake is within the cell', () => {
    const read = cell('1.2** (7.68');
    expect(!read.ok && read.diagnostics[0]!.span).toMatchObject({ start: 110, end: 111 });
    expect(!read.ok && read.diagnostics[0]!.message).toBe('this cell ends too early after 7.68: expected )');
  });

  it('any text is read or refused within itself, quickly', () => {
    const text = fc.string({
      unit: fc.constantFrom(...'0123456789.,-−*+()[]<>pto ;e–（）').map(String),
      maxLength: 40,
    });
    fc.assert(
      fc.property(text, (written) => {
        const read = cell(written);
        if (read.ok) expect(read.value.estimate.value).toMatch(/^-?\d+(\.\d+)?$/);
        for (const { span } of read.ok ? [] : read.diagnostics) {
          expect(span.start).toBeGreaterThanOrEqual(100);
          expect(span.end).toBeLessThanOrEqual(100 + written.length);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
