import { describe, expect, it } from 'vitest';
import { catalog } from '../../../cli/catalog.ts';
import { estimatorFacts } from '../../../compiler/check/estimators.ts';
import { explanations } from '../../../compiler/explain/index.ts';
import type { ModelSpec, VcovSpec } from '../../../compiler/plan/model.ts';
import type { Table } from '../../../runtime/engines/memory/table.ts';
import type { EstimateRecord } from '../../../runtime/results/results.ts';
import { estimateOn, noise, specOf, tableOf, termOf } from './fixture.ts';

/**
 * Data that leave a model without estimates, or without standard errors: every estimator under every covariance that
 * the check lets pass. Each case says what must be named, by estimator where they differ; nowhere is there an exception,
 * a number that is none, or a null without a note.
 */

const [UNITS, PERIODS] = [8, 5];
const next = noise(11);
const made = <T>(cell: (row: number, unit: number, period: number) => T): T[] =>
  Array.from({ length: UNITS * PERIODS }, (_, row) => cell(row, Math.floor(row / PERIODS), row % PERIODS));
const x = made(next);
const z = made(next);
const columns: Readonly<Record<string, readonly (number | string | null)[]>> = {
  unit: made((_, unit) => `u${unit}`),
  time: made((_row, _unit, period) => 2000 + period),
  x,
  z,
  w: made(next),
  v: x.map((value) => value + next()),
  y: made((row) => 1 + x[row]! - z[row]! + next()),
  binary: made((row) => (x[row]! + 3 * next() > 0 ? 1 : 0)),
  count: made((row) => Math.max(0, Math.round(3 + x[row]! + next()))),
  twice: x.map((value) => 2 * value),
  five: x.map(() => 5),
  none: x.map(() => null),
  infinite: x.map((value, row) => (row === 3 ? Number.POSITIVE_INFINITY : value)),
  huge: x.map((value) => value * 1e200),
  tiny: x.map((value) => value * 1e-200),
  small: x.map((value) => value * 1e-149),
  exact: x.map((value, row) => 1 + 3 * value - z[row]!),
  same: x.map(() => 'one'),
  separated: x.map((value) => (value > 0 ? 1 : 0)),
  zero: x.map(() => 0),
  alone: made((row) => `r${row}`),
  ofUnit: made((_, unit) => unit * unit),
};
const panel = { unit: 'unit', time: 'time' } as const;
const whole = tableOf(columns, panel);
const rowsOf = (rows: readonly number[]): Table =>
  tableOf(
    Object.fromEntries(
      Object.entries(columns).map(([name, cells]) => [name, rows.map((row) => cells[row]!)]),
    ),
    panel,
  );
const first = (n: number) => rowsOf(Array.from({ length: n }, (_, row) => row));

const outcomes: Readonly<Record<string, string>> = { logit: 'binary', probit: 'binary', poisson: 'count' };
const clustered = new Set(['cluster', 'cr2', 'cr3', 'wild', 'bootstrap']);

/** Every covariance of an estimator that the check lets pass. */
function vcovsOf(estimator: string, cluster: string): VcovSpec[] {
  const declared = catalog.estimators.find((one) => one.name === estimator);
  const lacking = estimatorFacts(estimator)?.without ?? [];
  return catalog.vcovs
    .map(({ name }) => name)
    .filter((type) => !lacking.includes(type) && (declared?.covariances?.includes(type) ?? true))
    .map((type) => ({
      type,
      ...(clustered.has(type) ? { by: [cluster] } : {}),
      ...(type === 'newey-west' || type === 'driscoll-kraay' ? { lag: 1 } : {}),
      ...(type === 'wild' || type === 'bootstrap' ? { draws: 99, seed: 1 } : {}),
      ...(type === 'wild' ? { weights: 'webb' as const } : {}),
      ...(type === 'bootstrap' ? { interval: 'percentile' as const } : {}),
    }));
}

interface Case {
  readonly what: string;
  /** `Y` is an outcome that suits the estimator. */
  readonly formula: string;
  readonly table?: Table;
  readonly weights?: string;
  readonly cluster?: string;
  /** In the message of a note, whichever the estimator; by estimator where that is another one; null: not asked of it. */
  readonly says: RegExp | null;
  readonly but?: Readonly<Record<string, RegExp | null>>;
  /** Only under these covariances. */
  readonly under?: readonly string[];
}

