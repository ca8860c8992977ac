/**
 * Two-stage least squares against AER's ivreg: cigarettes-iv.json, whole. Estimates and standard errors to 1e-9 relative;
 * `classical_large` and the normal reference of HC0 are what linearmodels' IV2SLS has.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Expression } from '../../compiler/plan/expression.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { Failure } from '../../runtime/estimators/estimator.ts';
import type { DiagnosticRecord, EstimateRecord } from '../../runtime/results/results.ts';
import { call, distance, estimateOn, fitted, name, specOf } from '../unit/numerics/fixture.ts';
import { type Account, account, relative, toleranceOfF, toleranceOfT, toleranceOfZ } from './account.ts';
import { type Cells, readCells, table } from './tables.ts';
import { toleranceOfP } from './test-records.ts';
import { asksWhole } from './whole.ts';

interface Wald {
  readonly F?: number;
  readonly df1?: number;
  readonly df2?: number;
  readonly chi2?: number;
  readonly df?: number;
  readonly p: number;
}

interface Vcov {
  readonly se: readonly number[];
  readonly df: number | null;
  readonly stat: readonly number[];
  readonly p: readonly number[];
  readonly ci95_low: readonly number[];
  readonly ci95_high: readonly number[];
  readonly wald: Wald;
}

interface Model {
  readonly id: string;
  readonly formula: string;
  readonly estimator: string;
  readonly n: number;
  readonly k: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly sigma: number;
  readonly r2: number;
  readonly r2_adj: number;
  readonly rss: number;
  readonly vcov: Readonly<Record<string, Vcov>>;
  readonly diagnostics?: Readonly<
    Record<
      keyof typeof ofSummary,
      {
        readonly df1: number;
        readonly df2: number | null;
        readonly statistic: number | null;
        readonly p: number | null;
      }
    >
  >;
}

const numbers = (cells: Cells, key: string): number[] => cells[key]!.map(Number);

/** The columns that the reference derives, for all rows. */
function derived(): Cells {
  const cells = readCells('cigarettes.csv');
  const of = (key: string) => numbers(cells, key);
  const [price, cpi, income, population] = [of('price'), of('cpi'), of('income'), of('population')];
  const [tax, taxs] = [of('tax'), of('taxs')];
  return {
    ...cells,
    rprice: price.map((value, i) => value / cpi[i]!),
    rincome: income.map((value, i) => value / population[i]! / cpi[i]!),
    tdiff: taxs.map((value, i) => (value - tax[i]!) / cpi[i]!),
    rtax: tax.map((value, i) => value / cpi[i]!),
  };
}

/** One row a state: changes from 1985 to 1995. */
function changes(cells: Cells): Table {
  const year = numbers(cells, 'year');
  const at = (key: string, when: number): number[] => numbers(cells, key).filter((_, i) => year[i] === when);
  const change = (key: string, f: (value: number) => number = Math.log): number[] => {
    const before = at(key, 1985);
    return at(key, 1995).map((value, i) => f(value) - f(before[i]!));
  };
  const plain = (value: number): number => value;
  return table({
    dq: change('packs'),
    dp: change('rprice'),
    di: change('rincome'),
    ds: change('tdiff', plain),
    dt: change('rtax', plain),
  });
}

const cells = derived();
const pooled = table(cells);
const differenced = changes(cells);
const in1995: Expression = {
  kind: 'binary',
  operator: '==',
  left: name('year'),
  right: { kind: 'number', value: 1995 },
};

const factorOf = (text: string): Expression => {
  const inner = /^log\((.*)\)$/.exec(text);
  return inner ? call('log', name(inner[1]!)) : name(text);
};
const termsOf = (texts: readonly string[]) => texts.map((text) => ({ factors: [factorOf(text)] }));
const list = (text: string): string[] => text.split('+').map((part) => part.trim());

/** ivreg's `y ~ regressors | instruments`, in which exogenous regressors stand on both sides. */
function ivFormula(text: string): ModelSpec['formula'] {
  const [equation, right] = text.split('|');
  const [outcome, regressors] = equation!.split('~');
  const instruments = right ? list(right) : [];
  const all = list(regressors!);
  const endogenous = right ? all.filter((one) => !instruments.includes(one)) : [];
  return {
    outcome: factorOf(outcome!.trim()),
    intercept: true,
    terms: termsOf(all.filter((one) => !endogenous.includes(one))),
    fixed: [],
    instruments: right
      ? {
          endogenous: termsOf(endogenous),
          instruments: termsOf(instruments.filter((one) => !all.includes(one))),
        }
      : null,
  };
}

