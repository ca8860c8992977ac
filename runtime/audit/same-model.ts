import type { ReportedCell } from '../../compiler/plan/reported.ts';
import type { Paper, PaperColumn } from './paper.ts';

/** Pairs of estimate and its t or standard error that two columns must share to be one model. */
const ENOUGH = 3;

/** What is printed of a coefficient: two cells with the same text are the same numbers, digit by digit. */
export function pairOf({ estimate, t, se }: ReportedCell): string | null {
  const second = t ?? se;
  return second ? `${estimate.value}\u0000${second.value}` : null;
}

/** Terms of both columns whose printed pairs are the same. */
export function equalPairs(a: PaperColumn, b: PaperColumn): readonly string[] {
  return [...a.cells].flatMap(([term, cell]) => {
    const other = b.cells.get(term);
    const pair = pairOf(cell);
    return other && pair !== null && pair === pairOf(other) ? [term] : [];
  });
}

export function sameTerms(a: PaperColumn, b: PaperColumn): boolean {
  return a.cells.size === b.cells.size && [...a.cells.keys()].every((term) => b.cells.has(term));
}

/** The part of the data that a column is about, as far as it is printed. */
export function sampleOf({ n, column }: PaperColumn): string {
  return [n, column.group?.value ?? '', column.period?.first ?? '', column.period?.last ?? ''].join('\u0000');
}

/** Whether two columns print one model, up to single numbers: outcome, terms and sample agree, and enough pairs do. */
export function isSameModel(a: PaperColumn, b: PaperColumn): boolean {
  return (
    a.outcome === b.outcome &&
    sampleOf(a) === sampleOf(b) &&
    sameTerms(a, b) &&
    equalPairs(a, b).length >= Math.min(ENOUGH, a.cells.size)
  );
}

/** Columns that print one model, each list at least two, in the order of the file. */
export function repeatedModels({ columns }: Paper): readonly (readonly PaperColumn[])[] {
  const left = new Set(columns.filter(({ cells }) => cells.size >= ENOUGH));
  const found: PaperColumn[][] = [];
  for (const first of columns) {
    if (!left.has(first)) continue;
    const group = [...left].filter((other) => other === first || isSameModel(first, other));
    for (const column of group) left.delete(column);
    if (group.length > 1) found.push(group);
  }
  return found;
}