const cases: readonly Case[] = [
  {
    what: 'collinear columns',
    formula: 'Y ~ x + twice + v',
    says: /twice is left out: explained by|x is explained by twice/,
  },
  {
    what: 'a constant regressor',
    formula: 'Y ~ x + five',
    says: /five is left out: explained by (\(Intercept\)|unit)/,
  },
  {
    what: 'a regressor constant within units',
    formula: 'Y ~ x + ofUnit | unit',
    says: /ofUnit is left out: explained by unit/,
  },
  {
    what: 'nothing that varies within units',
    formula: 'Y ~ ofUnit | unit',
    says: /ofUnit is left out: explained by unit|ofUnit is explained by unit/,
  },
  { what: 'an all-missing column', formula: 'Y ~ x + none', says: /misses none|no unit has two rows/ },
  { what: 'infinite values', formula: 'Y ~ x + infinite', says: /too large to compute with in infinite;/ },
  {
    what: 'values whose squares overflow',
    formula: 'Y ~ x + huge',
    says: /too large to compute with in huge;/,
  },
  {
    what: 'values whose squares vanish',
    formula: 'Y ~ x + tiny',
    says: /too small to compute with in tiny;/,
  },
  {
    what: 'one cluster',
    formula: 'Y ~ x + v',
    cluster: 'same',
    under: [...clustered],
    says: /^same: .*two clusters/,
  },
  {
    what: 'one period',
    formula: 'Y ~ x',
    table: rowsOf([0, 5, 10, 15, 20, 25, 30, 35]),
    under: ['newey-west', 'driscoll-kraay'],
    says: /two periods/,
    but: { random: /within units/, 'first-difference': /two rows/ },
  },
  {
    what: 'as many parameters as rows',
    formula: 'Y ~ x + v + w',
    table: first(4),
    says: /4 rows for 4 parameters/,
    but: {
      between: /does not vary over the means by unit/,
      random: /1 unit/,
      'first-difference': /3 rows for 3 parameters/,
      iv: /no instrument is left|4 rows for 4 parameters/,
      logit: /perfectly|for 4 parameters|does not vary/,
      probit: /perfectly|for 4 parameters|does not vary/,
    },
  },
  {
    what: 'a single row',
    formula: 'Y ~ x',
    table: first(1),
    says: /does not vary over the .*: there is one of them only/,
    but: { 'first-difference': /no unit has two rows/ },
  },
  {
    what: 'a single unit',
    formula: 'Y ~ x',
    table: first(5),
    under: ['cluster', 'cr2', 'cr3', 'bootstrap'],
    says: /^unit: .*two clusters|1 unit for|means by unit|predicts binary perfectly/,
  },
  { what: 'no row', formula: 'Y ~ x', table: first(0), says: /the table has none/ },
  {
    what: 'a perfect fit',
    formula: 'exact ~ x + z',
    says: /perfectly/,
    but: {
      logit: /must be 0 or 1/,
      probit: /must be 0 or 1/,
      poisson: /not be negative/,
      quantile: /density|residuals|perfectly/,
      iv: null,
    },
  },
  { what: 'a constant outcome', formula: 'zero ~ x + v', says: /zero does not vary over the/ },
  {
    what: 'an outcome constant within units',
    formula: 'ofUnit ~ x | unit',
    says: /ofUnit does not vary within unit/,
    but: { poisson: null },
  },
  {
    what: 'a separated outcome',
    formula: 'separated ~ x',
    says: /^/,
    but: { logit: /x predicts separated perfectly/, probit: /x predicts separated perfectly/ },
  },
  { what: 'no weight', formula: 'Y ~ x', weights: 'zero', says: /weight zero is zero in each of 40/ },
  { what: 'only singletons', formula: 'Y ~ x | alone', says: /alone in a level of alone/ },
];

/** The model; of an instrumented one, its first regressor is endogenous. */
function modelOf({ formula, weights }: Case, estimator: string, vcov: VcovSpec): ModelSpec {
  const spec = specOf(formula.replace('Y', outcomes[estimator] ?? 'y'), {
    estimator,
    vcov,
    conventions: 'fixest',
    ...(weights === undefined ? {} : { weights }),
    ...(estimator === 'quantile' ? { tau: 0.5 } : {}),
  });
  if (estimator !== 'iv') return spec;
  const [endogenous, ...terms] = spec.formula.terms;
  const instruments = { endogenous: [endogenous!], instruments: [termOf('w'), termOf('z')] };
  return { ...spec, formula: { ...spec.formula, terms, instruments } };
}

const isNumberOrNull = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : value === null || typeof value !== 'object' || Object.values(value).every(isNumberOrNull);

/** A null where a number belongs, in the terms. */
const lacks = ({ terms }: EstimateRecord): boolean =>
  terms.some((term) => term.estimate === null || term.std_error === null || term.p === null);

function asked(one: Case, estimator: string): boolean {
  const absorbed = one.formula.includes('|');
  const declared = catalog.estimators.find(({ name }) => name === estimator);
  if (absorbed && (declared?.maximumFixed ?? 0) === 0) return false;
  return one.weights === undefined || declared?.weights === true;
}

describe.each(cases)('$what', (one) => {
  const estimators = catalog.estimators.map(({ name }) => name).filter((name) => asked(one, name));
  it.each(estimators)('%s', (estimator) => {
    const says = one.but?.[estimator] === undefined ? one.says : one.but[estimator]!;
    for (const vcov of vcovsOf(estimator, one.cluster ?? 'unit')) {
      if (one.under && !one.under.includes(vcov.type)) continue;
      const { record } = estimateOn(one.table ?? whole, modelOf(one, estimator, vcov));
      const place = `${estimator} ${vcov.type}: ${record.notes.map((note) => note.message).join('; ')}`;
      expect(isNumberOrNull(record), place).toBe(true);
      if (lacks(record)) expect(record.notes, place).not.toEqual([]);
      for (const { code } of record.notes) expect(Object.keys(explanations), place).toContain(code);
      if (says !== null && says.source !== '^')
        expect(
          record.notes.some(({ message }) => says.test(message)),
          place,
        ).toBe(true);
    }
  });
});

it('says so where a variance leaves the range of a number', () => {
  const { record } = estimateOn(whole, specOf('y ~ small', { vcov: { type: 'HC1' } }));
  expect(isNumberOrNull(record)).toBe(true);
  expect(record.notes.map(({ code }) => code)).toEqual(lacks(record) ? ['covariance-out-of-range'] : []);
});
