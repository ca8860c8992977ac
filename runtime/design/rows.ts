import type { Expression } from '../../compiler/plan/expression.ts';
import type { ModelSpec } from '../../compiler/plan/model.ts';
import type { Column, Table } from '../engines/memory/table.ts';
import { countGaps } from '../linalg/gaps.ts';
import type { SampleRecord } from '../results/results.ts';
import { clusterColumns, columnOf, combinedCodes, isMissing } from './codes.ts';
import type { Codes } from './design.ts';
import { everyRow, isEveryRow } from './gather.ts';
import { expressionName } from './names.ts';
import { sharedRows } from './samples.ts';
import { needsOf } from './values.ts';

/** Values of an expression, or of a factor of a formula, on every row of the table. */
export type Evaluate = (expression: Expression) => Column;

/** The rows that a model uses, ascending, and what became of the others. */
export interface Sample {
  readonly rows: Int32Array;
  readonly record: SampleRecord;
}

/** What must not be missing. `plain`: the same without its lags, where it has any. */
interface Required {
  readonly name: string;
  readonly column: Column;
  readonly plain: Column | null;
}

const LAGS: ReadonlySet<string> = new Set(['lag', 'lead', 'diff', 'growth', 'l', 'f', 'd']);

/**
 * Chooses rows: conditions, then complete cells, then singletons of the absorbed effects (iteratively, where asked).
 * Expressions see the whole table, so a subsample's first year has its lag.
 */
export function chooseRows(
  table: Table,
  spec: ModelSpec,
  options: {
    readonly evaluate: Evaluate;
    readonly dropSingletons: boolean;
    readonly clusters: readonly string[];
  },
): Sample {
  const { kept, excluded, undecided } = applyConditions(table.rows, spec.where.map(options.evaluate));
  const required = requirements(table, spec, options.evaluate, options.clusters);
  const missing = required.map((r) => [r.name, missingCells(r.column, kept)] as const);
  const { complete, lags } = completeRows(
    kept,
    required.filter((_, i) => missing[i]![1] > 0),
  );
  const weighty = withWeight(table, spec, complete);
  const rows = options.dropSingletons
    ? withoutSingletons(
        spec.formula.fixed.map((effect) => combinedCodes(table, effect.columns, weighty)),
        weighty,
      )
    : weighty;
  const record: SampleRecord = {
    rows: table.rows,
    excluded,
    undecided,
    missing: Object.fromEntries(missing),
    incomplete: kept.length - complete.length,
    lags,
    ...(spec.weights === undefined ? {} : { weightless: complete.length - weighty.length }),
    singletons: weighty.length - rows.length,
    used: rows.length,
  };
  return { rows: sharedRows(table, rows), record };
}

/** Rows whose weight is not zero. */
function withWeight(table: Table, { weights }: ModelSpec, rows: Int32Array): Int32Array {
  const column = weights === undefined ? null : columnOf(table, weights);
  return column?.kind === 'number' ? chosen(rows, (i) => column.values[rows[i]!] !== 0) : rows;
}

/** The rows at the positions where `holds`; the array itself where it does at all. */
function chosen(rows: Int32Array, holds: (position: number) => boolean): Int32Array {
  const left = new Int32Array(rows.length);
  let count = 0;
  for (let i = 0; i < rows.length; i += 1) {
    if (!holds(i)) continue;
    left[count] = rows[i]!;
    count += 1;
  }
  return count === rows.length ? rows : left.slice(0, count);
}

/** How many of the rows have no value. */
export function missingCells(column: Column, rows: Int32Array): number {
  let total = 0;
  if (column.kind === 'number') {
    const { values } = column;
    if (isEveryRow(rows, values.length)) return countGaps(values);
    for (let i = 0; i < rows.length; i += 1) if (Number.isNaN(values[rows[i]!]!)) total += 1;
  } else for (let i = 0; i < rows.length; i += 1) if (column.codes[rows[i]!]! < 0) total += 1;
  return total;
}

/** Rows that miss nothing, and how many of the others would not without their lags. gaps: what misses a cell at all. */
function completeRows(
  kept: Int32Array,
  gaps: readonly Required[],
): { readonly complete: Int32Array; readonly lags: number } {
  if (gaps.length === 0) return { complete: kept, lags: 0 };
  let lags = 0;
  const complete = chosen(kept, (i) => {
    const row = kept[i]!;
    const lost = gaps.some((r) => isMissing(r.column, row));
    if (lost && lostToLags(gaps, row)) lags += 1;
    return !lost;
  });
  return { complete, lags };
}

/**
 * A row is out as soon as one condition is 0, whatever the others, and in where all are 1. The rest is undecided: a
 * condition is missing, or is neither.
 */
