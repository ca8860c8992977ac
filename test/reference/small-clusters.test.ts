/**
 * Clusters with few members under weights and varying slopes, and covariances on the transformed rows of between, random
 * effects and first differences, against clubSandwich, plm and enumeration (11-small-clusters.R). Standard errors to 1e-9
 * relative, degrees of freedom to 1e-8; shares of 512 draws are equal or off by a whole draw.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FixedEffect, ModelSpec, VcovSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import { compileText } from '../study.ts';
import { ledger } from './ledger.ts';
import { distance, fitted, specOf, tableOf } from '../unit/numerics/fixture.ts';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');
const reference = JSON.parse(read('small-clusters.json'));
const book = ledger('small-clusters');
const terms = ['value', 'capital'];

/** Grunfeld's data with the weights and the trend of the script; `keep` says which rows, numbered from 1. */
function grunfeld(keep: (firm: number, year: number, row: number) => boolean = () => true): Table {
  const [header, ...lines] = read('grunfeld.csv').trim().split('\n');
  const names = header!.split(',').map((name) => name.replaceAll('"', ''));
  const all = lines.map((line) => line.split(',').map(Number));
  const [firm, year] = [names.indexOf('firm'), names.indexOf('year')];
  const cells = all.filter((row, i) => keep(row[firm]!, row[year]!, i + 1));
  const data = Object.fromEntries(names.map((name, j) => [name, cells.map((row) => row[j]!)]));
  const made = {
    w: data['capital']!.map((value) => 1 + (value % 37) / 10),
    t: data['year']!.map((value) => value - 1934),
  };
  return tableOf({ ...data, ...made }, { unit: 'firm', time: 'year' });
}

const whole = grunfeld();
const gaps = grunfeld(
  (firm, year, row) => !(row % 7 === 3 || (firm === 4 && year > 1940) || (firm === 9 && year < 1946)),
);

function effect(text: string): FixedEffect {
  const [, column, slope] = /^(\w+)(?:\[(\w+)\])?$/.exec(text)!;
  return { columns: [column!], slopes: slope ? [slope] : [] };
}

interface Case {
  readonly absorb: readonly string[];
  readonly weighted: boolean;
  readonly wild: readonly number[];
  readonly [by: string]: unknown;
}

function label({ absorb, weighted }: Case): string {
  const effects = absorb.length > 0 ? [`${absorb.length} absorbed`] : [];
  const slopes = absorb.some((one) => one.includes('[')) ? ['varying slopes'] : [];
  return ['ols', ...effects, ...slopes, ...(weighted ? ['weights'] : [])].join(', ');
}

describe.each(
  (reference.cases as Case[]).map((one) => [
    [...one.absorb, one.weighted ? 'weighted' : 'not weighted'].join(', '),
    one,
  ]) as [string, Case][],
)('%s', (_, expected) => {
  const plain = specOf('inv ~ value + capital');
  const run = (vcov: VcovSpec) => {
    const spec: ModelSpec = {
      ...plain,
      formula: { ...plain.formula, fixed: expected.absorb.map(effect) },
      ...(expected.weighted ? { weights: 'w' } : {}),
      conventions: expected.absorb.length > 0 ? 'plm' : 'lm',
      vcov,
    };
    const { record } = fitted(whole, spec);
    return terms.map((name) => record.terms.find(({ term }) => term === name)!);
  };

  it.each(['firm', 'year'])('clusters by %s', (by) => {
    const numbers = expected[by] as Readonly<Record<'CR2' | 'CR3' | 'df', readonly number[]>> | undefined;
    if (!numbers) return;
    const cr3 = run({ type: 'cr3', by: [by] }).map((term) => term.std_error);
    book.errors(label(expected), 'cr3', cr3, numbers.CR3);
    if (expected.weighted) return;
    const cr2 = run({ type: 'cr2', by: [by] });
    const errors = cr2.map((term) => term.std_error);
    book.errors(label(expected), 'cr2', errors, numbers.CR2);
    expect(
      distance(
        cr2.map((term) => term.df),
        numbers.df,
      ),
    ).toBeLessThan(1e-8);
  });

  it('wild bootstrap of all signs', () => {
    const vcov = { type: 'wild', by: ['firm'], draws: 1024, seed: 1, weights: 'rademacher' } as const;
    expect(run(vcov).map((term) => term.p)).toEqual(expected.wild);
  });
});