function specFor(model: Model, vcov: ModelSpec['vcov'], conventions: string): ModelSpec {
  const formula = ivFormula(model.formula);
  const ofChanges = model.formula.startsWith('d');
  const estimator = formula.instruments ? 'iv' : 'ols';
  const where = ofChanges || model.id.startsWith('pooled') ? [] : [in1995];
  return { ...specOf('y ~ x'), formula, estimator, vcov, conventions, where };
}

function dataOf(model: Model): Table {
  return model.formula.startsWith('d') ? differenced : pooled;
}

function run(model: Model, vcov: ModelSpec['vcov'], conventions: string): EstimateRecord {
  return fitted(dataOf(model), specFor(model, vcov, conventions)).record;
}

const vcovs: Readonly<Record<string, readonly [vcov: ModelSpec['vcov'], conventions: string]>> = {
  classical: [{ type: 'iid' }, 'stata'],
  classical_large: [{ type: 'iid' }, 'linearmodels'],
  HC0: [{ type: 'HC0' }, 'linearmodels'],
  HC1: [{ type: 'HC1' }, 'stata'],
  HC2: [{ type: 'HC2' }, 'stata'],
  HC3: [{ type: 'HC3' }, 'stata'],
  HC4: [{ type: 'HC4' }, 'stata'],
  cluster: [{ type: 'cluster', by: ['state'] }, 'stata'],
};

function termIn(record: EstimateRecord, wanted: string) {
  const found = record.terms.find((term) => term.term === wanted);
  if (found === undefined) throw new Error(`no term ${wanted}`);
  return found;
}

function compareModel(book: Account, path: string, model: Model): void {
  const plain = run(model, { type: 'iid' }, 'stata');
  book.compare(`${path}.n`, plain.n, 0);
  book.compare(`${path}.k`, plain.conventions.k, 0);
  for (const [key, value] of [
    ['sigma', plain.fit.sigma],
    ['r2', plain.fit.r2],
    ['r2_adj', plain.fit.adj_r2],
    ['rss', plain.fit.rss],
  ] as const)
    book.compare(`${path}.${key}`, value, relative(model[key]));
  model.terms.forEach((term, i) => {
    book.compare(`${path}.coef[${i}]`, termIn(plain, term).estimate, relative(model.coef[i]!));
  });
  for (const [kind, expected] of Object.entries(model.vcov)) {
    const [vcov, conventions] = vcovs[kind]!;
    // HC0 of the one ordinary regression has t, as everywhere else.
    const profile = model.estimator === 'ols' ? 'stata' : conventions;
    compareVcov(book, `${path}.vcov.${kind}`, model, expected, run(model, vcov, profile));
  }
  if (model.diagnostics) compareSummary(book, `${path}.diagnostics`, model);
}

function compareVcov(
  book: Account,
  path: string,
  model: Model,
  expected: Vcov,
  record: EstimateRecord,
): void {
  book.compare(`${path}.df`, record.conventions.df, 0);
  model.terms.forEach((term, i) => {
    const actual = termIn(record, term);
    const [se, stat, p] = [expected.se[i]!, expected.stat[i]!, expected.p[i]!];
    const width = Math.abs(expected.ci95_high[i]!) + Math.abs(expected.ci95_low[i]!);
    const ofP = expected.df === null ? toleranceOfZ(p, stat) : toleranceOfT(p, stat, expected.df);
    book.compare(`${path}.se[${i}]`, actual.std_error, relative(se));
    book.compare(`${path}.stat[${i}]`, actual.statistic, 2 * relative(stat));
    book.compare(`${path}.p[${i}]`, actual.p, ofP);
    book.compare(`${path}.ci95_low[${i}]`, actual.conf_low, relative(width));
    book.compare(`${path}.ci95_high[${i}]`, actual.conf_high, relative(width));
  });
  const { fit } = record;
  const { F, df1, df2, chi2, df, p } = expected.wald;
  if (F !== undefined) {
    book.compare(`${path}.wald.F`, fit.f, 2 * relative(F));
    book.compare(`${path}.wald.df1`, fit.f_df?.[0], 0);
    book.compare(`${path}.wald.df2`, fit.f_df?.[1], 0);
    book.compare(`${path}.wald.p`, fit.f_p, 2 * toleranceOfF(p, df1!, df2!));
  } else {
    book.compare(`${path}.wald.chi2`, fit.chi2, 2 * relative(chi2!));
    book.compare(`${path}.wald.df`, fit.chi2_df, 0);
    book.compare(`${path}.wald.p`, fit.chi2_p, 2 * toleranceOfZ(p, Math.sqrt(chi2!)) + 0 * df!);
  }
}

