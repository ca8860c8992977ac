import type { PaperColumn } from './paper.ts';
import { sampleOf } from './same-model.ts';

/** A model and the same model with more terms, of one table, outcome, sample and effects. */
export interface Nested {
  readonly smaller: PaperColumn;
  readonly larger: PaperColumn;
  /** The terms that only the larger has. */
  readonly added: readonly string[];
}

export function nestedColumns(columns: readonly PaperColumn[]): readonly Nested[] {
  return columns.flatMap((smaller) =>
    columns.flatMap((larger) => {
      if (smaller === larger || !comparable(smaller, larger)) return [];
      const added = [...larger.cells.keys()].filter((term) => !smaller.cells.has(term));
      const all = [...smaller.cells.keys()].every((term) => larger.cells.has(term));
      return all && added.length > 0 ? [{ smaller, larger, added }] : [];
    }),
  );
}

function comparable(a: PaperColumn, b: PaperColumn): boolean {
  return (
    a.table === b.table &&
    a.outcome === b.outcome &&
    a.n !== null &&
    sampleOf(a) === sampleOf(b) &&
    JSON.stringify(a.column.fixed ?? null) === JSON.stringify(b.column.fixed ?? null)
  );
}
