/** What is known of a table before anything runs, counted against tables that are small enough to count by eye. */
import { describe, expect, it } from 'vitest';
import type { TableSchema } from '../../../compiler/plan/catalog.ts';
import { csv } from '../../../runtime/sources/csv.ts';
import { isSourceFailure } from '../../../runtime/sources/failure.ts';

const panel = { unit: 'city', time: 'year' };

async function described(text: string, keys: typeof panel | null = panel): Promise<TableSchema> {
  const schema = await csv.describe(new TextEncoder().encode(text), {}, keys);
  if (isSourceFailure(schema)) throw new Error(schema.message);
  return schema;
}

const rows = (...lines: readonly string[]): string => ['city,year,x,nation,area,t', ...lines].join('\n');

describe('facts of columns', () => {
  it('counts missing cells, distinct values, ranges, cells that read as numbers', async () => {
    const { columns } = await described('a,b,c,007\n1,,p,12\n3,,q,007\n,,p,x\n', null);
    expect(columns.map(({ name, facts }) => [name, facts])).toEqual([
      ['a', { missing: 1, distinct: 2, range: [1, 3], numeric: 0, constantWithin: [] }],
      ['b', { missing: 3, distinct: 0, range: null, numeric: 0, constantWithin: [] }],
      ['c', { missing: 0, distinct: 2, range: null, numeric: 0, constantWithin: [] }],
      ['007', { missing: 0, distinct: 3, range: null, numeric: 2, constantWithin: [] }],
    ]);
  });

  it('counts no further than is worth it', async () => {
    const cells = Array.from({ length: 1500 }, (_, i) => `${i / 7}`);
    const { columns } = await described(['v', ...cells].join('\n'), null);
    expect(columns[0]!.facts).toMatchObject({ distinct: null, range: [0, 1499 / 7] });
  });

  it('knows what does not vary within a unit or a period, missing cells aside', async () => {
    const text = rows('A,1,5,10,7,p', 'B,2,5,20,8,', 'A,2,6,20,,p', 'B,1,5,10,8,q');
    const { columns } = await described(text);
    expect(Object.fromEntries(columns.map(({ name, facts }) => [name, facts?.constantWithin]))).toEqual({
      city: ['unit'],
      year: ['time'],
      x: [],
      nation: ['time'],
      area: ['unit'],
      t: ['unit'],
    });
  });
});

describe('the panel', () => {
  const line = (city: string, year: number): string => `${city},${year},1,1,1,p`;

  it('tells how far its rows are apart, in whatever order they stand', async () => {
    const text = rows(line('A', 2012), line('B', 2011), line('A', 2010), line('B', 2015), line('A', 2016));
    expect((await described(text)).panel).toEqual({
      kind: 'panel',
      units: 2,
      periods: 5,
      // A: 2, 4; B: 4.
      distances: { least: 2, divisor: 2, gaps: 2 },
    });
  });

  it('has no distances where each unit stands once, or time is text', async () => {
    expect((await described(rows(line('A', 1), line('B', 2)))).panel).toMatchObject({ distances: null });
    const text = 'city,year\nA,first\nA,second\n';
    expect((await described(text)).panel).toMatchObject({ kind: 'panel', distances: null });
  });

  it('is refused where keys repeat or are missing, and left to names where a key does not exist', async () => {
    expect((await described(rows(line('A', 1), line('A', 1)))).panel).toMatchObject({
      kind: 'failure',
      message: expect.stringContaining('rows 1 and 2') as unknown,
    });
    const none = await described(rows(line('A', 1)), { unit: 'town', time: 'year' });
    expect(none.panel).toBeNull();
  });
});
