import type { Expression } from '../../compiler/plan/expression.ts';
import type { ReportedCell } from '../../compiler/plan/reported.ts';
import { normalTwoSided, studentTail } from '../distributions/index.ts';
import { references } from './degrees-of-freedom.ts';
import type { CellPlace } from './finding.ts';
import { absolute, type Interval, monotone, printed } from './interval.ts';
import {
  columnNamed,
  describedStatistic,
  INTERCEPT,
  type Paper,
  type PaperColumn,
  placeOf,
  statistic,
} from './paper.ts';
import type { PrintedValue } from './printed-condition.ts';
import { intervalOfSe, intervalOfT } from './statistics-of-cell.ts';

/** What a sentence of the text refers to. */
export interface PrintedReference {
  readonly value: PrintedValue;
  /** As printed, for messages; null where it follows from other numbers. */
  readonly text: string | null;
  readonly place: CellPlace;
  /** The coefficient that it is about, and its column. */
  readonly cell: { readonly column: PaperColumn; readonly cell: ReportedCell } | null;
}

/** `COLUMN.ROW`, `COLUMN.ROW.p`, `COLUMN.n`, `COLUMN.outcome`, `TABLE.VARIABLE.mean`; null where nothing is printed there. */
export function printedReference(
  paper: Paper,
  node: Expression & { readonly kind: 'name' | 'reference' },
): PrintedReference | null {
  const [id, name, value] = node.kind === 'name' ? [node.name] : node.parts;
  if (id === undefined || name === undefined) return null;
  const column = columnNamed(paper, id);
  if (column) return ofColumn(paper, column, name, value);
  const variable = paper.reported.tables
    .find((table) => table.id.value === id)
    ?.rows.find((row) => row.variable.value === name);
  const described = paper.described.get(name);
  if (!variable || !described || value === undefined) return null;
  return {
    value: describedStatistic({ ...described, row: variable }, value),
    text: variable.statistics[value]?.text ?? null,
    place: { table: id, column: null, row: name },
    cell: null,
  };
}

function ofColumn(
  paper: Paper,
  column: PaperColumn,
  name: string,
  value: string | undefined,
): PrintedReference | null {
  const cell = cellNamed(column, name);
  if (cell) {
    const text = value === undefined || value === 'estimate' ? cell.estimate.text : null;
    const of = valueOfCell(paper, column, cell, value ?? 'estimate');
    return { value: of, text, place: placeOf(column, cell.row.value), cell: { column, cell } };
  }
  const place = placeOf(column, name);
  if (name === 'outcome') return { value: column.outcome, text: column.outcome, place, cell: null };
  const number = column.column.statistics[name as keyof PaperColumn['column']['statistics']];
  return number ? { value: statistic(column, name as 'n'), text: number.text, place, cell: null } : null;
}

/** By the name of its term, `a:b` in either order. */
function cellNamed({ cells }: PaperColumn, name: string): ReportedCell | undefined {
  const term = name === '_cons' ? INTERCEPT : name;
  return cells.get(term) ?? cells.get(term.split(':').reverse().join(':'));
}

function valueOfCell(paper: Paper, column: PaperColumn, cell: ReportedCell, name: string): Interval | null {
  switch (name) {
    case 'estimate':
      return printed(cell.estimate);
    case 'std_error':
      return intervalOfSe(cell);
    case 'statistic':
      return intervalOfT(cell);
    case 'p':
      return cell.p ? printed(cell.p, 0) : impliedP(paper, column, cell);
    case 'conf_low':
      return cell.ci ? printed(cell.ci.low) : null;
    case 'conf_high':
      return cell.ci ? printed(cell.ci.high) : null;
    default:
      return null;
  }
}

/** From the least p of any distribution that t may have to the greatest. */
function impliedP(paper: Paper, column: PaperColumn, cell: ReportedCell): Interval | null {
  const t = intervalOfT(cell);
  if (!t) return null;
  const ps = references(paper, column).map(({ df }) =>
    monotone((x) => (df === Infinity ? normalTwoSided(x) : studentTail(x, df)), absolute(t), false),
  );
  return { low: Math.min(...ps.map(({ low }) => low)), high: Math.max(...ps.map(({ high }) => high)) };
}