interface Panel {
  readonly coef: readonly number[];
  readonly wild?: readonly number[];
  readonly df?: readonly number[];
  readonly [vcov: string]: readonly number[] | undefined;
}

const transformed: readonly (readonly [key: string, vcov: VcovSpec])[] = [
  ...['HC0', 'HC1', 'HC2', 'HC3', 'HC4'].map((type) => [type, { type }] as const),
  ['plm_arellano', { type: 'cluster', by: ['firm'] }],
  ['CR2', { type: 'cr2', by: ['firm'] }],
  ['CR3', { type: 'cr3', by: ['firm'] }],
  ['newey_west', { type: 'newey-west', lag: 2 }],
  ['driscoll_kraay', { type: 'driscoll-kraay', lag: 2 }],
];

describe.each([
  ['balanced', whole],
  ['unbalanced', gaps],
] as const)('transformed rows, %s', (which, table) => {
  it.each([
    ['between', 'between', [7, 7]],
    ['random', 'random', [9, 7]],
    ['fd', 'first-difference', [10, 8]],
  ])('%s', (key, estimator, counts) => {
    const expected = reference.panels[which][key] as Panel;
    const run = (vcov: VcovSpec) =>
      fitted(table, { ...specOf('inv ~ value + capital'), estimator, vcov, conventions: 'plm' }).record;
    let compared = 0;
    for (const [name, vcov] of transformed) {
      const wanted = expected[name];
      if (wanted === undefined) continue;
      const record = run(vcov);
      const errors = record.terms.map((term) => term.std_error);
      const of = which === 'balanced' ? estimator : `${estimator}, unbalanced`;
      book.errors(of, vcov.type, errors, wanted);
      const own = record.terms.map((term) => term.df);
      if (name === 'CR2') expect(distance(own, expected.df!)).toBeLessThan(1e-8);
      compared += 1;
    }
    expect(compared).toBe(counts[which === 'balanced' ? 0 : 1]);
    if (!expected.wild) return;
    const vcov = { type: 'wild', by: ['firm'], draws: 1024, seed: 1, weights: 'rademacher' } as const;
    expect(run(vcov).terms.map((term) => term.p)).toEqual(expected.wild);
  });
});

describe('what is not defined is refused before anything runs', () => {
  const refusals = (settings: object) => {
    const study = {
      study: 'small',
      seed: 1,
      data: { file: 'grunfeld.csv', panel: { unit: 'firm', time: 'year' } },
      analyses: { a: { regress: 'inv ~ value + capital', ...settings } },
    };
    return compileText(JSON.stringify(study), import.meta.dirname).messages.filter((message) =>
      /not-available|not-applicable/.test(message),
    );
  };
  const wild = { wild: { cluster: 'firm', draws: 99 } };

  it.each([
    ['cr2 with weights', { vcov: { cr2: 'firm' }, weights: 'capital' }],
    ['cr2 of random', { vcov: { cr2: 'firm' }, estimator: 'random' }],
    ['wild of random', { vcov: wild, estimator: 'random' }],
    ['newey-west', { vcov: { 'newey-west': { lag: 1 } }, estimator: 'between' }],
  ])('%s', (what, settings) => {
    const messages = refusals(settings);
    expect(messages).toHaveLength(1);
    expect(messages[0]).toContain(what);
  });

  it('a placebo of a model whose p is drawn', () => {
    const study = {
      study: 'small',
      seed: 1,
      data: { file: 'grunfeld.csv', panel: { unit: 'firm', time: 'year' } },
      analyses: {
        a: { regress: 'inv ~ value + capital', vcov: wild },
        b: { placebo: 'a', permute: 'value', draws: 9 },
      },
    };
    const { messages } = compileText(JSON.stringify(study), import.meta.dirname);
    expect(messages).toEqual([expect.stringContaining('vcov wild has no meaning for placebo')]);
  });

  it.each([
    [{ vcov: { cr3: 'firm' }, weights: 'capital' }],
    [{ vcov: wild, weights: 'capital' }],
    [{ vcov: { cr3: 'firm' }, estimator: 'random' }],
    [{ vcov: wild, estimator: 'between' }],
  ])('%j is none of them', (settings) => {
    expect(refusals(settings)).toEqual([]);
  });
});