function applyConditions(
  rows: number,
  conditions: readonly Column[],
): { kept: Int32Array; excluded: number; undecided: number } {
  const every = everyRow(rows);
  if (conditions.length === 0) return { kept: every, excluded: 0, undecided: 0 };
  let excluded = 0;
  const kept = chosen(every, (row) => {
    if (conditions.some((c) => c.kind === 'number' && c.values[row] === 0)) {
      excluded += 1;
      return false;
    }
    return conditions.every((c) => c.kind === 'number' && c.values[row] === 1);
  });
  return { kept, excluded, undecided: rows - excluded - kept.length };
}

interface Needs {
  readonly expressions: readonly Expression[];
  readonly columns: readonly string[];
}

/** What must not be missing in a row of a model: values of expressions, and columns. */
export function needsOfModel(spec: ModelSpec, clusters: readonly string[]): Needs {
  const { outcome, terms, instruments } = spec.formula;
  const expressions = [
    outcome,
    ...[...terms, ...(instruments?.endogenous ?? []), ...(instruments?.instruments ?? [])].flatMap(
      (term) => term.factors,
    ),
    ...spec.complete,
  ].flatMap(needsOf);
  const columns = [
    ...spec.formula.fixed.flatMap((effect) => [...effect.columns, ...effect.slopes]),
    ...(spec.weights === undefined ? [] : [spec.weights]),
    ...clusters.flatMap((cluster) => clusterColumns(spec.vcov, cluster)),
  ];
  return { expressions, columns };
}

/** The names of what must not be missing in a row of a model, each once, as its sample record lists them. */
export function requiredNames(spec: ModelSpec, clusters: readonly string[]): readonly string[] {
  const { expressions, columns } = needsOfModel(spec, clusters);
  return [...new Set([...expressions.map(expressionName), ...columns])];
}

function requirements(
  table: Table,
  spec: ModelSpec,
  evaluate: Evaluate,
  clusters: readonly string[],
): readonly Required[] {
  const found = new Map<string, Required>();
  const { expressions, columns } = needsOfModel(spec, clusters);
  for (const expression of expressions) {
    const name = expressionName(expression);
    if (found.has(name)) continue;
    const plain = withoutLags(expression);
    found.set(name, {
      name,
      column: evaluate(expression),
      plain: plain === expression ? null : evaluate(plain),
    });
  }
  for (const name of columns) {
    if (!found.has(name)) found.set(name, { name, column: columnOf(table, name), plain: null });
  }
  return [...found.values()];
}

/** The expression with every lag, lead, difference and growth replaced by its argument; itself where there is none. */
export function withoutLags(e: Expression): Expression {
  if (e.kind === 'unary' || e.kind === 'interval' || e.kind === 'membership') {
    const operand = withoutLags(e.operand);
    return operand === e.operand ? e : { ...e, operand };
  }
  if (e.kind === 'binary') {
    const left = withoutLags(e.left);
    const right = withoutLags(e.right);
    return left === e.left && right === e.right ? e : { ...e, left, right };
  }
  if (e.kind !== 'call') return e;
  if (LAGS.has(e.function) && e.arguments.length > 0) return withoutLags(e.arguments[0]!);
  const inner = e.arguments.map(withoutLags);
  return inner.every((argument, i) => argument === e.arguments[i]) ? e : { ...e, arguments: inner };
}

/** Whether everything that the row misses would be there without its lags. */
function lostToLags(required: readonly Required[], row: number): boolean {
  const lost = required.filter((r) => isMissing(r.column, row));
  return lost.length > 0 && lost.every((r) => r.plain !== null && !isMissing(r.plain, row));
}

/**
 * Rows whose level of an absorbed effect has no other row say nothing; taking them may make new ones. What is left in the
 * end does not depend on the order in which they are taken. effects: over the rows.
 */
function withoutSingletons(effects: readonly Codes[], rows: Int32Array): Int32Array {
  const sizes = effects.map(({ codes, levels }) => {
    const count = new Int32Array(levels);
    for (let i = 0; i < codes.length; i += 1) count[codes[i]!]! += 1;
    return count;
  });
  if (sizes.every((count) => !count.includes(1))) return rows;
  const gone = new Uint8Array(rows.length);
  for (let taken = 1; taken > 0; ) {
    taken = 0;
    for (let i = 0; i < rows.length; i += 1) {
      if (gone[i] === 1 || !effects.some(({ codes }, e) => sizes[e]![codes[i]!] === 1)) continue;
      gone[i] = 1;
      taken += 1;
      effects.forEach(({ codes }, e) => {
        sizes[e]![codes[i]!]! -= 1;
      });
    }
  }
  return chosen(rows, (i) => gone[i] === 0);
}
