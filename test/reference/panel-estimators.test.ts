/**
 * Between, random effects and first differences against plm: the balanced panels of 03-panels.R and the unbalanced ones
 * of 07-panel-estimators.R. Estimates and standard errors to 1e-9 relative.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { EstimateRecord } from '../../runtime/results/results.ts';
import { call, distance, fitted, name, specOf, tableOf } from '../unit/numerics/fixture.ts';
import { ledger } from './ledger.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const json = (file: string) => JSON.parse(read(file));

type Cell = number | string;
type Rows = readonly Readonly<Record<string, Cell>>[];

/** Rows of a data file; a quoted cell is text, any other a number. */
function rowsOf(file: string): Rows {
  const [header, ...lines] = read(file).trim().split('\n');
  const cell = (text: string): Cell => (text.startsWith('"') ? text.slice(1, -1) : Number(text));
  const names = header!.split(',').map(cell);
  return lines.map((line) => Object.fromEntries(line.split(',').map((text, j) => [names[j], cell(text)])));
}

function panelOf(rows: Rows, unit: string): Table {
  const names = Object.keys(rows[0]!);
  const columns = Object.fromEntries(names.map((key) => [key, rows.map((row) => row[key]!)]));
  return tableOf(columns, { unit, time: 'year' });
}

const value = (row: Rows[number], key: string): number => row[key] as number;
const grunfeld = rowsOf('grunfeld.csv');
const produc = rowsOf('produc.csv');
const fatalities = rowsOf('fatalities.csv').map((row) => ({
  ...row,
  frate: (value(row, 'fatal') / value(row, 'pop')) * 10000,
}));

const logs = ['log(pcap)', 'log(pc)', 'log(emp)'];
const product: ModelSpec['formula'] = {
  ...specOf('y ~ unemp').formula,
  outcome: call('log', name('gsp')),
  terms: [
    ...['pcap', 'pc', 'emp'].map((key) => ({ factors: [call('log', name(key))] })),
    { factors: [name('unemp')] },
  ],
};
const investment = specOf('inv ~ value + capital').formula;

const run = (table: Table, formula: ModelSpec['formula'], estimator: string, vcov: ModelSpec['vcov']) =>
  fitted(table, { ...specOf('y ~ x'), formula, estimator, vcov, conventions: 'fixest' }).record;

const estimates = (record: EstimateRecord) => record.terms.map((term) => term.estimate);
const errors = (record: EstimateRecord) => record.terms.map((term) => term.std_error);
const NEAR = 1e-9;
const book = ledger('panel-estimators');

const panels = {
  'grunfeld.json': { table: panelOf(grunfeld, 'firm'), unit: 'firm', formula: investment },
  'produc.json': { table: panelOf(produc, 'state'), unit: 'state', formula: product },
  'fatalities.json': {
    table: panelOf(fatalities, 'state'),
    unit: 'state',
    formula: specOf('frate ~ beertax').formula,
  },
};

describe.each(Object.entries(panels))('%s', (file, { table, unit, formula }) => {
  const { models } = json(file);
  const model = (id: string) => models.find((one: { readonly id: string }) => one.id === id);

  it.each([
    ['between', 'between'],
    ['fd', 'first-difference'],
  ])('%s', (id, estimator) => {
    const expected = model(id);
    const record = run(table, formula, estimator, { type: 'iid' });
    const { classical } = expected['vcov'];
    expect(record.terms.map((term) => term.term)).toEqual(expected['terms']);
    expect(record.n).toBe(expected['n']);
    expect(record.df_residual).toBe(expected['df_resid']);
    expect(distance(estimates(record), expected['coef'])).toBeLessThan(NEAR);
    expect(distance(errors(record), classical.se)).toBeLessThan(NEAR);
    expect(
      distance(
        record.terms.map((term) => term.conf_low),
        classical.ci95_low,
      ),
    ).toBeLessThan(NEAR * 10);
    const { r2, adj_r2, rss, f, f_p } = record.fit;
    expect(distance([r2, adj_r2, rss], [expected['r2'], expected['r2_adj'], expected['rss']])).toBeLessThan(
      NEAR,
    );
    expect(distance([f], [classical.wald.F])).toBeLessThan(NEAR);
    expect(distance([f_p], [classical.wald.p])).toBeLessThan(1e-6);
  });

  it('random', () => {
    const expected = model('re_swar');
    const of = file === 'fatalities.json' ? specOf('frate ~ beertax + unemp').formula : formula;
    for (const [kind, vcov] of [
      ['classical', { type: 'iid' }],
      ['cluster', { type: 'cluster', by: [unit] }],
    ] as const) {
      const record = run(table, of, 'random', vcov);
      const { se, stat, p, wald } = expected['vcov'][kind];
      expect(record.statistic).toBe('z');
      expect(distance(estimates(record), expected['coef'])).toBeLessThan(NEAR);
      expect(distance(errors(record), se)).toBeLessThan(NEAR);
      expect(
        distance(
          record.terms.map((term) => term.p),
          p,
        ),
      ).toBeLessThan(NEAR * Math.max(...stat.map((z: number) => 2 + z * z)));
      expect(distance([record.fit.chi2 ?? null], [wald.chi2])).toBeLessThan(2 * NEAR);
      const { fit } = record;
      expect(fit.theta).toHaveLength(1);
      expect(
        distance(
          [fit.sigma_u!, fit.sigma_e!, fit.rho!, fit.theta![0]!.theta, fit.rss, fit.r2],
          [
            expected['sigma_u'],
            expected['sigma_e'],
            expected['rho'],
            expected['theta'],
            expected['rss_quasi_demeaned'],
            expected['r2_plm'],
          ],
        ),
      ).toBeLessThan(NEAR);
      expect(
        distance(
          [fit.within_r2, fit.between_r2!, fit.overall_r2!],
          [expected['r2_within'], expected['r2_between'], expected['r2_overall']],
        ),
      ).toBeLessThan(NEAR);
    }
  });

  it('effects of the unit: R2 between and overall', () => {
    const expected = model('fe_firm') ?? model('fe_state');
    const fixed = [{ columns: [unit], slopes: [] }];
    const { fit } = run(table, { ...formula, fixed }, 'ols', { type: 'iid' });
    expect(
      distance([fit.between_r2!, fit.overall_r2!], [expected['r2_between']!, expected['r2_overall']!]),
    ).toBeLessThan(NEAR);
  });
});

