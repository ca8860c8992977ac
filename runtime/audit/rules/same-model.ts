import { placeOf } from '../paper.ts';
import type { AuditRule } from '../rule.ts';
import { equalPairs, repeatedModels } from '../same-model.ts';

/** A note: one model is printed several times, so that its numbers can be compared. */
export const sameModel: AuditRule = {
  code: 'same-model',
  doc: 'Which columns print one and the same model.',
  check: (paper) =>
    repeatedModels(paper).map((columns) => {
      const [first] = columns;
      const cells = columns.slice(1).map((column) => equalPairs(first!, column).length);
      return {
        code: 'same-model',
        severity: 'note',
        cells: columns.map((column) => placeOf(column)),
        values: { columns: columns.map(({ id }) => id), cells_equal: cells, terms: first!.k },
        message: `${columns.map(({ id }) => id).join(', ')} print the same model.`,
        repair: null,
        span: first!.column.span,
      };
    }),
};
