import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { sameTerms } from '../same-model.ts';
import { intervalOfSe } from '../statistics-of-cell.ts';

const CODE = 'implied-se';
/** How many times the usual size is out of the ordinary. */
const TIMES = 5;
const FEWEST = 3;

/** The standard error of a term is of one size in models of one outcome and one set of terms, after the sizes of samples. */
export const impliedSe: AuditRule = {
  code: CODE,
  doc: 'The standard error of a term is of one order in columns with the same outcome and terms.',
  check: (paper) =>
    alike(paper).flatMap((columns) => [...columns[0]!.cells.keys()].flatMap((term) => ofTerm(columns, term))),
};

/** Columns of one table with the same outcome and terms, at least three. */
function alike({ columns }: Paper): readonly (readonly PaperColumn[])[] {
  const groups: PaperColumn[][] = [];
  for (const column of columns) {
    const group = groups.find(
      ([first]) =>
        first!.table === column.table && first!.outcome === column.outcome && sameTerms(first!, column),
    );
    if (group) group.push(column);
    else groups.push([column]);
  }
  return groups.filter((group) => group.length >= FEWEST);
}

interface Implied {
  readonly column: PaperColumn;
  readonly cell: ReportedCell;
  readonly se: number;
  /** As if of one row: se times the root of n. */
  readonly scaled: number;
}

function ofTerm(columns: readonly PaperColumn[], term: string): readonly Finding[] {
  const implied = columns.flatMap((column): readonly Implied[] => {
    const cell = column.cells.get(term)!;
    const interval = intervalOfSe(cell);
    const se = interval && Number.isFinite(interval.high) ? ratioOf(cell) : null;
    return se === null ? [] : [{ column, cell, se, scaled: se * Math.sqrt(column.n ?? 1) }];
  });
  if (implied.length < FEWEST) return [];
  const usual = median(implied.map(({ scaled }) => scaled));
  return implied
    .filter(({ scaled, cell, column }) => scaled > TIMES * usual && leastScaled(cell, column) > TIMES * usual)
    .map((one) => finding(one, implied, usual));
}

/** From the printed digits alone. */
function ratioOf({ se, t, estimate }: ReportedCell): number {
  return se ? Number(se.value) : Math.abs(Number(estimate.value) / Number(t!.value));
}

/** What rounding allows at the least. */
function leastScaled(cell: ReportedCell, { n }: PaperColumn): number {
  return intervalOfSe(cell)!.low * Math.sqrt(n ?? 1);
}

function finding({ column, cell, se, scaled }: Implied, all: readonly Implied[], usual: number): Finding {
  const slip = scaled / 10 > usual / 3 && scaled / 10 < usual * 3 && cell.se === null;
  return {
    code: CODE,
    severity: 'suspicious',
    cells: [placeOf(column, cell.row.value)],
    values: { se: Object.fromEntries(all.map((one) => [one.column.id, one.se])) },
    message: `${cell.row.value} has an implied standard error of ${se.toPrecision(3)} in ${column.id}; for samples of its size the other columns have about ${((usual / scaled) * se).toPrecision(3)}.`,
    repair: slip
      ? `${tenth(cell.estimate.value)} for ${cell.estimate.text}: the decimal point slipped`
      : null,
    span: cell.span,
  };
}

/** The decimal with its point one place to the left, digit by digit. */
function tenth(value: string): string {
  const [whole = '', fraction = ''] = value.replace('-', '').split('.');
  const moved = `${whole.slice(0, -1) || '0'}.${whole.slice(-1)}${fraction}`;
  return value.startsWith('-') ? `-${moved}` : moved;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middleIndex = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middleIndex]!
    : (sorted[middleIndex - 1]! + sorted[middleIndex]!) / 2;
}
