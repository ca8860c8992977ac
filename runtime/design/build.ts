import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Table } from '../engines/memory/table.ts';
import type { Failure } from '../estimators/estimator.ts';
import { clusterColumns, columnOf, combinedCodes, isMissing } from './codes.ts';
import { codeTerms } from './coding.ts';
import type { Codes, Design } from './design.ts';
import { expressionName, INTERCEPT } from './names.ts';
import { chooseRows, type Evaluate } from './rows.ts';
import { valuesOf } from './values.ts';

export interface DesignOptions {
  /** Values of an expression on every row of the table. */
  readonly evaluate: Evaluate;
  /** Declared order of a column's levels. */
  readonly levels: ReadonlyMap<string, readonly string[]>;
  /** Whether rows alone in a level of an absorbed effect are dropped. */
  readonly dropSingletons: boolean;
  /** Columns of a clustered covariance, `city^year` being a combination. */
  readonly clusters: readonly string[];
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
  const { rows, record } = chooseRows(table, spec, { ...options, evaluate });
  const intercept = formula.intercept && formula.fixed.length === 0;
  const columns = codeTerms(formula, rows, { evaluate, levels: options.levels });
  const ones = intercept ? [{ name: INTERCEPT, values: new Float64Array(rows.length).fill(1) }] : [];
  const all = [...ones, ...columns];
  return {
    n: rows.length,
    rows,
    outcomeName,
    y: Float64Array.from(rows, (row) => outcome.values[row]!),
    names: all.map((column) => column.name),
    x: all.map((column) => column.values),
    intercept,
    fixed: formula.fixed.map((effect) => combinedCodes(table, effect.columns, rows)),
    clusters: options.clusters.map((name) => combinedCodes(table, clusterColumns(spec.vcov, name), rows)),
    units: panelCodes(table, table.panel?.unit, rows),
    periods: panelCodes(table, table.panel?.time, rows),
    times: timesOf(table, rows),
    sample: record,
  };
}

function textOutcome(name: string): Failure {
  return {
    kind: 'failure',
    note: { code: 'text-outcome', message: `${name} holds text; an outcome must be a number` },
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

/** Time by value, as lags take it; texts by their order. Null without a panel, or where it is missing somewhere. */
function timesOf(table: Table, rows: Int32Array): Float64Array | null {
  if (table.panel === null) return null;
  const column = columnOf(table, table.panel.time);
  if (rows.some((row) => isMissing(column, row))) return null;
  const values = column.kind === 'number' ? column.values : column.codes;
  return Float64Array.from(rows, (row) => values[row]!);
}

/** Units or periods among the rows; null without a panel, or where a key is missing (then its count means nothing). */
function panelCodes(table: Table, name: string | undefined, rows: Int32Array): Codes | null {
  if (name === undefined) return null;
  const column = columnOf(table, name);
  return rows.some((row) => isMissing(column, row)) ? null : combinedCodes(table, [name], rows);
}
