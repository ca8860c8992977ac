import { INTERCEPT, type PaperColumn } from './paper.ts';

/**
 * The terms that a study is about, as far as its tables tell: those in every column given, the constant aside, in the
 * order of the first. Controls that every column has are among them.
 */
export function sharedTerms(columns: readonly PaperColumn[]): readonly string[] {
  const [first] = columns;
  if (!first) return [];
  return [...first.cells.keys()].filter(
    (term) => term !== INTERCEPT && columns.every(({ cells }) => cells.has(term)),
  );
}

/** The one that stands in most columns of the publication; the first of several. Null without shared terms. */
export function focalTerm(columns: readonly PaperColumn[], all: readonly PaperColumn[]): string | null {
  const uses = (term: string): number => all.filter(({ cells }) => cells.has(term)).length;
  const terms = sharedTerms(columns);
  return terms.reduce<string | null>(
    (best, term) => (best === null || uses(term) > uses(best) ? term : best),
    null,
  );
}
