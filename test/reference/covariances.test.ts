import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../runtime/assemble.ts';
import { execute } from '../../runtime/index.ts';
import type { ModelRecord } from '../../runtime/results/results.ts';
import { compileStudy, runOptions } from '../study.ts';
import { ledger } from './ledger.ts';

/** Covariances that the walked files do not hold: standard errors to 1e-9 relative. */
const TOLERANCE = 1e-9;

const folder = import.meta.dirname;
const book = ledger('covariances');

const grunfeldForms: Readonly<Record<string, string>> = {
  pooled: 'inv ~ value + capital',
  fe_firm: 'inv ~ value + capital | firm',
  fe_twoway: 'inv ~ value + capital | firm + year',
};

async function grunfeld(analyses: Readonly<Record<string, object>>) {
  const data = { file: 'grunfeld.csv', panel: { unit: 'firm', time: 'year' } };
  const plan = compileStudy(JSON.stringify({ study: 'grunfeld', seed: 1, data, analyses }), folder);
  const execution = await execute(plan, runOptions(folder));
  expect(execution.failures).toEqual([]);
  const { analyses: records } = assemble(plan, execution.outputs, '0.0.0');
  return (id: string): ModelRecord => (records[id] as { readonly models: readonly ModelRecord[] }).models[0]!;
}

const termsOf = (model: ModelRecord) =>
  ['value', 'capital'].map((name) => model.terms.find((one) => one.term === name)!);

describe('covariances.json', () => {
  const reference = JSON.parse(readFileSync(join(folder, 'covariances.json'), 'utf8')) as {
    cr3: Readonly<Record<string, readonly number[]>>;
    wild: Readonly<Record<string, readonly number[]>> & { readonly pooled_constant: number };
    fixest: Readonly<
      Record<
        string,
        Readonly<Record<string, { readonly se: readonly number[]; readonly p: readonly number[] }>>
      >
    >;
  };
  const near = (value: number | null, wanted: number, allowed: number) =>
    expect(Math.abs((value ?? Number.NaN) / wanted - 1)).toBeLessThan(allowed);

  it.each(Object.keys(grunfeldForms))("%s: clubSandwich's CR3, fixest's serial factors", async (name) => {
    const regress = grunfeldForms[name]!;
    const model = await grunfeld({
      cr3: { regress, vcov: { cr3: 'firm' } },
      nw: { regress, vcov: { 'newey-west': { lag: 2 } }, conventions: 'fixest' },
      dk: { regress, vcov: { 'driscoll-kraay': { lag: 2 } }, conventions: 'fixest' },
    });
    const of = { pooled: 'ols', fe_firm: 'ols, 1 absorbed', fe_twoway: 'ols, 2 absorbed' }[name]!;
    const errorsOf = (id: string) => termsOf(model(id)).map((term) => term.std_error);
    book.errors(of, 'cr3', errorsOf('cr3'), reference.cr3[name]!, TOLERANCE);
    expect(termsOf(model('cr3')).map((term) => term.df)).toEqual([9, 9]);
    for (const [id, key] of [
      ['nw', 'newey_west_2'],
      ['dk', 'driscoll_kraay_2'],
    ] as const) {
      const expected = reference.fixest[name]![key]!;
      const vcov = id === 'nw' ? 'newey-west' : 'driscoll-kraay';
      book.errors(`${of}, by fixest`, vcov, errorsOf(id), expected.se, TOLERANCE);
      termsOf(model(id)).forEach((term, i) => {
        near(term.p, expected.p[i]!, 1e-7);
      });
    }
  });

  const wild = { wild: { cluster: 'firm', draws: 1024 } };

  it.each(Object.keys(grunfeldForms))('%s: p of all signs, every regression run again by R', async (name) => {
    const model = await grunfeld({ all: { regress: grunfeldForms[name]!, vcov: wild } });
    const record = model('all');
    // Shares of 512 draws: equal, or off by a whole draw.
    expect(termsOf(record).map((term) => term.p)).toEqual(reference.wild[name]);
    const constant = record.terms.find((term) => term.term === '(Intercept)')!;
    if (name === 'pooled') expect(constant.p).toBe(reference.wild.pooled_constant);
  });

  it('has the interval of the values that are not rejected', async () => {
    const model = await grunfeld({ all: { regress: grunfeldForms['pooled']!, vcov: wild } });
    const [value] = termsOf(model('all'));
    reference.wild['value_nulls']!.forEach((null_, i) => {
      const inside = null_ >= value!.conf_low! && null_ <= value!.conf_high!;
      expect(inside).toBe(reference.wild['value_p']![i]! >= 0.05);
    });
  });

  it('draws what is near to all signs, by seed, with either weights', async () => {
    const regress = grunfeldForms['fe_twoway']!;
    const drawn = (weights: string) => ({ wild: { cluster: 'firm', draws: 999, weights } });
    const model = await grunfeld({
      signs: { regress, vcov: drawn('rademacher') },
      webb: { regress, vcov: drawn('webb') },
    });
    termsOf(model('signs')).forEach((term, i) => {
      const p = reference.wild['fe_twoway']![i]!;
      // Four Monte-Carlo standard errors of a share of 999 draws, and the sample itself.
      expect(Math.abs(term.p! - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / 999) + 2 / 1000);
    });
    expect(termsOf(model('webb'))[1]!.p).toBeGreaterThan(0.02);
    expect(termsOf(model('webb'))[1]!.p).toBeLessThan(0.12);
  });
});
