/**
 * `describe` and `correlate` by group against R (17-descriptives.R): descriptives.json, whole. The synthetic panel by
 * period as it is prepared and with its gaps, and groups of none to three rows. All to 1e-9 relative; p to what that allows.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CorrelateRecord, CorrelateRow, DescribeRecord } from '../../runtime/results/results.ts';
import {
  type Account,
  account,
  differences,
  leaves,
  relative,
  toleranceOfT,
  unaccounted,
} from './account.ts';
import { preparation, type Ran, type Spec, study } from './studies.ts';

type Number = number | null;
type Pair = Readonly<Record<'n' | 'estimate' | 'statistic' | 'p', Number>>;
type Correlations = Readonly<Record<'pearson' | 'spearman' | 'listwise', Readonly<Record<string, Pair>>>>;
type Described = Readonly<Record<'type7' | 'type2', Readonly<Record<string, Number>>>>;
type ByGroup<T> = Readonly<Record<string, T>>;

interface Reference {
  readonly describe: ByGroup<ByGroup<ByGroup<Described>>>;
  readonly correlate: ByGroup<ByGroup<Correlations>>;
}

const reference: Reference = JSON.parse(
  readFileSync(new URL('./descriptives.json', import.meta.url), 'utf8'),
);

const statistics = [
  ...['n', 'missing', 'mean', 'sd', 'variance', 'min', 'max', 'median'],
  ...['p1', 'p5', 'p10', 'p25', 'p75', 'p90', 'p95', 'p99', 'skewness', 'kurtosis'],
];

/** Profiles with the one and the other percentile. */
const profiles = { type7: 'fixest', type2: 'stata' } as const;

const periods = {
  incubation: 'year <= 2015',
  development: 'year in [2016, 2019]',
  formation: 'year >= 2020',
};
const small = {
  one: "city == 'Wuhan' and year == 2014",
  two: "city == 'Wuhan' and year <= 2014",
  three: "city == 'Wuhan' and year <= 2015",
  none: 'year < 2000',
  whole: "city == 'Wuhan'",
};

const raw = ['m_city', 'kw_ai', 'population', 'fai', 'rd'];
const prepared = ['AGG', 'TIN', 'AI', 'POS', 'NUE', 'GRA'];

/** The skewness of two values is zero, of which R and studyc leave what their mean was rounded by. */
const OF_SYMMETRY = 1e-15;

/** Every way to ask for one table of the reference. */
function analysesOf(split: string | Spec, described: readonly string[], correlated: readonly string[]) {
  return {
    type7: { describe: described, statistics, conventions: profiles.type7, split },
    type2: { describe: described, statistics, conventions: profiles.type2, split },
    pearson: { correlate: correlated, split },
    spearman: { correlate: correlated, method: 'spearman', split },
    listwise: { correlate: correlated, common_sample: true, split },
  };
}

function compareDescribed(book: Account, which: string, ran: Ran): void {
  for (const type of ['type7', 'type2'] as const) {
    for (const row of (ran.results.analyses[type] as DescribeRecord).rows) {
      const place = `describe.${which}.${row.group}.${row.variable}.${type}`;
      const expected = reference.describe[which]![row.group!]![row.variable]![type];
      for (const name of statistics) {
        const rounding = name === 'skewness' ? OF_SYMMETRY : 0;
        book.compare(`${place}.${name}`, row[name] as Number, relative(expected[name]!) + rounding);
      }
    }
  }
}

function compareCorrelated(book: Account, which: string, ran: Ran): void {
  for (const kind of ['pearson', 'spearman', 'listwise'] as const) {
    for (const row of (ran.results.analyses[kind] as CorrelateRecord).rows) {
      const pair = `${row.variable},${row.with}`;
      const expected = reference.correlate[which]![row.group!]![kind][pair]!;
      comparePair(book, `correlate.${which}.${row.group}.${kind}.${pair}`, expected, row);
    }
  }
}

/** An error of r is one of t by 1 / (1 - r^2), which is below ten here. */
function comparePair(book: Account, place: string, expected: Pair, row: CorrelateRow): void {
  book.compare(`${place}.n`, row.n, 0);
  book.compare(`${place}.estimate`, row.estimate, relative(expected.estimate));
  book.compare(`${place}.statistic`, row.statistic, 10 * relative(expected.statistic));
  const { statistic, p } = expected;
  const tolerance = statistic === null ? 0 : 10 * toleranceOfT(p, statistic, expected.n! - 2);
  book.compare(`${place}.p`, row.p, tolerance);
}

describe('descriptives.json', () => {
  const book = account();
  const all = leaves(reference);

  beforeAll(async () => {
    const file = 'agglomeration.csv';
    const levels = { incubation: 'Incubation', development: 'Development', formation: 'Formation' };
    const variables = { period: { levels } };
    const byColumn = analysesOf('period', prepared, prepared);
    const runs = {
      prepared: await study(file, preparation({}), byColumn, { variables }),
      gaps: await study(file, [], analysesOf(periods, raw, raw)),
      small: await study(file, [], analysesOf(small, raw, raw.slice(0, 3))),
    };
    for (const [which, ran] of Object.entries(runs)) {
      compareDescribed(book, which, ran);
      compareCorrelated(book, which, ran);
    }
  });

  it('has no number that is off', () => {
    expect(differences(all, book.compared)).toEqual([]);
  });

  it('is accounted for, number by number', () => {
    expect(unaccounted(all, book.compared, [])).toEqual([]);
  });
});
