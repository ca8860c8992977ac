import type { Design } from '../design/design.ts';
import { rootOf, scaleRows } from '../design/weighting.ts';
import { residualiser } from '../linalg/absorb.ts';
import { type QrFactor, RANK_TOLERANCE } from '../linalg/qr.ts';
import { norm } from '../linalg/sums.ts';
import type { CollinearRecord, Note } from '../results/results.ts';

/** The columns that a factorisation left out, each with the terms or the absorbed effects that explain it. */
export function collinearColumns(design: Design, factor: QrFactor): readonly CollinearRecord[] {
  return factor.dropped.map(({ column, explainedBy }) => ({
    term: design.names[column]!,
    explained_by:
      explainedBy.length > 0 ? explainedBy.map((j) => design.names[j]!) : explainingEffects(design, column),
  }));
}

/** The first effect within whose levels the column is constant, else all of them together; none for a column of zeros. */
function explainingEffects(design: Design, j: number): readonly string[] {
  const { fixed } = design;
  const root = rootOf(design);
  const column = scaleRows(design.x[j]!, root);
  const length = norm(column);
  if (length === 0) return [];
  const constant = fixed.find(
    (effect) => norm(residualiser([effect], root)(column)) <= RANK_TOLERANCE * length,
  );
  return constant ? [constant.name] : fixed.map((effect) => effect.name);
}

export function collinearNote(record: CollinearRecord): Note {
  const why = record.explained_by.length > 0 ? `explained by ${record.explained_by.join(', ')}` : 'all zero';
  const values = { names: [record.term], by: record.explained_by };
  return { code: 'collinear', message: `${record.term} is left out: ${why}`, values };
}
