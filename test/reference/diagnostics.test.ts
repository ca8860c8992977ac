/**
 * Tests of models against car, lmtest and plm: the blocks `tests` and `diagnostics` of 03-panels.R and 04-agglomeration.R
 * and panel-tests.json, whole. Statistics to 1e-9 relative, p to what that allows.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { noTest } from '../../runtime/diagnostics/diagnostic.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { DiagnosticRecord, Note } from '../../runtime/results/results.ts';
import { call, distance, estimateOn, fitted, name, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { type Cells, readCells, table } from './tables.ts';
import { type ExpectedTest, expectTest, NEAR } from './test-records.ts';

const json = (file: string) => JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'));

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
  for (const [key, test] of Object.entries(residualTests)) expectTest(run(data, spec, test), expected[key]);
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
    expectTest(run(data, effects === 'unit' ? withEffects(spec, unit) : spec, test), expected[key]);
  }
});

const logarithms = (cells: Cells, names: readonly string[]): Cells =>
  Object.fromEntries(names.map((key) => [`l${key}`, cells[key]!.map((cell) => Math.log(Number(cell)))]));
const states48 = readCells('produc.csv');
const firms = readCells('grunfeld.csv');
const kept = firms['inv']!.map((_, i) => i).filter((i) => i >= 9 && (i + 1) % 7 !== 3);

/** Of the shapes of 09-panel-tests.R: which panel, the formula, and the keys. */
const witnessed = {
  grunfeld: [grunfeld, 'inv ~ value + capital', ['firm', 'year']],
  produc: [
    table(
      { ...states48, ...logarithms(states48, ['gsp', 'pcap', 'pc', 'emp']) },
      { unit: 'state', time: 'year' },
    ),
    'lgsp ~ lpcap + lpc + lemp + unemp',
    ['state', 'year'],
  ],
  fatalities: [fatalities, 'frate ~ beertax + unemp', ['state', 'year']],
  agglomeration: [preparedPanel(), 'AGG ~ TIN + POS + NUE + GRA', ['city', 'year']],
  grunfeld_unbalanced: [
    table(
      Object.fromEntries(Object.entries(firms).map(([key, column]) => [key, kept.map((i) => column[i]!)])),
      { unit: 'firm', time: 'year' },
    ),
    'inv ~ value + capital',
    ['firm', 'year'],
  ],
} as const;

const besides: Readonly<Record<string, readonly [test: string, beside: 0 | 1]>> = {
  lm_individual_beside_time: ['lm-individual', 1],
  lm_time_beside_individual: ['lm-time', 0],
};

it.each(Object.entries(witnessed))('panel-tests.json: %s', (key, [data, formula, keys]) => {
  const { about: _, env: __, ...reference } = json('panel-tests.json');
  expect(Object.keys(reference)).toEqual(Object.keys(witnessed));
  for (const [test, expected] of Object.entries<ExpectedTest>(reference[key])) {
    const beside = besides[test];
    const name = beside?.[0] ?? test.replaceAll('_', '-');
    // Absorbed and as dummies alike.
    const specs = beside
      ? [
          specOf(`${formula} | ${keys[beside[1]]}`, plm),
          specOf(`${formula} + factor(${keys[beside[1]]})`, plm),
        ]
      : [specOf(formula, plm)];
    for (const spec of specs) expectTest(run(data, spec, name), expected);
  }
});

it.each([
  ['lm-time', 'inv ~ value + factor(year)', 'year'],
  ['f-time', 'inv ~ value + factor(year)', 'year'],
  ['lm-individual', 'inv ~ value + factor(firm)', 'firm'],
  ['lm-twoways', 'inv ~ value + factor(firm)', 'firm'],
])('%s has no value beside dummies of that effect', (test, formula, column) => {
  const spec = specOf(formula, plm);
  const input = {
    model: fitted(grunfeld, spec),
    spec,
    estimate: (other: ModelSpec) => estimateOn(grunfeld, other),
  };
  const { note } = modelTestFor(test)!.run(input) as { readonly note: Note };
  expect(note).toEqual({
    code: 'no-diagnostic',
    message: `${column}: no effect that the model does not have without it`,
  });
});
