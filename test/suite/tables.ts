import type { ColumnFacts, ColumnSchema, TableSchema } from '../../compiler/plan/catalog.ts';

/** The tables that the studies of the suite stand on, as a description of a file has them. */
const number = (name: string): ColumnSchema => ({ name, type: 'number', levels: null });

/** A text column by its levels, or a number column by its range; other facts as given. */
function column(
  name: string,
  values: readonly string[] | readonly [number, number],
  facts: Partial<ColumnFacts> = {},
): ColumnSchema {
  const text = values.every((value) => typeof value === 'string');
  const usual: ColumnFacts = {
    missing: 0,
    distinct: text ? values.length : null,
    range: text ? null : (values as readonly [number, number]),
    numeric: 0,
    constantWithin: [],
  };
  return {
    name,
    type: text ? 'text' : 'number',
    levels: text ? (values as readonly string[]) : null,
    facts: { ...usual, ...facts },
  };
}

/** A column of few whole numbers. */
function code(name: string, levels: readonly number[], facts: Partial<ColumnFacts> = {}): ColumnSchema {
  const known = { distinct: levels.length, range: [Math.min(...levels), Math.max(...levels)] as const };
  const { facts: usual, ...rest } = column(name, known.range, { ...known, ...facts });
  return { ...rest, levels: levels.map(String), ...(usual ? { facts: usual } : {}) };
}

const years = [2014, 2015, 2016, 2017, 2018, 2019];
const cities = Array.from({ length: 40 }, (_, i) => `c${i}`);

/** 40 cities in four regions over six years: columns with every fact that a warning looks at. */
const survey: TableSchema = {
  rows: 240,
  panel: {
    kind: 'panel',
    units: 40,
    periods: 6,
    distances: { least: 1, divisor: 1, gaps: 0 },
  },
  columns: [
    column('city', cities, { constantWithin: ['unit'] }),
    code('year', years, { constantWithin: ['time'] }),
    column('region', ['east', 'north', 'south', 'west'], { constantWithin: ['unit'] }),
    ...['y', 'x', 'z', 'w'].map((name) => column(name, [0.5, 90])),
    column('rate', [-3, 4]),
    column('some', [0, 10], { missing: 12 }),
    column('few', [0, 10], { missing: 30 }),
    column('none', [0, 10], { missing: 240, distinct: 0, range: null }),
    column('area', [10, 900], { constantWithin: ['unit'] }),
    column('deflator', [0.9, 1.2], { constantWithin: ['time'] }),
    code('treated', [0, 1]),
    code('one', [1], { constantWithin: ['unit', 'time'] }),
    column('income', ['12.5', '13', '14.1', 'n.a.'], { numeric: 239 }),
  ],
};

const panel = (distances: { least: number; divisor: number; gaps: number }): TableSchema => ({
  ...survey,
  panel: { kind: 'panel', units: 40, periods: 6, distances },
});

export const tables: Readonly<Record<string, TableSchema>> = {
  toy: {
    rows: 60,
    columns: [
      { name: 'city', type: 'text', levels: ['B', 'A'] },
      { name: 'year', type: 'number', levels: ['2016', '2014', '2015'] },
      ...['k', 'y', 'x', 'z', 'w', '技术', '人口'].map(number),
    ],
  },
  survey,
  /** A panel of days. */
  days: {
    rows: 90,
    columns: [
      { name: 'firm', type: 'text', levels: ['A', 'B'] },
      { name: 'day', type: 'date', levels: null },
      { name: 'opened', type: 'date', levels: ['2020-01-01', '2020-06-30'] },
      ...['y', 'x'].map(number),
    ],
  },
  /** What a study joins to the toy: one row a city, one of them without an area. */
  regions: {
    rows: 2,
    columns: [
      { name: 'city', type: 'text', levels: ['A', 'B'] },
      { name: 'code', type: 'number', levels: ['1', '2'] },
      { name: 'province', type: 'text', levels: ['north', 'south'] },
      number('area'),
    ],
  },
  gappy: panel({ least: 1, divisor: 1, gaps: 7 }),
  biennial: panel({ least: 2, divisor: 2, gaps: 0 }),
  repeated: {
    ...survey,
    panel: {
      kind: 'failure',
      message: 'rows 2 and 3 have the same keys: city c0, year 2015',
      hint: 'a panel has one row for each city and year',
    },
  },
};
