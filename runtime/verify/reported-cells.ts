import type {
  Legend,
  PrintedNumber,
  ReportedCell,
  ReportedColumn,
  ReportedRow,
  ReportedStatistic,
  ReportedTable,
} from '../../compiler/plan/reported.ts';
import type { Span } from '../../compiler/plan/span.ts';
import { sameTerm } from '../claims/terms.ts';
import type { DescribeRow, ModelRecord, TermRecord } from '../results/results.ts';
import type { ReportedPart } from './check.ts';

/** A printed number, or the stars of a cell, with what the study computes in its place. */
export interface Pair {
  readonly row: string | null;
  readonly part: ReportedPart | ReportedStatistic | (string & {});
  readonly printed: PrintedNumber | null;
  /** Of stars: as printed, and the p and the legend that earn them. */
  readonly stars?: { readonly marks: string; readonly legend: Legend };
  readonly computed: number | null;
  /** Why there is nothing computed; null where there is. */
  readonly reason: string | null;
  readonly span: Span;
}

/** Every printed number of a column beside the model's, in the order of the file: cell by cell, then statistics. */
export function pairsOfColumn(
  table: ReportedTable,
  column: ReportedColumn,
  model: ModelRecord,
  legend: Legend | null,
): readonly Pair[] {
  const marks = table.legend ?? (printsStars(table) ? legend : null);
  return [
    ...column.cells.flatMap((cell) => pairsOfCell(cell, model, marks, table.level)),
    ...Object.entries(column.statistics).map(([name, printed]) =>
      pairOfStatistic(name as ReportedStatistic, printed, model),
    ),
  ];
}

/** A table without a single star leaves them out, whatever the legend of the publication says. */
function printsStars({ columns }: ReportedTable): boolean {
  return columns.some(({ cells }) => cells.some((cell) => cell.stars !== null));
}

function pairsOfCell(
  cell: ReportedCell,
  model: ModelRecord,
  legend: Legend | null,
  level: number,
): readonly Pair[] {
  const term =
    model.terms.find((each) => each.term === cell.term) ??
    model.terms.find((each) => sameTerm(each.term, cell.term));
  const row = cell.row.value;
  const pair = (
    part: ReportedPart,
    printed: PrintedNumber | null,
    key: keyof TermRecord,
  ): readonly Pair[] => {
    if (printed === null) return [];
    const computed = (term?.[key] ?? null) as number | null;
    const reason = term
      ? noValue(computed, `${model.id} has no ${key} of ${row}`)
      : `${model.id} has no term ${row}`;
    return [{ row, part, printed, computed, reason, span: printed.span }];
  };
  return [
    ...pair('estimate', cell.estimate, 'estimate'),
    ...starsOf(cell, term, legend, model.id),
    ...pair('t', cell.t, 'statistic'),
    ...pair('se', cell.se, 'std_error'),
    ...pair('p', cell.p, 'p'),
    ...[
      ...pair('conf_low', cell.ci?.low ?? null, 'conf_low'),
      ...pair('conf_high', cell.ci?.high ?? null, 'conf_high'),
    ].map((one) => (model.level === level ? one : otherLevel(one, model, level))),
  ];
}

function starsOf(
  cell: ReportedCell,
  term: TermRecord | undefined,
  legend: Legend | null,
  model: string,
): readonly Pair[] {
  if (legend === null) return [];
  const row = cell.row.value;
  const computed = term?.p ?? null;
  const reason = term ? noValue(computed, `${model} has no p of ${row}`) : `${model} has no term ${row}`;
  const stars = { marks: cell.stars?.value ?? '', legend };
  return [
    { row, part: 'stars', printed: null, stars, computed, reason, span: cell.stars?.span ?? cell.span },
  ];
}

function otherLevel(pair: Pair, model: ModelRecord, level: number): Pair {
  const reason = `${model.id} has intervals of level ${model.level}, and the table prints ${level}`;
  return { ...pair, computed: null, reason };
}

function pairOfStatistic(part: ReportedStatistic, printed: PrintedNumber, model: ModelRecord): Pair {
  const computed = statisticOf(part, model);
  return {
    row: null,
    part,
    printed,
    computed,
    reason: noValue(computed, `${model.id} has no ${part}`),
    span: printed.span,
  };
}

/** Of several dimensions of clusters papers print the one with the fewest. */
function statisticOf(name: ReportedStatistic, { n, clusters, fit }: ModelRecord): number | null {
  if (name === 'n') return n;
  if (name === 'clusters') return clusters === null ? null : Math.min(...Object.values(clusters));
  return fit[name];
}

/** Every printed number of a row of descriptive statistics beside the computed one. */
export function pairsOfRow(
  { variable, statistics }: ReportedRow,
  computed: DescribeRow | undefined,
  analysis: string,
): readonly Pair[] {
  return Object.entries(statistics).map(([part, printed]) => {
    const found = computed && Object.hasOwn(computed, part) ? computed[part] : undefined;
    const value = typeof found === 'number' ? found : null;
    const what = computed ? `${part} of ${variable.value}` : `row ${variable.value}`;
    const reason = noValue(value, `${analysis} has no ${what}`);
    return { row: variable.value, part, printed, computed: value, reason, span: printed.span };
  });
}

function noValue(computed: number | null, reason: string): string | null {
  return computed === null ? reason : null;
}
