import type { Finding } from '../finding.ts';
import { type PaperColumn, placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { equalPairs, sameTerms, sampleOf } from '../same-model.ts';

const CODE = 'duplicate-column';
/** Cells that agree by chance in fewer than this many are possible. */
const FEWEST = 2;

/** Different samples do not give the same coefficients and the same t throughout. */
export const duplicateColumn: AuditRule = {
  code: CODE,
  doc: 'Columns of different samples or outcomes do not agree in every cell.',
  check: ({ columns }) =>
    columns.flatMap((a, i) => columns.slice(i + 1).flatMap((b) => (isCopy(a, b) ? [finding(a, b)] : []))),
};

function isCopy(a: PaperColumn, b: PaperColumn): boolean {
  const differ = sampleOf(a) !== sampleOf(b) || a.outcome !== b.outcome;
  return differ && a.cells.size >= FEWEST && sameTerms(a, b) && equalPairs(a, b).length === a.cells.size;
}

function finding(a: PaperColumn, b: PaperColumn): Finding {
  const of = (column: PaperColumn): string =>
    [column.outcome, column.column.group?.value ?? null, column.n === null ? null : `n = ${column.n}`]
      .filter((part) => part !== null)
      .join(', ');
  return {
    code: CODE,
    severity: 'inconsistent',
    cells: [placeOf(a), placeOf(b)],
    values: { cells_equal: a.cells.size, n: [a.n, b.n] },
    message: `${a.id} (${of(a)}) and ${b.id} (${of(b)}) have the same coefficient and t in all ${a.cells.size} cells.`,
    repair: null,
    span: b.column.span,
  };
}
