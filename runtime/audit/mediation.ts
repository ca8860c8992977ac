import type { PathOfMediation, ReportedCell, ReportedMediation } from '../../compiler/plan/reported.ts';
import { columnNamed, INTERCEPT, type Paper, type PaperColumn } from './paper.ts';

/** The equations of a mediation as printed: c of the total, a of the mediator equation, b and c' of the direct one. */
export interface PrintedMediation {
  /** Null where the publication prints no total. */
  readonly total: PaperColumn | null;
  readonly mediator: PaperColumn;
  readonly direct: PaperColumn;
  /** The name of the mediator: the outcome of its equation. */
  readonly name: string;
  readonly treatment: string;
  readonly a: ReportedCell;
  readonly b: ReportedCell;
  /** The paths that the text requires; null where it says nothing. */
  readonly criterion: readonly PathOfMediation[] | null;
  readonly declared: ReportedMediation;
}

/** Every declared mediation whose paths are printed. */
export function mediationsOf(paper: Paper): readonly PrintedMediation[] {
  return paper.reported.tables.flatMap(({ mediations }) =>
    mediations.flatMap((declared) => {
      const printed = printedMediation(paper, declared);
      return printed ? [printed] : [];
    }),
  );
}

function printedMediation(paper: Paper, declared: ReportedMediation): PrintedMediation | null {
  const mediator = columnNamed(paper, declared.mediator.value);
  const direct = columnNamed(paper, declared.direct.value);
  const total = declared.total ? (columnNamed(paper, declared.total.value) ?? null) : null;
  const name = mediator?.outcome ?? null;
  const b = direct && name !== null ? direct.cells.get(name) : undefined;
  if (!mediator || !direct || name === null || !b) return null;
  const treatment = treatmentOf(paper, mediator, direct);
  const a = treatment === null ? undefined : mediator.cells.get(treatment);
  if (treatment === null || !a) return null;
  return { total, mediator, direct, name, treatment, a, b, criterion: declared.criterion, declared };
}

/** The regressor of the mediator equation that most columns of the publication share: the first of several. */
function treatmentOf({ columns }: Paper, mediator: PaperColumn, direct: PaperColumn): string | null {
  const uses = (term: string): number => columns.filter(({ cells }) => cells.has(term)).length;
  const terms = [...mediator.cells.keys()].filter((term) => term !== INTERCEPT && direct.cells.has(term));
  return terms.reduce<string | null>(
    (best, term) => (best === null || uses(term) > uses(best) ? term : best),
    null,
  );
}

/** Whether the equations are about the same rows and controls, so that the identity of least squares holds. */
export function sharesSample({ total, mediator, direct, name }: PrintedMediation): boolean {
  if (!total) return false;
  const sizes = new Set([total, mediator, direct].flatMap(({ n }) => n ?? []));
  const terms = [...total.cells.keys()];
  return (
    sizes.size <= 1 &&
    total.outcome === direct.outcome &&
    terms.length === mediator.cells.size &&
    direct.cells.size === terms.length + 1 &&
    direct.cells.has(name) &&
    terms.every((term) => mediator.cells.has(term) && direct.cells.has(term))
  );
}
