/**
 * Tests of instruments, and instrumented models with several instrumented terms, weights, effects, varying slopes and
 * serial covariances: instruments.json, whole. 11-instruments.R writes them out from their formulas, checks them against
 * AER, fixest and ivreg2, and counts every dummy.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, it } from 'vitest';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import { modelTestFor } from '../../runtime/diagnostics/index.ts';
import type { Table } from '../../runtime/engines/memory/table.ts';
import type { Estimated } from '../../runtime/estimators/estimate.ts';
import type { DiagnosticRecord } from '../../runtime/results/results.ts';
import { estimateOn, fitted, specOf, termOf } from '../unit/numerics/fixture.ts';
import { type Account, account, relative } from './account.ts';
import { expectAccuracy } from './accuracy.ts';
import { type Cells, readCells, table } from './tables.ts';
import { accuracyOfTests, toleranceOfP } from './test-records.ts';
import { asksWhole } from './whole.ts';

interface Tested {
  readonly statistic: number;
  readonly df?: readonly number[];
  readonly p?: number;
  readonly wald?: Tested;
  readonly terms?: Readonly<Record<string, Tested>>;
}

interface Model {
  readonly id: string;
  readonly data: string;
  readonly formula: string;
  readonly weights?: string;
  readonly n: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly vcov: Readonly<
    Record<
      string,
      {
        readonly by?: readonly string[];
        readonly se: readonly number[];
        readonly tests: Readonly<Record<string, Tested>>;
      }
    >
  >;
}

const column = (cells: Cells, key: string): number[] => cells[key]!.map(Number);

function cigarettes(): Table {
  const cells = readCells('cigarettes.csv');
  const of = (key: string) => column(cells, key);
  const [cpi, population, tax] = [of('cpi'), of('population'), of('tax')];
  return table({
    ...cells,
    lq: of('packs').map(Math.log),
    lp: of('price').map((value, i) => Math.log(value / cpi[i]!)),
    li: of('income').map((value, i) => Math.log(value / population[i]! / cpi[i]!)),
    tdiff: of('taxs').map((value, i) => (value - tax[i]!) / cpi[i]!),
    rtax: tax.map((value, i) => value / cpi[i]!),
  });
}

/** Logarithms with first (d) and second (e) differences along the years of a firm; rows without both are left out. */
function employment(): Table {
  const cells = readCells('empluk.csv');
  const [firm, year] = [column(cells, 'firm'), column(cells, 'year')];
  const rowOf = new Map(firm.map((one, i) => [`${one} ${year[i]}`, i]));
  const difference = (values: readonly number[]): number[] =>
    values.map((value, i) => value - (values[rowOf.get(`${firm[i]} ${year[i]! - 1}`) ?? -1] ?? Number.NaN));
  const logs = { n: 'emp', w: 'wage', k: 'capital', ys: 'output' };
  const all: Record<string, number[]> = { firm, year, sector: column(cells, 'sector') };
  for (const [name, from] of Object.entries(logs)) {
    all[name] = column(cells, from).map(Math.log);
    all[`d${name}`] = difference(all[name]);
    all[`e${name}`] = difference(all[`d${name}`]!);
  }
  const complete = firm.map((_, i) => i).filter((i) => Number.isFinite(all['ew']![i]!));
  const kept = Object.entries(all).map(([name, values]) => [name, complete.map((i) => values[i]!)] as const);
  return table(Object.fromEntries(kept), { unit: 'firm', time: 'year' });
}

function schools(): Table {
  const cells = readCells('caschools.csv');
  const of = (key: string) => column(cells, key);
  return table({
    ...cells,
    str: of('students').map((value, i) => value / of('teachers')[i]!),
    score: of('read').map((value, i) => (value + of('math')[i]!) / 2),
    pcs: of('computer').map((value, i) => value / of('students')[i]!),
  });
}

const tables: Readonly<Record<string, Table>> = {
  cigarettes: cigarettes(),
  empluk: employment(),
  caschools: schools(),
};

/** `y ~ x | f + g[t] | endogenous ~ instruments`, the second part left out where nothing is absorbed. */
function instrumentedSpec(text: string): ModelSpec {
  const parts = text.split(' | ');
  const [endogenous, instruments] = parts.at(-1)!.split(' ~ ');
  const terms = (list: string) => list.split(' + ').map(termOf);
  const effects = parts.length === 3 ? parts[1]!.split(' + ') : [];
  const plain = specOf(parts[0]!);
  const sloped = effects.flatMap((effect) => /^(\w+)\[(\w+)\]$/.exec(effect) ?? []);
  const fixed =
    sloped.length > 0
      ? [{ columns: [sloped[1]!], slopes: [sloped[2]!] }]
      : effects.map((effect) => ({ columns: [effect], slopes: [] }));
  return {
    ...plain,
    formula: {
      ...plain.formula,
      fixed,
      instruments: { endogenous: terms(endogenous!), instruments: terms(instruments!) },
    },
    estimator: 'iv',
    conventions: 'lsdv',
  };
}

