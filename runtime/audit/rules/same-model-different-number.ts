import type { ReportedCell } from '../../../compiler/plan/reported.ts';
import type { Finding } from '../finding.ts';
import { cellText, type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { pairOf, repeatedModels } from '../same-model.ts';

const CODE = 'same-model-different-number';

/** Columns of one outcome, sample and set of terms that agree in most cells are one model: the rest has to agree too. */
export const sameModelDifferentNumber: AuditRule = {
  code: CODE,
  doc: 'A model that is printed more than once has the same numbers each time.',
  check: (paper) =>
    repeatedModels(paper).flatMap((columns) =>
      [...columns[0]!.cells.keys()].flatMap((term) => ofTerm(columns, term)),
    ),
};

interface Printed {
  readonly column: PaperColumn;
  readonly cell: ReportedCell;
}

function ofTerm(columns: readonly PaperColumn[], term: string): readonly Finding[] {
  const printed: readonly Printed[] = columns.map((column) => ({ column, cell: column.cells.get(term)! }));
  const kinds = byPair(printed);
  if (kinds.length < 2) return [];
  const [most, ...others] = kinds.toSorted((a, b) => b.length - a.length);
  const clear = most!.length > others[0]!.length;
  const sides = kinds.map(
    (same) => `${cellText(same[0]!.cell)} in ${same.map(({ column }) => column.id).join(', ')}`,
  );
  const first = clear ? others[0]![0]! : printed[0]!;
  return [
    {
      code: CODE,
      severity: 'inconsistent',
      cells: printed.map(({ column, cell }) => placeOf(column, cell.row.value)),
      values: {
        coef: distinct(printed.map(({ cell }) => cell.estimate.value)),
        t: distinct(printed.map(({ cell }) => (cell.t ?? cell.se)?.value ?? '')),
        ...(clear
          ? {
              expected: [most![0]!.cell.estimate.value, (most![0]!.cell.t ?? most![0]!.cell.se)?.value ?? ''],
            }
          : {}),
      },
      message: `One model with different numbers of ${first.cell.row.value}: ${sides.join('; ')}.`,
      repair: clear
        ? `${cellText(most![0]!.cell)} in ${others
            .flat()
            .map(({ column }) => column.id)
            .join(', ')}`
        : null,
      span: first.cell.span,
    },
  ];
}

/** The cells with the same numbers together, in the order of the file. */
function byPair(printed: readonly Printed[]): readonly (readonly Printed[])[] {
  const kinds = new Map<string, Printed[]>();
  for (const one of printed) {
    const pair = pairOf(one.cell) ?? one.cell.estimate.value;
    kinds.set(pair, [...(kinds.get(pair) ?? []), one]);
  }
  return [...kinds.values()];
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