/** The summary of ivreg, by its own names; where nothing is over-identified it has a Sargan of zero degrees of freedom. */
const ofSummary = { 'Weak instruments': 'weak-instruments', 'Wu-Hausman': 'wu-hausman', Sargan: 'sargan' };

function compareSummary(book: Account, path: string, model: Model): void {
  const spec = specFor(model, { type: 'iid' }, 'stata');
  const data = dataOf(model);
  for (const [key, test] of Object.entries(ofSummary)) {
    const expected = model.diagnostics![key as keyof typeof ofSummary];
    const found = diagnosed(data, spec, test);
    if (key === 'Sargan' && expected.df1 === 0) {
      book.compare(`${path}.${key}.df1`, found.note?.code === 'exactly-identified' ? 0 : null, 0);
    } else {
      book.compare(`${path}.${key}.df1`, found.df, 0);
    }
    book.compare(`${path}.${key}.df2`, found.df2, 0);
    book.compare(`${path}.${key}.statistic`, found.statistic, relative(expected.statistic));
    book.compare(`${path}.${key}.p`, found.p, toleranceOfP(found, expected.p));
  }
}

/** As the step has it: a test without a value is a record with its note. */
function diagnosed(data: Table, spec: ModelSpec, test: string): DiagnosticRecord {
  const found = modelTestFor(test)!.run({
    model: fitted(data, spec),
    spec,
    estimate: (other) => estimateOn(data, other),
  });
  const none = { statistic: null, distribution: null, df: null, df2: null, p: null };
  return 'kind' in found ? { ...none, note: (found as Failure).note } : found;
}

const notOffered: readonly (readonly [RegExp, string])[] = [
  [/^models\[7\]\.(n_dropped|df_resid|tss|loglik|aic|bic)$/, 'an ordinary regression: see the other files'],
  [/^models\[7\]\.F\./, 'the Wald F of iid, compared under vcov.classical'],
];

const reference = JSON.parse(readFileSync(new URL('./cigarettes-iv.json', import.meta.url), 'utf8'));

describe('cigarettes-iv.json', () => {
  const book = account();

  beforeAll(() => {
    (reference.models as Model[]).forEach((model, i) => {
      compareModel(book, `models[${i}]`, model);
    });
  });

  asksWhole('cigarettes-iv', reference, book, notOffered);
});

describe('first stages', () => {
  const models = (reference.models as Model[]).filter((model) => model.estimator === '2sls');

  it.each(models.map((model) => [model.id, model] as const))('%s: the F of the instruments', (_, model) => {
    const { statistic, df1, df2, p } = (model as unknown as Record<string, Record<string, Wald>>)[
      'diagnostics'
    ]!['Weak instruments'] as Wald & { statistic: number };
    const [first, ...more] = run(model, { type: 'iid' }, 'stata').derived.first;
    expect(more).toEqual([]);
    expect(first!.n).toBe(model.n);
    expect(first!.fit.f_df).toEqual([df1, df2]);
    expect(distance([first!.fit.f], [statistic])).toBeLessThan(1e-9);
    expect(Math.abs(first!.fit.f_p! - p)).toBeLessThan(2 * toleranceOfF(p, df1!, df2!));
  });

  it('is the regression of the reference', () => {
    const model = models.find((one) => one.id === 'diff_both')!;
    const expected = (reference.models as Model[])[7]!;
    const first = run(model, { type: 'HC1' }, 'stata').derived.first[0]!;
    expect(first.outcome).toBe('dp');
    expect(first.formula).toBe(expected.formula);
    expect(first.terms.map((term) => term.term)).toEqual(expected.terms);
    const errors = first.terms.map((term) => term.std_error);
    expect(distance(errors, expected.vcov['HC1']!.se)).toBeLessThan(1e-9);
  });
});

