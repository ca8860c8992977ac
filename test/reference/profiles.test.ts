/**
 * Every profile beside the record of R that has its convention, on Grunfeld's panel (03-panels.R): standard errors to
 * 1e-9 relative, degrees of freedom as the profile has them. Several programs share a factor; what no program of R has is
 * from manuals (docs/accuracy.md).
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VcovSpec } from '../../compiler/plan/model.ts';
import { fitted, specOf } from '../unit/numerics/fixture.ts';
import { ledger } from './ledger.ts';
import { readCells, table } from './tables.ts';

interface Model {
  readonly id: string;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly vcov: Readonly<Record<string, { readonly se: readonly number[] }>>;
}

const reference = JSON.parse(readFileSync(new URL('./grunfeld.json', import.meta.url), 'utf8')) as {
  readonly models: readonly Model[];
};
const panel = table(readCells('grunfeld.csv'), { unit: 'firm', time: 'year' });
const book = ledger('profiles');

const byFirm: VcovSpec = { type: 'cluster', by: ['firm'] };
const both: VcovSpec = { type: 'cluster', by: ['firm', 'year'] };
const normal = null;

/** Model, covariance under R's name, what studyc calls it, and each profile with the degrees of freedom that it takes. */
const cases: readonly (readonly [
  model: string,
  kind: string,
  vcov: VcovSpec,
  profiles: Readonly<Record<string, number | null>>,
])[] = [
  [
    'pooled',
    'classical',
    { type: 'iid' },
    {
      ...{ stata: 197, regress: 197, reghdfe: 197, fixest: 197, lsdv: 197 },
      ...{ lm: 197, plm: 197, linearmodels: 197, statsmodels: 197 },
    },
  ],
  [
    'pooled',
    'HC1',
    { type: 'HC1' },
    {
      ...{ stata: 197, regress: 197, reghdfe: 197, fixest: 197, lsdv: 197 },
      ...{ lm: 197, plm: 197, linearmodels: 197, statsmodels: normal },
    },
  ],
  [
    'pooled',
    'cluster',
    byFirm,
    { stata: 9, regress: 9, reghdfe: 9, fixest: 9, lsdv: 9, lm: 197, statsmodels: normal },
  ],
  ['pooled', 'cluster_CR0', byFirm, { plm: 197 }],
  ['pooled', 'twoway_per_dimension', both, { stata: 9, regress: 9, lsdv: 9, lm: 197, statsmodels: normal }],
  ['pooled', 'twoway_min', both, { reghdfe: 9, fixest: 9 }],
  ['pooled', 'newey_west_2', { type: 'newey-west', lag: 2 }, { plm: 197 }],
  ['pooled', 'driscoll_kraay_2', { type: 'driscoll-kraay', lag: 2 }, { plm: 197 }],
  [
    'fe_firm',
    'classical',
    { type: 'iid' },
    { stata: 188, xtreg: 188, reghdfe: 188, fixest: 188, lsdv: 188, plm: 188, linearmodels: 188 },
  ],
  ['fe_firm', 'HC1', { type: 'HC1' }, { stata: 188, reghdfe: 188, fixest: 188, lsdv: 188, plm: 188 }],
  ['fe_firm', 'cluster', byFirm, { stata: 9, xtreg: 9, reghdfe: 9, fixest: 9 }],
  ['fe_firm', 'cluster_areg', byFirm, { lsdv: 9 }],
  ['fe_firm', 'cluster_CR0', byFirm, { plm: 188 }],
  ['fe_twoway', 'classical', { type: 'iid' }, { stata: 169, reghdfe: 169, fixest: 169, lsdv: 169, plm: 169 }],
  ['fe_twoway', 'HC1', { type: 'HC1' }, { stata: 169, reghdfe: 169, fixest: 169, lsdv: 169, plm: 169 }],
  ['fe_twoway', 'cluster', byFirm, { stata: 9, reghdfe: 9, fixest: 9 }],
  ['fe_twoway', 'cluster_areg', byFirm, { lsdv: 9 }],
  ['fe_twoway', 'cluster_CR0', byFirm, { plm: 169 }],
  ['fe_twoway', 'twoway_min_nested', both, { stata: 9, reghdfe: 9, fixest: 9 }],
];

const formulas: Readonly<Record<string, string>> = {
  pooled: 'inv ~ value + capital',
  fe_firm: 'inv ~ value + capital | firm',
  fe_twoway: 'inv ~ value + capital | firm + year',
};
const estimators: Readonly<Record<string, string>> = {
  pooled: 'ols',
  fe_firm: 'ols, 1 absorbed',
  fe_twoway: 'ols, 2 absorbed',
};

describe.each(cases)('%s, %s', (id, kind, vcov, profiles) => {
  const model = reference.models.find((one) => one.id === id)!;

  it.each(Object.entries(profiles))('%s', (conventions, df) => {
    const { record } = fitted(panel, specOf(formulas[id]!, { vcov, conventions }));
    const terms = model.terms.map((term) => record.terms.find((one) => one.term === term)!);
    const of = `${estimators[id]!}, ${conventions}`;
    const name = vcov.by && vcov.by.length > 1 ? 'cluster, two-way' : vcov.type;
    const found = terms.map((term) => term.std_error);
    // R's own record where it was repaired.
    const expected = model.vcov[`${kind}_psd`] ?? model.vcov[kind]!;
    book.estimates(
      of,
      terms.map((term) => term.estimate),
      model.coef,
    );
    book.errors(of, name, found, expected.se);
    expect(record.conventions.df).toBe(df);
    expect(record.conventions.name).toBe(conventions);
  });
});
