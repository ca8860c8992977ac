import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../compiler/plan/expression.ts';
import { levelsOf } from '../../../runtime/design/codes.ts';
import { intersection } from '../../../runtime/linalg/grouping.ts';
import { numberCodes } from '../../../runtime/linalg/number-codes.ts';
import { specOf, tableOf } from './fixture.ts';
import { buildDesign } from '../../../runtime/design/build.ts';
import { type Reduced, reduce } from '../../../runtime/design/reduce.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';

/** What coding means, by sorting and looking up: slow and obviously right. */
function plainCodes(values: Float64Array): { codes: number[]; keys: number[] } {
  const keys = [...new Set([...values].filter((value) => !Number.isNaN(value)))].sort((p, q) => p - q);
  return { codes: [...values].map((value) => keys.indexOf(value)), keys };
}

const near = fc.integer({ min: -5, max: 5 });
const far = fc.oneof(
  fc.integer({ min: -2e9, max: 2e9 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe('codes of numbers', () => {
  it.each([
    ['integers near to one another', fc.array(fc.oneof(near, fc.constant(Number.NaN)))],
    ['any numbers', fc.array(fc.oneof(far, near, fc.constant(Number.NaN)))],
  ])('are places among the sorted ones: %s', (_, arrays) => {
    fc.assert(
      fc.property(arrays, (cells) => {
        const values = Float64Array.from(cells);
        const { codes, keys } = numberCodes(values);
        const plain = plainCodes(values);
        expect(Array.from(codes)).toEqual(plain.codes);
        expect(Array.from(keys, (key) => key + 0)).toEqual(plain.keys.map((key) => key + 0));
      }),
    );
  });

  it('survive the growth of the table', () => {
    const values = Float64Array.from({ length: 20_000 }, (_, i) => ((i * 7919) % 10_007) / 3);
    const { codes, keys } = numberCodes(values);
    expect(keys.length).toBe(10_007);
    expect(values.every((value, i) => keys[codes[i]!] === value)).toBe(true);
    expect(keys.every((key, k) => k === 0 || key > keys[k - 1]!)).toBe(true);
  });

  it('put declared levels first, and number combinations by their first row', () => {
    const column = tableOf({ g: [3, null, 1, 2, 3] }).columns.get('g')!;
    const { codes, labels } = levelsOf(column, Int32Array.of(0, 1, 2, 3, 4), ['2', '9']);
    expect([labels, Array.from(codes)]).toEqual([
      ['2', '1', '3'],
      [2, -1, 1, 0, 2],
    ]);
    const a = { codes: Int32Array.of(2, 0, 2, 1, 0), levels: 3 };
    const b = { codes: Int32Array.of(1, 0, 0, 0, 0), levels: 2 };
    expect(intersection(a, b)).toEqual({ codes: Int32Array.of(0, 1, 2, 3, 1), levels: 4 });
  });
});

describe('a design', () => {
  const cells = { y: [1, 2, 3, 5], x: [2, 1, 4, 4], id: [10, 10, 20, 20] };
  const options = { levels: new Map(), dropSingletons: true, clusters: ['id'] };

  it('reads columns as they stand where every row is used, and codes a column once', () => {
    const table = tableOf(cells);
    const design = buildDesign(table, specOf('y ~ x | id'), {
      ...options,
      evaluate: (e) => evaluate(e, table),
    });
    if ('kind' in design) throw new Error(design.note.message);
    const { values: y } = table.columns.get('y') as { values: Float64Array };
    expect(design.y).toBe(y);
    expect(design.fixed[0]!.codes).toBe(design.clusters[0]!.codes);
  });

  it('absorbs a column once for all models of a sample, and anew for another', () => {
    const table = tableOf({
      y: [1, 2, 3, 5, 4, 4],
      x: [2, 1, 4, 4, 3, 9],
      z: [0, 5, 1, 1, 2, null],
      id: [10, 10, 20, 20, 20, 10],
    });
    const reduced = (formula: string, of = table): Reduced => {
      const evaluateIn = { ...options, clusters: [], evaluate: (e: Expression) => evaluate(e, of) };
      const design = buildDesign(of, specOf(formula), evaluateIn);
      if ('kind' in design) throw new Error(design.note.message);
      return reduce(design);
    };
    const [first, second] = [reduced('y ~ x + z | id'), reduced('y ~ z | id')];
    const other = reduced('y ~ x | id');
    expect(second.y).toBe(first.y);
    expect(second.x[0]).toBe(first.x[1]);
    expect([first.y.length, second.y.length, other.y.length]).toEqual([5, 5, 6]);
    expect(reduced('y ~ z | id', { ...table })).toEqual(second);
  });

  it('takes rows alone in a level one after the other, and no others', () => {
    // Firm 3 has one row; without it year 9 has one, of firm 2; without that firm 2 has one.
    const table = tableOf({
      y: [1, 2, 3, 4, 5, 6, 7],
      x: [1, 3, 2, 5, 4, 6, 1],
      firm: [1, 1, 2, 2, 3, 1, 1],
      year: [7, 8, 9, 8, 9, 7, 8],
    });
    const design = buildDesign(table, specOf('y ~ x | firm + year'), {
      ...options,
      clusters: [],
      evaluate: (e) => evaluate(e, table),
    });
    if ('kind' in design) throw new Error(design.note.message);
    expect([Array.from(design.rows), design.sample.singletons]).toEqual([[0, 1, 5, 6], 3]);
  });
});
