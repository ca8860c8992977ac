import { invariant } from '../../compiler/plan/invariant.ts';
import type { FixedEffect, ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../engines/memory/table.ts';
import type { Failure } from '../estimators/estimator.ts';
import { sum } from '../linalg/sums.ts';
import { clusterColumns, columnOf, combinedCodes } from './codes.ts';
import type { Codes, Design } from './design.ts';
import { gatherCodes } from './gather.ts';
import { codedColumns } from './instruments.ts';
import { type Memo, withMemo } from './memo.ts';
import { expressionName, INTERCEPT } from './names.ts';
import { chooseRows, type Evaluate, missingCells } from './rows.ts';
import { onceForAll } from './sample-memo.ts';
import { sharedColumn } from './samples.ts';
import { valuesOf } from './values.ts';

export interface DesignOptions {
  /** Values of an expression on every row of the table. */
  readonly evaluate: Evaluate;
  /** Declared order of a column's levels. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  /** Whether rows alone in a level of an absorbed effect are dropped. */
  readonly dropSingletons: boolean;
  /** Whether weights are scaled to a mean of 1. */
  readonly normaliseWeights?: boolean;
  /** Columns of a clustered covariance, `city^year` being a combination. */
  readonly clusters: readonly string[];
  /** Of the table; without one nothing is shared with other models. */
  readonly memo?: Memo | null;
}

/**
 * The rows and columns of one model on a prepared table. With absorbed effects there is no column of ones. Fails where
 * the outcome is text; a design without rows is not a failure here. Which columns are collinear the estimator says.
 */
export function buildDesign(table: Table, spec: ModelSpec, options: DesignOptions): Design | Failure {
  const { formula } = spec;
  const outcomeName = expressionName(formula.outcome);
  const evaluate = remembering(options.evaluate);
  const outcome = evaluate(formula.outcome);
  if (outcome.kind === 'text') return textOutcome(outcomeName);
  const { rows, record } = onceForAll(table, spec, options, () =>
    chooseRows(table, spec, { ...options, evaluate }),
  );
  const same = (name: string, values: Float64Array): Float64Array =>
    options.memo?.same(name, values) ?? values;
  const weights = weightsOf(table, spec, rows, options.normaliseWeights ?? false);
  if (weights !== null && 'kind' in weights) return weights;
  const intercept = formula.intercept && formula.fixed.length === 0;
  const { columns, instruments } = codedColumns(formula, rows, { evaluate, levels: options.levels });
  const ones = intercept
    ? [{ name: INTERCEPT, values: same(INTERCEPT, new Float64Array(rows.length).fill(1)) }]
    : [];
  const all = [...ones, ...columns];
  const design: Design = {
    n: rows.length,
    rows,
    outcomeName,
    y: same(outcomeName, sharedColumn(outcome.values, rows)),
    names: all.map((column) => column.name),
    x: all.map(({ name, values }) => same(name, values)),
    termOf: new Map(columns.map(({ name, term }) => [name, term])),
    references: new Map(
      columns.flatMap(({ term, reference }) => (reference === undefined ? [] : [[term, reference]])),
    ),
    parts: new Map(columns.map(({ name, parts }) => [name, parts])),
    intercept,
    fixed: formula.fixed.map((effect) => absorbed(table, effect, rows, same)),
    clusters: options.clusters.map((name) => combinedCodes(table, clusterColumns(spec.vcov, name), rows)),
    units: panelCodes(table, table.panel?.unit, rows),
    periods: panelCodes(table, table.panel?.time, rows),
    times: timesOf(table, rows),
    weights: weights && same('weights', weights),
    ...(instruments ? { instruments } : {}),
    sample: record,
  };
  return options.memo ? withMemo(design, options.memo) : design;
}

function textOutcome(name: string): Failure {
  return {
    kind: 'failure',
    note: {
      ...{ code: 'text-outcome', message: `${name} holds text; an outcome must be a number` },
      values: { names: [name] },
    },
  };
}

/** One evaluation a tree: conditions, missing cells and coding ask for the same ones. */
function remembering(evaluate: Evaluate): Evaluate {
  const known = new Map<Parameters<Evaluate>[0], ReturnType<Evaluate>>();
  return (expression) => {
    const found = known.get(expression) ?? evaluate(valuesOf(expression));
    known.set(expression, found);
    return found;
  };
}

/** An absorbed effect, with the variables whose slope varies with it: `firm[year]`. */
function absorbed(
  table: Table,
  effect: FixedEffect,
  rows: Int32Array,
  same: (name: string, values: Float64Array) => Float64Array,
): Codes {
  const codes = combinedCodes(table, effect.columns, rows);
  if (effect.slopes.length === 0) return codes;
  const slopes = effect.slopes.map((name) => same(name, numbersOf(table, name, rows)));
  return { ...codes, name: `${codes.name}[${effect.slopes.join(', ')}]`, slopes };
}

/** Values of a column that the compiler knows to hold numbers. */
function numbersOf(table: Table, name: string, rows: Int32Array): Float64Array {
  const column = columnOf(table, name);
  invariant(column.kind === 'number', `numbers in ${name}`);
  return sharedColumn(column.values, rows);
}

/** Analytic weights of the rows, if asked scaled to a mean of 1 as Stata does; a negative one is no weight. */
function weightsOf(
  table: Table,
  { weights }: ModelSpec,
  rows: Int32Array,
  normalise: boolean,
): Float64Array | Failure | null {
  if (weights === undefined) return null;
  const values = numbersOf(table, weights, rows);
  const negative = values.filter((value) => value < 0).length;
  if (negative > 0) {
    const message = `${weights} is negative in ${negative} rows; a weight is positive, or zero to leave a row out`;
    return {
      kind: 'failure',
      note: { code: 'negative-weights', message, values: { names: [weights], rows: negative } },
    };
  }
  const scale = normalise ? rows.length / sum(values) : 1;
  return values.map((value) => value * scale);
}

/** Time by value, as lags take it; texts by their order. Null without a panel, or where it is missing somewhere. */
function timesOf(table: Table, rows: Int32Array): Float64Array | null {
  if (table.panel === null) return null;
  const column = columnOf(table, table.panel.time);
  if (missingCells(column, rows) > 0) return null;
  return column.kind === 'number'
    ? sharedColumn(column.values, rows)
    : new Float64Array(gatherCodes(column.codes, rows));
}

/** Units or periods among the rows; null without a panel, or where a key is missing (then its count means nothing). */
function panelCodes(table: Table, name: string | undefined, rows: Int32Array): Codes | null {
  if (name === undefined) return null;
  const column = columnOf(table, name);
  return missingCells(column, rows) > 0 ? null : combinedCodes(table, [name], rows);
}