const thinned = grunfeld.filter((row, i) => {
  const [firm, year] = [value(row, 'firm'), value(row, 'year')];
  return !((i + 1) % 7 === 3 || (firm === 4 && year > 1940) || (firm === 9 && year < 1946));
});
const thinnedStates = produc.filter(
  (row, i) => !((i + 1) % 5 === 1 || (value(row, 'region') === 3 && value(row, 'year') > 1980)),
);

describe.each([
  ['grunfeld', panelOf(thinned, 'firm'), investment, 'firm'],
  ['produc', panelOf(thinnedStates, 'state'), product, 'state'],
] as const)('%s with rows taken out', (key, table, formula, unit) => {
  const reference = json('panel-estimators.json')[key];

  it.each([
    ['between', 'between'],
    ['random', 'random'],
    ['fd', 'first-difference'],
  ])('%s', (id, estimator) => {
    const expected = reference[id];
    const record = run(table, formula, estimator, { type: 'iid' });
    expect(record.n).toBe(expected.n);
    expect(record.df_residual).toBe(expected.df_resid);
    const of = `${estimator}, unbalanced`;
    book.estimates(of, estimates(record), expected.coef);
    book.errors(of, 'iid', errors(record), expected.iid);
    const { fit } = record;
    expect(
      distance([fit.r2, fit.adj_r2, fit.rss], [expected.r2, expected.adj_r2, expected.rss]),
    ).toBeLessThan(NEAR);
    if (id === 'between') return;
    const clustered = run(table, formula, estimator, { type: 'cluster', by: [unit] });
    book.errors(of, 'cluster', errors(clustered), expected.cluster);
  });

  it('theta of every unit and the variances', () => {
    const { random } = reference;
    const { fit } = run(table, formula, 'random', { type: 'iid' });
    expect(distance([fit.sigma_e! ** 2, fit.sigma_u! ** 2], random.sigma2)).toBeLessThan(NEAR);
    const expected = [...new Set((random.theta as number[]).map((theta) => theta.toPrecision(12)))].map(
      Number,
    );
    expect(
      distance(
        fit.theta!.map(({ theta }) => theta),
        expected.sort((a, b) => a - b),
      ),
    ).toBeLessThan(NEAR);
    expect(
      distance(
        [fit.within_r2, fit.between_r2!, fit.overall_r2!],
        [random.within_r2, random.between_r2, random.overall_r2],
      ),
    ).toBeLessThan(NEAR);
  });
});

describe('first differences under the profiles of Stata', () => {
  const spec = { ...specOf('inv ~ value + capital'), estimator: 'first-difference', vcov: { type: 'iid' } };

  it('have no constant, and none across a gap', () => {
    const record = fitted(panelOf(thinned, 'firm'), { ...spec, conventions: 'stata' }).record;
    expect(record.terms.map((term) => term.term)).toEqual(['value', 'capital']);
    expect(record.notes.map((note) => note.code)).toEqual(['uncentred-r2', 'differences-across-gaps']);
    const neighbours = thinned.filter((row, i) => {
      const before = thinned[i - 1];
      return before?.['firm'] === row['firm'] && value(row, 'year') - value(before!, 'year') === 1;
    });
    expect(record.n).toBe(neighbours.length);
  });

  it('of a regressor that does not change within units: left out, with the unit named', () => {
    const rows = grunfeld.map((row) => ({ ...row, size: value(row, 'firm') ** 2 }));
    const { record } = fitted(panelOf(rows, 'firm'), {
      ...spec,
      formula: specOf('inv ~ value + size').formula,
    });
    expect(record.collinear).toEqual([{ term: 'size', explained_by: ['firm'] }]);
  });
});

it('the logarithms are terms of their own', () => {
  const { terms } = run(panels['produc.json'].table, product, 'between', { type: 'HC1' });
  expect(terms.map((term) => term.term)).toEqual(['(Intercept)', ...logs, 'unemp']);
});