function vcovOf(name: string, by: readonly string[] | undefined): ModelSpec['vcov'] {
  const serial = /^(newey_west|driscoll_kraay)_(\d)$/.exec(name);
  if (serial) return { type: serial[1]!.replace('_', '-'), lag: Number(serial[2]) };
  if (by) return { type: 'cluster', by };
  return { type: name === 'classical' ? 'iid' : name };
}

function runTest(name: string, model: Estimated, spec: ModelSpec, data: Table): DiagnosticRecord {
  const found = modelTestFor(name)!.run({ model, spec, estimate: (other) => estimateOn(data, other) });
  if ('note' in found && !('statistic' in found)) throw new Error(JSON.stringify(found));
  return found as DiagnosticRecord;
}

function compareTest(book: Account, path: string, expected: Tested, found: DiagnosticRecord): void {
  book.compare(`${path}.statistic`, found.statistic, relative(expected.statistic));
  expected.df?.forEach((_, i) => {
    book.compare(`${path}.df[${i}]`, i === 0 ? found.df : found.df2, 0);
  });
  if (expected.p !== undefined) book.compare(`${path}.p`, found.p, toleranceOfP(found, expected.p));
  if (expected.wald) {
    const wald = found['wald'] as { readonly statistic: number; readonly df: number; readonly p: number };
    compareTest(book, `${path}.wald`, expected.wald, { ...wald, distribution: 'chi2', df2: null });
  }
  for (const [term, one] of Object.entries(expected.terms ?? {})) {
    const terms = found['terms'] as Readonly<Record<string, DiagnosticRecord>>;
    compareTest(book, `${path}.terms.${term}`, one, terms[term]!);
  }
}

function compareModel(book: Account, path: string, model: Model): void {
  const data = tables[model.data]!;
  const plain = { ...instrumentedSpec(model.formula), ...(model.weights ? { weights: model.weights } : {}) };
  Object.entries(model.vcov).forEach(([name, expected], first) => {
    const at = `${path}.vcov.${name}`;
    const spec = { ...plain, vcov: vcovOf(name, expected.by) };
    const estimated = fitted(data, spec);
    const termOfRecord = (term: string) => estimated.record.terms.find((one) => one.term === term)!;
    if (first === 0) {
      book.compare(`${path}.n`, estimated.record.n, 0);
      model.coef.forEach((value, i) => {
        book.compare(`${path}.coef[${i}]`, termOfRecord(model.terms[i]!).estimate, relative(value));
      });
    }
    expected.se.forEach((value, i) => {
      book.compare(`${at}.se[${i}]`, termOfRecord(model.terms[i]!).std_error, relative(value));
    });
    for (const [test, one] of Object.entries(expected.tests)) {
      compareTest(book, `${at}.tests.${test}`, one, runTest(test, estimated, spec, data));
    }
  });
}

/** Standard errors under fixest's own factors; its solver iterates, so to 1e-7. */
function compareFixest(
  book: Account,
  { terms, formula, data }: Model,
  { coef, vcov }: Pick<Model, 'coef' | 'vcov'>,
): void {
  for (const [name, { se }] of Object.entries(vcov)) {
    const by = { cluster: ['firm'], twoway: ['firm', 'year'] }[name];
    const spec = { ...instrumentedSpec(formula), conventions: 'fixest', vcov: vcovOf(name, by) };
    const { record } = fitted(tables[data]!, spec);
    const found = terms.map((term) => record.terms.find((one) => one.term === term)!);
    found.forEach((term, i) => {
      book.compare(`fixest.vcov.${name}.se[${i}]`, term.std_error, 100 * relative(se[i]!));
      if (name === 'classical') book.compare(`fixest.coef[${i}]`, term.estimate, relative(coef[i]!));
    });
  }
}

describe('instruments.json', () => {
  const reference = JSON.parse(readFileSync(new URL('./instruments.json', import.meta.url), 'utf8'));
  const book = account();

  beforeAll(() => {
    (reference.models as Model[]).forEach((model, i) => {
      compareModel(book, `models[${i}]`, model);
    });
    const effects = (reference.models as Model[]).find((model) => model.id === 'emp_effects')!;
    compareFixest(book, effects, reference.fixest);
  });

  asksWhole('instruments', reference, book, []);

  it('has tests as accurate as their stored figures say', () => {
    expectAccuracy('tests-of-instruments', accuracyOfTests(reference, book));
  });
});
