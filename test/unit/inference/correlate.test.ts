/** Against R's cor.test on ties and gaps (test/reference/correlations.json): 1e-12 relative, a dozen rows. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CorrelateParameters } from '../../../compiler/plan/plan.ts';
import { correlate } from '../../../runtime/describe/correlate.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';

const reference = JSON.parse(
  readFileSync(new URL('../../reference/correlations.json', import.meta.url), 'utf8'),
) as Record<string, (number | null)[]> &
  Record<'pearson' | 'spearman', Record<string, Record<'estimate' | 'statistic' | 'p' | 'n', number>>>;

const tableOf = (columns: Readonly<Record<string, readonly (number | null)[]>>): Table => ({
  rows: Object.values(columns)[0]!.length,
  columns: new Map(
    Object.entries(columns).map(([name, cells]) => [
      name,
      { kind: 'number', name, values: Float64Array.from(cells, (cell) => cell ?? Number.NaN) },
    ]),
  ),
  panel: null,
});

const parameters: CorrelateParameters = {
  variables: ['x', 'y', 'z'],
  method: 'pearson',
  where: [],
  listwise: false,
  groups: [],
};
const never = (): never => {
  throw new Error('no condition to evaluate');
};
const { x, y, z } = reference as Record<string, (number | null)[]>;
const small = tableOf({ x: x!, y: y!, z: z! });

describe.each(['pearson', 'spearman'] as const)('%s', (method) => {
  it('is that of R, pair by pair over its own rows', () => {
    const rows = correlate(small, { ...parameters, method }, never);
    expect(rows.map((row) => `${row.variable},${row.with}`)).toEqual(['y,x', 'z,x', 'z,y']);
    for (const row of rows) {
      const expected = reference[method][`${row.variable},${row.with}`]!;
      expect(row.n).toBe(expected.n);
      expect(row.df).toBe(expected.n - 2);
      for (const name of ['estimate', 'statistic', 'p'] as const) {
        expect(Math.abs(row[name]! / expected[name] - 1)).toBeLessThan(1e-12);
      }
    }
  });
});

describe('rows', () => {
  it('complete for all variables, where asked', () => {
    const rows = correlate(small, { ...parameters, listwise: true }, never);
    expect(rows.map((row) => row.n)).toEqual([10, 10, 10]);
  });

  it('of a group, and of a condition', () => {
    const answers: Readonly<Record<string, number[]>> = {
      a: [1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0],
      b: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1],
      all: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, Number.NaN, 0],
    };
    const name = (text: string) => ({ kind: 'name', name: text }) as const;
    const groups = ['a', 'b'].map((one) => ({ name: one, where: name(one) }));
    const rows = correlate(small, { ...parameters, groups, where: [name('all')] }, (e) =>
      e.kind === 'name' ? answers[e.name]! : [],
    );
    expect(rows.map((row) => [row.group, row.n])).toEqual([
      ['a', 5],
      ['a', 5],
      ['a', 6],
      ['b', 3],
      ['b', 4],
      ['b', 3],
    ]);
  });
});

describe('what does not exist', () => {
  it('is null: a constant, no rows, a p of two rows', () => {
    const table = tableOf({ x: [1, 1, 1], y: [1, 2, 3], z: [null, 5, 4] });
    const [constant, , two] = correlate(table, parameters, never);
    expect(constant).toMatchObject({ n: 3, estimate: null, statistic: null, p: null });
    expect(two).toMatchObject({ n: 2, estimate: -1, statistic: null, df: null, p: null });
    expect(correlate(tableOf({ x: [], y: [], z: [] }), parameters, never)[0]).toMatchObject({
      n: 0,
      estimate: null,
    });
  });

  it('an exact line has p 0 and no t', () => {
    const table = tableOf({ x: [1, 2, 3, 4], y: [2, 4, 6, 8], z: [4, 3, 2, 1] });
    const [up, down] = correlate(table, parameters, never);
    expect(up).toMatchObject({ estimate: 1, statistic: null, p: 0 });
    expect(down).toMatchObject({ estimate: -1, statistic: null, p: 0 });
  });
});

describe('invariance', () => {
  const cells = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 })), {
    minLength: 4,
    maxLength: 30,
  });

  it('of ranks to any increasing change; of r to scale and origin', () => {
    fc.assert(
      fc.property(cells, (pairs) => {
        const [a, b] = [pairs.map((pair) => pair[0]), pairs.map((pair) => pair[1])];
        const one = tableOf({ x: a, y: b, z: b });
        const cubed = tableOf({ x: a.map((v) => v ** 3), y: b, z: b });
        const moved = tableOf({ x: a.map((v) => 2 * v + 7), y: b, z: b });
        const first = (table: Table, method: 'pearson' | 'spearman') =>
          correlate(table, { ...parameters, method }, never)[0]!;
        expect(first(cubed, 'spearman')).toEqual(first(one, 'spearman'));
        const [r, s] = [first(one, 'pearson').estimate, first(moved, 'pearson').estimate];
        if (r === null || s === null) expect(r).toBe(s);
        else expect(Math.abs(r - s)).toBeLessThan(1e-13);
      }),
      { numRuns: 100 },
    );
  });
});
