/**
 * Tests of panels against plm that the files of single data sets do not hold: panel-tests.json, whole. Tests of residuals, and
 * those of panels that they hold, are compared where those files are walked (model-tests.ts).
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { DiagnosticRecord, Note } from '../../runtime/results/results.ts';
import { estimateOn, fitted, preparedPanel, specOf } from '../unit/numerics/fixture.ts';
import { account, differences, leaves, relative, unaccounted } from './account.ts';
import { expectAccuracy } from './accuracy.ts';
import { type Cells, readCells, table } from './tables.ts';
import { accuracyOfTests, toleranceOfP } from './test-records.ts';

interface Expected {
  readonly statistic: number;
  readonly df: readonly number[] | null;
  readonly p: number;
}

const plm = { conventions: 'plm', vcov: { type: 'iid' } };

function run(data: Table, spec: ModelSpec, test: string) {
  return modelTestFor(test)!.run({
    model: fitted(data, spec),
    spec,
    estimate: (other) => estimateOn(data, other),
  });
}

const grunfeldCells = readCells('grunfeld.csv');
const states48 = readCells('produc.csv');
const accidents = readCells('fatalities.csv');
const logarithms = (cells: Cells, names: readonly string[]): Cells =>
  Object.fromEntries(names.map((key) => [`l${key}`, cells[key]!.map((cell) => Math.log(Number(cell)))]));
const production: Cells = { ...states48, ...logarithms(states48, ['gsp', 'pcap', 'pc', 'emp']) };
const some = (cells: Cells, keep: (row: number) => boolean): Cells =>
  Object.fromEntries(Object.entries(cells).map(([key, column]) => [key, column.filter((_, i) => keep(i))]));
const seventh = (i: number): boolean => (i + 1) % 7 === 3;

const firms = { unit: 'firm', time: 'year' };
const states = { unit: 'state', time: 'year' };
const grunfeld = table(grunfeldCells, firms);

/** The panel and the formula that 09-panel-tests.R has under each name. */
const panels: Readonly<Record<string, readonly [data: Table, formula: string]>> = {
  grunfeld: [grunfeld, 'inv ~ value + capital'],
  produc: [table(production, states), 'lgsp ~ lpcap + lpc + lemp + unemp'],
  fatalities: [
    table(
      {
        ...accidents,
        frate: accidents['fatal']!.map((cell, i) => (Number(cell) / Number(accidents['pop']![i])) * 10000),
      },
      states,
    ),
    'frate ~ beertax + unemp',
  ],
  agglomeration: [preparedPanel(), 'AGG ~ TIN + POS + NUE + GRA'],
  grunfeld_unbalanced: [
    table(
      some(grunfeldCells, (i) => i >= 9 && !seventh(i)),
      firms,
    ),
    'inv ~ value + capital',
  ],
  produc_unbalanced: [
    table(
      some(production, (i) => ((i + 1) % 101) ** 3 % 23 > 3),
      states,
    ),
    'lgsp ~ lpcap + lpc + lemp + unemp',
  ],
};

/** Tests of a model with the other effect, which R has as dummies. */
const besides: Readonly<Record<string, readonly [test: string, beside: 'unit' | 'time']>> = {
  lm_individual_beside_time: ['lm-individual', 'time'],
  lm_time_beside_individual: ['lm-time', 'unit'],
  hausman_auxiliary_beside_time: ['hausman-auxiliary', 'time'],
  hausman_robust_beside_time: ['hausman-robust', 'time'],
};

describe('panel-tests.json', () => {
  const reference = JSON.parse(readFileSync(new URL('./panel-tests.json', import.meta.url), 'utf8'));
  const book = account();

  beforeAll(() => {
    for (const [key, [data, formula]] of Object.entries(panels)) {
      for (const [name, expected] of Object.entries<Expected>(reference[key])) {
        const beside = besides[name];
        const spec = beside ? specOf(`${formula} | ${data.panel![beside[1]]}`, plm) : specOf(formula, plm);
        const found = run(data, spec, beside?.[0] ?? name.replaceAll('_', '-')) as DiagnosticRecord;
        const path = `${key}.${name}`;
        book.compare(`${path}.statistic`, found.statistic, relative(expected.statistic));
        book.compare(`${path}.p`, found.p, toleranceOfP(found, expected.p));
        book.compare(expected.df ? `${path}.df[0]` : `${path}.df`, found.df, 0);
      }
    }
  });

  it('has no number that is off, nor one that is not compared', () => {
    const all = leaves(reference);
    expect(differences(all, book.compared)).toEqual([]);
    expect(unaccounted(all, book.compared, [[/^env\./, 'about the making of the reference']])).toEqual([]);
  });

  it('is as accurate as its stored figures say', () => {
    expectAccuracy('panel-tests', accuracyOfTests(reference, book));
  });
});

describe('an effect that the model has already', () => {
  it.each([
    ['lm-time', 'inv ~ value + factor(year)', 'year'],
    ['f-time', 'inv ~ value + factor(year)', 'year'],
    ['lm-individual', 'inv ~ value + factor(firm)', 'firm'],
    ['lm-twoways', 'inv ~ value + factor(firm)', 'firm'],
  ])('%s has no value beside its dummies', (test, formula, column) => {
    const { note } = run(grunfeld, specOf(formula, plm), test) as { readonly note: Note };
    expect(note).toEqual({
      code: 'no-diagnostic',
      message: `${column}: no effect that the model does not have without it`,
    });
  });

  it('the other effect may be absorbed or dummies', () => {
    const [absorbed, dummies] = ['inv ~ value | firm', 'inv ~ value + factor(firm)'].map(
      (formula) => run(grunfeld, specOf(formula, plm), 'lm-time') as DiagnosticRecord,
    );
    expect(Math.abs(absorbed!.statistic! / dummies!.statistic! - 1)).toBeLessThan(1e-9);
  });
});