describe('absorbed effects and weights', () => {
  const formula = ivFormula('log(packs) ~ log(rprice) + log(rincome) | log(rincome) + tdiff + rtax');
  const spec: ModelSpec = { ...specOf('y ~ x'), formula, estimator: 'iv', conventions: 'plm' };
  const effects = [
    { columns: ['state'], slopes: [] },
    { columns: ['year'], slopes: [] },
  ];
  const dummies = ['state', 'year'].map((key) => ({ factors: [call('factor', name(key))] }));
  const slopes = ['log(rprice)', 'log(rincome)'];

  it.each([['iid'], ['HC1'], ['HC0']])('dummies are absorbed effects, weighted too: %s', (type) => {
    for (const weights of [{}, { weights: 'population' }]) {
      const common = { ...spec, ...weights, vcov: { type } };
      const absorbed = fitted(pooled, { ...common, formula: { ...formula, fixed: effects } }).record;
      const full = fitted(pooled, {
        ...common,
        formula: { ...formula, terms: [...formula.terms, ...dummies] },
      }).record;
      for (const key of ['estimate', 'std_error'] as const) {
        const of = (record: EstimateRecord) => slopes.map((term) => termIn(record, term)[key]!);
        expect(distance(of(absorbed), of(full))).toBeLessThan(1e-9);
      }
      expect(distance([absorbed.fit.r2], [full.fit.r2!])).toBeLessThan(1e-9);
      expect(distance([absorbed.derived.first[0]!.fit.f], [full.derived.first[0]!.fit.f!])).toBeLessThan(
        1e-9,
      );
    }
  });

  it('meets fixest 0.14.2 with two effects, clustered by state', () => {
    const { record } = fitted(pooled, {
      ...spec,
      formula: { ...formula, fixed: effects },
      conventions: 'fixest',
      vcov: { type: 'cluster', by: ['state'] },
    });
    // feols(log(packs) ~ log(rincome) | state + year | log(rprice) ~ tdiff + rtax, cluster = ~state), as printed.
    const [price, income] = slopes.map((term) => termIn(record, term));
    expect(price!.estimate).toBeCloseTo(-1.202403, 6);
    expect(price!.std_error).toBeCloseTo(0.195824, 6);
    expect(income!.estimate).toBeCloseTo(0.46203, 6);
    expect(income!.std_error).toBeCloseTo(0.307583, 6);
    expect(record.derived.first[0]!.fit.f).toBeCloseTo(90.6726, 4);
  });
});

describe('instruments that say nothing', () => {
  const of = (text: string, more: Partial<ModelSpec> = {}) =>
    estimateOn(pooled, { ...specOf('y ~ x'), formula: ivFormula(text), estimator: 'iv', ...more }).record;

  it('collinear with the exogenous terms: under-identified, with the reason', () => {
    const doubled = table({ ...cells, twice: numbers(cells, 'rincome').map((value) => 2 * value) });
    const formula = ivFormula('packs ~ rprice + rincome | rincome + twice');
    const { record } = estimateOn(doubled, { ...specOf('y ~ x'), formula, estimator: 'iv' });
    expect(record.notes).toEqual([
      {
        code: 'under-identified',
        message: 'no instrument is left for rprice: twice is explained by rincome',
        values: { instruments: 0, names: ['rprice'] },
      },
    ]);
  });

  it('one of two collinear: left out, and said so', () => {
    const doubled = table({ ...cells, twice: numbers(cells, 'rtax').map((value) => 2 * value) });
    const formula = ivFormula('packs ~ rprice | rtax + twice');
    const { record } = estimateOn(doubled, { ...specOf('y ~ x'), formula, estimator: 'iv' });
    expect(record.notes.map((note) => note.code)).toEqual(['collinear-instrument']);
    expect(record.terms.map((term) => term.term)).toEqual(['(Intercept)', 'rprice']);
  });

  it('what no program defines is refused', () => {
    for (const conventions of ['xtreg', 'statsmodels']) {
      const record = of('packs ~ rprice | rtax', { conventions });
      expect(record.notes.map((note) => note.code)).toEqual(['undefined-convention']);
    }
  });
});
