import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import { normal, type Reference } from '../degrees-of-freedom.ts';
import { absolute } from '../interval.ts';
import { legendOf, type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { intervalOfT } from '../statistics-of-cell.ts';
import { marksFor } from './stars-vs-t.ts';

type Candidate = { readonly name: string; readonly of: (column: PaperColumn) => Reference | null };

/** Counts, for each distribution that t may have, the cells whose stars it does not give. A note: it decides nothing. */
export const starsReference: AuditRule = {
  code: 'stars-reference',
  doc: 'Which distribution explains the stars of the publication best.',
  check: (paper) => {
    const cells = paper.columns.flatMap((column) => column.column.cells.map((cell) => ({ column, cell })));
    const counts = candidates(paper).map(({ name, of }) => ({
      name,
      wrong: cells.filter(({ column, cell }) => !explained(paper, column, cell, of(column))),
    }));
    const starred = cells.filter(({ column }) => legendOf(paper, column.table) !== null);
    if (starred.length === 0 || counts.every(({ wrong }) => wrong.length === 0)) return [];
    const [best] = counts.toSorted((a, b) => a.wrong.length - b.wrong.length);
    const text = counts.map(({ name, wrong }) => `${name} ${wrong.length}`).join(', ');
    return [
      {
        code: 'stars-reference',
        severity: 'note',
        cells: best!.wrong.map(({ column, cell }) => placeOf(column, cell.row.value)),
        values: {
          cells: cells.length,
          mismatches: Object.fromEntries(counts.map(({ name, wrong }) => [name, wrong.length])),
        },
        message: `Cells whose stars do not follow from their t, by distribution: ${text}.`,
        repair: null,
        span: cells[0]!.cell.span,
      },
    ];
  },
};

function candidates({ reported }: Paper): readonly Candidate[] {
  const { units } = reported.design;
  const residual: Candidate = {
    name: 't(n - k)',
    of: ({ n, k }) => (n !== null && n > k ? { df: n - k, name: 't(n - k)' } : null),
  };
  const fixed = (df: number): Candidate => ({ name: `t(${df})`, of: () => ({ df, name: `t(${df})` }) });
  const byUnit = typeof units === 'number' && units > 1 ? [fixed(units - 1)] : [];
  return [residual, { name: normal.name, of: () => normal }, ...byUnit];
}

function explained(
  paper: Paper,
  column: PaperColumn,
  cell: ReportedCell,
  reference: Reference | null,
): boolean {
  const legend = legendOf(paper, column.table);
  const t = intervalOfT(cell);
  if (!legend || !t || !reference) return true;
  return marksFor(reference, absolute(t), legend).has(cell.stars?.value ?? '');
}
