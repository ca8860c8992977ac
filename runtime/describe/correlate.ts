import { invariant } from '../../compiler/plan/invariant.ts';
import type { CorrelateParameters } from '../../compiler/plan/plan.ts';
import { studentTail } from '../distributions/index.ts';
import { ranksWithin } from '../engines/memory/functions/rank.ts';
import type { Table } from '../engines/memory/table.ts';
import { dot, mean } from '../linalg/sums.ts';
import type { CorrelateRow } from '../results/results.ts';
import { type EvaluateCondition, rowsWhere } from './describe.ts';

/**
 * Every pair of variables, each once: the later with the earlier in the order of the list, group by group. Of a pair
 * the rows where both have a value (Stata's `pwcorr`, Hmisc's `rcorr`), or, `listwise`, where all variables have one
 * (Stata's `correlate`). Spearman's is Pearson's of the ranks over these rows, ties sharing their mean. p is two-sided
 * by t = r sqrt((n - 2) / (1 - r^2)) with n - 2 degrees of freedom (R's `cor.test`, `exact = FALSE` for ranks). What does
 * not exist is null: r of fewer than two rows or of a constant, p of fewer than three rows.
 */
export function correlate(
  table: Table,
  parameters: CorrelateParameters,
  evaluate: EvaluateCondition,
): CorrelateRow[] {
  const columns = parameters.variables.map((name) => numbersOf(table, name));
  const groups = parameters.groups.map((group) => ({ name: group.name, where: [group.where] }));
  return (groups.length > 0 ? groups : [{ name: null, where: [] }]).flatMap((group) => {
    const chosen = rowsWhere(table, [...parameters.where, ...group.where], evaluate);
    const rows = parameters.listwise ? complete(chosen, columns) : chosen;
    return parameters.variables.flatMap((variable, i) =>
      parameters.variables.slice(0, i).map((other, j) => {
        const pair = [columns[i]!, columns[j]!];
        const values = pairValues(complete(rows, pair), pair, parameters.method);
        return { variable, with: other, group: group.name, ...correlation(values[0]!, values[1]!) };
      }),
    );
  });
}

function numbersOf(table: Table, name: string): Float64Array {
  const column = table.columns.get(name);
  invariant(column?.kind === 'number', `a column of numbers ${name}, since the check asks for one`);
  return column.values;
}

function complete(rows: Int32Array, columns: readonly Float64Array[]): Int32Array {
  return rows.filter((row) => columns.every((values) => !Number.isNaN(values[row]!)));
}

function pairValues(
  rows: Int32Array,
  columns: readonly Float64Array[],
  method: CorrelateParameters['method'],
): readonly Float64Array[] {
  const values = columns.map((cells) => Float64Array.from(rows, (row) => cells[row]!));
  return method === 'pearson' ? values : values.map(ranks);
}

function ranks(values: Float64Array): Float64Array {
  const out = new Float64Array(values.length);
  ranksWithin(
    Int32Array.from(values, (_, i) => i),
    values,
    out,
  );
  return out;
}

/** Pearson's r of two columns of equal length, none missing, and its test. */
function correlation(
  x: Float64Array,
  y: Float64Array,
): Pick<CorrelateRow, 'n' | 'estimate' | 'statistic' | 'df' | 'p'> {
  const n = x.length;
  if (isConstant(x) || isConstant(y)) return { n, estimate: null, statistic: null, df: null, p: null };
  const [u, v] = [deviations(x), deviations(y)];
  const r = Math.max(-1, Math.min(1, dot(u, v) / Math.sqrt(dot(u, u) * dot(v, v))));
  const df = n - 2;
  if (df < 1) return { n, estimate: r, statistic: null, df: null, p: null };
  const t = r * Math.sqrt(df / ((1 - r) * (1 + r)));
  return { n, estimate: r, statistic: Number.isFinite(t) ? t : null, df, p: studentTail(t, df) };
}

function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/** Deviations from the mean, the largest scaled to 1, so that squares neither overflow nor vanish. */
function deviations(values: Float64Array): Float64Array {
  const centre = mean(values);
  const apart = values.map((value) => value - centre);
  const largest = apart.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return apart.map((value) => value / largest);
}
