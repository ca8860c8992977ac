/**
 * Event studies against fixest (16-event-study.R): event-study.json, whole, through a study of the same columns. Estimates and
 * standard errors to 1e-9 relative; joint tests and p to what that allows.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { HypothesisRecord, ModelRecord } from '../../runtime/results/results.ts';
import { account, relative, toleranceOfF, toleranceOfT } from './account.ts';
import { type Ran, runStudy, type Spec } from './studies.ts';
import { asksWhole } from './whole.ts';

interface Wald {
  readonly statistic: number;
  readonly df: number;
  readonly df2: number;
  readonly p: number;
}

interface ByVcov {
  readonly se: readonly number[];
  readonly stat: readonly number[];
  readonly p: readonly number[];
  readonly df: number;
  readonly tests: Readonly<Record<string, Wald>>;
  readonly equation: Readonly<Record<'estimate' | 'std_error' | 'statistic' | 'p', number>>;
}

interface Expected {
  readonly n: number;
  readonly terms: readonly string[];
  readonly collinear: readonly string[];
  readonly coef: readonly number[];
  readonly rss: number;
  readonly r2: number;
  readonly adj_r2: number;
  readonly within_r2: number;
  readonly vcov: Readonly<Record<Covariance, ByVcov>>;
}

const covariances = { cluster: { cluster: 'firm' }, iid: 'iid', HC1: 'HC1' } as const;
type Covariance = keyof typeof covariances;

const reference = JSON.parse(
  readFileSync(new URL('./event-study.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, Expected>>;

/** Formula, sample and hypotheses as a study writes them. */
const designs: Readonly<Record<string, Spec>> = {
  staggered: {
    regress: 'y ~ i(rel, ref=-1) + x | firm + year',
    hypotheses: {
      pre: ['rel::-4', 'rel::-3', 'rel::-2'],
      all: ['i(rel)'],
      equation: '`rel::2` - `rel::0` == 0',
    },
  },
  common: {
    regress: 'y ~ i(since, treated, ref=-1) + x | firm + year',
    hypotheses: {
      pre: ['since::-4:treated', 'since::-3:treated', 'since::-2:treated'],
      all: ['i(since, treated)'],
      equation: '`since::2:treated` - `since::0:treated` == 0',
    },
  },
  all_treated: {
    regress: 'y ~ i(event, ref=-1) | firm + year',
    where: 'not is_missing(start)',
    hypotheses: { all: ['i(event)'], equation: '`event::2` - `event::0` == 0' },
  },
};

const spec: Spec = {
  study: 'events',
  data: { file: 'event-study.csv', panel: { unit: 'firm', time: 'year' } },
  conventions: 'fixest',
  prepare: [
    {
      derive: {
        event: 'year - start',
        since: 'year - 2014',
        rel: 'if(is_missing(start), -1, min(max(event, -4), 4))',
      },
    },
  ],
  analyses: Object.fromEntries(
    Object.entries(designs).flatMap(([name, design]) =>
      Object.entries(covariances).map(([kind, vcov]) => [`${name}_${kind}`, { ...design, vcov }]),
    ),
  ),
};

const book = account();
const modelOf = (ran: Ran, name: string, kind: Covariance): ModelRecord => ran.model(`${name}_${kind}.1`);

function compareFit(name: string, { n, fit, terms }: ModelRecord): void {
  const expected = reference[name]!;
  book.compare(`${name}.n`, n, 0);
  for (const key of ['rss', 'r2', 'adj_r2', 'within_r2'] as const) {
    book.compare(`${name}.${key}`, fit[key], relative(expected[key]));
  }
  expected.coef.forEach((estimate, i) => {
    book.compare(`${name}.coef[${i}]`, terms[i]?.estimate, relative(estimate));
  });
}

function compareErrors(name: string, kind: Covariance, { terms, hypotheses }: ModelRecord): void {
  const { se, stat, p, df, tests, equation } = reference[name]!.vcov[kind];
  const at = `${name}.vcov.${kind}`;
  book.compare(`${at}.df`, terms[0]!.df, 0);
  se.forEach((error, i) => {
    const term = terms[i]!;
    book.compare(`${at}.se[${i}]`, term.std_error, relative(error));
    book.compare(`${at}.stat[${i}]`, term.statistic, 2 * relative(stat[i]!));
    book.compare(`${at}.p[${i}]`, term.p, 2 * toleranceOfT(p[i]!, stat[i]!, df));
  });
  for (const [test, expected] of Object.entries(tests)) {
    compareTest(`${at}.tests.${test}`, hypotheses[test]!, expected);
  }
  compareEquation(`${at}.equation`, hypotheses['equation']!, equation, df);
}

/** A difference loses what two estimates share: the smallest here is a fiftieth of them, so 100 times what one may be off. */
function compareEquation(
  at: string,
  found: HypothesisRecord,
  expected: ByVcov['equation'],
  df: number,
): void {
  const t = Math.sqrt(expected.statistic);
  book.compare(`${at}.estimate`, found.estimate, 100 * relative(expected.estimate));
  book.compare(`${at}.std_error`, found.std_error, relative(expected.std_error));
  book.compare(`${at}.statistic`, found.statistic, 200 * relative(expected.statistic));
  book.compare(`${at}.p`, found.p, 100 * toleranceOfT(expected.p, t, df));
}

/** A joint statistic is a quotient of squares: twice what its estimates and errors may be off. */
function compareTest(at: string, found: HypothesisRecord, expected: Wald): void {
  book.compare(`${at}.statistic`, found.statistic, 4 * relative(expected.statistic));
  book.compare(`${at}.df`, found.df, 0);
  book.compare(`${at}.df2`, found.df2, 0);
  book.compare(`${at}.p`, found.p, 4 * toleranceOfF(expected.p, expected.df, expected.df2));
}

describe('event-study.json', () => {
  let ran: Ran;

  beforeAll(async () => {
    ran = await runStudy(import.meta.dirname, spec);
    for (const name of Object.keys(designs)) {
      compareFit(name, modelOf(ran, name, 'cluster'));
      for (const kind of Object.keys(covariances) as Covariance[]) {
        compareErrors(name, kind, modelOf(ran, name, kind));
      }
    }
  });

  asksWhole('event-study', reference, book, []);

  it.each(Object.keys(designs))('names the columns of %s, and drops those, that fixest does', (name) => {
    const { terms, collinear } = modelOf(ran, name, 'cluster');
    expect(terms.map((term) => term.term)).toEqual(reference[name]!.terms);
    expect(collinear.map((record) => record.term)).toEqual(reference[name]!.collinear);
  });
});
