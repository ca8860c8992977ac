/**
 * Hypotheses on coefficients against car, fixest and clubSandwich (12-hypotheses.R): hypotheses.json, whole. Statistics,
 * estimates and standard errors to 1e-9 relative, degrees of freedom of Hotelling's T-squared too; p to what that allows.
 */
import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { PlannedHypothesis } from '../../compiler/plan/plan.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { testHypothesis } from '../../runtime/inference/hypotheses.ts';
import { call, distance, fitted, name, specOf } from '../unit/numerics/fixture.ts';
import { RELATIVE, toleranceOfF, toleranceOfZ } from './account.ts';
import { expectAccuracy, powerOfTen } from './accuracy.ts';
import { type Cells, flag, readCells, table } from './tables.ts';

interface Expected {
  readonly statistic: number;
  readonly df: number;
  readonly df2?: number;
  readonly p: number;
  readonly estimate?: number;
  readonly std_error?: number;
}

type ByVcov = Readonly<Record<string, Readonly<Record<string, Expected>>>>;

const {
  env: _,
  wild,
  ...reference
} = JSON.parse(readFileSync(new URL('hypotheses.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, ByVcov>
> & { readonly wild: Readonly<Record<string, number>> };

const NEAR = RELATIVE;

type Equation = readonly [weights: Readonly<Record<string, number>>, value: number];

/** Terms that are zero, or equations. */
type Statement = readonly string[] | readonly Equation[];

interface Case {
  readonly data: Table;
  readonly spec: ModelSpec;
  /** The cluster of `cluster` and `cr2`. */
  readonly by?: string;
  /** Whose small-sample conventions a covariance follows; stata unless said. */
  readonly conventions?: Readonly<Record<string, string>>;
  readonly hypotheses: Readonly<Record<string, Statement>>;
}

/** The columns of 1995 that the script derives. */
function cigarettes(): Cells {
  const cells = readCells('cigarettes.csv');
  const rows = cells['year']!.flatMap((year, i) => (year === 1995 ? [i] : []));
  const of = (key: string) => rows.map((i) => Number(cells[key]![i]));
  const [price, cpi, income, population] = [of('price'), of('cpi'), of('income'), of('population')];
  const [tax, taxs] = [of('tax'), of('taxs')];
  return {
    packs: of('packs'),
    rprice: price.map((value, i) => value / cpi[i]!),
    rincome: income.map((value, i) => value / population[i]! / cpi[i]!),
    tdiff: taxs.map((value, i) => (value - tax[i]!) / cpi[i]!),
    rtax: tax.map((value, i) => value / cpi[i]!),
  };
}

function hmda(): Table {
  const cells = readCells('hmda.csv');
  return table({ ...cells, y: flag(cells, 'deny'), black: flag(cells, 'afam') });
}

const log = (key: string) => ({ factors: [call('log', name(key))] });
const grunfeld = table(readCells('grunfeld.csv'), { unit: 'firm', time: 'year' });
const slopes = ['value', 'capital'];
const equal = [[{ value: 1, capital: -1 }, 0]] as const;

const cases: Readonly<Record<string, Case>> = {
  ols: {
    data: grunfeld,
    spec: specOf('inv ~ value + capital + factor(year)'),
    by: 'firm',
    hypotheses: {
      slopes,
      mixed: ['capital', '(Intercept)'],
      years: ['factor(year)'],
      equal,
      level: [[{ value: 2, capital: -0.25 }, 0.25]],
      several: [
        [{ value: 1 }, 0.1],
        [{ capital: 1, value: -2 }, 0.05],
        [{ 'factor(year)1940': 1 }, 0],
      ],
      year: [[{ 'factor(year)1940': 1, 'factor(year)1950': -1 }, 0]],
    },
  },
  fe: {
    data: grunfeld,
    spec: specOf('inv ~ value + capital | firm'),
    by: 'firm',
    conventions: { iid: 'plm', cluster: 'fixest' },
    hypotheses: { slopes, equal },
  },
  fe_year: {
    data: grunfeld,
    spec: specOf('inv ~ value + capital | year'),
    by: 'firm',
    hypotheses: { slopes, equal },
  },
  iv: {
    data: table(cigarettes()),
    spec: {
      ...specOf('packs ~ 1', { estimator: 'iv' }),
      formula: {
        outcome: call('log', name('packs')),
        intercept: true,
        terms: [log('rincome')],
        fixed: [],
        instruments: {
          endogenous: [log('rprice')],
          instruments: ['tdiff', 'rtax'].map((key) => ({ factors: [name(key)] })),
        },
      },
    },
    hypotheses: {
      slopes: ['log(rprice)', 'log(rincome)'],
      unit: [[{ 'log(rprice)': 1 }, -1]],
      sum: [[{ 'log(rprice)': 1, 'log(rincome)': 1 }, -0.5]],
      both: [
        [{ 'log(rprice)': 1 }, -1],
        [{ 'log(rincome)': 1 }, 0.5],
      ],
    },
  },
  logit: {
    data: hmda(),
    spec: specOf('y ~ pirat + black + factor(mhist)', { estimator: 'logit' }),
    conventions: { HC0: 'lm' },
    hypotheses: {
      history: ['factor(mhist)'],
      slopes: ['pirat', 'black'],
      half: [[{ black: 1, pirat: -0.5 }, 0]],
    },
  },
  random: {
    data: grunfeld,
    spec: specOf('inv ~ value + capital', { estimator: 'random' }),
    hypotheses: { slopes, equal, level: [[{ value: 1, capital: 1 }, 0.4]] },
  },
};

function planned(key: string, statement: Statement): PlannedHypothesis {
  const parts: readonly (string | Equation)[] = statement;
  const terms = parts.filter((part) => typeof part === 'string');
  const equations = parts.flatMap((part) => {
    if (typeof part === 'string') return [];
    const [weights, value] = part;
    const coefficients = Object.entries(weights).map(([term, weight]) => ({ name: term, weight }));
    return [{ coefficients, value }];
  });
  return { name: key, terms, equations };
}

function vcovOf(type: string, by: string | undefined): ModelSpec['vcov'] {
  return type === 'cluster' || type === 'cr2' ? { type, by: [by!] } : { type };
}

/** How far p may be off when the statistic is by RELATIVE; the elasticity of a chi-squared tail is at most (1 + x) / 2. */
function toleranceOfP({ statistic, df, df2, p }: Expected): number {
  return df2 === undefined ? toleranceOfZ(p, Math.sqrt(statistic)) : toleranceOfF(p, df, df2);
}

/** One line of the stored figures: worst relative errors as powers of ten (accuracy.ts). */
interface Measured {
  readonly estimator: string;
  readonly vcov: string;
  readonly statistic: number;
  readonly p: number;
}

const models: Readonly<Record<string, string>> = {
  ols: 'ols',
  fe: 'ols, 1 absorbed',
  fe_year: 'ols, 1 absorbed across the clusters',
  iv: 'iv',
  logit: 'logit',
  random: 'random',
};

const measured: Measured[] = [];

afterAll(() => expectAccuracy('hypotheses', measured));

/** Asserts the numbers of a test, p by how far it moves where the statistic is off by a part; the errors of both. */
function expectSame(one: Case, type: string, key: string, expected: Expected): readonly [number, number] {
  const conventions = one.conventions?.[type] ?? 'stata';
  const spec = { ...one.spec, vcov: vcovOf(type, one.by), conventions };
  const found = testHypothesis(planned(key, one.hypotheses[key]!), fitted(one.data, spec), spec);
  expect(found.note).toBeUndefined();
  const pairs = (['statistic', 'df', 'df2', 'estimate', 'std_error'] as const).flatMap((of) =>
    expected[of] === undefined ? [] : [[found[of], expected[of]] as const],
  );
  const off = distance(
    pairs.map(([actual]) => actual),
    pairs.map(([, wanted]) => wanted),
  );
  expect(off).toBeLessThan(NEAR);
  expect(found.distribution).toBe(expected.df2 === undefined ? 'chi2' : 'f');
  expect(Math.abs(found.p! - expected.p)).toBeLessThan(toleranceOfP(expected));
  if (found.estimate !== null && found.df2 === null) {
    const margin = 1.959963984540054 * found.std_error!;
    expect(distance([found.conf_high! - found.estimate], [margin])).toBeLessThan(NEAR);
  }
  return [off, distance([found.p], [expected.p])];
}

const asked = Object.entries(reference).flatMap(([id, byVcov]) =>
  Object.entries(byVcov).map(([type, expected]) => [id, type, expected] as const),
);

describe('hypotheses.json', () => {
  it('holds every model and hypothesis of this test, and no other', () => {
    expect(Object.keys(reference)).toEqual(Object.keys(cases));
    for (const [id, one] of Object.entries(cases)) {
      const named = new Set(Object.values(reference[id]!).flatMap((expected) => Object.keys(expected)));
      expect([...named].sort()).toEqual(Object.keys(one.hypotheses).sort());
    }
  });

  it.each(asked)('%s by %s', (id, type, expected) => {
    const errors = Object.entries(expected).map(([key, wanted]) => expectSame(cases[id]!, type, key, wanted));
    const worst = (which: 0 | 1) => powerOfTen(Math.max(...errors.map((error) => error[which])));
    measured.push({ estimator: models[id]!, vcov: type, statistic: worst(0), p: worst(1) });
  });
});

describe('wild cluster bootstrap of several coefficients, every sign enumerated', () => {
  const asWild: Readonly<Record<string, readonly [formula: string, statement: Statement]>> = {
    pooled: ['inv ~ value + capital', slopes],
    pooled_constant: ['inv ~ value + capital', ['(Intercept)', 'capital']],
    fe_firm: ['inv ~ value + capital | firm', slopes],
    fe_year: ['inv ~ value + capital | year', slopes],
    equal: ['inv ~ value + capital', equal],
  };

  it('has the cases of the script', () => expect(Object.keys(asWild)).toEqual(Object.keys(wild)));

  it.each(Object.entries(wild))('%s', (id, p) => {
    const [formula, statement] = asWild[id]!;
    const vcov = { type: 'wild', by: ['firm'], draws: 1024, seed: 1, weights: 'rademacher' } as const;
    const spec = specOf(formula, { vcov });
    expect(testHypothesis(planned(id, statement), fitted(grunfeld, spec), spec).p).toBe(p);
  });

  it('of one coefficient is the p and interval of its term', () => {
    const vcov = { type: 'wild', by: ['firm'], draws: 99, seed: 1, weights: 'webb' } as const;
    const spec = specOf('inv ~ value + capital | year', { vcov });
    const model = fitted(grunfeld, spec);
    const { p, conf_low, conf_high } = testHypothesis(planned('one', [[{ value: 1 }, 0]]), model, spec);
    const term = model.record.terms.find((one) => one.term === 'value');
    expect(term).toMatchObject({ p, conf_low, conf_high });
    expect(testHypothesis(planned('one', ['value']), model, spec).p).toBe(p);
  });
});

it('the F of all slopes under cr2 is their T-squared', () => {
  for (const [id, formula] of [
    ['fe', 'inv ~ value + capital | firm'],
    ['fe_year', 'inv ~ value + capital | year'],
  ] as const) {
    const { statistic, df, df2, p } = reference[id]!['cr2']!['slopes']!;
    const { f, f_df, f_p } = fitted(grunfeld, specOf(formula, { vcov: { type: 'cr2', by: ['firm'] } })).record
      .fit;
    expect(distance([f, ...f_df!, f_p], [statistic, df, df2!, p])).toBeLessThan(NEAR);
  }
});
