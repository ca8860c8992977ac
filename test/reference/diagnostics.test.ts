/**
 * Tests of models against car, lmtest and plm: the blocks `tests` and `diagnostics` of 03-panels.R and 04-agglomeration.R,
 * whole. Statistics to 1e-9 relative, p to what that allows.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { noTest } from '../../runtime/diagnostics/diagnostic.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { DiagnosticRecord } from '../../runtime/results/results.ts';
import { call, distance, estimateOn, fitted, name, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { type Cells, readCells, table } from './tables.ts';

const json = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));
const NEAR = 1e-9;

/** Result of a test, or the failure as it comes. */
function run(data: Table, spec: ModelSpec, test: string): DiagnosticRecord {
  const input = { model: fitted(data, spec), spec, estimate: (other: ModelSpec) => estimateOn(data, other) };
  const found = (modelTestFor(test)?.run ?? (() => noTest(`no test ${test}`)))(input);
  if ('kind' in found) throw new Error(JSON.stringify(found));
  return found as DiagnosticRecord;
}

const ratio = (cells: Cells, top: string, bottom: string, by = 1) =>
  cells[top]!.map((cell, i) => (Number(cell) / Number(cells[bottom]![i])) * by);

const grunfeld = table(readCells('grunfeld.csv'), { unit: 'firm', time: 'year' });
const produc = table(readCells('produc.csv'), { unit: 'state', time: 'year' });
const states = readCells('fatalities.csv');
const fatalities = table(
  { ...states, frate: ratio(states, 'fatal', 'pop', 10000) },
  { unit: 'state', time: 'year' },
);
const schools = readCells('caschools.csv');
const caschools = table({
  ...schools,
  str: ratio(schools, 'students', 'teachers'),
  score: schools['read']!.map((cell, i) => (Number(cell) + Number(schools['math']![i])) / 2),
});

const plm = { conventions: 'plm', vcov: { type: 'iid' } };
const product: ModelSpec = {
  ...specOf('y ~ unemp', plm),
  formula: {
    ...specOf('y ~ unemp').formula,
    outcome: call('log', name('gsp')),
    terms: [
      ...['pcap', 'pc', 'emp'].map((key) => ({ factors: [call('log', name(key))] })),
      { factors: [name('unemp')] },
    ],
  },
};
const investment = specOf('inv ~ value + capital', plm);
const agglomeration = json('agglomeration.json');

const residualTests = {
  breusch_pagan_koenker: 'breusch-pagan',
  breusch_pagan_original: 'breusch-pagan-original',
  white_fitted: 'white',
  reset_fitted_2_3: 'reset',
  durbin_watson: 'durbin-watson',
  jarque_bera: 'jarque-bera',
} as const;

/** The test by R's name, and the effects of the model that R took it of. */
const panelTests: Readonly<Record<string, readonly [test: string, effects: 'none' | 'unit']>> = {
  hausman: ['hausman', 'none'],
  hausman_auxiliary: ['hausman-auxiliary', 'none'],
  F_individual: ['f-individual', 'none'],
  F_twoway_vs_pooled: ['f-twoways', 'none'],
  F_time_given_individual: ['f-time', 'unit'],
  lm_breusch_pagan_individual: ['lm-individual', 'none'],
  lm_honda_individual: ['lm-honda', 'none'],
  lm_twoway_bp: ['lm-twoways', 'none'],
  breusch_godfrey_fe: ['breusch-godfrey', 'unit'],
  wooldridge_fe_serial: ['wooldridge', 'unit'],
  pesaran_cd_fe: ['pesaran-cd', 'unit'],
};

interface Expected {
  readonly statistic: number;
  readonly df?: number | readonly number[] | null;
  readonly p: number;
}

/** p moves by its elasticity times what the statistic may be off: at most half the squared root of an exponential tail. */
function expectSame(found: DiagnosticRecord, { statistic, df, p }: Expected): void {
  expect(distance([found.statistic], [statistic])).toBeLessThan(NEAR);
  const dfs = df === undefined || df === null ? [] : [df].flat();
  expect([found.df, found.df2].filter((one) => one !== null)).toEqual(dfs);
  const steep = p > 0 ? 10 + 2 * Math.abs(Math.log(p)) : 1;
  if (p > 0) expect(distance([found.p], [p])).toBeLessThan(NEAR * steep * 10);
  else expect(found.p).toBeLessThan(1e-300);
}

const withEffects = (spec: ModelSpec, unit: string): ModelSpec => ({
  ...spec,
  formula: { ...spec.formula, fixed: [{ columns: [unit], slopes: [] }] },
});

const diagnosed = [
  ['grunfeld', grunfeld, investment, json('grunfeld.json').models[0].diagnostics],
  ['produc', produc, product, json('produc.json').models[0].diagnostics],
  ['caschools simple', caschools, specOf('score ~ str', plm), json('caschools.json').models[0].diagnostics],
  [
    'caschools three',
    caschools,
    specOf('score ~ str + english + lunch', plm),
    json('caschools.json').models[6].diagnostics,
  ],
  [
    'agglomeration',
    preparedPanel(),
    specOf('AGG ~ TIN + POS + NUE + GRA', plm),
    agglomeration.baseline[3].diagnostics,
  ],
] as const;

it.each(diagnosed)('diagnostics of %s', (_name, data, spec, expected) => {
  for (const [key, test] of Object.entries(residualTests)) expectSame(run(data, spec, test), expected[key]);
  expect(distance([run(data, spec, 'condition-number').statistic], [expected.condition_number])).toBeLessThan(
    NEAR,
  );
  const { skewness, kurtosis } = run(data, spec, 'jarque-bera');
  expect(
    distance(
      [skewness as number, kurtosis as number],
      [expected.jarque_bera.skewness, expected.jarque_bera.kurtosis],
    ),
  ).toBeLessThan(NEAR);
  if (expected.vif === null) return;
  const terms = run(data, spec, 'vif')['terms'] as Readonly<Record<string, { readonly vif: number }>>;
  expect(Object.keys(terms)).toEqual(Object.keys(expected.vif));
  expect(
    distance(
      Object.values(terms).map((term) => term.vif),
      Object.values(expected.vif),
    ),
  ).toBeLessThan(NEAR);
});

const tested = [
  ['grunfeld', grunfeld, investment, 'firm', json('grunfeld.json').tests],
  ['produc', produc, product, 'state', json('produc.json').tests],
  ['fatalities', fatalities, specOf('frate ~ beertax + unemp', plm), 'state', json('fatalities.json').tests],
  [
    'agglomeration',
    preparedPanel(),
    specOf('AGG ~ TIN + POS + NUE + GRA', plm),
    'city',
    agglomeration.panel_tests,
  ],
] as const;

it.each(tested)('panel tests of %s', (_name, data, spec, unit, expected) => {
  expect(Object.keys(expected)).toEqual(Object.keys(panelTests));
  for (const [key, [test, effects]] of Object.entries(panelTests)) {
    // R's own formula of the regression form does not take logarithms.
    if (expected[key].error !== undefined) continue;
    expectSame(run(data, effects === 'unit' ? withEffects(spec, unit) : spec, test), expected[key]);
  }
});
