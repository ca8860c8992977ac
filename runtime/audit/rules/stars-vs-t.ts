import type { Legend, ReportedCell } from '../../../compiler/plan/reported.ts';
import { normalTwoSided, studentTail } from '../../distributions/index.ts';
import { type Reference, references } from '../degrees-of-freedom.ts';
import type { Finding } from '../finding.ts';
import { absolute, type Interval, middle } from '../interval.ts';
import { cellText, legendOf, type Paper, type PaperColumn, placeOf, placeText } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfT } from '../statistics-of-cell.ts';

/** The marks of a cell follow from its t: fires when they do so under no plausible distribution. */
export const starsVsT: AuditRule = {
  code: 'stars-vs-t',
  doc: 'The stars of a coefficient are those that its t gives under the legend, by Student or the normal.',
  check: (paper) => paper.columns.flatMap((column) => ofColumn(paper, column)),
};

function ofColumn(paper: Paper, column: PaperColumn): readonly Finding[] {
  const legend = legendOf(paper, column.table);
  if (!legend) return [];
  return column.column.cells.flatMap((cell) => {
    const t = intervalOfT(cell);
    return t ? ofCell(paper, column, cell, absolute(t), legend) : [];
  });
}

function ofCell(
  paper: Paper,
  column: PaperColumn,
  cell: ReportedCell,
  t: Interval,
  legend: Legend,
): readonly Finding[] {
  const candidates = references(paper, column);
  const allowed = candidates.map((reference) => marksFor(reference, t, legend));
  const marks = cell.stars?.value ?? '';
  if (allowed.some((set) => set.has(marks))) return [];
  const expected = [...new Set(allowed.flatMap((set) => [...set]))];
  const ps = candidates.map((reference) => ({ reference, p: pOf(reference, middle(t)) }));
  const place = placeOf(column, cell.row.value);
  const tail = ps.map(({ reference, p }) => `${p.toPrecision(2)} with ${reference.name}`).join(', ');
  const repaired = expected.length === 1 ? (expected[0] === '' ? 'no star' : expected[0]!) : null;
  return [
    {
      code: 'stars-vs-t',
      severity: 'inconsistent',
      cells: [place],
      values: {
        t: cell.t ? Number(cell.t.value) : middle(t),
        df: candidates[0]!.df === Infinity ? null : candidates[0]!.df,
        p_t: ps[0]!.p,
        p_normal: ps[ps.length - 1]!.p,
        printed: levelOf(marks, legend),
        expected:
          expected.length === 1 ? levelOf(expected[0]!, legend) : expected.map((one) => levelOf(one, legend)),
      },
      message: `${placeText(place)}: ${cellText(cell)} has p = ${tail}.`,
      repair: repaired,
      span: cell.span,
    },
  ];
}

/** How many levels of the legend the marks are: 0 for none, 3 for the strictest of three. */
function levelOf(marks: string, legend: Legend): number {
  const rung = legend.find(({ mark }) => mark === marks);
  return rung ? legend.filter(({ below }) => below >= rung.below).length : 0;
}

function pOf({ df }: Reference, t: number): number {
  return df === Infinity ? normalTwoSided(t) : studentTail(t, df);
}

/** The marks that some t of the interval gets. p falls as |t| grows, so that its ends are those of t. */
export function marksFor(reference: Reference, t: Interval, legend: Legend): ReadonlySet<string> {
  const [least, most] = [pOf(reference, t.high), pOf(reference, t.low)];
  const ladder = [...legend].sort((a, b) => a.below - b.below);
  const marks = new Set<string>();
  let from = 0;
  for (const { mark, below } of ladder) {
    if (least < below && most >= from) marks.add(mark);
    from = below;
  }
  if (most >= from) marks.add('');
  return marks;
}
