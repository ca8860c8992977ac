import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { cellText, type Paper, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { pairOf, repeatedModels } from '../same-model.ts';

const CODE = 'duplicate-cell';
/** Digits of a pair, without leading zeros, from which chance is out: about one pair in 10^5 agrees by accident. */
const DIGITS = 5;

/** Two terms of one column do not have the same estimate and the same t: one was copied. */
export const duplicateCell: AuditRule = {
  code: CODE,
  doc: 'No two terms of a column have the same coefficient with the same t.',
  check: (paper) => byTerms(paper).map((copies) => finding(paper, copies)),
};

interface Copy {
  readonly column: PaperColumn;
  readonly first: ReportedCell;
  readonly second: ReportedCell;
}

/** Copies of the same two rows of a table together: a copied row is one finding. */
function byTerms({ columns }: Paper): readonly (readonly Copy[])[] {
  const found = new Map<string, Copy[]>();
  for (const column of columns) {
    const cells = [...column.cells.values()];
    cells.forEach((first, i) => {
      for (const second of cells.slice(i + 1)) {
        const pair = pairOf(first);
        if (pair === null || pair !== pairOf(second) || digitsOf(pair) < DIGITS) continue;
        const key = [column.table.id.value, first.term, second.term].join('\u0000');
        found.set(key, [...(found.get(key) ?? []), { column, first, second }]);
      }
    });
  }
  return [...found.values()];
}

function digitsOf(pair: string): number {
  return pair
    .split('\u0000')
    .map((number) => number.replace(/[-.]/g, '').replace(/^0+/, '').length)
    .reduce((sum, digits) => sum + digits, 0);
}

function finding(paper: Paper, copies: readonly Copy[]): Finding {
  const { column, first, second } = copies[0]!;
  const elsewhere = original(paper, column, [first, second]);
  const copied = elsewhere?.cell ?? second;
  const from = copied === second ? first : second;
  const where = copies.map((copy) => copy.column.id).join(', ');
  const expected = elsewhere
    ? ` The same model has ${cellText(elsewhere.expected)} in ${elsewhere.columns.join(', ')}.`
    : '';
  return {
    code: CODE,
    severity: 'inconsistent',
    cells: copies.flatMap((copy) => [
      placeOf(copy.column, copy.first.row.value),
      placeOf(copy.column, copy.second.row.value),
    ]),
    values: {
      coef: first.estimate.value,
      t: (first.t ?? first.se)!.value,
      ...(elsewhere
        ? {
            expected: [
              elsewhere.expected.estimate.value,
              (elsewhere.expected.t ?? elsewhere.expected.se)!.value,
            ],
          }
        : {}),
    },
    message: `${cellText(copied)} of ${copied.row.value} is also the cell of ${from.row.value} in ${where}.${expected}`,
    repair: elsewhere ? `${cellText(elsewhere.expected)} for ${copied.row.value}` : null,
    span: copied.span,
  };
}

/** What the other columns of the same model print for the one of the two cells that they print otherwise. */
function original(paper: Paper, column: PaperColumn, cells: readonly ReportedCell[]) {
  const others = (repeatedModels(paper).find((group) => group.includes(column)) ?? []).filter(
    (one) => one !== column,
  );
  for (const cell of cells) {
    const differing = others.filter((other) => pairOf(other.cells.get(cell.term)!) !== pairOf(cell));
    const expected = differing[0]?.cells.get(cell.term);
    if (expected && differing.length === others.length)
      return { cell, expected, columns: differing.map(({ id }) => id) };
  }
  return null;
}
