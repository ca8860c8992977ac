import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Call, Expression } from '../../../compiler/plan/expression.ts';
import type { ModelSpec, ModelTerm } from '../../../compiler/plan/model.ts';
import { evaluate } from '../../../runtime/engines/memory/evaluate.ts';
import type { Column, Table } from '../../../runtime/engines/memory/table.ts';
import { type Estimated, type Estimation, estimate } from '../../../runtime/estimators/estimate.ts';

const folder = join(import.meta.dirname, '../../reference');

/** A table from columns of numbers (null is missing) and of texts. */
export function tableOf(
  columns: Readonly<Record<string, readonly (number | string | null)[]>>,
  panel: Table['panel'] = null,
): Table {
  const entries = Object.entries(columns).map(([name, cells]) => [name, columnOf(name, cells)] as const);
  return { rows: Object.values(columns)[0]?.length ?? 0, columns: new Map(entries), panel };
}

function columnOf(name: string, cells: readonly (number | string | null)[]): Column {
  const texts = cells.filter((cell) => typeof cell === 'string');
  if (texts.length === 0) {
    return { kind: 'number', name, values: Float64Array.from(cells, (cell) => Number(cell ?? Number.NaN)) };
  }
  const levels = [...new Set(texts)].sort();
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell))));
  return { kind: 'text', name, codes, levels };
}

/** The seed study's prepared panel, 28 cities x 11 years. */
export function preparedPanel(): Table {
  const lines = readFileSync(join(folder, 'agglomeration-prepared.csv'), 'utf8').trim().split('\n');
  const header = lines[0]!.split(',');
  const rows = lines.slice(1).map((line) => line.split(','));
  const text = new Set(['city', 'period', 'industry']);
  const columns = header.map((name, j) => [
    name,
    rows.map((row) => (text.has(name) ? row[j]! : Number(row[j]))),
  ]);
  return tableOf(Object.fromEntries(columns), { unit: 'city', time: 'year' });
}

export interface ReferenceVcov {
  readonly se: readonly number[];
  readonly df: number;
  readonly stat: readonly number[];
  readonly p: readonly number[];
  readonly ci95_low: readonly number[];
  readonly ci95_high: readonly number[];
  readonly wald: {
    readonly F: number;
    readonly df1: number;
    readonly df2: number;
    readonly p: number;
  } | null;
}

export interface ReferenceModel {
  readonly id: string;
  readonly formula: string;
  readonly absorb?: readonly string[];
  readonly n: number;
  readonly k: number;
  readonly df_resid: number;
  readonly terms: readonly string[];
  readonly coef: readonly number[];
  readonly rss: number;
  readonly tss: number;
  readonly sigma: number;
  readonly r2: number;
  readonly r2_adj: number;
  readonly r2_within?: number;
  readonly loglik: number;
  readonly aic: number;
  readonly bic: number;
  readonly const_stata?: number;
  readonly vcov: Readonly<Record<string, ReferenceVcov>>;
}

export function reference(): { baseline: readonly ReferenceModel[]; lagged_regressor: ReferenceModel } {
  return JSON.parse(readFileSync(join(folder, 'agglomeration.json'), 'utf8'));
}

export const name = (text: string): Expression => ({ kind: 'name', name: text });

export const call = (fn: string, ...args: Expression[]): Call => ({
  kind: 'call',
  function: fn,
  arguments: args,
  named: {},
});

/** `TIN`, `TIN:POS`, `factor(year)`: terms written as names, colons and factor(). */
export function termOf(text: string): ModelTerm {
  const factors = text.split(':').map((part) => {
    const inner = /^factor\((.*)\)$/.exec(part);
    return inner ? call('factor', name(inner[1]!)) : name(part);
  });
  return { factors };
}

/** `AGG ~ TIN + POS | city + year`, `0 +` for no constant: no more of the grammar than the tests need. */
export function specOf(formula: string, more: Partial<ModelSpec> = {}): ModelSpec {
  const [equation, effects] = formula.split('|').map((part) => part.trim());
  const [outcome, right] = equation!.split('~').map((part) => part.trim());
  const terms = right!.split('+').map((part) => part.trim());
  return {
    formula: {
      outcome: name(outcome!),
      intercept: !terms.includes('0'),
      terms: terms.filter((term) => term !== '0' && term !== '1').map(termOf),
      fixed: (effects ?? '')
        .split('+')
        .map((part) => part.trim())
        .filter((part) => part !== '')
        .map((part) => ({ columns: part.split('^'), slopes: [] })),
      instruments: null,
    },
    where: [],
    complete: [],
    estimator: 'ols',
    vcov: { type: 'HC1' },
    conventions: 'stata',
    level: 0.95,
    ...more,
  };
}

export function estimateOn(
  table: Table,
  spec: ModelSpec,
  levels: ReadonlyMap<string, readonly string[]> = new Map(),
): Estimation {
  return estimate(table, spec, { evaluate: (expression) => evaluate(expression, table), levels });
}

export function fitted(table: Table, spec: ModelSpec): Estimated {
  const estimation = estimateOn(table, spec);
  if (estimation.kind !== 'estimated') throw new Error(JSON.stringify(estimation.record.notes));
  return estimation;
}

/** Largest relative difference of two lists; absolute where the expected value is below `floor`. */
export function distance(
  actual: ArrayLike<number | null>,
  expected: ArrayLike<number>,
  floor = 1e-300,
): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < expected.length; i += 1) {
    const difference = Math.abs((actual[i] ?? Number.NaN) - expected[i]!);
    const relative = difference / Math.max(Math.abs(expected[i]!), floor);
    worst = Number.isNaN(relative) ? Number.POSITIVE_INFINITY : Math.max(worst, relative);
  }
  return worst;
}

/** A reproducible stream of normal-like numbers for made-up data: a linear congruential generator, twelve sums. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6);
}
