import type { ReportedCell } from '../../compiler/plan/reported.ts';
import { contains, type Interval, negate, printed } from './interval.ts';
import {
  type DescribedVariable,
  describedStatistic,
  INTERCEPT,
  type Paper,
  type PaperColumn,
} from './paper.ts';

/** What a publication says of a variable's level and spread, text and table read together. */
export interface Reading {
  readonly mean: Interval | null;
  /** From the least to the greatest value, with all that the digits allow. */
  readonly range: Interval | null;
  /** The same from the printed digits alone. */
  readonly ends: Interval | null;
  readonly sd: Interval | null;
  /** Whether the mean has the sign that the range of the text asks for and the table does not print. */
  readonly turned: boolean;
}

/**
 * The range that the text states comes before that of the table; a mean that lies in it only with its sign turned is
 * turned: the sign was lost in print. Null for a variable that no table describes.
 */
export function readingOf({ described, reported }: Paper, name: string): Reading | null {
  const variable = described.get(name);
  if (!variable) return null;
  const stated = reported.range.find((one) => one.variable.value === name);
  const range = stated
    ? { low: printed(stated.low).low, high: printed(stated.high).high }
    : rangeOf(variable);
  const ends = stated
    ? { low: Number(stated.low.value), high: Number(stated.high.value) }
    : range && endsOf(variable);
  const mean = describedStatistic(variable, 'mean');
  const turned =
    mean !== null &&
    stated !== undefined &&
    range !== null &&
    !meets(range, mean) &&
    meets(range, negate(mean));
  return {
    mean: turned && mean ? negate(mean) : mean,
    range,
    ends,
    sd: describedStatistic(variable, 'sd'),
    turned,
  };
}

function meets(range: Interval, mean: Interval): boolean {
  return mean.low <= range.high && range.low <= mean.high;
}

/** Null where the printed ends cannot be ends: `descriptive-order` is about those. */
function rangeOf(variable: DescribedVariable): Interval | null {
  const [min, max] = [describedStatistic(variable, 'min'), describedStatistic(variable, 'max')];
  return min && max && min.low <= max.high ? { low: min.low, high: max.high } : null;
}

function endsOf({ row }: DescribedVariable): Interval {
  return { low: Number(row.statistics['min']!.value), high: Number(row.statistics['max']!.value) };
}

/** Terms of a column with what is said of their variables. */
export interface DescribedTerm {
  readonly cell: ReportedCell;
  readonly reading: Reading;
}

/**
 * The regressors of a column that is about the whole described sample and has a constant, each described; null where
 * one is not, or where the samples differ as far as n tells.
 */
export function describedTerms(paper: Paper, column: PaperColumn): readonly DescribedTerm[] | null {
  if (!column.intercept || column.column.group || column.column.period) return null;
  const names = [...column.cells.keys()].filter((term) => term !== INTERCEPT);
  const terms = names.map((name) => ({ cell: column.cells.get(name)!, reading: readingOf(paper, name) }));
  if (terms.length === 0 || terms.some(({ reading }) => reading === null)) return null;
  if (![column.outcome ?? '', ...names].every((name) => sameSample(paper, column, name))) return null;
  return terms as readonly DescribedTerm[];
}

function sameSample({ described }: Paper, { n }: PaperColumn, name: string): boolean {
  const variable = described.get(name);
  if (!variable) return false;
  const rows = describedStatistic(variable, 'n');
  return rows === null || n === null || contains(rows, n);
}
